package bleve

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/pandect/pandect/corpus/topic"
	"github.com/pandect/pandect/index"
)

const (
	maxCountries = 3 // that one question names
	maxJoints    = 2 // little words before a country's name that go with it: "in the"
)

// gazetteer is how countries are called in one language: the names of CLDR, and those of corpus/topic (adjectives, abbreviations). Names are found by
// their terms, so "Германии" and "allemandes" are found too; in scripts without blanks by their letters.
type gazetteer struct {
	chain   *chain
	names   map[string][]calling // by the terms of the name, joined by blanks
	longest int                  // terms of a name
	letters []calling            // names without blanks, the longest first
}

// calling is one name of a country. A name of capitals alone is meant only where it is typed so: "US", not "us".
type calling struct {
	code, name string
	capitals   bool
}

// named is a country found in a question, and the bytes of the words that name it.
type named struct {
	code string
	span
}

// gazetteer of a language; made once.
func (e *Engine) gazetteer(lang string) *gazetteer {
	if g, ok := e.gazetteers.Load(lang); ok {
		return g.(*gazetteer)
	}
	g := &gazetteer{chain: e.chain(lang), names: map[string][]calling{}}
	for _, n := range topic.CountryNames(lang) {
		g.add(n.Code, n.Name)
	}
	if tag, err := language.Parse(lang); err == nil && lang != "" {
		g.addCLDR(display.Regions(tag))
	}
	slices.SortStableFunc(g.letters, func(a, b calling) int { return cmp.Compare(len(b.name), len(a.name)) })
	made, _ := e.gazetteers.LoadOrStore(lang, g)
	return made.(*gazetteer)
}

func (g *gazetteer) addCLDR(regions display.Namer) {
	if regions == nil {
		return
	}
	for _, code := range topic.Countries() {
		region, err := language.ParseRegion(code)
		if err != nil {
			continue
		}
		name, inside, _ := strings.Cut(regions.Name(region), " (") // Myanmar (Burma)
		for _, n := range []string{name, strings.TrimRight(inside, ")")} {
			if !strings.Contains(n, " - ") { // Congo - Kinshasa: nobody writes so
				g.add(code, n)
				g.add(code, strings.NewReplacer(" & ", " and ", "St. ", "Saint ").Replace(n))
			}
		}
	}
}

func (g *gazetteer) add(code, name string) {
	if name == "" || notCountries[g.chain.language+" "+name] {
		return
	}
	c := calling{code: code, name: name, capitals: strings.ToUpper(name) == name && strings.ToLower(name) != name}
	if unspacedText(name) {
		g.letters = append(g.letters, c)
		return
	}
	terms := g.terms(name)
	if len(terms) == 0 || len(terms) == 1 && g.chain.stops[terms[0].term] && !c.capitals {
		return
	}
	g.longest = max(g.longest, len(terms))
	key := joinTerms(terms)
	g.names[key] = append(g.names[key], c)
}

// notCountries are names and forms of them that are another word far more often, by language: "financial", "that", "free (port)", "property",
// "extradition", a part of "time".
var notCountries = set("ar مالي", "fa مالی", "ru Того", "ru Мали", "pt franca", "pt franco", "fr franc", "fr francs", "pt serviram", "sw Mali", "ko 인도", "th ลาว")

// terms are the words of a name or question. Arabic ones lose their article, and the ending by which an adjective agrees.
func (g *gazetteer) terms(text string) []token {
	tokens := g.chain.tokens(text)
	if g.chain.language != "ar" {
		return tokens
	}
	for i := range tokens {
		t := &tokens[i]
		word := strings.Map(foldArabic, strings.Map(dropMarks, text[t.start:t.end]))
		for _, prefix := range []string{"وال", "بال", "كال", "فال", "لل", "ال"} {
			if rest, ok := strings.CutPrefix(word, prefix); ok && utf8.RuneCountInString(rest) >= 3 {
				word = rest
				break
			}
		}
		if utf8.RuneCountInString(word) > 3 {
			word = strings.TrimSuffix(word, "ه")
		}
		t.term = word
	}
	return tokens
}

func joinTerms(tokens []token) string {
	var terms []string
	for _, t := range tokens {
		terms = append(terms, t.term)
	}
	return strings.Join(terms, " ")
}

// find lists the countries that text names, in order, at most maxCountries.
func (g *gazetteer) find(text string) []named {
	out := g.findLetters(text)
	tokens := slices.DeleteFunc(g.terms(text), func(t token) bool { return t.pair })
	for i := 0; i < len(tokens) && len(out) < maxCountries; {
		n := min(g.longest, len(tokens)-i)
		for ; n > 0; n-- {
			from, to := tokens[i].start, tokens[i+n-1].end
			if code := g.code(joinTerms(tokens[i:i+n]), text[from:to]); code != "" {
				out = append(out, named{code, span{from, to}})
				break
			}
		}
		i += max(n, 1)
	}
	return out
}

// code of the country that is called so; "" for none, and where the name needs capitals and is typed without.
func (g *gazetteer) code(key, typed string) string {
	if notCountries[g.chain.language+" "+strings.ToLower(typed)] {
		return ""
	}
	for _, c := range g.names[key] {
		if c.capitals && strings.ToUpper(typed) == typed || !c.capitals && g.inflects(c.name, typed) {
			return c.code
		}
	}
	return ""
}

