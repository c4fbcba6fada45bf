package topic

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

//go:embed thesaurus/*.tsv
var thesaurusData embed.FS

// readThesaurus reads the terms of a folder, a file a language: lines "concept<TAB>term | term", the preferred term first. A concept is what the
// files share by its id; "about-" before an id marks a field of neighbouring terms rather than words for one thing. Concepts come in order of ID.
func readThesaurus(folder fs.FS, pattern string) ([]Concept, error) {
	names, err := fs.Glob(folder, pattern)
	if err != nil {
		return nil, err
	}
	byID := map[string]map[string][]string{}
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
			id, terms, err := parseTerms(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, n, err)
			}
			if byID[id] == nil {
				byID[id] = map[string][]string{}
			}
			if byID[id][language] != nil {
				return nil, fmt.Errorf("%s:%d: concept %q stands twice: %w", name, n, id, corpus.ErrInvalid)
			}
			byID[id][language] = terms
		}
	}
	concepts := make([]Concept, 0, len(byID))
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		concepts = append(concepts, Concept{ID: id, Terms: byID[id]})
	}
	return concepts, nil
}

func parseTerms(line string) (id string, terms []string, err error) {
	id, list, ok := strings.Cut(line, "\t")
	if !ok || id == "" {
		return "", nil, fmt.Errorf("no tab between concept and terms: %w", corpus.ErrInvalid)
	}
	for term := range strings.SplitSeq(list, "|") {
		term = strings.TrimSpace(term)
		switch {
		case term == "":
			return "", nil, fmt.Errorf("concept %q has an empty term: %w", id, corpus.ErrInvalid)
		case slices.Contains(terms, term):
			return "", nil, fmt.Errorf("concept %q has the term %q twice: %w", id, term, corpus.ErrInvalid)
		}
		terms = append(terms, term)
	}
	return id, terms, nil
}

// Loose says whether a concept is a field of neighbouring terms, which widens a search and does not translate it.
func (c *Concept) Loose() bool { return strings.HasPrefix(c.ID, "about-") }
