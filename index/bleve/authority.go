package bleve

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// underLaw is the share of its score that a provision made under a law keeps: who asks how something is regulated wants the law first, then the
// regulation or the court's interpretation that says how it is applied, which uses the same words more often.
const underLaw = 0.77

// Titles of mainland China tell a law from what is made under it: 法 is kept for laws, the others are regulations of the State Council (Regulation on
// the Procedures for Formulating Administrative Regulations, art. 5), rules (Regulation on the Procedures for Formulating Rules, art. 7) and
// interpretations by the courts (Provisions of the Supreme People's Court on Judicial Interpretation, art. 6). Elsewhere the same words name laws:
// an ordinance of Hong Kong is a 条例.
var (
	underNames  = []string{"条例", "规定", "办法", "解释", "规则", "细则", "规程", "批复", "答复", "意见", "通知"}
	titleEnding = regexp.MustCompile(`(?:第[\p{Nd}〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?|[(（〔【][^)）〕】]*[)）〕】]|\s)+$`) // an article, an edition, a number of several
)

// madeUnderLaw says whether a title, one of mainland China, is of what is made under a law.
func madeUnderLaw(title string) bool {
	title = corpus.FoldHan(titleEnding.ReplaceAllString(title, ""))
	return slices.ContainsFunc(underNames, func(name string) bool { return strings.HasSuffix(title, name) })
}

// findUnder notes the laws that are made under others.
func (v *view) findUnder() {
	v.under = make([]bool, len(v.law.names))
	china, ok := v.country.known["CN"]
	if !ok {
		return
	}
	seen := make([]bool, len(v.law.names))
	v.live.each(func(d int) {
		law := v.law.of[d]
		if v.country.of[d] != china || seen[law] {
			return
		}
		seen[law] = true
		_, titles, _ := strings.Cut(v.name.names[v.name.of[d]], "\n")
		title, _, _ := strings.Cut(titles, "\n")
		v.under[law] = madeUnderLaw(title)
	})
}
