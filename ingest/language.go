package ingest

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// languageSample is how many bytes of wording decide; 120 characters are right 996 times in 1,000 (eval/YARDSTICKS.md), titles and tables
// are not wording.
const languageSample = 20_000

// Language is the language of the document's wording (ISO 639-1): what the hint says, else what the wording shows, else
// what is declared.
func Language(doc *Document, hint Hint) string {
	if hint.Language != "" {
		return hint.Language
	}
	var b strings.Builder
	for i := range doc.Blocks {
		for _, l := range doc.Blocks[i].Lines {
			b.WriteString(l.Text)
			b.WriteByte('\n')
		}
		if b.Len() > languageSample {
			break
		}
	}
	if l := DetectLanguage(b.String()); l != "" {
		return l
	}
	declared, _, _ := strings.Cut(strings.ToLower(doc.Language), "-")
	return declared
}

// DetectLanguage is the language of a text (ISO 639-1), "" where it cannot be told.
func DetectLanguage(text string) string {
	if len(text) > languageSample {
		text = strings.ToValidUTF8(text[:languageSample], "")
	}
	info := whatlanggo.Detect(text)
	if info.Confidence == 0 && len(text) < 20 {
		return ""
	}
	return info.Lang.Iso6391()
}
