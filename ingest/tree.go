package ingest

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// tree puts the chosen units, the containers above them and what stands between them together.
type tree struct {
	ps    []paragraph
	lex   *lexis
	units []candidate
	skip  [2]int // paragraphs of the law's own table of contents

	listed contents
	below  bool       // headings stand below the labels, with nothing that shows them
	plain  bool       // headings stand above the labels, with nothing that shows them
	runIn  runIn      // what parts heading and wording where both stand behind the label
	above  *paragraph // a heading as it stands above the labels of units in this law; nil where headings stand elsewhere

	root  corpus.Provision
	stack []open // containers that are open, the outermost first
}

// open is a container that takes what follows.
type open struct {
	rank int
	node *corpus.Provision
}

const (
	rankAttached = 0
	rankCross    = 90 // a heading without a number stands below every numbered container
)

func (t *tree) build() []corpus.Provision {
	t.above = t.headingsAbove()
	if t.above == nil {
		t.runIn = headingsRunIn(t.units, t.ps)
		t.below = t.headingsBelow()
	}
	if t.above == nil && t.runIn == noRunIn && !t.below && t.plainHeadingsAbove() {
		t.above, t.plain = &paragraph{}, true
	}
	first := t.opening(t.units[0], 0)
	t.preamble(first)
	for i := range t.units {
		end := len(t.ps)
		if i+1 < len(t.units) {
			end = t.opening(t.units[i+1], t.units[i].at+1)
		}
		start := t.opening(t.units[i], 0)
		if i > 0 {
			start = t.opening(t.units[i], t.units[i-1].at+1)
		}
		t.unit(t.units[i], start, end, i+1 == len(t.units))
	}
	return t.root.Children
}

// headingsAbove says whether most units, three in five, of the law have their heading above the label. Where they have not, what stands above is the heading of a
// group.
func (t *tree) headingsAbove() *paragraph {
	above, body := 0, 0
	looks := map[int]int{} // how many have a look, and one of them
	var usual *paragraph
	for i, c := range t.units {
		if c.annex || c.aside {
			continue
		}
		body++
		if p := &t.ps[c.at]; !c.mark.bare && c.mark.end < len(p.text) && p.isTitleLike() { // its heading stands behind the label
			continue
		}
		if c.at > 0 && (i == 0 || t.units[i-1].at < c.at-1) && t.isHeadingAbove(c.at-1) {
			above++
			h := &t.ps[c.at-1]
			if looks[h.look()]++; usual == nil || looks[h.look()] > looks[usual.look()] {
				usual = h
			}
		}
	}
	if 5*above < 3*body {
		return nil
	}
	return usual
}

// plainHeadingsAbove says whether most units have above their label a short line that does not end as a sentence, below one that does: text
// files and pages that set everything alike. Where a script ends no sentences it is false.
func (t *tree) plainHeadingsAbove() bool {
	above, body := 0, 0
	for i, c := range t.units {
		if c.annex || c.aside || i == 0 {
			continue
		}
		body++
		if least := t.units[i-1].at + 1; c.at-1 > least && t.mayHeadPlainly(c.at-1) && (endsSentence(t.ps[c.at-2].text) || t.startsContainer(c.at-2) || t.startsContainer(c.at-3)) ||
			c.at-1 == least && endsSentence(t.ps[c.at-2].text) && t.mayHeadPlainly(c.at-1) {
			above++
		}
	}
	return above >= 3 && 5*above >= 3*body
}

// mayHeadPlainly says whether paragraph i, of which the page shows nothing, may be the heading of the label below it.
func (t *tree) mayHeadPlainly(i int) bool {
	p := &t.ps[i]
	_, numbered := readEnumerator(p.text)
	return p.kind == Paragraph && !numbered && !unicode.IsLower(firstOf(p.text)) && len([]rune(p.text)) <= 120 && !endsSentence(p.text) && !p.quoted && !startsQuoted(p.text) &&
		p.unit == nil && p.container == nil && p.attached == nil
}

// headingsBelow says whether most units have a label on a line of its own and a short line below it that does not end as a sentence.
func (t *tree) headingsBelow() bool {
	below, body := 0, 0
	for i, c := range t.units {
		if c.annex || c.aside {
			continue
		}
		body++
		end := len(t.ps)
		if i+1 < len(t.units) {
			end = t.units[i+1].at
		}
		if c.mark.end == len(t.ps[c.at].text) && t.mayHeadBelow(c.at+1, end) {
			below++
		}
	}
	return below >= 3 && 5*below >= 3*body
}

