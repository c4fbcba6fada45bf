package corpustest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/pandect/pandect/corpus"
)

// Disk is a corpus.Disk that fails and loses power. It works in the folders of the operating system, and remembers what of them would be there after a power
// cut: of a file what it held when it was last synced, and of a folder the names it had when it was last synced. The folders that were there first are safe.
// For one goroutine.
type Disk struct {
	FailAt   int    // the operation, counted from 1, that fails; 0: none
	Fault    error  // with which
	Eager    bool   // names reach the disk at once, before the bytes do: a file system may do either
	LoseSync bool   // the disk says that it synced and did not: what no program survives, to show that the tests notice
	Step     func() // called after each operation

	Steps   int // operations so far
	files   map[string]*node
	folders map[string]map[string]*node // as they would be after a power cut
}

// node is a file or a folder, whatever its name.
type node struct {
	synced []byte
	folder bool
}

func (d *Disk) step(do func() error) (err error) {
	d.Steps++
	if d.Steps == d.FailAt {
		return d.Fault
	}
	err = do()
	if d.Step != nil {
		d.Step()
	}
	return err
}

func (d *Disk) know(name string, n *node) {
	if d.files == nil {
		d.files, d.folders = map[string]*node{}, map[string]map[string]*node{}
	}
	d.files[name] = n
	if d.Eager {
		d.entry(name, n)
	}
}

func (d *Disk) entry(name string, n *node) {
	dir := filepath.Dir(name)
	if d.folders[dir] == nil {
		d.folders[dir] = map[string]*node{}
	}
	d.folders[dir][filepath.Base(name)] = n
}

// CreateTemp implements corpus.Disk.
func (d *Disk) CreateTemp(dir, pattern string) (out corpus.DiskFile, err error) {
	err = d.step(func() error {
		f, err := os.CreateTemp(dir, pattern)
		if err != nil {
			return err
		}
		n := &node{}
		d.know(f.Name(), n)
		out = &diskFile{File: f, disk: d, node: n}
		return nil
	})
	return out, err
}

// Mkdir implements corpus.Disk.
func (d *Disk) Mkdir(name string, mode fs.FileMode) error {
	return d.step(func() error {
		err := os.Mkdir(name, mode)
		if err == nil {
			d.know(name, &node{folder: true})
		}
		return err
	})
}

// Rename implements corpus.Disk.
func (d *Disk) Rename(from, to string) error {
	return d.step(func() error {
		if err := os.Rename(from, to); err != nil {
			return err
		}
		n := d.files[from]
		d.gone(from)
		if n != nil {
			d.know(to, n)
		}
		return nil
	})
}

// Remove implements corpus.Disk.
func (d *Disk) Remove(name string) error {
	return d.step(func() error {
		d.gone(name)
		return os.Remove(name)
	})
}

// Touch implements corpus.Disk.
func (d *Disk) Touch(name string) error {
	return d.step(func() error { return corpus.OS{}.Touch(name) })
}

func (d *Disk) gone(name string) {
	delete(d.files, name)
	if d.Eager {
		delete(d.folders[filepath.Dir(name)], filepath.Base(name))
	}
}

// SyncFolder implements corpus.Disk.
func (d *Disk) SyncFolder(name string) error {
	return d.step(func() error {
		entries, err := os.ReadDir(name)
		if err != nil || d.LoseSync {
			return err
		}
		delete(d.folders, name)
		for _, e := range entries {
			if n := d.files[filepath.Join(name, e.Name())]; n != nil {
				d.entry(filepath.Join(name, e.Name()), n)
			}
		}
		return nil
	})
}

// Cut writes what a power cut now would leave of the folder from into the folder to. What was not written through this disk is left out.
func (d *Disk) Cut(from, to string) error {
	if err := os.MkdirAll(to, 0o750); err != nil {
		return err
	}
	var errs []error
	for name, n := range d.folders[from] {
		if n.folder {
			errs = append(errs, d.Cut(filepath.Join(from, name), filepath.Join(to, name)))
		} else {
			errs = append(errs, os.WriteFile(filepath.Join(to, name), n.synced, 0o600))
		}
	}
	return errors.Join(errs...)
}

type diskFile struct {
	*os.File
	disk *Disk
	node *node
}

// Write is short where it fails: half of it is written.
func (f *diskFile) Write(p []byte) (n int, err error) {
	err = f.disk.step(func() error {
		n, err = f.File.Write(p)
		return err
	})
	if err != nil && n == 0 {
		n, _ = f.File.Write(p[:len(p)/2])
	}
	return n, err
}

func (f *diskFile) Chmod(mode fs.FileMode) error {
	return f.disk.step(func() error { return f.File.Chmod(mode) })
}

func (f *diskFile) Sync() error {
	return f.disk.step(func() error {
		if f.disk.LoseSync {
			return nil
		}
		b, err := os.ReadFile(f.Name())
		if err == nil {
			f.node.synced = b
		}
		return err
	})
}

func (f *diskFile) Close() error {
	return f.disk.step(f.File.Close)
}
