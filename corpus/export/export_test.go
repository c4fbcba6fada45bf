package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/pandect/pandect/corpus"
)

var header = Header{Query: "firearm* country:XA", Laws: 2, Provisions: 3, Fingerprint: strings.Repeat("ab", 32), Changed: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)}

// laws are two short fictional laws: one whose wording is hostile to every format, one in Arabic.
func laws() []corpus.Text {
	return []corpus.Text{
		{
			Law: corpus.Law{ID: "xa/act/2009/6", Country: "XA", Type: "act", Number: "6", Title: `=HYPERLINK("http://x") <Arms> & {Ammunition} Act`, Titles: map[string]string{"fr": "Loi sur les armes"},
				Date: corpus.Date{Year: 2009, Month: 3, Day: 12}, Year: 2009, Status: "in force", Extra: map[string]string{"gazette": "12"}, Topics: []corpus.Tag{{ID: "firearms", Weight: 1, By: "manifest"}}},
			Language: "en", Original: &corpus.Original{Name: "in/../../arms.pdf", MediaType: "application/pdf"},
			Provisions: []corpus.Provision{
				{EID: "preamble", Kind: "preamble", Text: "Be it enacted"},
				{EID: "part_1", Kind: "part", Number: "1", Label: "Part 1", Heading: "General", Children: []corpus.Provision{
					{EID: "sec_1", Kind: "section", Number: "1", Label: "1.", Heading: "Title", Text: "-1+2 is not a <formula>\nsecond line", Page: 2,
						Topics: []corpus.Tag{{ID: "firearms", Weight: 0.9, By: "program", Rule: "r", Evidence: []corpus.Span{{Start: 0, End: 2}}}},
						Links:  []corpus.Link{{Span: corpus.Span{Start: 0, End: 2}, To: "sec_2"}}, Notes: []string{"a note"}},
					{EID: "sec_2", Kind: "section", Number: "2", Label: "2.", Text: "In this Act—", Confidence: 0.93, Children: []corpus.Provision{
						{EID: "sec_2__para_a", Kind: "paragraph", Number: "a", Label: "(a)", Text: "\x01arms;"},
					}},
				}},
			},
		},
		{Law: corpus.Law{ID: "xe/act/17#x", Title: "قانون"}, Language: "ar", Provisions: []corpus.Provision{{Kind: "provision", Text: "نص القانون"}}},
	}
}

// items are laws as a collection gives them: with the notes of a reader on the first.
func items(texts []corpus.Text) Items {
	return func(yield func(Item, error) bool) {
		for i, t := range texts {
			item := Item{Text: t, Units: t.Units()}
			if i == 0 {
				item.Notes = remarks
			}
			if !yield(item, nil) {
				return
			}
		}
	}
}

var remarks = []Note{{"sec_2__para_a", "=softer <here>\nand shorter"}, {"", "our model"}, {"part_1", "حسن"}, {"sec_99", "gone since"}}

func written(t *testing.T, name string, files corpus.Files) []byte {
	t.Helper()
	f, err := Find(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, f, header, items(laws()), files); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b.Bytes()
}

// An export that is imported is what it was.
func TestJSONL_RoundTrip(t *testing.T) {
	var got []corpus.Text
	for text, err := range ReadJSONL(bytes.NewReader(written(t, "jsonl", nil))) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, text)
	}
	if diff := cmp.Diff(laws(), got); diff != "" {
		t.Errorf("import(export(x)) differs from x (-want +got):\n%s", diff)
	}
}

func TestReadJSONL_NamesTheLine(t *testing.T) {
	in := `{"id":"a","text":"one provision","source":"a book"}` + "\n\n" + `{"id":` + "\n" + `{"title":"A Law","text":"x"}`
	var ids []string
	var failed string
	for text, err := range ReadJSONL(strings.NewReader(in)) {
		if err != nil {
			failed = err.Error()
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("%v is not ErrInvalid", err)
			}
			continue
		}
		ids = append(ids, string(text.ID)+"/"+text.Provisions[0].Kind+"/"+text.Extra["source"])
	}
	if diff := cmp.Diff([]string{"a/provision/a book", "a-law/provision/"}, ids); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(failed, "line 3:") {
		t.Errorf("error %q does not name line 3", failed)
	}
}

