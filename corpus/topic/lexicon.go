package topic

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pandect/pandect/corpus"
)

//go:embed lexicon/*.txt
var lexiconData embed.FS

// Lexicon holds groups of words that mean one thing in a law (a drug, a penalty, the purpose of exploitation), language by language. The
// names of the groups are the same in all languages: rules are written with them once. Safe for concurrent use.
//
// A file lexicon/<language>.txt has one group a line, "name = term, term, …"; a line that begins with a space goes on with the line above,
// "#" begins a comment. doc/tagging.md tells how a term is written.
type Lexicon struct {
	groups map[string]int32
	names  []string
	langs  map[string]func() *Words
}

// LoadLexicon reads the embedded files and those of extra (nil: none), which add terms and languages. ErrInvalid names file and line.
func LoadLexicon(extra fs.FS) (*Lexicon, error) {
	l := &Lexicon{groups: map[string]int32{}, langs: map[string]func() *Words{}}
	entries := map[string][]entry{}
	for _, folder := range [...]fs.FS{lexiconData, extra} {
		if folder == nil {
			continue
		}
		pattern := "*.txt"
		if folder == fs.FS(lexiconData) {
			pattern = "lexicon/*.txt"
		}
		names, err := fs.Glob(folder, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			b, err := fs.ReadFile(folder, name)
			if err != nil {
				return nil, err
			}
			es, err := parseLexicon(name, string(b))
			if err != nil {
				return nil, err
			}
			language := strings.TrimSuffix(path.Base(name), ".txt")
			entries[language] = append(entries[language], es...)
		}
	}
	for language, es := range entries {
		for i := range es {
			es[i].number = l.number(es[i].group)
		}
		l.langs[language] = sync.OnceValue(func() *Words { return compileWords(language, es) })
	}
	return l, nil
}

// entry is a group with its terms as written in a file.
type entry struct {
	group  string
	number int32
	terms  []string
}

// parseLexicon reads one file of a lexicon.
func parseLexicon(name, text string) ([]entry, error) {
	var out []entry
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(strings.TrimRight(line, " \t\r"), "#")
		body := strings.TrimSpace(line)
		if body == "" {
			continue
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(out) == 0 {
				return nil, fmt.Errorf("%s line %d: goes on with a group, but none has begun: %w", name, i+1, corpus.ErrInvalid)
			}
		} else {
			group, terms, ok := strings.Cut(body, "=")
			group = strings.TrimSpace(group)
			if !ok || group == "" || strings.ContainsAny(group, " \t,|+") {
				return nil, fmt.Errorf("%s line %d: want \"name = term, term\", the name without spaces: %w", name, i+1, corpus.ErrInvalid)
			}
			out = append(out, entry{group: group})
			body = terms
		}
		last := &out[len(out)-1]
		for t := range strings.FieldsFuncSeq(body, func(r rune) bool { return r == ',' || r == '，' || r == '،' }) {
			if t = strings.TrimSpace(t); t != "" {
				last.terms = append(last.terms, t)
			}
		}
	}
	return out, nil
}

func compileWords(language string, es []entry) *Words {
	w := &Words{
		Language: language, arabic: language == "ar" || language == "fa" || language == "ur",
		patterns: map[string]int32{}, exact: map[string][]int32{}, prefix: map[string][]int32{}, inner: map[string][]inner{},
	}
	for _, e := range es {
		for _, t := range e.terms {
			w.compile(e.number, t)
		}
	}
	return w
}

func (l *Lexicon) number(group string) int32 {
	n, ok := l.groups[group]
	if !ok {
		n = int32(len(l.names))
		l.groups[group] = n
		l.names = append(l.names, group)
	}
	return n
}

// Group is the number of a group, by which Hit names it; false if no language has it.
func (l *Lexicon) Group(name string) (int32, bool) {
	n, ok := l.groups[name]
	return n, ok
}

// Name is the name of a group.
func (l *Lexicon) Name(group int32) string { return l.names[group] }

// Groups is how many groups there are: their numbers are 0 to Groups()-1.
func (l *Lexicon) Groups() int { return len(l.names) }

// Words are the compiled terms of a language (ISO 639-1); nil where there is no file for it.
func (l *Lexicon) Words(language string) *Words {
	if w := l.langs[language]; w != nil {
		return w()
	}
	return nil
}

// Languages are those that have words, sorted.
func (l *Lexicon) Languages() []string {
	var out []string
	for k := range l.langs {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Has says whether a language has words for a group.
func (l *Lexicon) Has(language string, group int32) bool {
	w := l.Words(language)
	if w == nil {
		return false
	}
	for _, ts := range w.first {
		for _, t := range ts {
			if t.group == group {
				return true
			}
		}
	}
	return false
}
