package ingest

import (
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Identify finds title, number, type, dates, status and jurisdiction, and the law's ID made of them; what is not found stays zero.
// Everything stands in what comes before the first basic unit, in the provision that names the law ("this Act may be cited as …"), or in what
// the file itself says. Dates of other calendars, and a short title that differs from the title, are kept as printed in Extra. Confidence says how sure
// each field is (identify_sure.go).
func Identify(doc *Document, provisions []corpus.Provision, language string, hint Hint) corpus.Law {
	front := frontMatter(doc, provisions)
	cited := citedTitle(doc)
	law := corpus.Law{Country: hint.Country}
	sure := sureness{}
	law.Title, sure["title"] = findTitle(doc, front, cited)
	around := asciiDigits(strings.Join(texts(front), "\n"))
	own := asciiDigits(strings.Join(texts(withoutNotes(front)), "\n"))
	title := asciiDigits(law.Title)
	law.Type = findType(law.Title, language)
	law.Number = findNumber(title, own)
	if law.Type == "constitution" {
		law.Number = findNumber(title, "") // its front counts gazettes and amendments
	}
	sure["number"] = sureOfNumber(law.Number, title, own)
	law.Date = findDate(title, own+"\n"+strings.Join(doc.Dates, "\n"))
	sure["date"] = sureOfDate(law.Date, title, own)
	end := asciiDigits(signature(doc))
	if law.Date.IsZero() && signedAt.MatchString(end) {
		law.Date, sure["date"] = findDate("", end), atEnd
	}
	if m := numberLine.FindStringSubmatch(end); law.Number == "" && m != nil {
		law.Number, sure["number"] = m[1], atEnd
	}
	law.Extra = otherCalendars(title+"\n"+own, language)
	if d := persianDate(law.Extra["date_persian"]); law.Date.IsZero() && !d.IsZero() {
		law.Date, sure["date"] = d, onCover
	}
	law.Year, sure["year"] = law.Date.Year, sure["date"]
	if y := yearIn(title); y != 0 {
		law.Year, sure["year"] = y, inTitleSure*sure["title"]
		if law.Date.Year != y {
			law.Date = corpus.Date{}
		}
	} else if y := yearOfNumber(title, own, language); y != 0 && law.Year == 0 {
		law.Year, sure["year"] = y, besideNumber
	}
	if short := shortTitle(cited, law.Title); short != "" {
		law.Extra["short_title"] = short
	}
	if len(law.Extra) == 0 {
		law.Extra = nil
	}
	law.Status = findStatus(law.Title, around)
	sure["status"] = statusWord
	if law.Country == "" {
		law.Country, sure["country"] = findCountry(hint.Name, law.Title, around, doc, language)
	} else {
		sure["country"] = 1
	}
	sure["type"] = sureOfType(law.Type, law.Title) * max(0.5, sure["title"])
	law.Confidence = sure.of(&law)
	law.ID = LawID(&law)
	if law.Year == 0 { // after the ID, which keeps to what is printed
		if law.Year = hijriYear(law.Extra["date_hijri"]); law.Year != 0 {
			law.Confidence["year"] = onCover
		}
	}
	return law
}

// LawID is corpus.LawID.
func LawID(l *corpus.Law) corpus.URI { return corpus.LawID(l) }

// shorten cuts a slug at a dash near n bytes, never within a letter.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = strings.ToValidUTF8(s[:n], "")
	if i := strings.LastIndexByte(s, '-'); i > n/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, "-")
}

// maxFront is how many blocks are front matter at most: a cover, an imprint and a title page.
const maxFront = 60

// frontMatter is the blocks before the first basic unit, at most maxFront.
func frontMatter(doc *Document, provisions []corpus.Provision) []Block {
	label := ""
	for p := range corpus.All(provisions) {
		if corpus.IsBasic(p.Kind) && p.Label != "" {
			label = p.Label
			break
		}
	}
	for i := range doc.Blocks {
		text := strings.TrimSpace(doc.Blocks[i].Label + " " + doc.Blocks[i].Lines[0].Text)
		if label != "" && strings.HasPrefix(text, label) && i > 0 || i == maxFront {
			return doc.Blocks[:i]
		}
	}
	return doc.Blocks[:min(len(doc.Blocks), 8)]
}

// withoutNotes leaves out the blocks that speak of other acts, by which this one was amended or repealed: their numbers and dates are not its own.
func withoutNotes(front []Block) []Block {
	var out []Block
	for i := range front {
		if !otherAct.MatchString(blockText(&front[i])) {
			out = append(out, front[i])
		}
	}
	return out
}

// signature is the short lines at the end of a document: place, date and number of signing, where they stand there.
func signature(doc *Document) string {
	var b strings.Builder
	for i := max(0, len(doc.Blocks)-10); i < len(doc.Blocks); i++ {
		for _, l := range doc.Blocks[i].Lines {
			if len(l.Text) < 200 {
				b.WriteString(strings.TrimSpace(l.Text) + "\n")
			}
		}
	}
	return b.String()
}

func texts(blocks []Block) []string {
	out := make([]string, len(blocks))
	for i := range blocks {
		out[i] = blockText(&blocks[i])
	}
	return out
}

// longestFront is how many bytes of a block can tell of the law: titles and formulas are shorter, a page on one line is not.
const longestFront = 2000

// blockText is a block on one line, as far as it can tell of the law.
func blockText(b *Block) string {
	parts := make([]string, 0, len(b.Lines)+1)
	if b.Label != "" {
		parts = append(parts, b.Label)
	}
	for i, size := 0, 0; i < len(b.Lines) && size < longestFront; i++ {
		text := b.Lines[i].Text
		parts = append(parts, strings.ToValidUTF8(text[:min(len(text), longestFront)], ""))
		size += len(text)
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// findStatus is what the front matter says of the law as a whole.
func findStatus(title, front string) string {
	if billWord.MatchString(title) {
		return "bill"
	}
	head := title + "\n" + front[:min(len(front), 400)]
	if repealedTitle.MatchString(title) || repealedMark.MatchString(head) {
		return "repealed"
	}
	return ""
}
