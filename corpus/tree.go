package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Tree is the structure of a text while people's corrections are applied to it, and where each address leads meanwhile.
type Tree struct {
	Provisions []Provision
	now        map[EID]EID // by the EID at the beginning: where its wording is
	origin     map[EID]EID // by the EID of now: that at the beginning, of which it is, or was cut off
}

// NewTree begins with a reading, which is left as it is.
func NewTree(reading []Provision) *Tree {
	t := &Tree{Provisions: cloneAll(reading), now: map[EID]EID{}, origin: map[EID]EID{}}
	for p := range All(t.Provisions) {
		t.now[p.EID], t.origin[p.EID] = p.EID, p.EID
	}
	return t
}

// Now is where the wording is that stood at an address of the beginning; false where it was removed and nothing stands in its place, or never was.
func (t *Tree) Now(e EID) (EID, bool) { e, ok := t.now[e]; return e, ok }

// Origin is the address at the beginning of what stands at one of now, or of what it was cut off.
func (t *Tree) Origin(e EID) EID {
	origin, _, _ := strings.Cut(string(t.origin[e]), cutOff)
	return EID(origin)
}

// Counterpart is where what stands at an address of t stands in another tree that began with a reading of the same text. What was cut off in t alone stands with what it
// was cut off.
func (t *Tree) Counterpart(e EID, other *Tree) (EID, bool) {
	origin, ok := t.origin[e]
	for ok {
		if to, found := other.now[origin]; found {
			return to, true
		}
		i := strings.LastIndex(string(origin), cutOff)
		if i < 0 {
			return "", false
		}
		origin = origin[:i]
	}
	return "", false
}

// cutOff stands in an origin between that of a provision and the words with which what was cut off it begins.
const cutOff = "\x00"

func cloneAll(ps []Provision) []Provision {
	out := slices.Clone(ps)
	for i := range out {
		p := &out[i]
		p.Topics, p.Needs = cloneTags(p.Topics), cloneTags(p.Needs)
		p.Links, p.Notes = slices.Clone(p.Links), slices.Clone(p.Notes)
		p.Children = cloneAll(p.Children)
	}
	return out
}

func cloneTags(tags []Tag) []Tag {
	out := slices.Clone(tags)
	for i := range out {
		out[i].Evidence = slices.Clone(out[i].Evidence)
	}
	return out
}

// spot is a provision in its list.
type spot struct {
	list  *[]Provision
	i     int
	above EID // what holds the list; "": nothing
}

func (s spot) provision() *Provision { return &(*s.list)[s.i] }

// find looks for a provision; ErrNotFound.
func (t *Tree) find(e EID) (spot, error) {
	if s, ok := findIn(&t.Provisions, "", e); ok {
		return s, nil
	}
	return spot{}, fmt.Errorf("provision %q: %w", e, ErrNotFound)
}

func findIn(list *[]Provision, above, e EID) (spot, bool) {
	for i := range *list {
		p := &(*list)[i]
		if p.EID == e {
			return spot{list, i, above}, true
		}
		if s, ok := findIn(&p.Children, p.EID, e); ok {
			return s, true
		}
	}
	return spot{}, false
}

// name gives the provisions of list from i to j, which hang below above, the EIDs that they have there. of is the origin of those that had none.
func (t *Tree) name(list []Provision, above, of EID) {
	within := map[*Provision]bool{}
	var old []EID
	for p := range All(list) {
		within[p] = true
		old = append(old, p.EID)
	}
	n := namer{taken: map[EID]bool{}, doubled: map[string]int{}}
	for p := range All(t.Provisions) {
		if !within[p] {
			n.taken[p.EID] = true
		}
	}
	n.alone = func(id string) bool { return !n.taken[EID(id)] }
	n.name(list, above)
	moved, k := map[EID]EID{}, 0
	for p := range All(list) {
		if old[k] != "" {
			moved[old[k]] = p.EID
		}
		k++
	}
	origin := map[EID]EID{}
	for e, o := range t.origin {
		if _, gone := moved[e]; !gone {
			origin[e] = o
		}
	}
	for from, to := range moved {
		origin[to] = t.origin[from]
	}
	k = 0
	for p := range All(list) {
		if old[k] == "" {
			origin[p.EID], t.now[of] = of, p.EID
		}
		k++
	}
	t.origin = origin
	t.follow(moved)
}

