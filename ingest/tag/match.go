package tag

import "github.com/pandect/pandect/corpus/topic"

// view is a provision as the rules see it: its tokens, the terms found in them by group, and what stands above it.
type view struct {
	tokens   []topic.Token
	byWord   [][]topic.Hit // by group, in order
	found    []int32       // the groups of byWord that are not empty
	headed   bool          // there is a heading
	heads    int32         // tokens before this one stand in the heading, or are the first words where there is none
	above    []bool        // groups found in the law's title and the headings above
	scale    int32         // tokens a word: 2 in scripts written by character
	sanction int32         // the group of words that pronounce a penalty
	side     int32         // the group of words in headings of what surrounds an offence: powers, procedure, interpretation
}

// match says whether r holds for v, with which terms, and how strongly (0..1, the rule's weight moved a little by how the terms stand).
func (r *rule) match(v *view, hits []topic.Hit) ([]topic.Hit, float64) {
	for _, c := range r.absent {
		if _, ok := v.first(c); ok {
			return nil, 0
		}
	}
	hits = hits[:0]
	for _, c := range r.other {
		h, ok := v.first(c)
		if !ok {
			return nil, 0
		}
		if h.To > 0 {
			hits = append(hits, h)
		}
	}
	if len(r.near) == 0 {
		return hits, r.strength(v, hits, r.other)
	}
	before := len(hits)
	for _, a := range r.near[0] {
		for _, h := range v.byWord[a.group] {
			hits = append(hits[:before], h)
			if v.meet(h, r.near[1:], r.window*v.scale, &hits) {
				return hits, r.strength(v, hits, r.near)
			}
		}
	}
	return nil, 0
}

// meet adds to hits the term nearest to h of each condition; false if one has none within the window.
func (v *view) meet(h topic.Hit, cs []condition, window int32, hits *[]topic.Hit) bool {
	for _, c := range cs {
		best, at := window+1, topic.Hit{}
		for _, a := range c {
			for _, o := range v.byWord[a.group] {
				if d := distance(h, o); d < best && !within(o, h) && !within(h, o) {
					best, at = d, o
				}
			}
		}
		if best > window {
			return false
		}
		*hits = append(*hits, at)
	}
	return true
}

// within says whether the words of a term are part of another's: 组织 in 有组织犯罪 says nothing more.
func within(a, b topic.Hit) bool { return b.From <= a.From && a.To <= b.To }

// distance is the tokens between two terms, 0 where they overlap.
func distance(a, b topic.Hit) int32 {
	switch {
	case a.To <= b.From:
		return b.From - a.To
	case b.To <= a.From:
		return a.From - b.To
	}
	return 0
}

// first finds a condition at its places. A hit of length 0 stands above the provision.
func (v *view) first(c condition) (topic.Hit, bool) {
	for _, a := range c {
		switch here := v.byWord[a.group]; {
		case a.place == head:
			if len(here) > 0 && here[0].From < v.heads {
				return here[0], true
			}
		case a.place != above && len(here) > 0:
			return here[0], true
		case (a.place == above || a.place == about) && v.above[a.group]:
			return topic.Hit{}, true
		}
	}
	return topic.Hit{}, false
}

const headBonus = 0.04 // for terms in the heading, and as much again for a heading that says nothing else

// strength moves the weight by up to a tenth: up where a rule that asks for a penalty finds one pronounced and not only mentioned, where terms
// stand in the heading and where much of the provision is about them, down where they stand late in a long one. It orders the provisions
// that the same rule found.
func (r *rule) strength(v *view, hits []topic.Hit, cs []condition) float64 {
	inHead, terms, covered := 0, 0, int32(0)
	for _, c := range cs {
		seen := false
		for _, a := range c {
			here := v.byWord[a.group]
			terms += len(here)
			seen = seen || len(here) > 0 && here[0].From < v.heads
			for k := 0; v.headed && k < len(here) && here[k].To <= v.heads; k++ {
				covered += here[k].To - here[k].From
			}
		}
		if seen {
			inHead++
		}
	}
	first := int32(len(v.tokens))
	for _, h := range hits {
		if h.To > 0 {
			first = min(first, h.From)
		}
	}
	n := float64(len(v.tokens)) + 30
	w := 0.86 * r.weight
	if r.penal && len(v.byWord[v.sanction]) > 0 {
		w += 0.05
	}
	if aside := v.byWord[v.side]; r.penal && v.headed && len(aside) > 0 && aside[0].From < v.heads {
		w -= 0.06
	}
	if v.headed { // a heading that says this and nothing else
		w += headBonus * min(1, float64(covered)/float64(v.heads))
	}
	w += headBonus * float64(inHead) / float64(max(1, len(cs)))
	w += 0.04 * min(1, 5*float64(terms)*float64(v.scale)/n)
	w -= 0.04 * float64(first) / n
	w -= 0.03 * min(1, n/float64(2000*v.scale))
	return min(0.99, max(0.05, w))
}
