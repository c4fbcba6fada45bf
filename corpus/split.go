package corpus

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// split makes what stands behind a place in a provision, its parts and their wording, a provision of its own that follows it.
func (t *Tree) split(c *Correction, at spot) error {
	cut, err := read[Cut](c)
	if err != nil {
		return err
	}
	p := at.provision()
	path, err := cut.locate(p)
	if err != nil {
		return err
	}
	if len(path) == 0 && strings.TrimSpace(p.Text[:cut.At]) == "" {
		return fmt.Errorf("nothing of it would stand before the place; renumber it instead: %w", ErrInvalid)
	}
	before := clip(p.Wording())
	q := cutAt(p, path, cut.At)
	q.Kind, q.Number, q.Label, q.Heading = cut.Kind, oneLine(cut.Number), oneLine(cut.Label), oneLine(cut.Heading)
	q.become()
	if q.Page = cut.Page; q.Page < p.Page {
		q.Page = p.Page
	}
	q.Confidence = p.Confidence
	for _, printed := range []string{q.Label, q.Heading} {
		q.dropFront(printed)
	}
	if q.Text == "" && len(q.Children) == 0 && q.Label == "" && q.Heading == "" {
		return fmt.Errorf("nothing stands behind the place: %w", ErrInvalid)
	}
	c.Before, c.After = before, written(cut)
	of := t.origin[p.EID] + cutOff + EID(cut.Words)
	*at.list = slices.Insert(*at.list, at.i+1, q)
	t.name((*at.list)[at.i+1:at.i+2], at.above, of)
	return nil
}

// locate finds the place below p, by the bytes it names or else by its words, which must stand there once, and fills in what it finds.
func (c *Cut) locate(p *Provision) (path []int, err error) {
	words := strings.Fields(c.Words)
	if c.In != "" {
		if path, q := pathTo(p, c.In); q != nil && c.At <= len(q.Text) && (c.At == len(q.Text) || utf8.RuneStart(q.Text[c.At])) {
			rest := q.Text[c.At:]
			if c.Words == "" || strings.HasPrefix(oneLine(rest), strings.Join(words, " ")) || c.At == 0 && strings.HasPrefix(oneLine(q.Label+" "+q.Heading+" "+rest), strings.Join(words, " ")) {
				c.Words = opening(q, c.At)
				return path, nil
			}
		}
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("there is no such place: %w", ErrConflict)
	}
	n := 0
	sought := strings.Join(words, " ")
	for q := range All([]Provision{*p}) {
		f := fold(q.Text)
		found := strings.Count(f.text, sought)
		switch {
		case found > 0:
			c.In, c.At = q.EID, f.at[strings.Index(f.text, sought)]
		case q.EID != p.EID && strings.HasPrefix(oneLine(q.Label+" "+q.Heading+" "+q.Text), sought): // it begins with a number that was read as that of a part
			found, c.In, c.At = 1, q.EID, 0
		}
		n += found
	}
	switch {
	case n == 0:
		return nil, fmt.Errorf("the words %q do not stand in it: %w", clip(c.Words), ErrInvalid)
	case n > 1:
		return nil, fmt.Errorf("the words %q stand in it %d times; give more of them: %w", clip(c.Words), n, ErrInvalid)
	}
	path, q := pathTo(p, c.In)
	c.Words = opening(q, c.At)
	return path, nil
}

// opening is how a wording goes on at a place: enough to find it again.
func opening(p *Provision, at int) string {
	rest := p.Text[at:]
	if at == 0 {
		rest = p.Label + " " + p.Heading + " " + rest
	}
	rest = oneLine(rest)
	if len(rest) > 120 {
		rest = strings.ToValidUTF8(rest[:120], "")
	}
	return rest
}

// pathTo is the way down from p to one of its parts, and the part; nil where there is none.
func pathTo(p *Provision, e EID) ([]int, *Provision) {
	if p.EID == e {
		return nil, p
	}
	for i := range p.Children {
		if path, q := pathTo(&p.Children[i], e); q != nil {
			return append([]int{i}, path...), q
		}
	}
	return nil, nil
}

