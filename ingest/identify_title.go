package ingest

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// titleCandidate is a block of the front matter, or two or three that are one heading set in the same type.
type titleCandidate struct {
	text  string
	first *Block
	place int  // of the first block
	whole bool // its first block alone ends in the middle of a phrase, or names no subject
	ended bool // its last block is the year or the abbreviation with which titles end
}

// findTitle takes the heaviest candidate of the front matter: large, bold, centred or marked as a heading, with a word that laws are
// called by, near the top. The title that the law gives itself, and the one that the format states, decide where they say the same, and
// stand in where nothing else does. sure is 0 to 1.
func findTitle(doc *Document, front []Block, cited string) (title string, sure float64) {
	best, bestScore := "", 0.0
	candidates := titleCandidates(front, doc.Title)
	for _, c := range candidates {
		if s := c.score(doc.Title, cited); s > bestScore {
			best, bestScore = c.text, s
		}
	}
	stated := trimTitle(siteName.ReplaceAllString(doc.Title, ""))
	switch {
	case bestScore < 2 && cited != "":
		best, sure = cited, ownName
	case bestScore < 1 && len([]rune(stated)) > 5 && actWord.MatchString(stated):
		best, sure = stated, statedName
	case best == "" && len(front) > 0:
		best, sure = firstPlain(front), guess
	case best == "":
		best, sure = stated, guess
	default:
		sure = sureOfTitle(best, bestScore, candidates, stated, cited)
	}
	return shorten(trimTitle(best), maxTitle), sure
}

// maxTitle is how many bytes of a title are kept: the longest at hand, which lists all that an act amends, has 1,400 characters.
const maxTitle = 4000

// firstPlain is the first block that could be a title at all, with the next one where it is but a number.
func firstPlain(front []Block) string {
	for i := range front {
		t := blockText(&front[i])
		if len(t) >= 300 || notTitle.MatchString(t) || isContainerLine(t) {
			continue
		}
		if i+1 < len(front) && unnamed(t) {
			if next := blockText(&front[i+1]); len(next) < 300 && !notTitle.MatchString(next) && !isContainerLine(next) {
				return t + " " + next
			}
		}
		return t
	}
	return shorten(blockText(&front[0]), 200)
}

// unnamed says whether a line has what the titles of laws begin with in many states (the kind of law, the state, number and date) and not what the law is
// about: "LEGGE 11 agosto 2003, n. 228", "ЗАКОН УКРАЇНИ", "LOI N° 2005-06 du 10 mai 2005".
func unnamed(s string) bool {
	if len(s) > 160 {
		return false
	}
	s = asciiDigits(s)
	if numberOnly.MatchString(s) {
		return true
	}
	if !actWord.MatchString(s) && !stateWord.MatchString(s) || subjectWord.MatchString(s) || institution.MatchString(s) || isHan(string(firstOf(s))) {
		return false
	}
	for _, d := range datesIn(s) {
		s = s[:d.at] + strings.Repeat(" ", d.end-d.at) + s[d.end:]
	}
	s = stateWord.ReplaceAllString(actWord.ReplaceAllString(s, " "), " ")
	return !slices.ContainsFunc(strings.FieldsFunc(strings.ToLower(s), notLetter), func(w string) bool { return utf8.RuneCountInString(w) > 2 && !formWord[w] })
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) }

// follows says whether next can go on with a title of which bare names no subject yet. What stands under a number alone is a title of its own unless its
// first word says that it belongs: "قانون رقم 64 لسنة 2010", "بشأن …".
func follows(bare, next string) bool {
	if strings.HasSuffix(next, ":") || institution.MatchString(next) || bracketed.MatchString(next) || dateOnly.MatchString(asciiDigits(next)) {
		return false
	}
	return !numberOnly.MatchString(bare) || aboutWord.MatchString(next)
}

// titleCandidates lists them; stated is the title that the file itself gives.
func titleCandidates(front []Block, stated string) []titleCandidate {
	said := flat(stated)
	var out []titleCandidate
	for i := range front {
		b := &front[i]
		if b.Kind == Margin || b.Kind == Footnote || b.Kind == TableRow {
			continue
		}
		text := titleText(b)
		if i > 1 && isContainerLine(titleText(&front[i-1])) && !actWord.MatchString(text) { // the heading of the first chapter
			continue
		}
		out = append(out, titleCandidate{text: text, first: b, place: i})
		// A title that is set on several lines comes as several blocks of one type size; one whose first line names no subject goes on in the next, however that is set.
		joined, steady, last, begun := text, true, b, unnamed(text)
		for j := i + 1; j < len(front) && j <= i+6; j++ {
			next := titleText(&front[j])
			bare := unnamed(joined)
			if bare && !follows(joined, next) || !bare && (!alike(last, &front[j]) || numberOnly.MatchString(joined)) ||
				notTitle.MatchString(joined) || isContainerLine(next) || notTitle.MatchString(next) || len(joined)+len(next) > 400 {
				break
			}
			ends := bareYear.MatchString(next) && yearIn(asciiDigits(joined)) == 0 || ownAbbreviation.MatchString(next)
			stated := strings.Contains(said, flat(joined+" "+next))
			open := bare || stated || openEnd.MatchString(joined) || loneWord.MatchString(joined) || steady && startsLower(next) && last.isSet()
			if steady = steady && open; (open || ends || !actWord.MatchString(joined)) && !unnamed(joined+" "+next) {
				whole := begun || stated || openEnd.MatchString(joined)
				out = append(out, titleCandidate{text: joined + " " + next, first: b, place: i, whole: whole, ended: ends})
			}
			joined, last = joined+" "+next, &front[j]
		}
	}
	return out
}

