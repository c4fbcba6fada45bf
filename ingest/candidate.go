package ingest

import (
	"slices"
	"strings"
	"unicode"
)

// candidate is a paragraph that may begin a basic unit.
type candidate struct {
	at      int // paragraph
	mark    mark
	class   string  // of its label: units of one law have one class
	score   float64 // how much its own look speaks for it
	reset   bool    // a part that numbers anew (schedule, annex) began since the candidate before
	below   bool    // a container began since the candidate before
	shown   bool    // its look, a marginal note or a heading above shows more than a number
	wording int     // letters until the next candidate, counted to 300
	annex   bool    // it stands in a schedule, not in the body (markAnnexed)
	aside   bool    // it counts by itself (withAsides)
}

// readLabels reads the label of every paragraph once, for all that follows.
func readLabels(ps []paragraph, lex *lexis) {
	for i := range ps {
		p := &ps[i]
		if m, ok := lex.find(p.text, lex.aside); ok {
			p.aside = &m
			continue
		}
		if m, ok := asAttached(p, lex); ok {
			p.attached = &m
		}
		if m, ok := asContainer(p, lex); ok {
			p.container = &m
		}
		if m, ok := lex.unitMark(p.text); ok {
			p.unit = &m
		} else if p.ocr {
			if m, ok := lex.misread(p.text); ok {
				p.unit, p.misread = &m, true
			}
		}
	}
}

// candidates lists every paragraph that could begin a unit, in document order.
func candidates(ps []paragraph, listed contents) []candidate {
	var out []candidate
	reset, below := false, false
	for i := range ps {
		p := &ps[i]
		if p.kind == Footnote || p.kind == Margin {
			continue
		}
		reset = reset || p.attached != nil
		below = below || p.attached == nil && p.container != nil
		if p.kind == TableRow || p.unit == nil {
			continue
		}
		c := candidate{at: i, mark: *p.unit, class: class(*p.unit), reset: reset, below: below}
		c.score = look(ps, i, c.mark) + listed.speaksFor(ps, i, c.mark)
		reset, below = false, false
		out = append(out, c)
	}
	body(out, ps)
	for i := range out {
		out[i].shown = isShown(ps, out[i])
	}
	return otherReadings(out)
}

// isShown says whether more than a number speaks for a candidate.
func isShown(ps []paragraph, c candidate) bool {
	p := &ps[c.at]
	if p.bold || p.kind == Heading || p.lead >= c.mark.label || c.at == 0 || len(c.mark.num.key) > 1 || c.mark.num.upTo != nil {
		return true
	}
	if rest := p.text[c.mark.end:]; strings.HasPrefix(rest, "[") || isBracketed(strings.TrimRight(rest, ".")) { // [Repealed, 2015]
		return true
	}
	above := &ps[c.at-1]
	return above.kind == Margin || above.isTitleLike() && !endsSentence(above.text)
}

// otherReadings adds to candidates whose number can be read in two ways the second reading, behind the first: 4.31 as a decimal fraction, and 71 as a
// 7¹ whose raised digit was lost, where the tradition raises digits. The sequence decides.
func otherReadings(cs []candidate) []candidate {
	var out []candidate
	for _, c := range cs {
		out = append(out, c)
		if d := c.mark.num.decimal; d != nil && !slices.Equal(d, c.mark.num.key) {
			c.mark.num.key = d
			c.reset, c.below = false, false
			out = append(out, c)
		}
		if n, ok := c.mark.num.raised(); ok && c.mark.word.raised {
			c.mark.num = n
			c.score -= 0.3
			c.reset, c.below = false, false
			out = append(out, c)
		}
	}
	return out
}

// class is what units of one law share: the kind, and whether a word, a sign or nothing stands with the number.
func class(m mark) string {
	switch {
	case m.bare:
		return "bare"
	case m.word.text == "§" || m.word.text == "§§":
		return "sign"
	case m.word.either:
		return m.word.text
	}
	return m.word.kind
}

// look scores a candidate by its own appearance: 1 for a label that could hardly be anything else.
func look(ps []paragraph, i int, m mark) float64 {
	p := &ps[i]
	rest := p.text[m.end:]
	score := 1.0
	if m.bare {
		score = bareLook(ps, i, rest, m)
	} else if isReference(rest, p.text[:m.end]) {
		score -= 1.6
	}
	if p.bold || p.lead >= m.label && m.label > 0 || p.kind == Heading {
		score += 0.5
	}
	if p.quoted || startsQuoted(p.text) {
		score -= 2.5
	}
	if !p.first {
		score -= 0.1
	}
	if p.misread {
		score -= 0.5
	}
	return score
}

