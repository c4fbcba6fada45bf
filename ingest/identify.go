package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Identify finds title, number, type, dates, status and jurisdiction, and the law's ID made of them; what is not found stays zero.
// Everything stands in what comes before the first basic unit, or in what the file itself says.
func Identify(doc *Document, provisions []corpus.Provision, language string, hint Hint) corpus.Law {
	front := frontMatter(doc, provisions)
	law := corpus.Law{Country: hint.Country, Title: findTitle(doc, front)}
	around := law.Title + "\n" + strings.Join(texts(front), "\n")
	law.Type = findType(law.Title)
	law.Number = findNumber(around)
	law.Date = findDate(around)
	law.Year = law.Date.Year
	if y := yearIn(law.Title); y != 0 {
		law.Year = y
		if law.Date.Year != y {
			law.Date = corpus.Date{}
		}
	}
	law.Status = findStatus(around)
	if law.Country == "" {
		law.Country = findCountry(hint.Name, around)
	}
	law.ID = LawID(&law)
	return law
}

// LawID makes an id of what is known: country, type, year and number, or a slug of the title where there is no number (ke/act/2010/8).
// It is never empty.
func LawID(l *corpus.Law) corpus.URI {
	parts := []string{"xx", "law"}
	if s := corpus.Slug(l.Country); s != "" {
		parts[0] = s
	}
	if s := corpus.Slug(l.Type); s != "" {
		parts[1] = s
	}
	if l.Year != 0 {
		parts = append(parts, strconv.Itoa(l.Year))
	}
	last := corpus.Slug(l.Number)
	if last == "" {
		last = shorten(corpus.Slug(l.Title), 80)
	}
	if last == "" {
		last = "untitled"
	}
	return corpus.URI(strings.Join(append(parts, last), "/"))
}

// shorten cuts a slug at a dash near n bytes, never within a letter.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = strings.ToValidUTF8(s[:n], "")
	if i := strings.LastIndexByte(s, '-'); i > n/2 {
		s = s[:i]
	}
	return s
}

// frontMatter is the blocks before the first basic unit, at most sixty.
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
		if label != "" && strings.HasPrefix(text, label) || i == 60 {
			return doc.Blocks[:i]
		}
	}
	return doc.Blocks[:min(len(doc.Blocks), 8)]
}

func texts(blocks []Block) []string {
	out := make([]string, len(blocks))
	for i := range blocks {
		out[i] = blockText(&blocks[i])
	}
	return out
}

// blockText is a block on one line.
func blockText(b *Block) string {
	parts := make([]string, 0, len(b.Lines)+1)
	if b.Label != "" {
		parts = append(parts, b.Label)
	}
	for _, l := range b.Lines {
		parts = append(parts, l.Text)
	}
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}

// findTitle takes the heaviest block of the front matter: large, bold, centred or marked as a heading, with a word that laws are
// called by, near the top. The title that the format states decides where it says the same, and stands in where nothing else does.
func findTitle(doc *Document, front []Block) string {
	best, bestScore := "", 0.0
	for i := range front {
		text := blockText(&front[i])
		if s := titleScore(&front[i], text, doc.Title) - float64(i)/20; s > bestScore {
			best, bestScore = text, s
		}
	}
	if best == "" && len([]rune(doc.Title)) > 5 && strings.ContainsAny(doc.Title, " 法律") {
		best = doc.Title
	}
	if best == "" && len(front) > 0 {
		best = blockText(&front[0])
	}
	return trimTitle(best)
}

func titleScore(b *Block, text, stated string) float64 {
	n := len([]rune(text))
	if n < 4 || n > 400 || b.Kind == Margin || b.Kind == Footnote || b.Kind == TableRow {
		return -1
	}
	line := &b.Lines[0]
	score := 0.0
	switch {
	case b.Kind == Heading && b.Level > 0 && b.Level <= 2:
		score += 2
	case b.Kind == Heading:
		score++
	}
	if line.Bold {
		score += 0.7
	}
	if line.Center {
		score += 0.7
	}
	score += 2 * max(0, min(line.Size-1, 1))
	if strings.EqualFold(text, stated) {
		score += 2
	} else if stated != "" && len(text) > 12 && strings.Contains(strings.ToLower(stated), strings.ToLower(text)) {
		score += 1.5
	}
	if actWord.MatchString(text) {
		score += 1.5
	}
	if isContainerLine(text) || notTitle.MatchString(text) {
		score -= 3
	}
	if n > 200 {
		score--
	}
	return score
}

var (
	// actWord: what laws are called, in the languages of the corpus and their neighbours.
	actWord = regexp.MustCompile(`(?i)\b(act|code|law|constitution|ordinance|decree|regulations?|rules|order|bill|statute|loi|décret|ordonnance|arrêté|ley|decreto|código|reglamento|constitución|` +
		`gesetz|verordnung|\pL*gesetz|\pL*gesetzbuch|\pL*ordnung|lei|portaria|constituição|legge|codice|regolamento|wet|wetboek|besluit|kanun\pL*|yasa|undang-undang|ustawa|kodeks|luật|bộ luật|nghị định)\b|` +
		`закон|кодекс|конституц|указ|постановлени|закону|نظام|قانون|مرسوم|دستور|لائحة|法$|法律|条例|刑法|规定|办法|법$|법률|พระราชบัญญัติ|ประมวลกฎหมาย|अधिनियम|ऐन`)
	notTitle = regexp.MustCompile(`(?i)^(an act to|be it enacted|arrangement of|table of|contents|published|printed|certified|price|no\.|gazette|part [ivx\d]+|chapter [ivx\d]+|laws of|www\.|http|page \d)`)
	trailing = regexp.MustCompile(`\s*[|–-]\s*(legislation|official gazette|acts of the [\pL ]+|[\pL. ]+\.(gov|org|com)[\pL.]*)\s*$`)
)

func trimTitle(s string) string {
	return strings.Trim(trailing.ReplaceAllString(strings.Join(strings.Fields(s), " "), ""), " .;:*")
}

func isContainerLine(text string) bool { return containerLine.MatchString(text) }

var containerLine = regexp.MustCompile(`(?i)^\s*(part|chapter|title|book|schedule|titre|chapitre|livre|título|capítulo|capitulo|libro|teil|abschnitt|kapitel|buch|глава|раздел|часть|الباب|الفصل|القسم|第[一二三四五六七八九十百]+[编章节])[\s.:：\d一-龥ivxIVX]`)
