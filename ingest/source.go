package ingest

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Source is one file to take in: where its bytes come from and what is known of it.
type Source struct {
	Name  string                 // as given, for reports
	Open  func() ([]byte, error) // its bytes
	Hint  Hint
	Row   *Row // of the manifest; nil where it has none
	Again bool // read it though the same bytes were taken in before
}

// MaxFile is the largest file that is taken in, in bytes: an official code with images has 200 MB.
const MaxFile = 512 << 20

// Sources lists the files of paths, in order; folders are walked, without hidden files. Rows are those of a manifest whose paths stand
// relative to folder; a row is used where its file is among paths, and with no paths every row is a source.
// ErrNotFound names a path that is not there.
func Sources(paths []string, rows []Row, folder string) ([]Source, error) {
	byPath := map[string]*Row{}
	for i := range rows {
		path, err := rows[i].file(folder)
		if err != nil {
			return nil, err
		}
		byPath[path] = &rows[i]
	}
	if len(paths) == 0 {
		for i := range rows {
			paths = append(paths, filepath.Join(folder, filepath.FromSlash(rows[i].Path)))
		}
	}
	var sources []Source
	seen := map[string]bool{}
	for _, path := range paths {
		err := walkFiles(path, func(name string) error {
			full, err := filepath.Abs(name)
			if err != nil || seen[full] {
				return err
			}
			seen[full] = true
			sources = append(sources, fileSource(name, byPath[full]))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return sources, nil
}

// file is the full path of the file of which a row of a manifest in folder speaks.
func (r *Row) file(folder string) (string, error) {
	return filepath.Abs(filepath.Join(folder, filepath.FromSlash(r.Path)))
}

// Known gives sources that are read from elsewhere their rows: a source is known by its name, as a path or as it stands.
func Known(sources []Source, rows []Row, folder string) error {
	by := map[string]*Row{}
	for i := range rows {
		path, err := rows[i].file(folder)
		if err != nil {
			return err
		}
		by[path], by[rows[i].Path] = &rows[i], &rows[i]
	}
	for i := range sources {
		path, err := filepath.Abs(sources[i].Name)
		if err != nil {
			return err
		}
		if row := cmp.Or(by[path], by[sources[i].Name]); row != nil {
			sources[i].know(row)
		}
	}
	return nil
}

// FileSource is a file of which nothing else is known.
func FileSource(name string) Source {
	return Source{Name: name, Hint: Hint{Name: name}, Open: func() ([]byte, error) { return readFile(name) }}
}

func fileSource(name string, row *Row) Source {
	s := FileSource(name)
	if row != nil {
		s.know(row)
	}
	return s
}

func (s *Source) know(row *Row) {
	s.Row, s.Hint.Country, s.Hint.Language = row, row.Country, row.Language
}

// walkFiles calls fn for path, or for every file below it that is not hidden. A file that is named but not there is a source
// too: its attempt will say so. A folder must be readable.
func walkFiles(path string, fn func(name string) error) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, corpus.ErrNotFound)
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fn(path)
	}
	return filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		return fn(name)
	})
}

func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, &Failure{Kind: "unreadable", Message: fmt.Sprintf("%v; check the path and the rights on it", err)}
	}
	if !info.Mode().IsRegular() {
		return nil, &Failure{Kind: "unreadable", Message: "it is not a file"}
	}
	if info.Size() > MaxFile {
		return nil, &Failure{Kind: "too-large", Message: fmt.Sprintf("it has %d MB, the limit is %d; split it", info.Size()>>20, MaxFile>>20)}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, &Failure{Kind: "unreadable", Message: err.Error()}
	}
	return data, nil
}
