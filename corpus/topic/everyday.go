package topic

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/pandect/pandect/corpus"
)

//go:embed everyday/*.tsv
var everydayData embed.FS

// Everyday is words as people say them, and the terms that laws have for the same: "jail" and "imprisonment". It goes one way: who asks for the term
// of a law means that term.
type Everyday struct {
	Words, Terms []string
}

// EverydayWords are the embedded lists by language, from files of lines "word | word<TAB>term | term".
func EverydayWords() (map[string][]Everyday, error) {
	return readEveryday(everydayData, "everyday/*.tsv")
}

func readEveryday(folder fs.FS, pattern string) (map[string][]Everyday, error) {
	names, err := fs.Glob(folder, pattern)
	if err != nil {
		return nil, err
	}
	all := map[string][]Everyday{}
	for _, name := range names {
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		language := strings.TrimSuffix(path.Base(name), ".tsv")
		n := 0
		for line := range strings.SplitSeq(strings.TrimRight(string(b), "\n"), "\n") {
			if n++; line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			words, terms, err := parseTerms(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			e := Everyday{Terms: terms}
			for w := range strings.SplitSeq(words, "|") {
				if w = strings.TrimSpace(w); w == "" {
					return nil, fmt.Errorf("%s:%d: an empty word: %w", name, n, corpus.ErrInvalid)
				}
				e.Words = append(e.Words, w)
			}
			all[language] = append(all[language], e)
		}
	}
	return all, nil
}