// inflects says whether typed is the name in some form. Words of one stem need not be: "данные" (data) and "Дания", "liberazione" and "Liberia".
func (g *gazetteer) inflects(name, typed string) bool {
	if g.chain.language == "ar" {
		return true // terms are no stems there
	}
	a, b := []rune(foldLatin(strings.ToLower(name))), []rune(foldLatin(strings.ToLower(typed)))
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	ending := 1
	switch {
	case g.chain.language == "vi" && unicode.IsLower([]rune(typed)[0]):
		return false // Pháp is France, pháp is law
	case strings.HasSuffix(name, "ий") || strings.HasSuffix(name, "ый"):
		ending = 2
	case len(a) < 5 && g.chain.language != "ru":
		ending = 0
	}
	return same >= len(a)-ending
}

func (g *gazetteer) findLetters(text string) []named {
	var out []named
	for _, c := range g.letters {
		for from := 0; len(out) < maxCountries; {
			at := strings.Index(text[from:], c.name)
			if at < 0 {
				break
			}
			at += from
			from = at + len(c.name)
			taken := slices.ContainsFunc(out, func(o named) bool { return at < o.to && o.from < from })
			if !taken && !otherWord(text[from:]) {
				out = append(out, named{c.code, span{at, from}})
				break
			}
		}
	}
	return out
}

// otherWord says whether what follows takes the last character of a country's name for itself: 执法国际合作 is not France.
func otherWord(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune("际際家库庫务務", r)
}

// offerCountries notes the countries that the question names. Their words are then not asked for, since laws do not name their own country;
// what is held of them is lifted. A question that is nothing but names is left as it is.
func (s *search) offerCountries(words []plainWord) {
	var found []named
	for _, lang := range []string{s.result.Language, "en"} {
		if found = s.e.gazetteer(lang).find(s.q.Text); len(found) > 0 {
			break
		}
	}
	found = slices.DeleteFunc(found, func(n named) bool { return isSyntax(s.q.Text[:n.from]) || s.isName(n.span, words) })
	for i := range found {
		found[i].span = s.withJoints(found[i].span, words)
	}
	if !s.asksMore(found, words) {
		return
	}
	for _, f := range found {
		id, held := s.v.country.known[f.code]
		s.result.Offers = append(s.result.Offers, index.Offer{
			Field: "country", Value: f.code, Words: s.q.Text[f.from:f.to], Absent: !held, Foreign: held && !s.speaks(id, s.result.Language),
		})
		s.skips = append(s.skips, f.span)
		s.countries = append(s.countries, f.code)
	}
}

// withJoints widens a span by the little words before it: "in the" of "in the United Kingdom".
func (s *search) withJoints(at span, words []plainWord) span {
	i := slices.IndexFunc(words, func(w plainWord) bool { return w.end > at.from })
	for n := 1; n <= maxJoints && i-n >= 0 && countryJoints[words[i-n].text]; n++ {
		at.from = words[i-n].start
	}
	return at
}

// isSyntax says whether what follows the beginning of a query is a phrase or a field's value: title:canada, "Republic of Korea".
func isSyntax(before string) bool {
	return strings.HasSuffix(before, ":") || strings.Count(before, `"`)%2 == 1
}

const maxAsked = 200 // units read to see whether words stand side by side

// isName says whether a country's name is part of a longer one that laws use: "Canadian Forces", "Bank of England". Where little words lead to it
// ("in Canada") it is not.
func (s *search) isName(at span, words []plainWord) bool {
	i := slices.IndexFunc(words, func(w plainWord) bool { return w.end > at.from })
	if i < 0 || i > 0 && countryJoints[words[i-1].text] {
		return false
	}
	next := slices.IndexFunc(words, func(w plainWord) bool { return w.start >= at.to })
	return next > 0 && s.sideBySide(s.q.Text[at.from:words[next].end], s.result.Language)
}

// sideBySide says whether some unit of a language holds the words in their order.
func (s *search) sideBySide(words, lang string) bool {
	var all bits
	ph := &phrase{words: map[string][]uint32{}}
	for _, t := range s.e.chain(lang).tokens(words) {
		ph.words[lang] = append(ph.words[lang], hash(t.term))
		docs := newBits(s.v.n)
		for _, f := range index.Fields {
			if _, err := s.v.postings(t.term, f.Name+"."+lang, func(d int32, _ uint64) { docs.set(int(d)) }); err != nil {
				return false
			}
		}
		if all == nil {
			all = docs
		}
		all.and(docs)
	}
	few, n := newBits(s.v.n), 0
	all.each(func(d int) {
		if n++; n <= maxAsked {
			few.set(d)
		}
	})
	return s.v.keepPhrase(few, ph) == nil && few.count() > 0
}

// asksMore says whether the question has words beside the countries it names.
func (s *search) asksMore(found []named, words []plainWord) bool {
	rest := s.q.Text
	for _, f := range found {
		rest = strings.Replace(rest, s.q.Text[f.from:f.to], " ", 1)
	}
	return len(plainWords(rest)) > 0 && len(words) > 0
}

// speaks says whether the library has texts of a country in a language.
func (s *search) speaks(country uint32, lang string) bool {
	id, ok := s.v.language.known[lang]
	if !ok {
		return false
	}
	for d := range s.v.n {
		if s.v.country.of[d] == country && s.v.language.of[d] == id && s.v.live.has(d) {
			return true
		}
	}
	return false
}

var countryJoints = set("in", "of", "from", "the", "en", "a", "au", "aux", "du", "de", "des", "del", "di", "la", "el", "im", "aus", "von", "der", "в", "во", "из", "на", "في", "من", "no", "na", "nos", "nas", "em", "do", "da", "dos", "das")
