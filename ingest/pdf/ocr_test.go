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

// photographed is a PDF whose only page is the picture of the first page of data.
func photographed(t *testing.T, e *Extractor, data []byte) []byte {
	t.Helper()
	f, err := e.engine.open(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	img, _ := f.render(0, 200)
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(img.Pix); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	b := bytes.NewBufferString("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n" +
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 700]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>\nendobj\n" +
		"4 0 obj\n<</Length 26>>stream\nq 500 0 0 700 0 0 cm /I Do Q\nendstream\nendobj\n")
	fmt.Fprintf(b, "5 0 obj\n<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n",
		img.Rect.Dx(), img.Rect.Dy(), packed.Len())
	b.Write(packed.Bytes())
	b.WriteString("\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 6>>\n")
	return b.Bytes()
}

func TestExtract_Scan(t *testing.T) {
	e := New(Options{})
	defer e.Close()
	data := photographed(t, e, document(sentence))

	blind := New(Options{NoOCR: true})
	defer blind.Close()
	var f *ingest.Failure
	if _, err := blind.Extract(context.Background(), data, ingest.Hint{}); !errors.As(err, &f) || f.Kind != "image-only" {
		t.Errorf("without OCR: %v, want a failure of kind image-only", err)
	}

	if found := findTesseract(); found == nil || !found.languages["eng"] {
		t.Skip("tesseract with English is not installed")
	}
	doc, err := e.Extract(context.Background(), data, ingest.Hint{Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if got := wording(doc); !strings.Contains(got, "Harbours Act.") {
		t.Errorf("read %q", got)
	}
	if l := doc.Blocks[0].Lines[0]; l.Conf < 0.5 || l.Conf > 1 {
		t.Errorf("confidence %v", l.Conf)
	}
	if got := strings.Join(doc.Warnings, "; "); !strings.Contains(got, "page 1 read by OCR") {
		t.Errorf("warnings %q", got)
	}
}

func TestParseHOCR(t *testing.T) {
	const page = `<html><body><div class='ocr_page'><span class='ocr_line' title="bbox 100 180 500 220; baseline 0.01 -8; x_size 40">
	<span class='ocrx_word' title='bbox 100 180 200 220; x_wconf 96'>&quot;Act&quot;</span>
	<span class='ocrx_word' title='bbox 220 180 300 220; x_wconf 90'><strong>No.</strong></span>
	<span class='ocrx_word' title='bbox 400 180 402 182; x_wconf 12'>|</span></span></div></body></html>`
	s, err := parseHOCR([]byte(page), 0.25)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.words) != 2 || s.words[0].text != `"Act"` || s.words[1].text != "No." {
		t.Fatalf("words %+v", s.words)
	}
	if w := s.words[0]; w.x0 != 25 || w.x1 != 50 || w.size != 10 || w.y != (220-8+0.5)*0.25 || w.conf != 0.96 {
		t.Errorf("first word %+v", w)
	}
	if s.slope != 0.01 {
		t.Errorf("slope %v", s.slope)
	}
}

func TestPlausible(t *testing.T) {
	repeat := func(s string) []string { return strings.Fields(strings.Repeat(s+" ", 12)) }
	tests := []struct {
		name string
		text string
		want bool
	}{
		{"English", "A person who disobeys and/or hinders the harbour master commits an offence", true},
		{"Arabic", "يعاقب كل من خالف أحكام هذا القانون بغرامة لا تتجاوز مائة دينار", true},
		{"Chinese", "违反本法规定的，由港口管理部门责令改正，并处以罚款", true},
		{"Vietnamese", "Người nào vi phạm quy định của luật này thì bị phạt tiền", true},
		{"a broken map", "ȕƿúǂذلك ǤǁالأوالمادةՔ ĵ7ǁوالذخا ǢĭǩǁՔ¸ȀՔȿņ ȔµǤǁالأوالمادة", false},
		{"Nepali in a legacy font", "g]kfn ;/sf/sf] ;+ljwfg adf]lhd /fli6«klt ;}lgs sfo{ljlw P]g x'g]5 k|wfg;]gfklt", false},
		{"private characters", "\uE001\uE002\uE003\uE004 \uE005\uE006\uE007\uE008", false},
	}
	for _, test := range tests {
		if p := plausible(repeat(test.text)); p >= believable != test.want {
			t.Errorf("%s: plausible = %.2f", test.name, p)
		}
	}
}
