package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

// Bounds of the repair: a file with more objects, or with larger object streams, is beyond it.
const (
	maxObjects      = 1_000_000
	maxObjectStream = 64 << 20 // bytes, unpacked, of all object streams together
)

var (
	objectStart = regexp.MustCompile(`(?:^|[\s>])(\d{1,8})\s+(\d{1,5})\s+obj\b`)
	catalog     = regexp.MustCompile(`/Type\s*/Catalog\b`)
	pagesNode   = regexp.MustCompile(`/Type\s*/Pages\b`)
	pageNode    = regexp.MustCompile(`/Type\s*/Page\b[^s]`)
	streamType  = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	countEntry  = regexp.MustCompile(`/N\s+(\d+)`)
	firstEntry  = regexp.MustCompile(`/First\s+(\d+)`)
	encryptRef  = regexp.MustCompile(`/Encrypt\s+\d+\s+\d+\s+R`)
	fileID      = regexp.MustCompile(`/ID\s*\[[^\]]{0,200}\]`)
	parentRef   = regexp.MustCompile(`/Parent\s+(\d+)\s+\d+\s+R`)
)

// repair writes the cross-reference table of data anew, from the objects that are found in it, with those of object streams
// unpacked behind it. Without a catalogue, or with a page tree whose root is lost, it makes one of the pages there are. False where no
// page is found.
func repair(data []byte) ([]byte, bool) {
	objects, last := scanObjects(data)
	if len(objects) == 0 || len(objects) > maxObjects {
		return nil, false
	}
	var out bytes.Buffer
	out.Write(data)
	out.WriteString("\n")
	for number, body := range unpack(data, objects, last) {
		if _, plain := objects[number]; !plain {
			objects[number] = span{out.Len(), 0}
			fmt.Fprintf(&out, "%d 0 obj\n", number)
			out.Write(body)
			out.WriteString("\nendobj\n")
			objects[number] = span{objects[number].begin, out.Len()}
		}
	}
	root, ok := findRoot(&out, objects)
	if !ok {
		return nil, false
	}
	writeTable(&out, objects, root, data)
	return out.Bytes(), true
}

// span is where an object stands: its "n 0 obj" begins at begin; end is where the next one begins.
type span struct{ begin, end int }

// scanObjects finds the last definition of each object, and lists their numbers in file order.
func scanObjects(data []byte) (objects map[int]span, order []int) {
	objects = map[int]span{}
	found := objectStart.FindAllSubmatchIndex(data, maxObjects+1)
	for i, m := range found {
		number, err := strconv.Atoi(string(data[m[2]:m[3]]))
		if err != nil || number <= 0 || number > 10*maxObjects {
			continue
		}
		end := len(data)
		if i+1 < len(found) {
			end = found[i+1][2]
		}
		objects[number] = span{m[2], end}
		order = append(order, number)
	}
	return objects, order
}

// unpack gives the objects inside the object streams of data (ISO 32000-1, 7.5.7).
func unpack(data []byte, objects map[int]span, order []int) map[int][]byte {
	inner := map[int][]byte{}
	budget := int64(maxObjectStream)
	for _, number := range order {
		s := objects[number]
		body := data[s.begin:s.end]
		at := bytes.Index(body, []byte("stream"))
		if at < 0 || !streamType.Match(body[:at]) {
			continue
		}
		n, first := entry(countEntry, body[:at]), entry(firstEntry, body[:at])
		plain := inflate(streamBytes(body[at:]), &budget)
		if first <= 0 || first > len(plain) {
			continue
		}
		header := bytes.Fields(plain[:first])
		for i := 0; i+1 < len(header) && i < 2*n; i += 2 {
			number, err1 := strconv.Atoi(string(header[i]))
			begin, err2 := strconv.Atoi(string(header[i+1]))
			end := len(plain) - first
			if i+3 < len(header) && i+2 < 2*n {
				end, _ = strconv.Atoi(string(header[i+3]))
			}
			if err1 == nil && err2 == nil && number > 0 && begin >= 0 && begin < end && first+end <= len(plain) {
				inner[number] = plain[first+begin : first+end]
			}
		}
	}
	return inner
}

func entry(re *regexp.Regexp, dict []byte) int {
	m := re.FindSubmatch(dict)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// streamBytes is what stands between the words stream and endstream.
func streamBytes(body []byte) []byte {
	body = bytes.TrimPrefix(body, []byte("stream"))
	body = bytes.TrimPrefix(bytes.TrimPrefix(body, []byte("\r")), []byte("\n"))
	if end := bytes.LastIndex(body, []byte("endstream")); end >= 0 {
		body = body[:end]
	}
	return body
}

// inflate unpacks as much as it can of b, within budget.
func inflate(b []byte, budget *int64) []byte {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return b // not packed
	}
	defer r.Close()
	out, _ := io.ReadAll(io.LimitReader(r, *budget)) // what comes before the damage is of use
	*budget -= int64(len(out))
	return out
}