// follow lets addresses and links that led to one place lead to another.
func (t *Tree) follow(moved map[EID]EID) {
	for o, e := range maps.Clone(t.now) {
		if to, ok := moved[e]; ok {
			t.now[o] = to
		}
	}
	for p := range All(t.Provisions) {
		for i := range p.Links {
			if to, ok := moved[p.Links[i].To]; ok {
				p.Links[i].To = to
			}
		}
	}
}

// drop forgets provisions that are no more; their addresses lead to another place, nowhere where that is "".
func (t *Tree) drop(gone []Provision, to EID) {
	moved := map[EID]EID{}
	for p := range All(gone) {
		moved[p.EID] = to
		delete(t.origin, p.EID)
	}
	t.follow(moved)
	for o, e := range maps.Clone(t.now) {
		if e == "" && o != "" {
			delete(t.now, o)
		}
	}
	for p := range All(t.Provisions) {
		p.Links = slices.DeleteFunc(p.Links, func(l Link) bool { return l.To == "" })
	}
}

// Apply makes a correction, and fills in what was before. A correction that holds already changes nothing. ErrNotFound if there is no such provision,
// ErrConflict if it is another one than the correction is about; t is as it was then.
func (t *Tree) Apply(c *Correction) error {
	if err := c.checkStructure(); err != nil {
		return err
	}
	if c.What == Furniture {
		return t.strip(c)
	}
	at, err := t.find(c.EID)
	if err != nil {
		return fmt.Errorf("%s: %w", c.What, err)
	}
	switch c.What {
	case Split:
		err = t.split(c, at)
	case Join:
		err = t.join(c, at)
	case Renumber:
		err = t.renumber(c, at)
	case Retitle:
		err = t.set(c, &at.provision().Heading, oneLine(c.After))
	case Reword:
		err = t.reword(c, at.provision())
	case Move:
		err = t.move(c, at)
	case Remove:
		err = t.remove(c, at)
	}
	if err != nil {
		return fmt.Errorf("%s of %s: %w", c.What, c.EID, err)
	}
	return nil
}

// changed is ErrConflict: what a correction found before is not there.
func changed(now, before string) error {
	return fmt.Errorf("it reads %q now, not %q: %w", clip(now), clip(before), ErrConflict)
}

// clip is the beginning of a wording, for messages.
func clip(s string) string {
	if len(s) <= 80 {
		return s
	}
	return strings.ToValidUTF8(s[:80], "") + "…"
}

func (t *Tree) set(c *Correction, field *string, after string) error {
	switch {
	case *field == after:
	case c.Before != "" && c.Before != *field:
		return changed(*field, c.Before)
	default:
		c.Before, *field = *field, after
	}
	c.After = after
	return nil
}

func (t *Tree) renumber(c *Correction, at spot) error {
	p := at.provision()
	is, to := Naming{p.Kind, p.Number, p.Label}, Naming{}
	to, err := read[Naming](c)
	if err != nil {
		return err
	}
	to.Number, to.Label = oneLine(to.Number), oneLine(to.Label)
	if c.After = written(to); is == to {
		return nil
	}
	if c.Before != "" && c.Before != written(is) {
		return changed(written(is), c.Before)
	}
	c.Before = written(is)
	p.Kind, p.Number, p.Label = to.Kind, to.Number, to.Label
	t.name((*at.list)[at.i:at.i+1], at.above, "")
	return nil
}

func (t *Tree) reword(c *Correction, p *Provision) error {
	after := strings.TrimRight(strings.ReplaceAll(c.After, "\r\n", "\n"), " \t\n")
	if after == "" && len(p.Children) == 0 && p.Heading == "" {
		return fmt.Errorf("nothing would be left of it; remove it instead: %w", ErrInvalid)
	}
	old := p.Text
	if strings.TrimRight(old, " \t\n") == after {
		after = old
	}
	if err := t.set(c, &p.Text, after); err != nil || p.Text == old {
		return err
	}
	p.respan(func(s Span) (Span, bool) { return rebase(s, old, after) })
	p.doubt()
	if p.Confidence > 0 {
		p.Confidence = 1
	}
	p.Repaired = 0
	return nil
}

