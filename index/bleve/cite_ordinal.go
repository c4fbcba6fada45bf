package bleve

import (
	"strconv"
	"strings"
)

// Arabic laws count their articles in words, and so do those who cite them: المادة الثانية والعشرون is article 22.

// ordinals of Arabic, folded, without the article.
var ordinals = map[string]int{
	"اولي": 1, "اول": 1, "حاديه": 1, "حادي": 1, "ثانيه": 2, "ثاني": 2, "ثالثه": 3, "ثالث": 3, "رابعه": 4, "رابع": 4, "خامسه": 5, "خامس": 5, "سادسه": 6, "سادس": 6, "سابعه": 7, "سابع": 7,
	"ثامنه": 8, "ثامن": 8, "تاسعه": 9, "تاسع": 9, "عاشره": 10, "عاشر": 10, "عشره": 10, "عشر": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40, "خمسون": 50, "خمسين": 50,
	"ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70, "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90, "مايه": 100, "مائه": 100, "مئه": 100, "مايتين": 200, "مائتين": 200, "مئتين": 200, "ثلاثمائه": 300, "ثلاثمايه": 300, "ثلاثمئه": 300,
}

// withOrdinals puts figures in the place of ordinal numbers behind a word for article.
func withOrdinals(fields []string) []string {
	var out []string
	for i := 0; i < len(fields); i++ {
		out = append(out, fields[i])
		if !unitWords[fields[i]] {
			continue
		}
		total, last := 0, i
		for k := i + 1; k < len(fields); k++ {
			n, ok := ordinal(fields[k])
			if !ok && fields[k] != "بعد" {
				break
			}
			if total += n; ok {
				last = k
			}
		}
		if total > 0 {
			out = append(out, strconv.Itoa(total))
			i = last
		}
	}
	return out
}

func ordinal(w string) (int, bool) {
	for _, prefix := range [...]string{"", "و", "ال", "وال"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok {
			if n, ok := ordinals[rest]; ok {
				return n, true
			}
		}
	}
	return 0, false
}