// findRoot is the number of the catalogue; one is written where it, or the page tree, is lost.
func findRoot(out *bytes.Buffer, objects map[int]span) (int, bool) {
	data := out.Bytes()
	var root, tree int
	var pages []int
	for _, number := range slices.Sorted(keys(objects)) {
		s := objects[number]
		head := data[s.begin:min(s.end, s.begin+4096, len(data))]
		if at := bytes.Index(head, []byte("stream")); at >= 0 {
			head = head[:at]
		}
		switch {
		case catalog.Match(head):
			root = number
		case pagesNode.Match(head) && !parentRef.Match(head):
			tree = number
		case pageNode.Match(head):
			pages = append(pages, number)
		}
	}
	if root > 0 && tree > 0 {
		return root, true
	}
	next := slices.Max(slices.Collect(keys(objects))) + 1
	if tree == 0 {
		if len(pages) == 0 {
			return 0, false
		}
		slices.SortFunc(pages, func(a, b int) int { return objects[a].begin - objects[b].begin })
		tree = next
		next++
		objects[tree] = span{out.Len(), 0}
		fmt.Fprintf(out, "%d 0 obj\n<</Type/Pages/Count %d/MediaBox[0 0 595 842]/Kids[", tree, len(pages))
		for _, p := range pages {
			fmt.Fprintf(out, "%d 0 R ", p)
		}
		out.WriteString("]>>\nendobj\n")
	}
	objects[next] = span{out.Len(), 0}
	fmt.Fprintf(out, "%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n", next, tree)
	return next, true
}

func keys(objects map[int]span) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for k := range objects {
			if !yield(k) {
				return
			}
		}
	}
}

func writeTable(out *bytes.Buffer, objects map[int]span, root int, data []byte) {
	at := out.Len()
	numbers := slices.Sorted(keys(objects))
	out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for _, n := range numbers {
		fmt.Fprintf(out, "%d 1\n%010d 00000 n \n", n, objects[n].begin)
	}
	fmt.Fprintf(out, "trailer\n<</Size %d/Root %d 0 R", numbers[len(numbers)-1]+1, root)
	if e := encryptRef.Find(data); e != nil {
		out.Write(e)
		out.Write(fileID.Find(data))
	}
	fmt.Fprintf(out, ">>\nstartxref\n%d\n%%%%EOF\n", at)
}

var lastTable = regexp.MustCompile(`startxref\s+(\d+)\s`)

// tableLost says whether the end of data, which tells where its objects stand, is missing or wrong. Readers then search for the objects, as
// repair does, and may miss some.
func tableLost(data []byte) bool {
	tail := data[max(0, len(data)-2048):]
	all := lastTable.FindAllSubmatch(tail, -1)
	if all == nil {
		return true
	}
	at, err := strconv.Atoi(string(all[len(all)-1][1]))
	if err != nil || at >= len(data) {
		return true
	}
	head := bytes.TrimLeft(data[at:min(len(data), at+64)], " \t\r\n")
	return !bytes.HasPrefix(head, []byte("xref")) && objectStart.FindIndex(head) == nil
}

// checkedBytes bounds how much of a file is unpacked to see whether it is whole.
const checkedBytes = 4 << 20

// rotten counts the packed streams of data that cannot be unpacked, among the first ones.
func rotten(data []byte) int {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return 0 // cannot be told from damage
	}
	damaged, budget := 0, checkedBytes
	for at := 0; budget > 0; {
		i := bytes.Index(data[at:], []byte("stream"))
		if i < 0 {
			break
		}
		begin := at + i + len("stream")
		length := bytes.Index(data[begin:], []byte("endstream"))
		if length < 0 {
			break
		}
		dict := data[max(at, begin-400):begin]
		at = begin + length + len("endstream")
		budget -= length
		if !bytes.Contains(dict, []byte("/FlateDecode")) || bytes.Contains(dict, []byte("/Crypt")) {
			continue
		}
		body := bytes.TrimPrefix(bytes.TrimPrefix(data[begin:begin+length], []byte("\r")), []byte("\n"))
		if broken(body) {
			damaged++
		}
	}
	return damaged
}

func broken(body []byte) bool {
	r, err := zlib.NewReader(bytes.NewReader(body))
	if err != nil {
		return errors.Is(err, zlib.ErrHeader)
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, io.LimitReader(r, checkedBytes))
	return err != nil
}
