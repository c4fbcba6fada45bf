package bleve

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ckb"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmer makes one form of the forms of a word in small letters. Safe for concurrent use.
type stemmer func(word string) string

// stemmerOf a language: Snowball's, Bleve's, or the endings of its table; nil where a language has none.
func stemmerOf(language string) stemmer {
	if f := snowball[language]; f != nil {
		return func(word string) string {
			env := snowballstem.NewEnv(word)
			f(env)
			return env.Current()
		}
	}
	switch language {
	case "hi", "mr", "ne":
		return filtered(hi.NewHindiNormalizeFilter(), hi.NewHindiStemmerFilter())
	case "hr", "bs", "sr":
		return filtered(hr.NewSuffixTransformationFilter(), hr.NewCroatianStemmerFilter())
	case "ckb":
		return filtered(ckb.NewSoraniNormalizeFilter(), ckb.NewSoraniStemmerFilter())
	case "pl":
		return polish
	case "id", "ms":
		return indonesian
	}
	if e, ok := affixes[language]; ok {
		return e.strip
	}
	return nil
}

var snowball = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "nl": dutch.Stem, "en": english.Stem, "fi": finnish.Stem, "fr": french.Stem, "de": german.Stem, "hu": hungarian.Stem, "ga": irish.Stem,
	"it": italian.Stem, "no": norwegian.Stem, "nb": norwegian.Stem, "nn": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem, "es": spanish.Stem, "sv": swedish.Stem,
	"ta": tamil.Stem, "tr": turkish.Stem,
}

// filtered is a stemmer of Bleve's token filters.
func filtered(filters ...analysis.TokenFilter) stemmer {
	return func(word string) string {
		stream := analysis.TokenStream{{Term: []byte(word)}}
		for _, f := range filters {
			stream = f.Filter(stream)
		}
		return string(stream[0].Term)
	}
}

// polish reads its table of two megabytes when it is first asked for.
var polish = func() stemmer {
	load := sync.OnceValue(func() stemmer {
		f, err := pl.NewPolishStemmerFilter()
		if err != nil {
			return func(word string) string { return word } // the table is embedded: TestStems fails before a user sees this
		}
		return filtered(f)
	})
	return func(word string) string { return load()(word) }
}()

// affix lists are what a language without a stemmer puts before and behind its words, each with blanks between, longer ones first where one ends in another. Of each list
// one is taken, where at least least letters stay.
type affix struct {
	before, behind []string
	least          int
	fold           bool // accents are taken off first
}

// affixes by language: case, number and article endings, as light stemmers take them (J. Savoy, Light Stemming Approaches, 2006); rules of our own.
var affixes = map[string]affix{
	"uk": behind(3, `остями істю остей остях остям ості ями ами ові еві ого ому ього ьому ими ішими іми оєю оя оє ої єї ою єю ею ах ях ів їв ий ій їй их іх ам ям ом ем єм им ім ає ять ати ити ти у ю а я о е є и і ї ь й`),
	"be": behind(3, `асцямі асцю асцей асці ямі амі аму яму ага яга ымі імі ай яй ой ою яю ах ях аў яў оў ых іх ам ям ом ем ым ім ы і у ю а я о е э ь й`),
	"bg": behind(3, `ността остите остта ията ият иите ите ята ието ето ъта ове еве ища ът ят та то те ие ия ии и а я о е`),
	"mk": behind(3, `увањето ењето ните иот ата ите ето от та то те ови и а о е`),
	"cs": folded(3, `ostmi ostech ostem ostí osti ového ovému ových ovými ého ému ých ými ách ích ami emi ový ová ové ům ou em mi ím ým í é ý á y u e i o a ě ů`),
	"sk": folded(3, `ostiam ostiach osťami osti ového ovému ových ovými ého ému ých ými ách iach och ami mi ový ová ové ám iam om ou ov ím í é ý á y u e i o a ia ie`),
	"sl": folded(3, `ostmi ostih osti ega emu ima imi ami ema ih im em om ov ah eh oma am ju jo i a o e u`),
	"lt": folded(3, `iuose uose iams iais iomis omis imis iems ams ais iui iai ose ėse yse oms ius ies iai ąją iojo ojo ių us as is ys os ės ai ui ą ę į ų o a e ė i u y`),
	"lv": folded(3, `šanas šanai šanu šana iem ajam ajai ajos ajās ām ēm īm os ās ēs īs as es is us am ai ei im ij ū ā ē ī u a e i s š`),
	"el": folded(3, `ματων ματος ματα ιων ους εις εως εων ος ου ον ων οι ες ης ας ις εσ η α ο ι ε υ ω`),
	"fa": behind(3, `هایشان هایش هایی های ها ترین تر ی`),
	"ur": behind(3, `یوں یاں وں یں ات ے ی`),
	"he": {before: strings.Fields("וה שה וב ול וש כש ה ו ב ל ש כ"), behind: strings.Fields("יות ויות ים ות ה ת"), least: 3},
	"sw": {before: strings.Fields("wana ana ata ali hawa ku"), behind: strings.Fields("ishwa iwa ia wa"), least: 4},
}