// What a record leaves out follows from the rest of it, and no two laws become one.
func TestReadJSONL_Complete(t *testing.T) {
	long := `{"title":"Long","text":"` + strings.Repeat("x", maxRecord) + `"}`
	in := strings.Join([]string{
		`{"title":"Penal Code","country":"KE","text":"x"}`, `{"title":"Penal Code","country":"UG","text":"x"}`, `{"title":"Penal Code","country":"UG","text":"y"}`,
		`{"title":"Penal Code","country":"UG","text":"y"}`, `{"title":"Penal Code","country":"UG","language":"sw","text":"z"}`, long,
		`{"title":"Arms","country":"KE","date":"2010-07-30","provisions":[{"kind":"section","number":"1","text":"a"},{"kind":"section","number":"2","text":"b"}]}`,
	}, "\n")
	var got []string
	for text, err := range ReadJSONL(strings.NewReader(in)) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		if err := text.Check(); err != nil {
			t.Error(err)
		}
		got = append(got, fmt.Sprint(text.ID, " ", text.Year, " ", text.Provisions[0].EID))
	}
	want := []string{"ke/law/penal-code 0 ", "ug/law/penal-code 0 ", "ug/law/penal-code-2 0 ", "ug/law/penal-code-2 0 ", "ug/law/penal-code 0 ", "line 6: longer than 64 MB: invalid", "ke/law/2010/arms 2010 sec_1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Footnotes go into every format that has the wording, a direction where it is that of the title, and what XML cannot hold is left out.
func TestFormats_NothingLost(t *testing.T) {
	for _, name := range []string{"csv", "akn", "html", "docx", "xlsx"} {
		data := written(t, name, nil)
		if name == "docx" || name == "xlsx" {
			data = unzipped(t, data)
		}
		if !bytes.Contains(data, []byte("a note")) {
			t.Errorf("%s has lost the footnote", name)
		}
	}
	if got := escape("a\x01b\uFFFEc<"); got != "abc&lt;" {
		t.Errorf("escape gives %q", got)
	}
	if got := fmt.Sprintf("%q", attribute("loi n°\u00a01 l'état \"x\"\x02")); got != `"loi n°`+"\u00a0"+`1 l&#39;état &#34;x&#34;"` {
		t.Errorf("attribute gives %s", got)
	}
	if !strings.Contains(bibURL.Replace("https://a/law/a_b%20{c}#x"), "a_b%20%7Bc%7D#x") {
		t.Error("an address of BibTeX is changed")
	}
	rows := [][]string{{"=a", "b"}, {"+x", "y"}}
	var b bytes.Buffer
	if err := Rows(&b, "xlsx", "جدول", rows); err != nil {
		t.Fatal(err)
	}
	if data := unzipped(t, b.Bytes()); !bytes.Contains(data, []byte(`rightToLeft="1"`)) && !bytes.Contains(data, []byte(`rightToLeft="true"`)) || bytes.Contains(data, []byte("'")) && bytes.Contains(data, []byte("'=a")) {
		t.Error("an Arabic table goes from the left, or has apostrophes")
	}
	b.Reset()
	if err := Rows(&b, "docx", "جدول", rows); err != nil {
		t.Fatal(err)
	}
	if data := unzipped(t, b.Bytes()); !bytes.Contains(data, []byte("bidiVisual")) {
		t.Error("an Arabic table in Word goes from the left")
	}
}

// unzipped is all files of a ZIP in a row.
func unzipped(t *testing.T, data []byte) (all []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	return all
}

// What a reader noted stands in every format, where it is noted.
func TestFormats_Notes(t *testing.T) {
	for _, f := range append(Formats[:len(Formats):len(Formats)], ZipFormat) {
		data := written(t, f.Name, nil)
		switch f.Name {
		case "docx", "xlsx", "epub", "zip", "csvw":
			data = unzipped(t, data)
		case "pdf":
			continue // glyphs: TestPDF_Notes reads them back
		}
		for _, note := range []string{"softer", "and shorter", "our model", "حسن", "gone since"} {
			if n := bytes.Count(data, []byte(note)); n != 1 {
				t.Errorf("%s has the note %q %d times", f.Name, note, n)
			}
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(written(t, "csv", nil), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, r[11]+"|"+r[len(r)-1])
	}
	if diff := cmp.Diff([]string{"eid|collection_note", "preamble|our model\ngone since", "sec_1|حسن", "sec_2|'=softer <here>\nand shorter", "|"}, got); diff != "" {
		t.Error(diff)
	}
	var b bytes.Buffer
	if err := JSONL(&b, header, items(laws())); err != nil {
		t.Fatal(err)
	}
	for text, err := range ReadJSONL(&b) { // who takes the records in passes the notes over
		if err != nil || len(text.Provisions) == 0 {
			t.Error(text.ID, err)
		}
	}
}

func TestCSV_HarmlessAndWhole(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(written(t, "csv", nil), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := 1 + 3 + 1; len(rows) != want {
		t.Fatalf("%d rows, want %d", len(rows), want)
	}
	for _, r := range rows {
		for _, cell := range r {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("cell %q would be a formula", cell)
			}
		}
	}
	if got := rows[1][27:]; got[0] != header.Query || got[1] != header.Fingerprint || got[2] != "2026-03-04T05:06:07Z" {
		t.Errorf("the header did not travel: %v", got)
	}
}

func TestXLSX_Opens(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, "xlsx", nil)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows("Provisions")
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows (%v), want 5", len(rows), err)
	}
	if got, _ := f.GetCellValue("About", "B1"); got != header.Query {
		t.Errorf("About says %q, want %q", got, header.Query)
	}
}

