package ingest

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// near is how laws of a language name the provision before or after the one that speaks, and the subdivision before.
type near struct{ before, after, part string } // alternatives of a regular expression; part: the subdivision before

// nearby holds them by language. Add a language by adding a row, and an example to TestLinkNear.
var nearby = map[string]near{
	"en": {`(?:the )?(?:(?:last |next |immediately )?(?:preceding|foregoing)|previous) (?:section|article|rule|regulation)\b`, `(?:the )?(?:(?:next |immediately )?(?:following|succeeding)|next) (?:section|article|rule|regulation)\b`, `(?:the )?(?:(?:last |immediately )?preceding|previous|foregoing) (?:sub-?section|paragraph|sub-?paragraph)\b`},
	"fr": {`(?:à |de )?l['’]article (?:précédent|qui précède)`, `(?:à |de )?l['’]article (?:suivant|qui suit)`, `(?:à |de )?l['’]alinéa (?:précédent|qui précède)|(?:au|le|du) paragraphe précédent`},
	"es": {`(?:el |del |al )?artículo (?:anterior|precedente|que antecede)`, `(?:el |del |al )?artículo siguiente`, `(?:el |del |al )?(?:párrafo|apartado|inciso|numeral) (?:anterior|precedente)`},
	"pt": {`(?:o |do |no |ao )?artigo (?:anterior|precedente|antecedente)`, `(?:o |do |no |ao )?artigo seguinte`, `(?:o |do |no |ao )?(?:parágrafo|número|inciso) (?:anterior|precedente)`},
	"it": {`(?:l['’]|dell['’]|all['’]|nell['’])articolo (?:precedente|che precede)`, `(?:l['’]|dell['’]|all['’]|nell['’])articolo (?:seguente|successivo)`, `(?:il |del |al |nel )?comma precedente`},
	"de": {`(?:des|dem|der) (?:vorigen|vorhergehenden|vorstehenden|vorangehenden) (?:Paragraphen|Artikels?)`, `(?:des|dem|der) (?:nächsten|folgenden|nachfolgenden) (?:Paragraphen|Artikels?)`, `(?:des|dem|der) (?:vorigen|vorhergehenden|vorstehenden|vorangehenden) Absatz(?:es)?`},
	"nl": {`(?:het|in het|van het) (?:vorige|voorgaande) artikel`, `(?:het|in het|van het) volgende artikel`, `(?:het|in het|van het) (?:vorige|voorgaande) lid`},
	"pl": {`artykule (?:poprzednim|poprzedzającym)|artykułu poprzedniego`, `artykule następnym`, `ustępie poprzednim|ustępie poprzedzającym`},
	"sv": {`föregående paragraf|föregående §`, `följande paragraf|nästa paragraf`, `föregående stycke`},
	"ru": {`предыдуще(?:й|ю) стать(?:и|е|ёй|ей|ю)|предшествующей стать(?:и|е|ей)`, `следующе(?:й|ю) стать(?:и|е|ей|ю)`, `предыдущ(?:ей|его|ем) (?:части|пункта|пункте|абзаца|абзаце)`},
	"uk": {`попередньої статті|попередній статті`, `наступної статті`, `попередньої частини|попередній частині|попереднього пункту`},
	"tr": {`(?:bir )?önceki madde\pL*`, `(?:bir )?sonraki madde\pL*`, `(?:bir )?önceki fıkra\pL*`},
	"id": {`Pasal sebelumnya`, `Pasal berikutnya`, `ayat sebelumnya`},
	"vi": {`[Đđ]iều (?:trước|liền trước)`, `[Đđ]iều (?:sau|tiếp theo)`, `khoản (?:trước|liền trước)`},
	"ar": {`(?:ل|ب)?المادة السابقة|للمادة السابقة`, `المادة (?:التالية|اللاحقة)|للمادة التالية`, `الفقرة السابقة|للفقرة السابقة|البند السابق`},
	"fa": {`ماد[هۀ] (?:قبل|پیشین)`, `ماد[هۀ] (?:بعد|آتی)`, `بند (?:قبل|پیشین)`},
	"zh": {`前[条條]`, `(?:次|后|後)[条條]`, `前[款项項]`},
	"ja": {`前条`, `次条`, `前[項号]`},
	"ko": {`전조|앞 조`, `다음 조`, `전항|앞 항`},
	"th": {`มาตราก่อน`, `มาตราถัดไป`, `วรรคก่อน`},
	"hi": {`पूर्ववर्ती धारा|पूर्वगामी धारा`, `अगली धारा`, `पूर्ववर्ती उपधारा|पूर्वगामी उपधारा`},
}

