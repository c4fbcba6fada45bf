package corpus

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// Mention is a law as wording names it: by its title, or by its number and year, or by both. It may be in no library.
type Mention struct {
	Words  string `json:"words,omitempty"` // as printed
	Type   string `json:"type,omitempty"`
	Number string `json:"number,omitempty"`
	Year   int    `json:"year,omitempty"`
	Title  string `json:"title,omitempty"`
}

// Keys are what a catalogue looks the law up by, the surest first: its number, then its title, with the year where the wording says it. The law that has one of them
// among its NameKeys is meant, where it is the only one of its country that has. May be empty.
func (m *Mention) Keys() []string {
	keys := numberKeys(m.Type, m.Number, m.Year)
	if words := titleWords(m.Title); nameEnough(words) {
		keys = append(keys, titleKey(words, m.Year))
	}
	return keys
}

// NameKeys are the keys by which other laws name l, sorted: its number, and its titles with and without its year.
func (l *Law) NameKeys() []string {
	keys := numberNames(l.Type, l.Number, l.Year)
	titles := []string{l.Title, l.Extra["short_title"], l.Extra["title_en"]}
	for _, title := range l.Titles {
		titles = append(titles, title)
	}
	for _, title := range titles {
		if words := titleWords(title); nameEnough(words) {
			keys = append(keys, titleKey(words, 0), titleKey(words, l.Year))
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

func titleKey(words []string, year int) string {
	key := "t:" + strings.Join(words, " ")
	if last := words[len(words)-1]; year == 0 || len(last) == 4 && digitsIn(last) == 4 {
		return key
	}
	return key + " " + strconv.Itoa(year)
}

// longNumber is how many digits a number has that no other law of its series in the country has, whatever its year: Ley 19.574. Shorter ones begin anew each year.
const longNumber = 5

func isLong(n string) bool { return digitsIn(n) >= longNumber && digitsIn(n) == len(n) }

// numberKeys are those by which a law with a number is looked up. Where both sides say a year, the years agree; "/?" stands for a law whose year is not known.
func numberKeys(kind, number string, year int) []string {
	n := foldNumber(number)
	key := "n:" + series(kind) + n
	switch {
	case n == "":
		return nil
	case isLong(n) && year == 0:
		return []string{key}
	case isLong(n):
		return []string{key + "/" + strconv.Itoa(year), key + "/?"}
	case year != 0:
		return []string{key + "/" + strconv.Itoa(year)}
	}
	return nil
}

// numberNames are the keys under which a law with a number is found by those of numberKeys.
func numberNames(kind, number string, year int) []string {
	n := foldNumber(number)
	if !isLong(n) {
		return numberKeys(kind, number, year)
	}
	key := "n:" + series(kind) + n
	if year == 0 {
		return []string{key, key + "/?"}
	}
	return []string{key, key + "/" + strconv.Itoa(year)}
}

// series keeps apart what is numbered apart: acts, decrees, and what is made under them.
func series(kind string) string {
	switch kind {
	case "decree", "regulation", "order":
		return kind + " "
	}
	return ""
}

// foldNumber is a law's number in small letters and digits: "17.835" is 17835, "№ 216-ФЗ" is 216-фз.
func foldNumber(number string) string {
	return strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r == '/' || r == '-':
			return '-'
		case unicode.IsDigit(r) || unicode.IsLetter(r):
			return unicode.ToLower(ASCIIDigit(r))
		}
		return -1
	}, number), "-")
}

func digitsIn(s string) (n int) {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n
}

// titleWords are the words of a title as they stay whatever its case, accents, articles, inflection, and what stands in brackets at its end.
func titleWords(title string) (words []string) {
	title = strings.TrimSpace(title)
	for _, pair := range [...][2]string{{"(", ")"}, {"[", "]"}, {"（", "）"}} {
		if at := strings.LastIndex(title, pair[0]); at > 0 && strings.HasSuffix(title, pair[1]) {
			title = title[:at]
		}
	}
	title = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(title), "《"), "中华人民共和国")
	fields := strings.FieldsFunc(folding.Replace(strings.ToLower(title)), func(r rune) bool { return !isWordRune(r) })
	for i, w := range fields {
		if i == 0 && leadingArticle[w] {
			continue
		}
		if w = uninflected(strings.Map(ASCIIDigit, w)); w != "" {
			words = append(words, w)
		}
	}
	return words
}

var leadingArticle = map[string]bool{"the": true, "la": true, "le": true, "el": true, "les": true, "l": true, "das": true, "die": true, "der": true, "o": true, "a": true, "il": true, "lo": true}

var folding = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ã", "a", "ä", "ae", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "î", "i", "ï", "i", "ó", "o", "ô", "o", "õ", "o", "ö", "oe",
	"ú", "u", "ù", "u", "û", "u", "ü", "ue", "ç", "c", "ñ", "n", "ß", "ss", "’", " ", "'", " ", "ё", "е",
	"أ", "ا", "إ", "ا", "آ", "ا", "ى", "ي", "ة", "ه", "ـ", "", "َ", "", "ُ", "", "ِ", "", "ّ", "", "ْ", "", "ً", "", "ٌ", "", "ٍ", "")

// uninflected takes the case off a Russian or German word, far enough that a title is known again in a sentence.
func uninflected(w string) string {
	first := []rune(w)[0]
	switch {
	case unicode.Is(unicode.Cyrillic, first) && len(w) > 8:
		for _, end := range cyrillicEndings {
			if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 8 {
				return s
			}
		}
	case strings.HasSuffix(w, "gesetzes"), strings.HasSuffix(w, "buches"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "gesetzbuchs"):
		return w[:len(w)-1]
	}
	return w
}

// cyrillicEndings stand in order of length.
var cyrillicEndings = []string{"иями", "ями", "ами", "ией", "иях", "иям", "ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ым", "им", "ом", "ем", "ую", "юю", "ей", "ии", "ия", "ию", "ах", "ях", "ам", "ям", "ов", "ев",
	"а", "я", "у", "ю", "е", "и", "ы", "о", "ь", "й"}

// nameEnough says that a title has words enough to mean one law: "law" alone does not.
func nameEnough(words []string) bool {
	letters := 0
	for _, w := range words {
		for _, r := range w {
			if unicode.Is(unicode.Han, r) || unicode.Is(unicode.Hangul, r) || unicode.Is(unicode.Hiragana, r) {
				letters += 4
			} else {
				letters++
			}
		}
	}
	return letters >= 9 || len(words) >= 2 && letters == 8
}

// Meant is the law that keys mean among those that Catalog.Named found: the surest key that laws have decides, and means none where several have it.
// not is the law that speaks, which does not mean itself.
func Meant(named map[string][]URI, keys []string, not URI) URI {
	for _, key := range keys {
		laws := slices.DeleteFunc(slices.Clone(named[key]), func(l URI) bool { return l == not })
		switch len(laws) {
		case 0:
			continue
		case 1:
			return laws[0]
		}
		return ""
	}
	return ""
}
