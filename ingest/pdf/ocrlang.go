package pdf

// traineddata maps ISO 639-1 to the names of tesseract's language data.
var traineddata = map[string]string{
	"af": "afr", "am": "amh", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat", "cs": "ces", "cy": "cym",
	"da": "dan", "de": "deu", "dv": "div", "el": "ell", "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra",
	"ga": "gle", "gl": "glg", "gu": "guj", "he": "heb", "hi": "hin", "hr": "hrv", "ht": "hat", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl",
	"it": "ita", "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "ky": "kir", "la": "lat", "lo": "lao", "lt": "lit",
	"lv": "lav", "mk": "mkd", "ml": "mal", "mn": "mon", "mr": "mar", "ms": "msa", "mt": "mlt", "my": "mya", "ne": "nep", "nl": "nld", "no": "nor",
	"nb": "nor", "nn": "nor", "pa": "pan", "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "si": "sin", "sk": "slk", "sl": "slv",
	"sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "tg": "tgk", "th": "tha", "ti": "tir", "tr": "tur", "ug": "uig",
	"uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "yi": "yid", "zh": "chi_sim",
}

// scripts maps the scripts that tesseract tells apart to the languages written in them, most likely first.
var scripts = map[string][]string{
	"Latin": {"eng", "fra", "spa", "por", "deu", "ita", "nld", "tur", "pol", "ron", "ces", "hrv", "hun", "swe", "dan", "fin", "nor", "vie",
		"ind", "msa", "swa", "sqi", "slk", "slv", "est", "lav", "lit", "aze", "cat", "afr"},
	"Cyrillic": {"rus", "ukr", "bul", "srp", "bel", "kaz", "kir", "mkd", "mon", "tgk"},
	"Arabic":   {"ara", "fas", "urd", "pus"},
	"Han":      {"chi_sim", "chi_tra"}, "HanS": {"chi_sim", "chi_tra"}, "HanT": {"chi_tra", "chi_sim"},
	"Japanese": {"jpn"}, "Hangul": {"kor"}, "Korean": {"kor"}, "Devanagari": {"hin", "nep", "mar"}, "Bengali": {"ben"}, "Thai": {"tha"},
	"Greek": {"ell"}, "Hebrew": {"heb"}, "Georgian": {"kat"}, "Armenian": {"hye"}, "Ethiopic": {"amh", "tir"}, "Khmer": {"khm"},
	"Lao": {"lao"}, "Myanmar": {"mya"}, "Sinhala": {"sin"}, "Tamil": {"tam"}, "Telugu": {"tel"}, "Kannada": {"kan"},
	"Malayalam": {"mal"}, "Gujarati": {"guj"}, "Gurmukhi": {"pan"},
}

// installed is the data for a language (ISO 639-1), "" where there are none.
func (t *tesseract) installed(language string) string {
	if len(language) < 2 {
		return ""
	}
	name := traineddata[language[:2]]
	if language == "zh-Hant" || language == "zh-TW" || language == "zh-HK" {
		name = "chi_tra"
	}
	if !t.languages[name] {
		return ""
	}
	return name
}

// ofScript lists the installed languages of a script, at least one; English where the script is not known.
func (t *tesseract) ofScript(script string) []string {
	var names []string
	for _, n := range scripts[script] {
		if t.languages[n] {
			names = append(names, n)
		}
	}
	if names == nil {
		for _, n := range scripts["Latin"] {
			if t.languages[n] {
				names = append(names, n)
			}
		}
	}
	if names == nil {
		names = []string{"eng"}
	}
	return names
}