// bareLook scores a number without a word, which may as well count a list.
func bareLook(ps []paragraph, i int, rest string, m mark) float64 {
	p := &ps[i]
	score := 0.1
	if i > 0 && ps[i-1].kind == Margin {
		score += 1
	} else if i > 0 && ps[i-1].isTitleLike() && !endsSentence(ps[i-1].text) {
		score += 0.7
	}
	if p.bold || p.lead >= m.label {
		score += 0.6
	}
	if strings.HasPrefix(rest, "(") {
		score += 0.3
	}
	r := []rune(rest + " ")[0]
	switch {
	case unicode.IsLower(r):
		score -= 0.5
	case unicode.IsUpper(r):
		score += 0.1
	case isASCIIDigit(byte(r)) && r < 0x80, r == '%':
		score -= 0.8
	}
	if p.kind == ListItem {
		score -= 0.4
	}
	if rest == "" && !p.bold && p.kind != Heading {
		score -= 0.3
	}
	return score
}

// isReference says whether what follows a label shows that it is a reference at the start of a line: "section 5 of the Act", "Article 12 applies",
// "статьи 5 настоящего Кодекса", "第三条规定的", a comma, a lower-case word without punctuation between.
func isReference(rest, label string) bool {
	if rest == "" {
		return false
	}
	r := []rune(rest)[0]
	last := lastRune(strings.TrimRight(label, " \u00A0"))
	punctuated := strings.ContainsAny(last, ".:-–—：．　、)")
	switch {
	case strings.HasSuffix(strings.TrimRight(label, " "), ","):
		return true
	case unicode.IsLower(r) && !punctuated:
		return true
	case r == ')' || r == ']':
		return true
	}
	for _, start := range []string{"规定", "第", "的", "至", "、", "和", "或者", "所", "中", "以", "之", "款", "から", "の", "من", "و", "أو", "إلى"} {
		if strings.HasPrefix(rest, start) && (start != "من" && start != "و" && start != "أو" && start != "إلى" || strings.HasPrefix(rest, start+" ")) {
			return !strings.HasSuffix(label, "　") && !strings.HasSuffix(label, " ") || start == "من" || start == "أو" || start == "إلى"
		}
	}
	return false
}

// body adds to each candidate the weight of the wording that follows it: a line of a table of contents has none.
func body(cs []candidate, ps []paragraph) {
	for i := range cs {
		end := len(ps)
		if i+1 < len(cs) {
			end = cs[i+1].at
		}
		n := len([]rune(ps[cs[i].at].text[cs[i].mark.end:])) / 2 // may be its heading
		for j := cs[i].at + 1; j < end && n < 300; j++ {
			n += len([]rune(ps[j].text))
		}
		cs[i].wording = min(n, 300)
		cs[i].score += 0.4 * float64(cs[i].wording) / 300
	}
}

// asContainer reads a paragraph as the heading of a part, chapter ….
func asContainer(p *paragraph, lex *lexis) (mark, bool) {
	if p.quoted || startsQuoted(p.text) || p.kind == TableRow || p.kind == Footnote || p.kind == Margin || len([]rune(p.text)) > 300 {
		return mark{}, false
	}
	m, ok := lex.containerMark(p.text)
	if !ok || !headsPart(p, m) {
		return mark{}, false
	}
	return m, true
}

// headsPart says whether what follows a container's label can be its heading rather than the rest of a sentence.
func headsPart(p *paragraph, m mark) bool {
	rest := strings.TrimSpace(p.text[m.end:])
	if rest == "" {
		return true
	}
	r := []rune(rest)[0]
	label := strings.TrimRight(p.text[:m.end], " \u00A0")
	punctuated := len(label) > m.label
	switch {
	case strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, "("):
		return false
	case p.isTitleLike():
		return !unicode.IsLower(r) || punctuated || p.kind == Heading
	case unicode.IsLower(r) && !punctuated:
		return false
	case isHan(m.word.text):
		return len([]rune(rest)) <= 40 && !strings.ContainsAny(rest, "。；，") && !isReference(rest, p.text[:m.end])
	}
	return len([]rune(rest)) <= 160 && !strings.HasSuffix(rest, ";") && !strings.Contains(rest, ". ") && !(endsSentence(rest) && len([]rune(rest)) > 60)
}

// asAttached reads a paragraph as the heading of a schedule or annex.
func asAttached(p *paragraph, lex *lexis) (m mark, ok bool) {
	if p.quoted || startsQuoted(p.text) || p.kind == TableRow || len([]rune(p.text)) > 120 || !p.first {
		return m, false
	}
	if m, ok = lex.attachedMark(p.text); !ok {
		return m, false
	}
	rest := strings.TrimSpace(p.text[m.end:])
	switch {
	case rest == "", strings.ContainsAny(firstRune(rest), "([（<〈"):
		return m, true
	}
	return m, p.isTitleLike() && !unicode.IsLower([]rune(rest)[0])
}
