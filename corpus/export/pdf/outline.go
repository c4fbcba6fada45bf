package pdf

import "fmt"

// bookmark is an entry of the outline (ISO 32000-1, 12.3.3) whose next is not known yet.
type bookmark struct {
	number, parent, prev, first, last, kids, level int
	title, place                                   string
}

// outline is the tree of bookmarks; what is behind the last of each level is written.
type outline struct {
	o    *objects
	root bookmark
	open []*bookmark // from the top down
}

func newOutline(o *objects) *outline {
	l := &outline{o: o, root: bookmark{level: -1}}
	l.open = []*bookmark{&l.root}
	return l
}

// add puts a bookmark of a level (0 the highest) behind those that are there. place is a destination.
func (l *outline) add(level int, title, place string) {
	if l.root.number == 0 {
		l.root.number = l.o.reserve()
	}
	n, prev := l.o.reserve(), 0
	for last := l.open[len(l.open)-1]; last.level >= level; last = l.open[len(l.open)-1] {
		l.open = l.open[:len(l.open)-1]
		next := 0
		if l.open[len(l.open)-1].level < level { // last stands beside the new one
			prev, next = last.number, n
		}
		l.write(last, next)
	}
	above := l.open[len(l.open)-1]
	if above.first == 0 {
		above.first = n
	}
	above.last = n
	above.kids++
	l.open = append(l.open, &bookmark{number: n, parent: above.number, prev: prev, level: level, title: title, place: place})
}

func (l *outline) write(b *bookmark, next int) {
	s := fmt.Sprintf("<</Title%s/Parent %d 0 R/Dest%s", text(b.title), b.parent, b.place)
	if b.prev > 0 {
		s += fmt.Sprintf("/Prev %d 0 R", b.prev)
	}
	if next > 0 {
		s += fmt.Sprintf("/Next %d 0 R", next)
	}
	if b.kids > 0 {
		s += fmt.Sprintf("/First %d 0 R/Last %d 0 R/Count %d", b.first, b.last, -b.kids)
	}
	l.o.write(b.number, s+">>")
}

// finish writes what is open and gives the number of the root; 0 where there is no bookmark.
func (l *outline) finish() int {
	for i := len(l.open) - 1; i > 0; i-- {
		l.write(l.open[i], 0)
	}
	if l.root.kids == 0 {
		return 0
	}
	l.o.write(l.root.number, fmt.Sprintf("<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", l.root.first, l.root.last, l.root.kids))
	return l.root.number
}
