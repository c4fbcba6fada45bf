package export

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// code is a law of 3,000 articles in chapters, in words that differ.
func code(language string) corpus.Text {
	words := strings.Fields(map[string]string{"en": "person court offence imprisonment firearm licence authority penalty victim witness property confiscation extradition request state evidence order appeal fine public officer conduct means purpose control benefit",
		"ar": "شخص محكمة جريمة حبس سلاح ترخيص سلطة عقوبة ضحية شاهد ممتلكات مصادرة تسليم طلب دولة دليل أمر استئناف غرامة عام موظف سلوك وسيلة غرض رقابة منفعة لا إكراه سلاحاً نارياً",
		"hi": "व्यक्ति न्यायालय अपराध कारावास आग्नेयास्त्र अनुज्ञप्ति प्राधिकरण दण्ड पीड़ित साक्षी सम्पत्ति अधिहरण प्रत्यर्पण अनुरोध राज्य साक्ष्य आदेश अपील जुर्माना लोक अधिकारी आचरण साधन प्रयोजन"}[language])
	t := corpus.Text{Law: corpus.Law{ID: "xa/code/1999/1", Country: "XA", Type: "code", Title: "Criminal Code"}, Language: language}
	for c := range 100 {
		chapter := corpus.Provision{EID: corpus.EID(fmt.Sprintf("chp_%d", c+1)), Kind: "chapter", Label: fmt.Sprintf("Chapter %d", c+1), Heading: "On " + words[c%len(words)]}
		for a := range 30 {
			n := c*30 + a
			var text strings.Builder
			for i := range 60 {
				fmt.Fprintf(&text, "%s ", words[(n*7+i*i*3+i)%len(words)])
			}
			chapter.Children = append(chapter.Children, corpus.Provision{EID: corpus.EID(fmt.Sprintf("art_%d", n+1)), Kind: "article", Number: fmt.Sprint(n + 1), Label: fmt.Sprintf("Article %d", n+1),
				Heading: "Of " + words[n%len(words)], Text: strings.TrimSpace(text.String()) + "."})
		}
		t.Provisions = append(t.Provisions, chapter)
	}
	return t
}

// BenchmarkPDF_Code sets a law of 3,000 articles.
func BenchmarkPDF_Code(b *testing.B) {
	for _, language := range []string{"en", "ar", "hi"} {
		b.Run(language, func(b *testing.B) {
			law := []corpus.Text{code(language)}
			b.ReportAllocs()
			for b.Loop() {
				var n counter
				if err := PDF(&n, header, items(law)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