// cutAt leaves in p what stands before a place and gives the rest; path leads to the part whose wording holds it.
func cutAt(p *Provision, path []int, at int) (q Provision) {
	if len(path) == 0 {
		old := p.Text
		q.Children, p.Children = p.Children, nil
		q.Text = strings.TrimLeftFunc(old[at:], unicode.IsSpace)
		skipped := len(old) - len(q.Text)
		p.Text = strings.TrimRightFunc(old[:at], unicode.IsSpace)
		q.Topics, q.Needs, q.Links = cloneTags(p.Topics), cloneTags(p.Needs), slices.Clone(p.Links)
		q.Topics, q.Needs = evident(q.Topics, skipped), evident(q.Needs, skipped)
		q.respan(func(s Span) (Span, bool) { return Span{s.Start - skipped, s.End - skipped}, s.Start >= skipped })
		p.Topics, p.Needs = slices.DeleteFunc(p.Topics, wholly(skipped)), slices.DeleteFunc(p.Needs, wholly(skipped))
		p.respan(func(s Span) (Span, bool) { return s, s.End <= len(p.Text) })
		p.doubt()
		return q
	}
	i := path[0]
	following := slices.Clone(p.Children[i+1:])
	if len(path) == 1 && at == 0 {
		q.Children = slices.Clone(p.Children[i:])
		p.Children = slices.Clone(p.Children[:i])
		return q
	}
	q = cutAt(&p.Children[i], path[1:], at)
	q.Children = append(q.Children, following...)
	p.Children = slices.Clone(p.Children[:i+1])
	return q
}

// evident are the tags whose evidence stands behind a byte, all or some of it.
func evident(tags []Tag, from int) []Tag {
	return slices.DeleteFunc(tags, func(g Tag) bool {
		return !slices.ContainsFunc(g.Evidence, func(s Span) bool { return s.Start >= from })
	})
}

// wholly finds tags all of whose evidence stands behind a byte: they go with it.
func wholly(from int) func(Tag) bool {
	return func(g Tag) bool {
		return len(g.Evidence) > 0 && !slices.ContainsFunc(g.Evidence, func(s Span) bool { return s.Start < from })
	}
}

// become lets a new provision that begins with a part be that part, where the part has no number of its own or the same one.
func (p *Provision) become() {
	if p.Text != "" || len(p.Children) == 0 {
		return
	}
	first := p.Children[0]
	if first.Label != "" && IDNumber(first.Number) != IDNumber(p.Number) {
		return
	}
	p.EID, p.Text, p.Topics, p.Needs, p.Links, p.Notes = first.EID, first.Text, first.Topics, first.Needs, first.Links, first.Notes
	if p.Heading == "" {
		p.Heading = first.Heading
	}
	p.Page = first.Page
	p.Children = append(slices.Clone(first.Children), p.Children[1:]...)
}

// dropFront takes a number or heading that stands in its own place off the beginning of the wording.
func (p *Provision) dropFront(printed string) {
	words := strings.Fields(printed)
	if len(words) == 0 {
		return
	}
	behind := p.Text
	for i, w := range words {
		blanks := len(behind)
		behind = strings.TrimLeftFunc(behind, unicode.IsSpace)
		if i > 0 && len(behind) == blanks || !strings.HasPrefix(behind, w) {
			return
		}
		behind = behind[len(w):]
	}
	rest := strings.TrimLeft(behind, " \t\n.:–—-)")
	if len(rest) == len(behind) && rest != "" { // "Art. 1" is not the beginning of "Art. 12"
		return
	}
	skipped := len(p.Text) - len(rest)
	p.Text = rest
	p.respan(func(s Span) (Span, bool) { return Span{s.Start - skipped, s.End - skipped}, s.Start >= skipped })
}