// Markup in the wording stays wording in every XML format, and the files are sound XML.
func TestMarkup_Escaped(t *testing.T) {
	for _, name := range []string{"akn", "html"} {
		out := written(t, name, nil)
		if bytes.Contains(out, []byte("<Arms>")) || bytes.Contains(out, []byte("<formula>")) {
			t.Errorf("%s: wording became markup", name)
		}
	}
	if err := wellFormed(written(t, "akn", nil)); err != nil {
		t.Errorf("akn: %v", err)
	}
	z := opened(t, written(t, "docx", nil))
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := wellFormed(body); err != nil {
			t.Errorf("docx %s: %v", f.Name, err)
		}
	}
}

func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func opened(t *testing.T, b []byte) *zip.Reader {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func TestCitations(t *testing.T) {
	ris := string(written(t, "ris", nil))
	for _, want := range []string{"TY  - STAT\r\n", "PY  - 2009\r\n", "ER  - \r\n"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS lacks %q", want)
		}
	}
	var list []map[string]any
	if err := json.Unmarshal(written(t, "csl", nil), &list); err != nil || len(list) != 2 || list[0]["type"] != "legislation" || list[0]["jurisdiction"] != "XA" {
		t.Errorf("CSL-JSON: %v %v", err, list)
	}
	bib := string(written(t, "bibtex", nil))
	if strings.Count(bib, "@misc{") != 2 || !strings.Contains(bib, `\{Ammunition\}`) {
		t.Errorf("BibTeX: %s", bib)
	}
}

func TestZip_Bag(t *testing.T) {
	dir, err := corpus.OpenFiles(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	sum, _, err := dir.Put(context.Background(), strings.NewReader("%PDF-1.4 an original"))
	if err != nil {
		t.Fatal(err)
	}
	texts := laws()
	texts[0].Original.SHA256 = sum
	var b bytes.Buffer
	if err := Zip(&b, header, items(texts), dir); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, f := range opened(t, b.Bytes()).File {
		names[f.Name] = true
		if strings.Contains(f.Name, "..") {
			t.Errorf("%s leaves the folder", f.Name)
		}
	}
	for _, want := range []string{"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "data/laws.jsonl", "data/manifest.csv", "data/originals/xa-act-2009-6.en.pdf"} {
		if !names[want] {
			t.Errorf("the bag lacks %s: %v", want, names)
		}
	}
}

// The same input gives the same bytes.
func TestFormats_Deterministic(t *testing.T) {
	for _, name := range Names() {
		if !bytes.Equal(written(t, name, nil), written(t, name, nil)) {
			t.Errorf("%s: two exports of the same laws differ", name)
		}
	}
}

func TestWrite_ErrorOfItems(t *testing.T) {
	broken := func(yield func(Item, error) bool) { yield(Item{}, fmt.Errorf("disk: %w", corpus.ErrUnavailable)) }
	for _, f := range append(Formats, ZipFormat) {
		if err := Write(io.Discard, f, header, broken, nil); !errors.Is(err, corpus.ErrUnavailable) {
			t.Errorf("%s: error %v, want that of the items", f.Name, err)
		}
	}
}
