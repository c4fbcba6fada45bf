package ingest

import (
	"math"
	"strings"
)

// window is how many candidates back a predecessor is looked for. Lists that count inside one provision have seldom a hundred points.
const window = 150

// choose picks the candidates that begin the units of the law: those of one class, whose numbers make the best sequence. It is a dynamic
// programme over pairs, since a greedy pass takes the first "2." of a list for section 2 and never recovers.
func choose(cs []candidate) []candidate {
	if headed(cs) {
		for i := range cs {
			if cs[i].mark.bare && !cs[i].shown {
				cs[i].score -= 1.2
			}
		}
	}
	var best []candidate
	bestScore := 0.0
	for _, class := range classes(cs) {
		chain, score := sequence(cs, class)
		if class == "bare" || len(chain) > 0 && chain[0].mark.word.either {
			score *= 0.8 // a list may count as well as a law, and chapters as well as articles
		}
		if score > bestScore {
			best, bestScore = chain, score
		}
	}
	if len(best) == 1 && best[0].mark.bare {
		return nil
	}
	return best
}

// withAsides adds to the chosen units those that count by themselves and stand anywhere behind the first: EK MADDE 1, GEÇİCİ MADDE 1 behind MADDE 30. Their numbers have
// the word that tells them from the others: "ek 1".
func withAsides(chosen []candidate, ps []paragraph) []candidate {
	var all []candidate
	next := 0
	for i := chosen[0].at; i < len(ps); i++ {
		if next < len(chosen) && chosen[next].at == i {
			all = append(all, chosen[next])
			next++
			continue
		}
		if ps[i].aside == nil || look(ps, i, *ps[i].aside) < 0.9 {
			continue
		}
		m := *ps[i].aside
		which, _, _ := strings.Cut(m.word.text, " ")
		m.num.text = which + " " + m.num.text
		all = append(all, candidate{at: i, mark: m, class: chosen[0].class, annex: all[len(all)-1].annex, aside: true})
	}
	return all
}

// settle takes back the other reading of words that head units in some states and chapters in others, now that the units are chosen.
func settle(ps []paragraph, chosen []candidate) {
	for i := range ps {
		p := &ps[i]
		if p.unit == nil || !p.unit.word.either {
			continue
		}
		if chosen[0].mark.word.text == p.unit.word.text {
			p.container = nil
		} else {
			p.unit = nil
		}
	}
}

func classes(cs []candidate) (names []string) {
	seen := map[string]bool{}
	for _, c := range cs {
		if !seen[c.class] {
			seen[c.class] = true
			names = append(names, c.class)
		}
	}
	return names
}

// sequence is the best chain of one class and its score.
func sequence(all []candidate, class string) (chain []candidate, score float64) {
	var cs []candidate
	reset, below := false, false
	for _, c := range all {
		reset, below = reset || c.reset, below || c.below
		if c.class == class {
			c.reset, c.below = reset, below
			reset, below = false, false
			cs = append(cs, c)
		}
	}
	total, from := make([]float64, len(cs)), make([]int, len(cs))
	best := -1
	for i := range cs {
		total[i], from[i] = cs[i].score+opening(&cs[i]), -1
		anew, inside := cs[i].reset, cs[i].below
		for j := i - 1; j >= 0 && j >= i-window; j-- {
			if cs[j].at == cs[i].at { // another reading of the same paragraph
				continue
			}
			if t := total[j] + cs[i].score + step(&cs[j], &cs[i], anew, inside); t > total[i] {
				total[i], from[i] = t, j
			}
			anew, inside = anew || cs[j].reset, inside || cs[j].below
		}
		if best < 0 || total[i] > total[best] {
			best = i
		}
	}
	if best < 0 {
		return nil, 0
	}
	score = total[best]
	for i := best; i >= 0; i = from[i] {
		chain = append(chain, cs[i])
	}
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	return chain, score
}

// opening is what a first unit's number costs: laws begin with 1, extracts of codes with any number.
func opening(c *candidate) float64 {
	key := c.mark.num.key
	if key[0] == 1 {
		return 1
	}
	if c.mark.bare {
		return -1
	}
	return -0.3
}

