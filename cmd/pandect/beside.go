package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// rebuilt are the entries of a library's folder that a backup saves in its own way, or need not save.
var rebuilt = []string{"library.db", "library.db-wal", "library.db-shm", "originals", "index", "cache", "point", "backup.json"}

// copyBeside copies what people and commands put into a library's folder beside catalogue and originals: parties.csv, instrument/, the keys of packs, what was
// decided on them, what was fetched. Permissions are kept: a key stays its owner's. Links, hidden files and the folder except are left out.
func copyBeside(disk corpus.Disk, from, to, except string) error {
	target, err := filepath.Abs(except)
	if err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) { // a temporary file that is gone
				return nil
			}
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil || name == "." {
			return err
		}
		whole, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		if whole == target { // a backup within the library is no part of it
			return fs.SkipDir
		}
		top, _, _ := strings.Cut(filepath.ToSlash(name), "/")
		if slices.Contains(rebuilt, top) || strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), ".lock") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		switch target := filepath.Join(to, name); {
		case d.IsDir():
			return os.MkdirAll(target, info.Mode().Perm()|0o700)
		case info.Mode().IsRegular():
			return copyFile(disk, path, target, info.Mode().Perm())
		}
		return nil
	})
}

// copyFile copies a file whole or not at all. Nobody reads it before it has its permissions.
func copyFile(disk corpus.Disk, from, to string, mode fs.FileMode) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	return corpus.WriteFile(disk, to, mode, func(w io.Writer) error {
		_, err := io.Copy(w, f)
		return err
	})
}
