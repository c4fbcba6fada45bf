package topic

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// wordingHead is the first line of a file of wordings.
const wordingHead = "id\trequirement"

// readWordings reads what requirements ask for in other languages than English: <language>.tsv of lines "id<TAB>sentence" below a line of headings. A
// requirement that is in none of them keeps its English sentence; a later folder's sentence takes the place of an earlier one's.
func (s *Scheme) readWordings(folder fs.FS, pattern string) error {
	names, err := fs.Glob(folder, pattern)
	if err != nil || len(names) == 0 {
		return err
	}
	known := map[string]*corpus.Requirement{}
	for r := range s.Requirements() {
		known[r.ID] = r
	}
	for _, name := range names {
		b, err := fs.ReadFile(folder, name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		language := strings.TrimSuffix(path.Base(name), ".tsv")
		n, seen := 0, map[string]bool{}
		for line := range strings.Lines(strings.TrimPrefix(string(b), "\ufeff")) {
			n++
			if line = strings.TrimRight(line, "\r\n"); line == "" || n == 1 && line == wordingHead {
				continue
			}
			if err := addWording(known, seen, language, line); err != nil {
				return fmt.Errorf("%s:%d: %w", name, n, err)
			}
		}
	}
	return nil
}

// addWording reads one line; seen are the ids of the lines above it.
func addWording(known map[string]*corpus.Requirement, seen map[string]bool, language, line string) error {
	id, text, _ := strings.Cut(line, "\t")
	r := known[id]
	switch {
	case r == nil:
		return fmt.Errorf("there is no requirement %q: %w", id, corpus.ErrInvalid)
	case strings.TrimSpace(text) == "" || strings.Contains(text, "\t"):
		return fmt.Errorf("%q needs one sentence behind one tab: %w", id, corpus.ErrInvalid)
	case seen[id]:
		return fmt.Errorf("%q stands twice: %w", id, corpus.ErrInvalid)
	}
	if r.Texts == nil {
		r.Texts = map[string]string{}
	}
	r.Texts[language], seen[id] = text, true
	return nil
}
