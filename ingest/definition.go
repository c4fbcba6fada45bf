package ingest

import (
	"regexp"
	"strings"
)

// fewestDefined is how many definitions a provision holds at least for its paragraphs to be taken for definitions: one alone may be a sentence.
const fewestDefined = 2

// defined is a term between quotation marks, with what is said of the circumstances in which it is used; defines is what follows a term, in the languages
// of laws.
var (
	defined = regexp.MustCompile(`^(?:the (?:term|expression|word)s? )?["“«‘„「『][^"”»’“」』]{1,80}["”»’“」』](?:(?: or| and|,) ["“«‘„][^"”»’“]{1,80}["”»’“])*(?:,? (?:in relation to|where used|when used|with respect to|used in)[^;:]{1,80}?,)?,? ?`)
	defines = regexp.MustCompile(`(?i)^,?\s*(?:means\b|mean\b|includes\b|include\b|shall mean|shall include|has the|have the|refers to|is |are |does not include|:|–|—|－|：|désigne|désignent|s['’]entend|signifie|comprend|significa|se entiende|comprende|es |son |entende-se|` +
		`si intende|bedeutet|bezeichnet|ist |sind |wordt verstaan|betekent|означает|это |понима|розумі|oznacza|należy|ifade eder|adalah|ialah|ertinya|bermaksud|là |هو |هي |يقصد|تعني|يعني|به معنی|عبارت است|یعنی|หมายความว่า|หมายถึง|是指|，是指|指|とは|란 |이란 |라 함은|का अर्थ|से अभिप्रेत|भन्नाले|অর্থ|maana|inamaanisha)`)
)

// definitionLines says which lines of a unit define a term. None does where they are fewer than fewestDefined.
func definitionLines(lines []paragraph) []bool {
	is, count := make([]bool, len(lines)), 0
	for i := range lines {
		if lines[i].kind != TableRow && isDefinition(&lines[i]) {
			is[i] = true
			count++
		}
	}
	if count < fewestDefined {
		return make([]bool, len(lines))
	}
	return is
}

func isDefinition(p *paragraph) bool {
	if end := len(defined.FindString(p.text)); end > 0 {
		return defines.MatchString(p.text[end:])
	}
	if p.lead > 0 && p.lead < len(p.text) && p.lead <= 80 { // the term is set in bold
		if _, numbered := readEnumerator(p.text); !numbered {
			return defines.MatchString(strings.TrimLeft(p.text[p.lead:], " "))
		}
	}
	return false
}
