package pdf

import (
	"fmt"
	"strings"
)

// element is one of the structure tree (ISO 32000-1, 14.7), open until its kids are known.
type element struct {
	number int
	tag    string
	parent *element
	kids   strings.Builder
	page   int    // that its first content stands on
	more   string // entries of its dictionary besides the usual
}

// tags is the structure of a document: what is open, and what each page and annotation belongs to.
type tags struct {
	o       *objects
	root    int
	top     *element
	open    []*element
	parents []int // objects of the parent tree by key: an array of elements for a page, an element for an annotation
}

func newTags(o *objects) *tags {
	t := &tags{o: o, root: o.reserve()}
	t.top = &element{number: o.reserve(), tag: "Document"}
	t.open = []*element{t.top}
	return t
}

func (t *tags) current() *element { return t.open[len(t.open)-1] }

// begin opens an element below the current one.
func (t *tags) begin(tag, more string) *element {
	e := &element{number: t.o.reserve(), tag: tag, parent: t.current(), more: more}
	fmt.Fprintf(&e.parent.kids, "%d 0 R ", e.number)
	t.open = append(t.open, e)
	return e
}

// end closes the current element.
func (t *tags) end() {
	t.write(t.current())
	t.open = t.open[:len(t.open)-1]
}

func (t *tags) write(e *element) {
	parent := t.root
	if e.parent != nil {
		parent = e.parent.number
	}
	t.o.write(e.number, fmt.Sprintf("<</Type/StructElem/S/%s/P %d 0 R/K[%s]%s>>", e.tag, parent, e.kids.String(), e.more))
}

// key is a place of the parent tree.
func (t *tags) key() int {
	t.parents = append(t.parents, 0)
	return len(t.parents) - 1
}

// finish closes the tree and gives the number of its root.
func (t *tags) finish() int {
	for len(t.open) > 0 {
		t.end()
	}
	var nums strings.Builder
	for key, n := range t.parents {
		fmt.Fprintf(&nums, "%d %d 0 R ", key, n)
	}
	tree := t.o.add(fmt.Sprintf("<</Nums[%s]>>", nums.String()))
	t.o.write(t.root, fmt.Sprintf("<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>", t.top.number, tree, len(t.parents)))
	return t.root
}
