package corpus

import "strings"

// RightToLeft says whether a language (BCP 47: ar, fa-AF, ku-Latn) is written from the right.
func RightToLeft(language string) bool {
	parts := strings.FieldsFunc(strings.ToLower(language), func(r rune) bool { return r == '-' || r == '_' })
	for i, p := range parts {
		if i > 0 && len(p) == 4 { // the script decides
			return rightScripts[p]
		}
	}
	return len(parts) > 0 && rightLanguages[parts[0]]
}

var rightScripts = map[string]bool{"arab": true, "hebr": true, "syrc": true, "thaa": true, "nkoo": true, "armi": true}

var rightLanguages = map[string]bool{"ar": true, "arc": true, "ckb": true, "dv": true, "fa": true, "he": true, "ks": true, "ku": true, "nqo": true, "prs": true, "ps": true, "sd": true,
	"syr": true, "ug": true, "ur": true, "yi": true}
