package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pandect/pandect/corpus"
)

// link finds references to other provisions of the same law and keeps those that resolve: "section 5(2)", "sections 5, 6 and 8", "§ 29a Abs. 1", "article
// 222-37", "статьи 127", "第二百四十条", "المادة (٣)". A reference that goes on with another law's name is not one of ours.
func link(ps []corpus.Provision, language string) {
	l := linker{lex: lexisOf(language), targets: map[string]*corpus.Provision{}, starts: map[rune][]word{}}
	l.words()
	for p := range corpus.All(ps) {
		if !corpus.IsBasic(p.Kind) || p.Number == "" {
			continue
		}
		id := corpus.IDNumber(p.Number)
		if _, doubled := l.targets[id]; doubled {
			l.targets[id] = nil
		} else {
			l.targets[id] = p
		}
	}
	var unit *corpus.Provision
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			unit = p
		}
		p.Links = ownLinks(l.find(p.Text, unit), p.Text)
	}
}

// ownLinks leaves out what stands in a quotation: there another law speaks. links are in the order of the text.
func ownLinks(links []corpus.Link, text string) []corpus.Link {
	var q quotation
	at, straight, kept := 0, false, links[:0]
	for _, l := range links {
		for line := range strings.SplitAfterSeq(text[at:l.Start], "\n") {
			q.read(line)
			rest := strings.TrimRight(line, "\n")
			switch {
			case straight:
				straight = !(len(rest) < len(line) && closesStraight(rest, '"'))
			case at == 0 || text[at-1] == '\n':
				straight = strings.HasPrefix(line, `"`) && strings.Count(rest, `"`) == 1
			}
			at += len(line)
		}
		if q.open == 0 && !straight {
			kept = append(kept, l)
		}
	}
	return kept
}

// linker finds the words of units in running text.
type linker struct {
	lex     *lexis
	targets map[string]*corpus.Provision // by number; nil where two have it
	starts  map[rune][]word              // words by their first letter, in small
}

func (l *linker) words() {
	for _, list := range [][]word{l.lex.units, l.lex.inflected} {
		for _, w := range list {
			first, _ := utf8.DecodeRuneInString(w.text)
			if w.after && isHan(w.text) {
				first = '第'
				if w.text == "조" {
					first = '제'
				}
			} else if w.after {
				continue
			}
			l.starts[first] = append(l.starts[first], w)
		}
	}
}

// find lists the references of a text, in order. unit is where it stands.
func (l *linker) find(text string, unit *corpus.Provision) (links []corpus.Link) {
	previous := ' '
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		within := unicode.IsLetter(previous) && !unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Hangul, r)
		previous = r
		words := l.starts[unicode.ToLower(r)]
		if within || words == nil {
			at += size
			continue
		}
		m, ok := l.lex.find(text[at:], words)
		if !ok {
			at += size
			continue
		}
		found := l.resolve(text, at, at+m.label, m, unit)
		links = append(links, found...)
		at += m.label
		if len(found) > 0 {
			at = max(at, found[len(found)-1].End)
		}
		previous = ' '
	}
	return links
}

// resolve makes links of a reference and of the numbers that follow it in a list.
func (l *linker) resolve(text string, start, end int, m mark, unit *corpus.Provision) (links []corpus.Link) {
	num := m.num
	if ofOtherLaw(text[:start]) {
		return nil
	}
	for {
		target := l.targets[corpus.IDNumber(num.text)]
		if target != nil && m.word.kind != "reference" && target.Kind != m.word.kind { // § 1 of an article
			target = nil
		}
		if target == nil && num.upTo != nil { // "sections 5 to 7" where nothing has that range for its number
			first, _, _ := strings.Cut(num.text, " ")
			target = l.targets[corpus.IDNumber(first)]
		}
		end = start + len(strings.TrimRight(text[start:end], " \u00A0"))
		end += subdivisionAt(text[end:], &target)
		if target != nil && target != unit {
			links = append(links, corpus.Link{Span: corpus.Span{Start: start, End: end}, To: target.EID})
		}
		next := listJoin.FindStringIndex(text[end:])
		if next == nil {
			break
		}
		n, ok := digits(text[end+next[1]:])
		if !ok {
			break
		}
		start = end + next[1]
		end, num = start+n.end, n
	}
	if behind := text[end:min(len(text), end+160)]; elsewhere.MatchString(behind) || shortName.MatchString(behind) {
		return nil
	}
	return links
}