// join makes the provision that follows p among its siblings part of it: its number and heading are words then. Of containers the headings are joined.
func (t *Tree) join(c *Correction, at spot) error {
	if at.i+1 >= len(*at.list) {
		return fmt.Errorf("nothing follows it where it stands; move it first: %w", ErrInvalid)
	}
	p, q := at.provision(), (*at.list)[at.i+1]
	if c.After != "" && q.EID != EID(c.After) {
		return fmt.Errorf("%s follows it now, not %s: %w", q.EID, c.After, ErrConflict)
	}
	holds := HoldsBasic(p.Children)
	if holds != HoldsBasic(q.Children) && (len(p.Children) > 0 || IsBasic(p.Kind)) && (len(q.Children) > 0 || IsBasic(q.Kind)) {
		return fmt.Errorf("one holds articles and the other is none; move it instead: %w", ErrInvalid)
	}
	c.Before, c.After = clip(oneLine(q.Label+" "+q.Heading+" "+q.Text)), string(q.EID)
	if holds {
		p.Heading = oneLine(p.Heading + " " + q.Label + " " + q.Heading)
		if q.Text != "" {
			p.append(&q, q.Text)
		}
	} else {
		last := p
		for len(last.Children) > 0 {
			last = &last.Children[len(last.Children)-1]
		}
		last.append(&q, strings.TrimSpace(strings.Join(slices.DeleteFunc([]string{q.Label, q.Heading, q.Text}, func(s string) bool { return s == "" }), " ")))
	}
	gone := q
	gone.Children = nil
	first := len(p.Children)
	p.Children = append(p.Children, q.Children...)
	*at.list = slices.Delete(*at.list, at.i+1, at.i+2)
	p = at.provision()
	t.drop([]Provision{gone}, p.EID)
	t.name(p.Children[first:], p.EID, "")
	return nil
}

// append sets words behind the wording of p, with the tags and links of q, whose wording ends them.
func (p *Provision) append(q *Provision, words string) {
	glue := " "
	last, _ := utf8.DecodeLastRuneInString(p.Text)
	first, _ := utf8.DecodeRuneInString(words)
	switch {
	case p.Text == "" || words == "" || unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, first):
		glue = ""
	case strings.ContainsRune(".;:!?。；：！？؛؟।", last):
		glue = "\n"
	}
	p.Text += glue + words
	by := len(p.Text) - len(q.Text)
	q.respan(func(s Span) (Span, bool) { return Span{s.Start + by, s.End + by}, true })
	p.doubt()
	q.doubt()
	p.Topics, p.Needs = unite(p.Topics, q.Topics), unite(p.Needs, q.Needs)
	p.Links, p.Notes = append(p.Links, q.Links...), append(p.Notes, q.Notes...)
}

// unite joins the tags of two provisions that became one: what a person said wins over the program.
func unite(a, b []Tag) []Tag {
	for _, g := range b {
		i := slices.IndexFunc(a, func(x Tag) bool { return x.ID == g.ID })
		switch {
		case i < 0:
			a = append(a, g)
		case g.ByPerson() == a[i].ByPerson() && g.Rejected == a[i].Rejected:
			a[i].Evidence = append(a[i].Evidence, g.Evidence...)
			a[i].Weight = max(a[i].Weight, g.Weight)
		case g.ByPerson() && !a[i].ByPerson():
			a[i] = g
		case g.ByPerson(): // two people said otherwise of the two halves
			a[i].Stale = true
		}
	}
	return a
}

// strip removes a line that is printed on many pages, from one provision or from all.
func (t *Tree) strip(c *Correction) error {
	c.Before = oneLine(c.Before)
	sought := fold(c.Before).alike().text
	all := t.Provisions
	if c.EID != "" {
		at, err := t.find(c.EID)
		if err != nil {
			return err
		}
		all = (*at.list)[at.i : at.i+1]
	}
	for p := range All(all) {
		cuts := cutLines(p.Text, sought)
		if c.After == "anywhere" {
			cuts = cutWords(p.Text, sought)
		}
		if len(cuts) == 0 {
			continue
		}
		p.without(cuts)
		if trimmed := strings.TrimRight(p.Text, "\n"); trimmed != p.Text {
			p.Text = trimmed
			p.respan(func(s Span) (Span, bool) { return s, s.End <= len(trimmed) })
		}
	}
	return nil
}