// nearSigns are pieces of words, one of which must stand in a text that holds such a reference: looking for them is cheap, the expressions are not, and most
// provisions hold none. A language without a row is looked through with its expressions at once.
var nearSigns = map[string][]string{
	"en": {"receding s", "receding a", "receding r", "receding p", "oregoing", "revious", "ollowing s", "ollowing a", "ollowing r", "ucceeding", "ext s", "ext a", "ext r"},
	"fr": {"récédent", "qui précède", "uivant", "qui suit"},
	"es": {"nterior", "recedente", "antecede", "iguiente"},
	"pt": {"nterior", "ecedente", "eguinte"},
	"it": {"recedente", "precede", "eguente", "uccessivo"},
	"de": {"vorigen", "vorhergehenden", "vorstehenden", "vorangehenden", "folgenden", "nächsten"},
	"nl": {"orige ", "oorgaande", "olgende"},
	"ru": {"редыдущ", "редшествующ", "ледующ"},
}

// nearRef is a reference by place.
type nearRef struct {
	re   *regexp.Regexp
	step int
	part bool
}

var nearRefs = func() map[string][]nearRef {
	all := map[string][]nearRef{}
	for language, n := range nearby {
		for _, r := range []struct {
			words string
			step  int
			part  bool
		}{{n.before, -1, false}, {n.after, 1, false}, {n.part, -1, true}} {
			all[language] = append(all[language], nearRef{regexp.MustCompile(`(?i)` + r.words), r.step, r.part})
		}
	}
	return all
}()

// linkNear adds the references that name a provision by its place: "the preceding section", l'alinéa précédent, 前条. They are links where that provision
// is in the tree: 前款 within an article whose paragraphs have no numbers is none.
func linkNear(ps []corpus.Provision, language string) {
	refs := nearRefs[language]
	if refs == nil {
		return
	}
	var units []*corpus.Provision
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			units = append(units, p)
		}
	}
	for i, unit := range units {
		var visit func(p, before *corpus.Provision)
		visit = func(p, before *corpus.Provision) {
			here := refs
			if signs := nearSigns[language]; signs != nil && !containsAny(p.Text, signs) {
				here = nil
			}
			for _, r := range here {
				target := before
				if !r.part {
					target = nil
					if j := i + r.step; j >= 0 && j < len(units) {
						target = units[j]
					}
				}
				if target == nil {
					continue
				}
				for _, at := range r.re.FindAllStringIndex(p.Text, -1) {
					if !startsWithLetter(p.Text[at[1]:]) || isHan(p.Text[at[0]:at[1]]) {
						p.Links = insertLink(p.Links, corpus.Link{Span: corpus.Span{Start: at[0], End: at[1]}, To: target.EID})
					}
				}
			}
			for k := range p.Children {
				var sibling *corpus.Provision
				if k > 0 {
					sibling = &p.Children[k-1]
				}
				visit(&p.Children[k], sibling)
			}
		}
		visit(unit, nil)
	}
}

func containsAny(s string, pieces []string) bool {
	return slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(s, piece) })
}

// insertLink keeps links in the order of the text; one that overlaps another is left out.
func insertLink(links []corpus.Link, l corpus.Link) []corpus.Link {
	i := 0
	for i < len(links) && links[i].Start < l.Start {
		i++
	}
	if i > 0 && links[i-1].End > l.Start || i < len(links) && links[i].Start < l.End {
		return links
	}
	links = append(links, corpus.Link{})
	copy(links[i+1:], links[i:])
	links[i] = l
	return links
}
