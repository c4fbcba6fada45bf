package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Disk is what originals, backups and the program's own files are written through. The program has OS; corpustest.Disk fails and loses power.
type Disk interface {
	CreateTemp(dir, pattern string) (DiskFile, error)
	Mkdir(name string, mode fs.FileMode) error
	Rename(from, to string) error
	Remove(name string) error
	Touch(name string) error      // it was changed now
	SyncFolder(name string) error // what was made, renamed or removed in it stays so
}

// DiskFile is a file being written.
type DiskFile interface {
	io.Writer
	Name() string
	Chmod(fs.FileMode) error
	Sync() error // what was written stays so
	Close() error
}

// OS is the operating system's Disk.
type OS struct{}

// CreateTemp implements Disk.
func (OS) CreateTemp(dir, pattern string) (DiskFile, error) { return os.CreateTemp(dir, pattern) }

// Mkdir implements Disk.
func (OS) Mkdir(name string, mode fs.FileMode) error { return os.Mkdir(name, mode) }

// Rename implements Disk.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Remove implements Disk.
func (OS) Remove(name string) error { return os.Remove(name) }

// Touch implements Disk.
func (OS) Touch(name string) error {
	now := time.Now()
	return os.Chtimes(name, now, now)
}

// SyncFolder implements Disk.
func (OS) SyncFolder(name string) error { return SyncFolder(name) }

// SyncFolder brings a folder's list of names, or a file's bytes, to the disk.
func SyncFolder(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// WriteFile writes a file whole or not at all: under a temporary name in the same folder, synced, renamed, the folder synced. When it returns without an error
// the file survives a power cut; with one, the file of that name is what it was before, or, where the last step failed, perhaps the new one.
func WriteFile(d Disk, name string, mode fs.FileMode, write func(io.Writer) error) (err error) {
	f, err := d.CreateTemp(filepath.Dir(name), ".pandect-*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if err := errors.Join(f.Chmod(mode), write(f), f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, d.Remove(f.Name())))
	}
	if err := d.Rename(f.Name(), name); err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, d.Remove(f.Name())))
	}
	if err := d.SyncFolder(filepath.Dir(name)); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
