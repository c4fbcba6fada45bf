package pdf

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/pandect/pandect/ingest"
)

// document writes a PDF of one page for each text, without compression.
func document(texts ...string) []byte {
	var b bytes.Buffer
	var at []int
	object := func(format string, args ...any) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for i := range texts {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Count %d/Kids[%s]>>", len(texts), strings.Join(kids, " "))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	for i, text := range texts {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>", 5+2*i)
		var content strings.Builder
		for n, line := range strings.Split(text, "\n") {
			fmt.Fprintf(&content, "BT /F 10 Tf 50 %d Td (%s) Tj ET\n", 600-12*n, line)
		}
		object("<</Length %d>>stream\n%sendstream", content.Len(), content.String())
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.Bytes()
}

const sentence = "1. This Act may be cited as the Harbours Act.\n2. It comes into force at once."

func TestExtract(t *testing.T) {
	whole := document(sentence, "3. The Ports Act is repealed.")
	catalogue := bytes.Index(whole, []byte("3 0 obj"))
	tests := []struct {
		name, warning string
		data          []byte
		options       Options
		want          []string
	}{
		{"sound", "", whole, Options{}, []string{"Harbours Act.", "repealed."}},
		{"by the second reader", "", whole, Options{NoPdfium: true}, []string{"Harbours Act.", "repealed."}},
		{"without its end", "missing", whole[:bytes.Index(whole, []byte("xref"))], Options{}, []string{"Harbours Act.", "repealed."}},
		{"without its beginning", "rebuilt", append([]byte("%PDF-1.4\n"), whole[catalogue:len(whole)-40]...), Options{}, []string{"Harbours Act.", "repealed."}},
		{"something before and after it", "", append(append([]byte("\n\n"), whole...), 0), Options{}, []string{"Harbours Act."}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.options.NoOCR = true
			e := New(test.options)
			defer e.Close()
			doc, err := e.Extract(context.Background(), test.data, ingest.Hint{})
			if err != nil {
				t.Fatal(err)
			}
			text := wording(doc)
			for _, want := range test.want {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing in %q", want, text)
				}
			}
			if got := strings.Join(doc.Warnings, "; "); !strings.Contains(got, test.warning) || test.warning == "" && strings.Contains(got, "damaged") {
				t.Errorf("warnings %q, want %q", got, test.warning)
			}
		})
	}
}

func wording(doc *ingest.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		for _, l := range block.Lines {
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

func TestExtract_Refused(t *testing.T) {
	tests := []struct {
		name, kind string
		data       []byte
	}{
		{"no pages", "damaged", []byte("%PDF-1.4\n")},
		{"blank pages", "no-text", document("")},
		{"a page tree that contains itself", "no-text", []byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n")},
		{"nested arrays", "damaged", []byte("%PDF-1.4\n1 0 obj\n" + strings.Repeat("[", 50_000))},
		{"too many pages", "too-large", document("a", "b", "c")},
	}
	e := New(Options{NoOCR: true, MaxPages: 2})
	defer e.Close()
	for _, test := range tests {
		_, err := e.Extract(context.Background(), test.data, ingest.Hint{})
		var f *ingest.Failure
		if !errors.As(err, &f) || f.Kind != test.kind {
			t.Errorf("%s: %v, want a failure of kind %s", test.name, err, test.kind)
		}
	}
}

func TestRepair_ObjectStream(t *testing.T) {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	inner := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[4 0 R]>>"}
	header := fmt.Sprintf("1 0 2 %d ", len(inner[0])+1)
	fmt.Fprint(w, header, inner[0], " ", inner[1])
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	fmt.Fprintf(&b, "9 0 obj\n<</Type/ObjStm/N 2/First %d/Filter/FlateDecode/Length %d>>stream\n", len(header), packed.Len())
	b.Write(packed.Bytes())
	b.WriteString("\nendstream\nendobj\n4 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]>>\nendobj\n")
	got, ok := repair(b.Bytes())
	if !ok || !bytes.Contains(got, []byte("/Root 1 0 R")) || !bytes.Contains(got, []byte("2 0 obj\n"+inner[1])) {
		t.Errorf("repair = %t, %q", ok, got)
	}
}

func TestPage(t *testing.T) {
	png, err := Page(context.Background(), document(sentence), 1, 50)
	if err != nil || !bytes.HasPrefix(png, []byte("\x89PNG")) {
		t.Fatalf("Page = %d bytes, %v", len(png), err)
	}
	if _, err := Page(context.Background(), document(sentence), 2, 50); err == nil {
		t.Error("a page that is not there was drawn")
	}
}

func FuzzRepair(f *testing.F) {
	whole := document(sentence)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("1 0 obj<</Type/ObjStm/N 9999999/First 3>>stream\n1 2 3"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, ok := repair(data); ok && !bytes.HasPrefix(got, data) {
			t.Error("repair changed what was there")
		}
		tableLost(data)
		rotten(data)
	})
}

// FuzzExtract feeds the second reader and the layout behind it; pdfium is fuzzed by its makers and takes too long here.
func FuzzExtract(f *testing.F) {
	f.Add(document(sentence, "3. The end."))
	f.Add(document(""))
	e := New(Options{NoOCR: true, NoPdfium: true})
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := e.Extract(context.Background(), data, ingest.Hint{})
		if err != nil {
			return
		}
		for _, b := range doc.Blocks {
			if len(b.Lines) == 0 {
				t.Error("a block without lines")
			}
		}
	})
}
