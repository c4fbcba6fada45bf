package pdf

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ingest"
)

// contentsTitle is how tables of contents are headed, in lower case. In many languages: a title found wrongly does no harm, for the
// entries below it must turn up again in the text.
var contentsTitle = regexp.MustCompile(`^(?:(?:table of )?contents?|contents? page|index|arrangement of (?:sections|articles|provisions|clauses|rules|regulations|paragraphs|parts|chapters)|` +
	`arrangement|list of (?:sections|articles)|analysis|sommaire|table des mati[eè]res|table analytique|[ií]ndice(?: general| sistem[aá]tico)?|sumario|sum[aá]rio|contenido|conte[uú]do|` +
	`inhalts(?:[uü]bersicht|verzeichnis)|inhalt|содержание|оглавление|зміст|目\s*[录錄次]|(?:ال)?فهرس(?:ت)?(?: المحتويات| الموضوعات)?|(?:ال)?محتويات|فهرست مطالب|` +
	`i[̇]?çindekiler|susunan (?:seksyen|peraturan|perkara|bab)|kandungan|daftar isi|m[uụ]c l[uụ]c|สารบัญ|inhoud(?:sopgave)?|indice|spis tre[sś]ci|cuprins|विषय सूची|목차|דבר התוכן|תוכן(?: העניינים)?)\s*[:.]?$`)

// entryEnd is the page number that ends a line of contents, behind dots or a wide space.
var entryEnd = regexp.MustCompile(`(?:[\s.…·_‥・]*(?:\.\s?\.|…|·\s?·|‥|__)[\s.…·_‥・]*|\s+)((?:\p{Nd}{1,4}|[ivxlcdm]{1,6}))\s*$`)

var leaders = dots{regexp.MustCompile(`(?:\.\s?){4,}|(?:…\s?){2,}|(?:·\s?){4,}|_{4,}`)}

// dots is a pattern that is not tried on strings without any dots: most lines.
type dots struct{ *regexp.Regexp }

func (d dots) MatchString(s string) bool { return d.FindStringIndex(s) != nil }

func (d dots) FindStringIndex(s string) []int {
	for _, hint := range []string{"..", "…", ". .", "··", "· ·", "__"} {
		if strings.Contains(s, hint) {
			return d.Regexp.FindStringIndex(s)
		}
	}
	return nil
}

// entryLabel is the number that begins an entry, with its word.
var entryLabel = regexp.MustCompile(`^(?:(?i:part|chapter|division|subdivision|title|book|schedule|annex|appendix|section|article|rule|regulation|chapitre|titre|livre|partie|annexe|cap[ií]tulo|t[ií]tulo|libro|livro|secci[oó]n|se[cç][aã]o|art[ií]culo|artigo|teil|kapitel|abschnitt|buch|anlage|artikel|bagian|pasal|глава|раздел|часть|статья|приложение|bahagian|bab|penggal|seksyen|jadual)(?:\s*[-–]\s*|\s+)[\p{Nd}ivxlcdmIVXLCDM]+[A-Za-z]?[.:]?|§+\s*\p{Nd}+\p{L}?|第[\p{Han}\p{Nd}]{1,6}[编編章节節条條部分]{1,2}|(?:المادة|الباب|الفصل|القسم)\s+\S+|\p{Nd}{1,4}(?:[.\-]\p{Nd}+)*[A-Za-z]{0,3}[.)]?(?:\s|$)|(?i:first|second|third|fourth|fifth|sixth|seventh) schedule)`)

// index knows where wordings begin in a document.
type index struct {
	own    []string         // key of each line
	keys   []string         // the same with the next line's wording: it may be broken elsewhere
	bare   []string         // the same without the label
	places map[string][]int // by the first letters of both
	notes  map[string]bool  // first letters of the marginal notes
}

const keyLetters = 7

