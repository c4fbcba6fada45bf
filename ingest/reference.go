package ingest

import (
	"regexp"
	"sort"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// link finds references to other provisions of the same law and keeps those that resolve: "section 5(2)", "§ 29a Abs. 1", "article 222-37", "第二百四十条",
// "المادة (٣)". A reference that goes on with another law's name is not one of ours.
func link(ps []corpus.Provision, language string) {
	lex := lexisOf(language)
	targets := map[string]corpus.EID{}
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) && p.Number != "" {
			if _, doubled := targets[idNumber(p.Number)]; doubled {
				targets[idNumber(p.Number)] = ""
			} else {
				targets[idNumber(p.Number)] = p.EID
			}
		}
	}
	finder := newFinder(lex)
	for p := range corpus.All(ps) {
		p.Links = finder.find(p.Text, targets)
	}
}

// finder finds the words of units in running text.
type finder struct {
	lex   *lexis
	words *regexp.Regexp
}

func newFinder(lex *lexis) *finder {
	var alternatives []string
	for _, w := range lex.units {
		text := regexp.QuoteMeta(w.text)
		if w.after {
			if isHan(w.text) {
				alternatives = append(alternatives, `第[〇零一二三四五六七八九十百千两\d]+`+text)
			}
			continue
		}
		alternatives = append(alternatives, text)
	}
	alternatives = append(alternatives, inflected...)
	sort.Slice(alternatives, func(i, j int) bool { return len(alternatives[i]) > len(alternatives[j]) })
	return &finder{lex: lex, words: regexp.MustCompile(`(?i)` + strings.Join(alternatives, "|"))}
}

// inflected forms of the words of units, and plurals, as they stand in references.
var inflected = []string{"sections", "articles", "artículos", "artigos", "articoli", "artikels", "artikeln", "статьи", "статье", "статьей", "статьёй", "статьях", "статей", "المادتين", "المواد", "للمادة", "بالمادة"}

// elsewhere begins what shows that a reference is to another law.
var elsewhere = regexp.MustCompile(`(?i)^[^.;:]{0,25}?(\bof (the|that) [^.;]{0,60}\b(act|code|constitution|convention|protocol)\b|\b(du|de la|des) (code|loi|convention|décret)|\b(del|de la) (código|ley|decreto|constitución|convenio)|` +
	`\b(des|der) \pL*(gesetz|ordnung|buch)|\b(stgb|stpo|gg|bgb|vwgo|aufenthg)\b|кодекса (?:рос|рсф)|федерального|من (قانون|نظام|المرسوم|الدستور)|《)`)

func (f *finder) find(text string, targets map[string]corpus.EID) (links []corpus.Link) {
	for _, at := range f.words.FindAllStringIndex(text, -1) {
		start, numberAt := at[0], at[1]
		if start > 0 && startsWithLetter(text[start:]) && startsWithLetter(lastRune(text[:start])) && !isHan(firstRune(text[start:])) {
			continue
		}
		var num numeral
		ok := false
		if strings.HasPrefix(text[start:], "第") {
			num, ok = han(text[start+len("第"):])
			if !ok {
				num, ok = digits(text[start+len("第"):])
			}
			num.end = 0
		} else {
			numberAt += leadingBlank(text[numberAt:], " .\u00A0(（")
			num, ok = parseNumeral(text[numberAt:], f.lex.ordinals)
		}
		if !ok {
			continue
		}
		end := numberAt + num.end
		to := targets[idNumber(num.text)]
		if to == "" || elsewhere.MatchString(text[end:min(len(text), end+120)]) {
			continue
		}
		links = append(links, corpus.Link{Span: corpus.Span{Start: start, End: end}, To: to})
	}
	return links
}
