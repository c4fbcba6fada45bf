package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
)

// objects writes the objects of a PDF file as they come: streams by themselves, all others some hundred to an object stream (ISO 32000-1, 7.5.7).
// What it remembers of an object is where it stands. The first error ends it; finish gives it.
type objects struct {
	out    *bufio.Writer
	offset int64
	places []place // by number, from 1
	held   []int   // numbers of the objects that wait for their object stream
	heads  []int   // where each begins in body
	body   bytes.Buffer
	packed bytes.Buffer // of the stream being written
	packer *zlib.Writer // kept from stream to stream: a new one costs a megabyte
	err    error
}

// place is where an object stands: at an offset of the file, or in an object stream.
type place struct {
	at int64 // offset, or index within the stream
	in int   // number of the object stream; 0: none
}

const objectsHeld = 200 // in one object stream

func newObjects(w io.Writer) *objects {
	o := &objects{out: bufio.NewWriterSize(w, 1<<16)}
	o.print("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	return o
}

func (o *objects) print(s string) {
	n, err := o.out.WriteString(s)
	o.offset += int64(n)
	if o.err == nil {
		o.err = err
	}
}

// reserve gives the number of an object that is written later.
func (o *objects) reserve() int {
	o.places = append(o.places, place{})
	return len(o.places)
}

// write writes object n, which is no stream.
func (o *objects) write(n int, body string) {
	o.held = append(o.held, n)
	o.heads = append(o.heads, o.body.Len())
	o.body.WriteString(body)
	o.body.WriteByte('\n')
	if len(o.held) == objectsHeld {
		o.flush()
	}
}

// add writes an object and gives its number.
func (o *objects) add(body string) int {
	n := o.reserve()
	o.write(n, body)
	return n
}

func (o *objects) flush() {
	if len(o.held) == 0 {
		return
	}
	in := o.reserve()
	var head bytes.Buffer
	for i, n := range o.held {
		fmt.Fprintf(&head, "%d %d ", n, o.heads[i])
		o.places[n-1] = place{at: int64(i), in: in}
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(o.held), head.Len())
	head.Write(o.body.Bytes())
	o.stream(in, dict, head.Bytes())
	o.held, o.heads = o.held[:0], o.heads[:0]
	o.body.Reset()
}

// stream writes object n with deflated data. dict has no brackets and no length.
func (o *objects) stream(n int, dict string, data []byte) {
	o.packed.Reset()
	if o.packer == nil {
		o.packer = zlib.NewWriter(&o.packed)
	} else {
		o.packer.Reset(&o.packed)
	}
	_, _ = o.packer.Write(data) // a Buffer does not fail
	_ = o.packer.Close()
	o.plain(n, dict+"/Filter/FlateDecode", o.packed.Bytes())
}

// plain writes object n with data as they are.
func (o *objects) plain(n int, dict string, data []byte) {
	o.places[n-1] = place{at: o.offset}
	o.print(fmt.Sprintf("%d 0 obj\n<<%s/Length %d>>stream\n", n, dict, len(data)))
	written, err := o.out.Write(data)
	o.offset += int64(written)
	if o.err == nil {
		o.err = err
	}
	o.print("\nendstream\nendobj\n")
}

// finish writes the table of objects as a stream (7.5.8) and the end of the file.
func (o *objects) finish(root int, id string) error {
	o.flush()
	n := o.reserve()
	start := o.offset
	o.places[n-1] = place{at: start}
	table := make([]byte, 0, 8*(n+1))
	table = append(table, 0, 0, 0, 0, 0, 0, 0xff, 0xff)
	for _, p := range o.places {
		kind, at, index := byte(1), p.at, 0
		if p.in > 0 {
			kind, at, index = 2, int64(p.in), int(p.at)
		}
		table = append(table, kind, byte(at>>32), byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(index>>8), byte(index))
	}
	o.stream(n, fmt.Sprintf("/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/ID[<%s><%s>]", n+1, root, id, id), table)
	o.print(fmt.Sprintf("startxref\n%d\n%%%%EOF\n", start))
	if o.err != nil {
		return o.err
	}
	return o.out.Flush()
}