func newIndex(lines []*line, notes []paragraph) *index {
	x := &index{own: make([]string, len(lines)), keys: make([]string, len(lines)), bare: make([]string, len(lines)), places: map[string][]int{}, notes: map[string]bool{}}
	for i, l := range lines {
		text := l.text
		x.own[i] = key(text)
		if i+1 < len(lines) && len(text) < 120 {
			text += " " + lines[i+1].text
		}
		x.keys[i] = key(text)
		x.bare[i] = key(entryLabel.ReplaceAllString(text, ""))
		for _, k := range []string{x.keys[i], x.bare[i], x.own[i], key(entryLabel.ReplaceAllString(l.text, ""))} {
			if h := head(k); h != "" && (len(x.places[h]) == 0 || x.places[h][len(x.places[h])-1] != i) {
				x.places[h] = append(x.places[h], i)
			}
		}
	}
	for _, n := range notes {
		var text strings.Builder
		for _, l := range n.lines {
			text.WriteString(strings.TrimSuffix(l.text, "-"))
		}
		x.notes[head(key(text.String()))] = true
	}
	return x
}

// key is s in small letters and digits alone, at most 48.
func key(s string) string {
	var b []rune
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if b = append(b, unicode.ToLower(r)); len(b) == 48 {
				break
			}
		}
	}
	return string(b)
}

// head is the first letters of a key; "" for one too short to tell anything.
func head(k string) string {
	r := []rune(k)
	if len(r) < keyLetters {
		if len(r) >= 2 && isHan(r[0]) || len(r) >= 4 {
			return k
		}
		return ""
	}
	return string(r[:keyLetters])
}

// again says whether wording k, which stands at line i, begins another line outside from…to, or a marginal note.
func (x *index) again(k string, from, to int) bool {
	h := head(k)
	if h == "" {
		return false
	}
	if x.notes[h] {
		return true
	}
	for _, j := range x.places[h] {
		if (j < from || j > to) && (common(k, x.keys[j]) || common(k, x.bare[j])) {
			return true
		}
	}
	return false
}

// common says whether one key begins with the other, as far as two lines of print can tell.
func common(a, b string) bool {
	n := min(len(a), len(b), 36)
	return n > 0 && a[:n] == b[:n]
}

// contents takes tables of contents out of lines. It believes one where most of its lines turn up again as the beginning of lines
// or notes elsewhere, or end in page numbers.
func contents(lines []*line, notes []paragraph, pages int) (rest []*line, entries []ingest.Entry) {
	var x *index
	for i := 0; i < len(lines); i++ {
		if run := leaderRun(lines, i, pages); run || isContentsTitle(lines[i].text) {
			if x == nil {
				x = newIndex(lines, notes)
			}
			begin := i
			if !run {
				begin++
			}
			if end := x.end(lines, begin); end > begin {
				entries = append(entries, parseEntries(lines[begin:end])...)
				i = end - 1
				continue
			}
		}
		rest = append(rest, lines[i])
	}
	return rest, entries
}

func isContentsTitle(s string) bool {
	return len(s) < 80 && contentsTitle.MatchString(strings.ToLower(strings.TrimSpace(s)))
}

// leaderRun says whether three of the four lines from i on end in dots and a page number.
func leaderRun(lines []*line, i, pages int) bool {
	if !leaders.MatchString(lines[i].text) {
		return false
	}
	n := 0
	for _, l := range lines[i:min(i+4, len(lines))] {
		if _, page, dotted := cutEntry(l.text); dotted && page > 0 && page < 2*pages+100 {
			n++
		}
	}
	return n >= 3
}

// maxContents bounds the lines looked at: the contents of the largest codes have 4,000.
const maxContents = 6000

// end is the line after the last entry of the contents that begin at line begin; begin if that is no table of contents.
func (x *index) end(lines []*line, begin int) int {
	stop := x.restart(lines, begin)
	last, entries, strange := begin, 0, 0
	for i := begin; i < stop; i++ {
		switch {
		case x.isEntry(lines, i, stop):
			last = i + 1
			entries++
			strange = 0
		default:
			strange++
			if strange > 6 || prose(lines, i) {
				stop = i
			}
		}
	}
	// The tail of an entry that runs over its line.
	for last < stop && last > begin && lines[last].indent() > lines[last-1].indent()+0.5*lines[last].size && !terminal(lines[last].text) && lines[last].page == lines[last-1].page && len(lines[last].text) < 60 {
		last++
	}
	if entries < 3 || 10*entries < 4*(last-begin) {
		return begin
	}
	return last
}

// restart is the line where the text itself begins: the first of the contents' first wordings that comes again.
func (x *index) restart(lines []*line, begin int) int {
	limit := min(len(lines), begin+maxContents)
	for i := begin + 2; i < limit; i++ {
		for k := begin; k < min(begin+4, i-1); k++ {
			a, _, _ := cutEntry(lines[k].text)
			want := key(a)
			if !x.begins(i, want) {
				continue
			}
			if weight(want) >= 14 || x.follows(lines, k, i) {
				return i
			}
		}
	}
	return limit
}

