package topic

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// LexiconConcepts are the groups of the embedded lexicon as concepts "lexicon/<group>", in order of ID, their terms as written in the
// files: with stars, dots and slashes. They are looser than the thesaurus: what a rule of the tagger takes for the same.
func LexiconConcepts() ([]Concept, error) {
	names, err := fs.Glob(lexiconData, "lexicon/*.txt")
	if err != nil {
		return nil, err
	}
	groups := map[string]map[string][]string{}
	for _, name := range names {
		b, err := fs.ReadFile(lexiconData, name)
		if err != nil {
			return nil, err
		}
		entries, err := parseLexicon(name, string(b))
		if err != nil {
			return nil, err
		}
		language := strings.TrimSuffix(path.Base(name), ".txt")
		for _, e := range entries {
			if groups[e.group] == nil {
				groups[e.group] = map[string][]string{}
			}
			groups[e.group][language] = append(groups[e.group][language], e.terms...)
		}
	}
	var out []Concept
	for _, id := range slices.Sorted(maps.Keys(groups)) {
		out = append(out, Concept{ID: "lexicon/" + id, Terms: groups[id]})
	}
	return out, nil
}