// mayHeadBelow says whether paragraph i, with wording behind it before end, may be the heading of the label above it.
func (t *tree) mayHeadBelow(i, end int) bool {
	if i+1 >= end {
		return false
	}
	p := &t.ps[i]
	r, _ := utf8.DecodeRuneInString(p.text)
	_, numbered := readEnumerator(p.text)
	return !numbered && !unicode.IsLower(r) && len([]rune(p.text)) <= 120 && !endsSentence(p.text) && p.unit == nil && t.ps[i+1].unit == nil && !t.startsContainer(i)
}

// opening is the paragraph with which a unit begins: its marginal note or the heading above its number, where there is one,
// and not before the paragraph least.
func (t *tree) opening(c candidate, least int) int {
	i := c.at
	for i-1 >= least && t.ps[i-1].kind == Margin {
		i--
	}
	if i < c.at || i-1 < least {
		return i
	}
	if t.listed.entries[corpus.IDNumber(c.mark.num.text)].is(t.ps[i-1].text) && !c.annex || t.above != nil && t.isHeadingAbove(i-1) {
		i--
	}
	return i
}

// isHeadingAbove says whether a paragraph above a label can be the heading of that unit.
func (t *tree) isHeadingAbove(i int) bool {
	p := &t.ps[i]
	if t.plain {
		return t.mayHeadPlainly(i)
	}
	marked := t.above != nil && t.above.level > 0 && p.level > 0 // the markup says which heading is one of a unit
	switch {
	case marked && p.level != t.above.level, t.above != nil && (p.size > t.above.size+0.15 || p.center && !t.above.center):
		return false
	case !marked && i > 0 && t.ps[i-1].isLabelAlone(): // that of the chapter
		return false
	}
	if strings.HasPrefix(p.text, "（") && strings.HasSuffix(p.text, "）") && len(p.text) < 200 { // （目的）
		return true
	}
	return p.isTitleLike() && p.text[0] != '(' && p.text[0] != '[' && (!endsSentence(p.text) || strings.HasSuffix(p.text, "etc.")) && len([]rune(p.text)) <= 200 &&
		p.attached == nil && p.container == nil && p.unit == nil
}

// look tells headings of different rank apart: by level, centring and size.
func (p *paragraph) look() int {
	n := 100*p.level + int(p.size*10+0.5)
	if p.center {
		n += 10000
	}
	return n
}

// isLabelAlone says whether a paragraph is the label of a container and nothing else.
func (p *paragraph) isLabelAlone() bool {
	return p.container != nil && p.container.end == len(p.text) || p.attached != nil && p.attached.end == len(p.text)
}

// preamble takes what stands before the first unit: containers open, the rest is a preamble.
func (t *tree) preamble(end int) {
	var lines []string
	page := 0
	for i := 0; i < end; i++ {
		if i >= t.skip[0] && i < t.skip[1] {
			continue
		}
		if n := t.container(i, end); n > 0 {
			if i+n < t.skip[0] { // a container of the table of contents
				t.stack, t.root.Children = nil, slices.DeleteFunc(t.root.Children, func(p corpus.Provision) bool { return p.Kind != "preamble" })
			}
			i += n - 1
			continue
		}
		if page == 0 {
			page = max(1, t.ps[i].page)
		}
		lines = append(lines, t.ps[i].text)
	}
	if len(lines) > 0 {
		t.root.Children = append([]corpus.Provision{{Kind: "preamble", Text: strings.Join(lines, "\n"), Page: t.ps[0].page}}, t.root.Children...)
		t.stack = nil
		t.reopen()
	}
}

// reopen points the stack at the last branch of the tree again, after the root's children moved.
func (t *tree) reopen() {
	node := &t.root
	for len(node.Children) > 0 {
		last := &node.Children[len(node.Children)-1]
		if last.Kind == "preamble" || corpus.IsBasic(last.Kind) {
			return
		}
		t.stack = append(t.stack, open{rank: t.rank(last), node: last})
		node = last
	}
}

func (t *tree) rank(p *corpus.Provision) int {
	for _, w := range t.lex.containers {
		if w.kind == p.Kind {
			return w.rank
		}
	}
	if p.Kind == "crossheading" {
		return rankCross
	}
	return rankAttached
}

// container opens a container if paragraph i heads one, and says how many paragraphs that takes.
func (t *tree) container(i, end int) int {
	p := &t.ps[i]
	switch {
	case p.attached != nil:
		return t.push(i, end, *p.attached, rankAttached)
	case p.container != nil:
		return t.push(i, end, *p.container, p.container.word.rank)
	}
	return 0
}