// respan moves the spans of a provision, and drops those that are nowhere any more. What a person said for words that are gone is stale.
func (p *Provision) respan(to func(Span) (Span, bool)) {
	for _, tags := range [...][]Tag{p.Topics, p.Needs} {
		for i := range tags {
			g := &tags[i]
			var kept []Span
			for _, s := range g.Evidence {
				if s, ok := to(s); ok {
					kept = append(kept, s)
				}
			}
			g.Stale = g.Stale || g.ByPerson() && len(kept) < len(g.Evidence)
			g.Evidence = kept
		}
	}
	var links []Link
	for _, l := range p.Links {
		if s, ok := to(l.Span); ok {
			links = append(links, Link{s, l.To})
		}
	}
	p.Links = links
}

// doubt marks what a person said of the provision without naming words of it: it has other words now.
func (p *Provision) doubt() {
	for _, tags := range [...][]Tag{p.Topics, p.Needs} {
		for i := range tags {
			tags[i].Stale = tags[i].Stale || tags[i].ByPerson() && len(tags[i].Evidence) == 0
		}
	}
}

// rebase finds a span of a wording in the next: where it stands before, or behind, all that differs.
func rebase(s Span, old, now string) (Span, bool) {
	short := min(len(old), len(now))
	head := 0
	for head < short && old[head] == now[head] {
		head++
	}
	tail := 0
	for tail < short-head && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	switch by := len(now) - len(old); {
	case s.End <= head:
		return s, true
	case s.Start >= len(old)-tail:
		return Span{s.Start + by, s.End + by}, true
	}
	if at := strings.Index(now, old[s.Start:s.End]); at >= 0 && s.End > s.Start {
		return Span{at, at + s.End - s.Start}, true
	}
	return s, false
}

func (t *Tree) remove(c *Correction, at spot) error {
	p := at.provision()
	wording := strings.TrimSpace(strings.Join([]string{p.Label, p.Heading, p.Wording()}, " "))
	if c.Before != "" && c.Before != wording {
		return changed(wording, c.Before)
	}
	if len(t.Provisions) == 1 && at.above == "" {
		return fmt.Errorf("nothing would be left of the law: %w", ErrInvalid)
	}
	c.Before, c.After = wording, ""
	to := at.above
	if at.i > 0 {
		to = (*at.list)[at.i-1].EID
	} else if at.above == "" {
		to = (*at.list)[1].EID
	}
	gone := slices.Clone((*at.list)[at.i : at.i+1])
	*at.list = slices.Delete(*at.list, at.i, at.i+1)
	t.drop(gone, to)
	return nil
}

func (t *Tree) move(c *Correction, at spot) error {
	to, err := read[Place](c)
	if err != nil {
		return err
	}
	end := at.i + 1
	if to.Following {
		end = len(*at.list)
	}
	going := cloneAll((*at.list)[at.i:end])
	for p := range All(going) {
		if p.EID == to.Into || p.EID == to.After {
			return fmt.Errorf("it cannot stand within itself: %w", ErrInvalid)
		}
	}
	is := Place{Into: at.above, Following: to.Following}
	if at.i > 0 {
		is.After = (*at.list)[at.i-1].EID
	}
	if c.After = written(to); is == to {
		return nil
	}
	if to.Into != "" {
		if _, err := t.find(to.Into); err != nil {
			return err
		}
	}
	if to.After != "" {
		s, err := t.find(to.After)
		if err != nil {
			return err
		}
		if s.above != to.Into {
			return fmt.Errorf("%s stands in %q, not in %q: %w", to.After, s.above, to.Into, ErrConflict)
		}
	}
	c.Before = cmp.Or(c.Before, written(is))
	*at.list = slices.Delete(*at.list, at.i, end)
	list, i := &t.Provisions, 0
	if to.Into != "" {
		s, _ := t.find(to.Into) // it was there above, and is none of those that go
		list = &s.provision().Children
	}
	if to.After != "" {
		s, _ := t.find(to.After)
		i = s.i + 1
	}
	*list = slices.Insert(*list, i, going...)
	t.name((*list)[i:i+len(going)], to.Into, "")
	return nil
}