func behind(least int, endings string) affix {
	return affix{behind: strings.Fields(strings.Map(foldArabic, endings)), least: least}
}

// folded endings are compared without accents, for those who type none.
func folded(least int, endings string) affix {
	return affix{behind: strings.Fields(foldLatin(endings)), least: least, fold: true}
}

// strip takes off the longest prefix and the longest ending.
func (a affix) strip(word string) string {
	if a.fold {
		word = foldLatin(word)
	}
	if p := longest(a.before, func(p string) bool {
		return strings.HasPrefix(word, p) && utf8.RuneCountInString(word[len(p):]) >= a.least
	}); p != "" {
		word = word[len(p):]
	}
	if p := longest(a.behind, func(p string) bool {
		return strings.HasSuffix(word, p) && utf8.RuneCountInString(word[:len(word)-len(p)]) >= a.least
	}); p != "" {
		word = word[:len(word)-len(p)]
	}
	return word
}

func longest(parts []string, fits func(string) bool) string {
	best := ""
	for _, p := range parts {
		if len(p) > len(best) && fits(p) {
			best = p
		}
	}
	return best
}

// indonesian follows F. Z. Tala, A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia (2003): particles, possessives, two orders of prefixes and one
// of suffixes, as long as two syllables stay. A sound that a prefix swallowed is put back where the spelling tells it (meny- from s).
func indonesian(word string) string {
	word = cutBehind(word, "kah", "lah", "tah", "pun")
	word = cutBehind(word, "nya", "ku", "mu")
	whole := word
	word = cutBefore(word, "meny=s", "peny=s", "meng", "peng", "mem", "men", "pem", "pen", "me", "di", "ter", "ke")
	if word == whole {
		word = cutBefore(word, "ber", "bel", "per", "pel", "be", "pe")
	} else {
		word = cutBefore(word, "ber", "per", "pel")
	}
	return cutBehind(word, "kan", "an", "i")
}

func cutBehind(word string, endings ...string) string {
	for _, e := range endings {
		if rest, ok := strings.CutSuffix(word, e); ok && syllables(rest) >= 2 {
			return rest
		}
	}
	return word
}

func cutBefore(word string, prefixes ...string) string {
	for _, p := range prefixes {
		p, back, _ := strings.Cut(p, "=")
		if rest, ok := strings.CutPrefix(word, p); ok && syllables(back+rest) >= 2 && (back == "" || strings.ContainsAny(rest[:1], "aeiou")) {
			return back + rest
		}
	}
	return word
}

func syllables(word string) (n int) {
	for _, r := range word {
		if slices.Contains([]rune("aeiou"), r) {
			n++
		}
	}
	return n
}