func (t *tree) push(i, end int, m mark, rank int) int {
	text := t.ps[i].text
	node := corpus.Provision{Kind: m.word.kind, Number: m.num.text, Label: strings.TrimSpace(text[:m.label]), Heading: strings.TrimSpace(text[m.end:]), Page: t.ps[i].page}
	taken := 1
	for node.Heading == "" && i+taken < end && taken == 1 && t.isHeadingBelow(i+taken) {
		node.Heading = t.ps[i+taken].text
		taken++
	}
	t.open(node, rank)
	return taken
}

// isHeadingBelow says whether the paragraph after a label that stands alone is its heading.
func (t *tree) isHeadingBelow(i int) bool {
	p := &t.ps[i]
	if len([]rune(p.text)) > 250 || p.kind == Margin || p.kind == TableRow || p.attached != nil {
		return false
	}
	if p.container != nil || p.unit != nil {
		return false
	}
	return p.isTitleLike() || !endsSentence(p.text)
}

func (t *tree) open(node corpus.Provision, rank int) {
	for len(t.stack) > 0 && t.stack[len(t.stack)-1].rank >= rank {
		t.stack = t.stack[:len(t.stack)-1]
	}
	t.stack = append(t.stack, open{rank, t.add(node)})
}

// add appends a node below the innermost open container.
func (t *tree) add(node corpus.Provision) *corpus.Provision {
	parent := &t.root
	if len(t.stack) > 0 {
		parent = t.stack[len(t.stack)-1].node
	}
	parent.Children = append(parent.Children, node)
	return &parent.Children[len(parent.Children)-1]
}

// unit makes one unit of the paragraphs [start, end) and opens the containers that stand at its end.
func (t *tree) unit(c candidate, start, end int, last bool) {
	p := &t.ps[c.at]
	node := corpus.Provision{Kind: c.mark.word.kind, Number: c.mark.num.text, Label: strings.TrimSpace(p.text[:c.mark.label]), Page: p.page}
	if c.annex && c.mark.bare { // schedules count paragraphs
		node.Kind = "paragraph"
	}
	rest := p.text[c.mark.end:]
	if p.ocr && misreadEmpty.MatchString(rest) {
		rest = ""
	}
	next := c.at + 1
	switch {
	case start < c.at:
		var above []string
		for i := start; i < c.at; i++ {
			above = append(above, t.ps[i].text)
		}
		node.Heading = strings.Join(above, " ")
	case p.lead > c.mark.end && p.lead < len(p.text):
		node.Heading, rest = strings.TrimSpace(p.text[c.mark.end:p.lead]), strings.TrimLeft(p.text[p.lead:], " .—–-:\u00A0")
	default:
		node.Heading, rest, next = t.runInHeading(c, rest, next, end)
	}
	if node.Heading == "" && !c.annex {
		node.Heading, rest = t.listed.split(c.mark.num, rest)
	}
	node.Heading = strings.TrimRight(node.Heading, " .:—–-")
	lines, notes := []paragraph{}, []string{}
	if rest != "" {
		first := *p
		first.text = rest
		lines = append(lines, first)
	}
	stop := t.wordingEnd(next, end, last)
	for i := next; i < stop; i++ {
		if t.ps[i].kind == Footnote {
			notes = append(notes, t.ps[i].text)
			continue
		}
		lines = append(lines, t.ps[i])
	}
	subdivide(&node, lines)
	node.Notes = notes
	if rest == "" { // the label's own paragraph counts too
		lines = append(lines, *p)
	}
	node.Confidence, node.Repaired = confidence(lines), repaired(lines)
	t.add(node)
	t.between(stop, end, last)
}

// runInHeading parts a heading from the wording behind a label: "Статья 5. Heading" above its wording, "5. Heading" alone in bold, a label alone with
// the heading in the next paragraph, "第五条 【heading】".
func (t *tree) runInHeading(c candidate, rest string, next, end int) (heading, wording string, after int) {
	p := &t.ps[c.at]
	if h, w, ok := bracketHeading(rest, c.mark); ok {
		return h, w, next
	}
	if !c.annex {
		if h, w := t.listed.split(c.mark.num, rest); h != "" && w != "" {
			return h, w, next
		}
	}
	if h, w, ok := t.runIn.split(rest); ok && t.runIn != noRunIn && !c.annex {
		return h, w, next
	}
	has := next < end && t.ps[next].kind != Margin
	switch {
	case rest == "":
		if has && isBracketed(t.ps[next].text) { // Art. 1. (Oggetto)
			return t.ps[next].text[1 : len(t.ps[next].text)-1], "", next + 1
		}
		if has && t.isHeadingBelow(next) && (t.ps[next].isTitleLike() || t.below && t.mayHeadBelow(next, end)) && !endsSentence(t.ps[next].text) {
			return t.ps[next].text, "", next + 1
		}
	case len([]rune(rest)) > 300 || !has || t.startsContainer(next):
	case (p.bold || p.kind == Heading) && !strings.HasPrefix(rest, "("):
		return rest, "", next
	case !c.mark.bare && !t.lex.headless && !endsSentence(rest) && len([]rune(rest)) < 200 && !isHan(c.mark.word.text) && !strings.HasPrefix(rest, "(") && c.mark.end > c.mark.label:
		return rest, "", next
	}
	return "", rest, next
}