// listJoin is what stands between the numbers of a list.
var listJoin = regexp.MustCompile(`^(?:,| to| and| or| et| ou| à| y| o| a| e| und| oder| bis| и| или| или| до|–|、|和|至|或者?第?) ?(?:§ |第)?`)

// bracketedPart is the number of a subdivision behind that of a unit: "(2)", " Abs. 2", " Absatz 2".
var bracketedPart = regexp.MustCompile(`^ ?\(([0-9]{1,3}[A-Za-z]{0,2}|[A-Za-z]{1,5})\)|^ (?:Abs\.|Absatz) ([0-9]{1,2}[a-z]?)`)

// subdivisionAt follows the subdivisions that s begins with down from target, and says how many bytes they take.
func subdivisionAt(s string, target **corpus.Provision) (size int) {
	for *target != nil {
		m := bracketedPart.FindStringSubmatch(s[size:])
		if m == nil {
			return size
		}
		child := childNumbered(*target, m[1]+m[2])
		if child == nil {
			return size
		}
		*target = child
		size += len(m[0])
	}
	return size
}

func childNumbered(p *corpus.Provision, number string) *corpus.Provision {
	for i := range p.Children {
		if strings.EqualFold(p.Children[i].Number, number) {
			return &p.Children[i]
		}
	}
	return nil
}

// elsewhere is what follows a reference to another law.
var elsewhere = regexp.MustCompile(`(?i)^[^.;:]{0,40}?(\bof (the|that) [^.;]{0,60}\b(act|code|constitution|convention|protocol|ordinance|regulations?|rules|order|proclamation|decree|law|statute)\b|\bof (act|law|decree|ordinance|proclamation|regulation|cap|chapter)\b|\bcap\. ?\d|` +
	`\b(du|de la|de l'|de l’|des) (code|loi|convention|décret|ordonnance|arrêté|règlement|dahir|constitution|traité|protocole)|\b(del|de la) (código|ley|decreto|constitución|convenio|convención|reglamento|protocolo)|` +
	`\b(do|da) (código|lei|decreto|constituição|convenção|regulamento)|\bdel(la|l'|l’)? ?(codice|legge|decreto|costituzione|regolamento)|\bvan (de|het) (\pL*wet|wetboek|besluit)\b|\b(des|der) \pL*(gesetz|ordnung|buch)|` +
	`\bcủa (bộ luật|luật|nghị định|pháp lệnh) ([^n]|n[^à])|undang-undang nomor|kitab undang-undang|peraturan pemerintah|\bdin (codul|legea nr|constituți|ordonanța|hotărârea)|ustawy z dnia|кодексу україни|закону україни|кодекса (?:рос|рсф)|федерального|من (قانون|نظام|المرسوم|الدستور)|《)`)

// ofOtherLaw says whether what stands before a reference names another law, as East Asian languages put it: 《森林法》第三条, 森林法第三条, 「산림법」 제3조, and not
// 本法第三条, この法律第三条, 이 법 제3조.
func ofOtherLaw(before string) bool {
	before = strings.TrimRight(before[max(0, len(before)-80):], " の")
	return lawBefore.MatchString(before) && !ownLawBefore.MatchString(before)
}

var (
	lawBefore    = regexp.MustCompile(`(?:[》」』]|法|法律|条例|條例|规定|規定|办法|辦法|细则|規則|规则|政令|省令|법|법률|시행령|시행규칙|규칙)$`)
	ownLawBefore = regexp.MustCompile(`(?:本(?:法|法律|条例|條例|规定|規定|办法|辦法|细则|規則|规则)|この(?:法律|政令|省令|規則|条例)|이 (?:법|법률|영|령|규칙))$`)
)

// shortName is the abbreviation by which German laws are cited, behind the parts of the section: "§ 29 Abs. 1 Satz 2 BtMG", "Art. 2 GG".
var shortName = regexp.MustCompile(`^(?: (?:Abs\.|Absatz|Satz|S\.|Nr\.|Nummer|Buchst\.|Buchstabe|Alt\.|Halbsatz) ?[\da-z]+(?:(?:,| und| bis| oder) [\da-z]+)*)* (?:\p{Lu}\pL{0,14}\p{Ll}\pL{0,4}\p{Lu}|GG|BGB|HGB|ZPO|SGB)\b`)