// step is what going from one unit to the next is worth: 1 for the next number, less for gaps, much less for going back.
func step(a, b *candidate, reset, below bool) float64 {
	x, y := a.mark.num.last(), b.mark.num.key
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	switch {
	case i == len(x) && i == len(y): // the same number again
		switch {
		case reset:
			return -0.5
		case a.mark.bare || a.wording < 40:
			return -2.5
		}
		return -1.5 // two versions of one article
	case i == len(x): // 12 → 12bis, 71 → 71A, 5 → 5.1
		return 1 - 0.3*math.Log2(float64(max(1, y[i]-1)))
	case i == len(y): // 12bis → 12: back
		return -3
	}
	gap := y[i] - x[i]
	if gap > 0 {
		s := 1.0
		if reset && gap > 1 {
			s -= 1.5
		}
		if gap > 1 {
			s -= 0.35 * math.Log2(float64(gap))
		}
		if len(y) > i+1 && y[i+1] > 2 {
			s -= 0.3
		}
		return s
	}
	return restart(b, reset, below)
}

// restart is what going back costs. A schedule may begin anew, and where a word or a sign stands with the number, so may a chapter (1 kap. 1 §); a bare
// 1 is the first point of a list, however many points follow it.
func restart(c *candidate, reset, below bool) float64 {
	anew := c.mark.num.key[0] == 1
	switch {
	case anew && reset:
		return 0.2
	case c.mark.bare:
		return -20
	case anew && below:
		return -0.5
	}
	return -4
}

// headed says whether the units of a law that numbers without words show headings, margins or weight: whether those candidates alone make a
// sequence with few gaps. Then numbers that show nothing count lists.
func headed(cs []candidate) bool {
	var strong []candidate
	for _, c := range cs {
		if c.mark.bare && c.shown {
			strong = append(strong, c)
		}
	}
	chain, _ := sequence(strong, "bare")
	if len(chain) < 5 {
		return false
	}
	last := chain[len(chain)-1].mark.num.key[0]
	return 10*len(chain) >= 6*last && chain[0].mark.num.key[0] <= 2
}

// twice splits a chain that lists the law's units two times, first without wording: its own table of contents, then the law. It
// returns the law, nil where the chain does not.
func twice(chain []candidate) (body []candidate) {
	for i := 1; i < len(chain); i++ {
		if !before(chain[i].mark.num.key, chain[i-1].mark.num.key) {
			continue
		}
		numbers := map[string]bool{}
		for _, c := range chain[i:] {
			numbers[c.mark.num.text] = true
		}
		same := 0
		for _, c := range chain[:i] {
			if numbers[c.mark.num.text] {
				same++
			}
		}
		if i >= fewestListed && 10*same >= 7*i && 2*wordingOf(chain[:i]) < wordingOf(chain[i:]) && wordingOf(chain[:i]) < 120 {
			return chain[i:]
		}
	}
	return nil
}

// wordingOf is the mean wording of units, in letters.
func wordingOf(cs []candidate) int {
	sum := 0
	for _, c := range cs {
		sum += c.wording
	}
	return sum / len(cs)
}

// markAnnexed marks the units that stand in schedules. The body is what comes before the first schedule, unless a schedule holds nearly all: an
// ordinance that enacts a code. Where the numbers go on behind it, what looked like a schedule's heading is another: "Schedule V" over section 60.1.
func markAnnexed(units []candidate, ps []paragraph) {
	region := make([]int, len(units))
	counts := map[int]int{}
	at, n := 0, 0
	for i := range units {
		goesOn := i > 0 && before(units[i-1].mark.num.last(), units[i].mark.num.key)
		for ; at < units[i].at; at++ {
			if ps[at].attached == nil {
				continue
			}
			if goesOn && units[i].at-at <= 2 && ps[at].text != strings.ToUpper(ps[at].text) {
				ps[at].attached = nil
			} else {
				n++
			}
		}
		region[i] = n
		counts[n]++
	}
	largest := 0
	for r, c := range counts {
		if c > counts[largest] || c == counts[largest] && r < largest {
			largest = r
		}
	}
	if counts[0]*4 >= counts[largest] {
		largest = 0
	}
	for i := range units {
		units[i].annex = region[i] > largest
	}
}
