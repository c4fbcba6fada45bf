package compare

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// Definition is a term that a law defines.
type Definition struct {
	Country   string `json:"country"`
	Term      string `json:"term"` // as printed
	Text      string `json:"text"` // the clause that defines it
	Provision string `json:"provision"`
	Law       string `json:"law"`
	Language  string `json:"language"`
	Label     string `json:"label,omitempty"`
}

// How a definition reads: the term, in quotes or not, and the word that defines it. Each takes the term as its first group.
var defining = map[string][]*regexp.Regexp{
	"en": compile(`^["“‘']?([^"”’':;.]{2,80}?)["”’']?,?(?: \([^)]*\))?,? (?:means|includes|has the (?:same )?meaning|, in relation to [^,]{1,80}, means)\b`),
	"fr": compile(`[Oo]n entend par\s+[«"“]?\s*([^»"”:;,.]{2,80}?)\s*[»"”]?\s*[:,]`, `^[«"“]?\s*([^»"”:;.]{2,80}?)\s*[»"”]?\s*(?::|désigne|désignent|s['’]entend|signifie)`, `^(?:La|Le|Les|L['’])\s*([^:;.]{2,60}?) est le fait`),
	"es": compile(`[Ss]e (?:entiende|entenderá) por\s+["“«]?([^"”»:;,.]{2,80}?)["”»]?\s*[:,]`, `^["“«']?([^"”»':;.]{2,80}?)["”»']?\s*:`),
	"pt": compile(`[Ee]ntende-se por\s+["“«]?([^"”»:;,.]{2,80}?)["”»]?\s*[:,]`, `^["“«']?([^"”»':;.]{2,80}?)["”»']?\s*(?::|,? (?:significa|designa))`),
	"de": compile(`^["„“]?([^"“”:;.]{2,80}?)["“”]? (?:im Sinne dieses Gesetzes )?(?:ist|sind|bedeutet|bezeichnet)\b`),
	"ru": compile(`[Пп]од ([^.,;]{2,100}?) понима[ею]тся`, `^[«"]?([^»":;.]{2,100}?)[»"]?\s*[-–—]\s+\S`),
	"ar": compile(`يقصد ب([^:.،]{2,60}?)\s*[:،]`, `^["“«]?([^"”»:;.]{2,60}?)["”»]?\s*:`),
	"zh": compile(`本(?:法|条例)所称["“「]?([^”"」，。；：]{2,30}?)["”」]?[，,]?\s*(?:是|，是|谓|系)?指`, `^[（(]?[一二三四五六七八九十]*[）)、]?["“「]?([^”"」，。；：]{2,30}?)["”」]?[，,]?\s*(?:是|系)指`),
}

func compile(ps ...string) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, p := range ps {
		out = append(out, regexp.MustCompile(p))
	}
	return out
}

// definitions in a provision: a colon alone defines only where the law says that it defines (a heading or opening with the lexicon's group
// "definition", or a provision of kind "definition").
func definitions(t *corpus.Text, isDefining func(text string) bool) []Definition {
	var out []Definition
	patterns := defining[t.Language]
	for p := range corpus.All(t.Provisions) {
		if !corpus.IsBasic(p.Kind) {
			continue
		}
		opening := p.Heading + "\n" + first(p.Text, 200)
		if !isDefining(opening) && !slices.ContainsFunc(p.Children, func(c corpus.Provision) bool { return isDefining(first(c.Text, 200)) }) {
			continue
		}
		for n := range corpus.All([]corpus.Provision{*p}) {
			for clause := range strings.SplitSeq(n.Text, "\n") {
				if term := termOf(strings.TrimSpace(clause), patterns); term != "" {
					out = append(out, Definition{
						Country: t.Country, Term: term, Text: strings.TrimSpace(clause), Provision: corpus.Ref{Law: t.ID, EID: n.EID}.String(),
						Law: t.Title, Language: t.Language, Label: p.Label,
					})
				}
			}
		}
	}
	return out
}

// beforeNoun ends what stands before the noun in "by any means", "none of the means": no term, but the beginning of a sentence.
var beforeNoun = regexp.MustCompile(`(?i)\b(?:a|any|all|by|no|of|other|same|such|the|their|these|those|what|which)$`)

func termOf(clause string, patterns []*regexp.Regexp) string {
	for _, re := range patterns {
		m := re.FindStringSubmatchIndex(corpus.FoldHan(clause)) // of as many bytes as the clause
		if m == nil {
			continue
		}
		if term := clause[m[2]:m[3]]; !beforeNoun.MatchString(term) {
			return strings.TrimSpace(strings.Trim(term, `"“”«»'‘’„「」`))
		}
	}
	return ""
}

func first(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n]
}

// Definitions lists what laws define under a term: one whose words begin with the words asked for, in whatever language those are, or the words of a
// group of the lexicon ("firearm"), which finds it in all languages. laws are those to look at, each once; nil means all. In order of law and place.
func (c *Comparer) Definitions(ctx context.Context, term string, laws []corpus.URI) ([]Definition, error) {
	lexicon := c.Elements.Lexicon()
	if laws == nil {
		all, _, err := c.Catalog.Laws(ctx, corpus.LawFilter{})
		if err != nil {
			return nil, fmt.Errorf("definitions: %w", err)
		}
		for _, l := range all {
			if !slices.Contains(laws[max(0, len(laws)-1):], l.ID) {
				laws = append(laws, l.ID)
			}
		}
	}
	var out []Definition
	for _, law := range laws {
		t, err := c.Catalog.Text(ctx, law, "")
		if errors.Is(err, corpus.ErrNotFound) { // withdrawn, or merged, since it was found
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("definitions: %w", err)
		}
		for _, d := range definitions(&t, c.definingIn(t.Language, lexicon)) {
			if c.isTerm(d, term, lexicon) {
				out = append(out, d)
			}
		}
	}
	return out, nil
}

// DefinitionRows is a list of definitions as a table.
func DefinitionRows(ds []Definition) [][]string {
	rows := [][]string{{"country", "term", "definition", "law", "provision", "address", "language"}}
	for _, d := range ds {
		rows = append(rows, []string{d.Country, d.Term, d.Text, d.Law, d.Label, d.Provision, d.Language})
	}
	return rows
}

// definingIn looks for the group "definition" in a language.
func (c *Comparer) definingIn(language string, lexicon *topic.Lexicon) func(string) bool {
	group, ok := lexicon.Group("definition")
	return func(text string) bool {
		return ok && len(c.Elements.In(text, language, []topic.Element{{Groups: []int32{group}}})[0].Spans) > 0
	}
}

func (c *Comparer) isTerm(d Definition, term string, lexicon *topic.Lexicon) bool {
	if group, ok := lexicon.Group(term); ok {
		return len(c.Elements.In(d.Term, d.Language, []topic.Element{{Groups: []int32{group}}})[0].Spans) > 0
	}
	var have, want []string
	topic.EachWord(d.Language, d.Term, func(w string, _, _ int) { have = append(have, w) })
	topic.EachWord(d.Language, term, func(w string, _, _ int) { want = append(want, w) })
	return len(want) > 0 && !slices.ContainsFunc(want, func(w string) bool {
		return !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, w) })
	})
}