// titleText is a block on one line without lines at its end that are only a date or a number.
func titleText(b *Block) string {
	n := len(b.Lines)
	for n > 1 && (dateOnly.MatchString(asciiDigits(b.Lines[n-1].Text)) || bracketed.MatchString(b.Lines[n-1].Text) && !abbreviated.MatchString(b.Lines[n-1].Text) && !bareYear.MatchString(b.Lines[n-1].Text)) {
		n--
	}
	cut := *b
	cut.Lines = b.Lines[:n]
	// A block of many lines may hold the whole law: its first lines are the title as long as they are set alike.
	for i := 1; i < len(cut.Lines); i++ {
		if first, l := &cut.Lines[0], &cut.Lines[i]; first.Bold && !l.Bold || first.Size > l.Size+0.08 {
			cut.Lines = cut.Lines[:i]
			break
		}
	}
	return blockText(&cut)
}

func alike(a, b *Block) bool {
	x, y := &a.Lines[len(a.Lines)-1], &b.Lines[0]
	return a.Kind == b.Kind && a.Level == b.Level && x.Bold == y.Bold && math.Abs(x.Size-y.Size) < 0.04 && x.Page == y.Page && (isUpper(x.Text) == isUpper(y.Text) || startsLower(y.Text))
}

// isSet says whether a block is set otherwise than the wording.
func (b *Block) isSet() bool {
	l := &b.Lines[0]
	return b.Kind == Heading || l.Bold || l.Center || l.Size > 1.05
}

func startsLower(s string) bool { return unicode.IsLower(firstOf(s)) }

// flat is the words of s in small letters.
func flat(s string) string { return strings.Join(strings.FieldsFunc(strings.ToLower(s), notWord), " ") }

// isUpper says whether most cased letters are capitals.
func isUpper(s string) bool {
	up, low := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			up++
		case unicode.IsLower(r):
			low++
		}
	}
	return up > low
}

func (c *titleCandidate) score(stated, cited string) float64 {
	n := len([]rune(c.text))
	if n < 4 || n > 400 {
		return -1
	}
	line := &c.first.Lines[0]
	score := -float64(c.place) / 20
	if c.whole {
		score += 1.5
	}
	if c.ended {
		score += 0.5
	}
	switch {
	case c.first.Kind == Heading && c.first.Level > 0 && c.first.Level <= 2:
		score += 2
	case c.first.Kind == Heading:
		score++
	}
	if line.Bold {
		score += 0.7
	}
	if line.Center {
		score += 0.7
	}
	score += 2 * max(0, min(line.Size-1, 1))
	score += agreement(c.text, stated, 2) + agreement(c.text, cited, 3)
	if actWord.MatchString(c.text) {
		score += 1.5
	}
	switch {
	case isContainerLine(c.text) || notTitle.MatchString(c.text) || bareYear.MatchString(c.text):
		score -= 4
	case numberOnly.MatchString(c.text):
		score -= 2.5
	case institution.MatchString(c.text) && !actWord.MatchString(institution.ReplaceAllString(c.text, "")):
		score -= 3
	}
	if n > 200 {
		score--
	}
	return score
}

// agreement is weight where two titles have the same words, a part of it where they share most.
func agreement(a, b string, weight float64) float64 {
	x, y := titleWords(a), titleWords(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	f := 2 * float64(common) / float64(len(x)+len(y))
	if f < 0.5 {
		return 0
	}
	return weight * f * f
}

func titleWords(s string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), notWord) {
		words[w] = true
	}
	return words
}

// citedTitle is the title that an early provision gives the law: "This Act may be cited as the Firearms Act 1990".
func citedTitle(doc *Document) string {
	for i := range doc.Blocks[:min(len(doc.Blocks), 120)] {
		text := blockText(&doc.Blocks[i])
		if len(text) > 600 {
			text = strings.ToValidUTF8(text[:600], "")
		}
		if m := citedAs.FindStringSubmatch(text); m != nil {
			return strings.Trim(m[1], " \"“”‘’',.;")
		}
	}
	return ""
}

var (
	brokenWord = regexp.MustCompile(`(\pL)- (\p{Ll})`) // at a line end of the page
	numberCut  = regexp.MustCompile(`(?i)[\s,(]+(no)?[\s,(]*$`)
)

// shortTitle is the title that a law gives itself where it differs from the one on its cover by more than a number; "" where it does not.
func shortTitle(cited, title string) string {
	short := numberCut.ReplaceAllString(brokenWord.ReplaceAllString(cited, "$1$2"), "")
	words, in := titleWords(short), titleWords(title)
	for w := range words {
		if !in[w] {
			return short
		}
	}
	if 4*len(words) > 3*len(in) || strings.HasPrefix(strings.ToLower(title), strings.ToLower(short)) {
		return ""
	}
	return short
}

// trimTitle cuts what sites put behind a title and the punctuation around it.
func trimTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	for {
		cut := strings.Trim(gazetteBehind.ReplaceAllString(afterBar.ReplaceAllString(s, ""), ""), " .;:*|")
		if cut == s {
			break
		}
		s = cut
	}
	if strings.HasPrefix(s, "«") && strings.HasSuffix(s, "»") && strings.Count(s, "«") == 1 || strings.HasPrefix(s, "《") && strings.HasSuffix(s, "》") && strings.Count(s, "《") == 1 {
		s = strings.Trim(s, "«»《》")
	}
	return s
}

func isContainerLine(text string) bool { return containerLine.MatchString(text) }