func (t *tree) startsContainer(i int) bool {
	return t.ps[i].container != nil || t.ps[i].attached != nil
}

// bracketHeading reads 【heading】, and (heading) close behind the label of a Korean or Japanese article.
func bracketHeading(s string, m mark) (heading, rest string, ok bool) {
	for _, pair := range [...][2]string{{"【", "】"}, {"〔", "〕"}, {"[", "]"}, {"（", "）"}, {"(", ")"}} {
		inner, found := strings.CutPrefix(s, pair[0])
		if !found || len(pair[0]) == len(pair[1]) && (pair[0] == "(" || pair[0] == "（") && !(isHan(m.word.text) && m.end == m.label) {
			continue
		}
		h, r, found := strings.Cut(inner, pair[1])
		if _, size := corpus.HanNumber(h); found && size == 0 && len([]rune(h)) < 60 && r != "" && !startsWithDigit(h) {
			return h, strings.TrimSpace(r), true
		}
	}
	return "", "", false
}

// isBracketed says whether a short text stands wholly in brackets.
func isBracketed(s string) bool {
	_, numbered := readEnumerator(s)
	return len(s) > 2 && len(s) < 200 && s[0] == '(' && strings.IndexByte(s, ')') == len(s)-1 && !numbered
}

// wordingEnd is where the wording of a unit ends and headings of what follows, or signatures, begin.
func (t *tree) wordingEnd(from, end int, last bool) int {
	for i := from; i < end; i++ {
		if t.startsContainer(i) || t.isCrossheading(i, end) {
			return i
		}
	}
	if last {
		return t.closing(from, end)
	}
	return end
}

// isCrossheading says whether a paragraph is a heading without a number, between two units: set as a heading, and nothing but headings behind it.
func (t *tree) isCrossheading(i, end int) bool {
	p := &t.ps[i]
	if !p.isTitleLike() || p.kind == ListItem || endsSentence(p.text) || len([]rune(p.text)) > 160 || startsQuoted(p.text) || p.quoted {
		return false
	}
	if _, numbered := readEnumerator(p.text); numbered && p.text[0] == '(' && p.kind != Heading || p.italic && !p.bold && !p.center && p.kind != Heading {
		return false
	}
	for j := i + 1; j < end; j++ {
		if !t.ps[j].isTitleLike() && !t.startsContainer(j) && strings.ContainsFunc(t.ps[j].text, isWordLetter) {
			return false
		}
	}
	return end < len(t.ps)
}

// between opens the containers and crossheadings that stand after a unit's wording; what is neither stays with the innermost of them.
func (t *tree) between(from, end int, last bool) {
	if last && from < end && !t.startsContainer(from) {
		var lines []string
		for i := from; i < end; i++ {
			lines = append(lines, t.ps[i].text)
		}
		t.stack = nil
		t.add(corpus.Provision{Kind: "conclusions", Text: strings.Join(lines, "\n"), Page: t.ps[from].page})
		return
	}
	for i := from; i < end; {
		if n := t.container(i, end); n > 0 {
			i += n
			continue
		}
		if len(t.stack) > 0 && t.stack[len(t.stack)-1].rank == rankAttached {
			t.appendText(t.ps[i].text)
		} else if t.ps[i].isTitleLike() {
			t.open(corpus.Provision{Kind: "crossheading", Heading: t.ps[i].text, Page: t.ps[i].page}, rankCross)
		} else {
			t.appendText(t.ps[i].text)
		}
		i++
	}
}

// appendText adds a line to the wording of the innermost open container.
func (t *tree) appendText(line string) {
	node := &t.root
	if len(t.stack) > 0 {
		node = t.stack[len(t.stack)-1].node
	}
	if node == &t.root {
		t.add(corpus.Provision{Kind: "conclusions", Text: line})
		return
	}
	if node.Text != "" {
		node.Text += "\n"
	}
	node.Text += line
}

// confidence is the mean word confidence of what was read by OCR, 0 where nothing was.
func confidence(ps []paragraph) float64 {
	sum, words := 0.0, 0
	for i := range ps {
		sum += ps[i].conf * float64(ps[i].words)
		words += ps[i].words
	}
	if words == 0 {
		return 0
	}
	return float64(int(1000*sum/float64(words))) / 1000
}
