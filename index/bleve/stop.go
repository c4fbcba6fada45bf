package bleve

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/ga"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/hy"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// stopLists are the words of each language that say nothing alone, as Bleve carries them.
var stopLists = map[string][]byte{
	"ar": ar.ArabicStopWords, "bg": bg.BulgarianStopWords, "ca": ca.CatalanStopWords, "cs": cs.CzechStopWords, "da": da.DanishStopWords,
	"de": de.GermanStopWords, "el": el.GreekStopWords, "en": en.EnglishStopWords, "es": es.SpanishStopWords, "fa": fa.PersianStopWords,
	"fi": fi.FinnishStopWords, "fr": fr.FrenchStopWords, "ga": ga.IrishStopWords, "hi": hi.HindiStopWords, "hr": hr.CroatianStopWords,
	"hu": hu.HungarianStopWords, "hy": hy.ArmenianStopWords, "id": id.IndonesianStopWords, "it": it.ItalianStopWords, "nl": nl.DutchStopWords,
	"no": no.NorwegianStopWords, "pt": pt.PortugueseStopWords, "ro": ro.RomanianStopWords, "ru": ru.RussianStopWords,
	"sv": sv.SwedishStopWords, "tr": tr.TurkishStopWords,
}

// elisions are what stands before an apostrophe and is no word of its own.
var elisions = map[string]map[string]bool{
	"fr": set("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"),
	"it": set("c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d"),
	"ca": set("d", "l", "m", "n", "s", "t"),
	"ga": set("b", "d", "m"),
}

func set(words ...string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words {
		m[w] = true
	}
	return m
}

// stopTerms are the stop words of the chain's language as terms.
func (c *chain) stopTerms() map[string]bool {
	stops := map[string]bool{}
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(stopLists[c.language]); err == nil {
		for w := range words {
			for _, t := range c.tokens(w) {
				stops[t.term] = true
			}
		}
	}
	return stops
}

// emptyMarks are characters of Chinese and Japanese that bind words: a pair that holds one says nothing.
var emptyMarks = func() map[rune]bool {
	m := map[rune]bool{}
	for _, r := range "我你您他她们咱请的了是在吗呢么吧啊呀嘛之其所以及与和或者而则且也都就还又很该此这那哪些个怎样如何应被把为于由" {
		m[r] = true
	}
	return m
}()

// empty says whether a token says nothing in a query.
func (c *chain) empty(t token) bool {
	return c.stops[t.term] || c.binds(t) && (!t.pair || weights.bound == 0)
}

// binds says whether a token of Chinese holds a character that binds words.
func (c *chain) binds(t token) bool {
	return c.language == "zh" && strings.ContainsFunc(t.term, func(r rune) bool { return emptyMarks[r] })
}