// follows says whether an entry after k comes again right after i.
func (x *index) follows(lines []*line, k, i int) bool {
	for a := k + 1; a < min(k+4, len(lines)); a++ {
		s, _, _ := cutEntry(lines[a].text)
		want := key(s)
		for b := i + 1; b < min(i+5, len(lines)); b++ {
			if a != b && x.begins(b, want) {
				return true
			}
		}
	}
	return false
}

// begins says whether line i begins with the wording k; a short one must be all of it, for "Part I" begins "Part II" too.
func (x *index) begins(i int, k string) bool {
	switch w := weight(k); {
	case w < 4:
		return false
	case w < 14:
		return x.own[i] == k
	}
	return common(k, x.keys[i])
}

// weight is how much a key tells: a Han character as much as three letters.
func weight(k string) int {
	n := 0
	for _, r := range k {
		if n++; isHan(r) {
			n += 2
		}
	}
	return n
}

// isEntry says whether line i lists something: it ends in a page number behind dots, or its wording begins a line after the contents.
func (x *index) isEntry(lines []*line, i, stop int) bool {
	text, page, dotted := cutEntry(lines[i].text)
	if page > 0 && dotted {
		return true
	}
	from, to := 0, stop-1
	if stop >= len(lines) { // where the text begins is not known yet
		from, to = i-2, i+2
	}
	label := entryLabel.FindString(text)
	wording := key(strings.TrimPrefix(text, label))
	if label != "" && wording == "" {
		return true
	}
	return x.again(wording, from, to) || label != "" && len(text) < 160 && !terminal(text) && x.again(key(text), from, to)
}

// prose says whether running text begins at line i: three lines that fill their column, or one that ends a sentence after two.
func prose(lines []*line, i int) bool {
	if i+3 > len(lines) {
		return false
	}
	for k := i; k < i+3; k++ {
		l := lines[k]
		if l.slack() > 2*l.size && !(k == i+2 && terminal(l.text)) || leaders.MatchString(l.text) {
			return false
		}
	}
	return true
}

// cutEntry parts an entry from the page number behind it.
func cutEntry(s string) (text string, page int, dotted bool) {
	dotted = leaders.MatchString(s)
	if m := entryEnd.FindStringSubmatchIndex(s); m != nil && (dotted || m[0] > 0) {
		n, err := strconv.Atoi(corpus.ASCIIDigits(s[m[2]:m[3]]))
		if err != nil && dotted {
			n = roman(s[m[2]:m[3]])
		}
		if n > 0 {
			s, page = s[:m[0]], n
		}
	}
	if i := leaders.FindStringIndex(s); i != nil {
		s = s[:i[0]]
	}
	return strings.TrimSpace(s), page, dotted
}

// parseEntries joins the lines of a table of contents to entries.
func parseEntries(lines []*line) []ingest.Entry {
	numbered := pagesGiven(lines)
	var entries []ingest.Entry
	for _, l := range lines {
		text, page, _ := cutEntry(l.text)
		if !numbered {
			text, page = strings.TrimSpace(l.text), 0
		}
		label := strings.TrimSpace(entryLabel.FindString(text))
		heading := strings.TrimSpace(strings.TrimPrefix(text, label))
		if heading == "" && label == "" {
			continue
		}
		if n := len(entries); label == "" && n > 0 && entries[n-1].Page == 0 && !l.centered() && l.indent() > 1.5*l.size {
			entries[n-1].Heading = strings.TrimSpace(entries[n-1].Heading + " " + heading)
			entries[n-1].Page = page
			continue
		}
		entries = append(entries, ingest.Entry{Label: label, Heading: heading, Page: page})
	}
	return entries
}

// pagesGiven says whether the numbers at the ends of lines are pages: they do not fall, and most lines have one or dots lead to it.
func pagesGiven(lines []*line) bool {
	last, rising, with := 0, 0, 0
	for _, l := range lines {
		if _, page, _ := cutEntry(l.text); page > 0 {
			with++
			if page >= last {
				rising++
			}
			last = page
		}
	}
	return 10*with >= 4*len(lines) && 10*rising >= 8*with
}
