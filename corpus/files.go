package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Dir keeps originals in a folder: 3f/3fa9…, the first byte of the SHA-256 as a folder. It implements Files.
type Dir struct {
	path string
	disk Disk
}

const (
	partPrefix  = ".part-"  // of a file that is being received; a crash leaves it, OpenFiles sweeps it
	asidePrefix = ".aside-" // of an original that is being discarded; a crash leaves it, OpenFiles puts it back
)

// partAge is when a file that is being received is one that a crash left: another process may be receiving into the same folder.
const partAge = time.Hour

// OpenFiles opens the folder, making it where there is none, and sweeps what an interrupted Put left there more than an hour ago.
func OpenFiles(path string) (*Dir, error) { return OpenFilesOn(OS{}, path) }

// OpenFilesOn is OpenFiles that writes through disk.
func OpenFilesOn(disk Disk, path string) (*Dir, error) {
	if err := os.MkdirAll(path, 0o750); err != nil {
		return nil, fmt.Errorf("originals: %w", err)
	}
	leftover, err := filepath.Glob(filepath.Join(path, partPrefix+"*"))
	if err != nil {
		return nil, err
	}
	for _, name := range leftover {
		if info, err := os.Stat(name); err == nil && time.Since(info.ModTime()) < partAge {
			continue
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("originals: %w", err)
		}
	}
	d := &Dir{path: path, disk: disk}
	return d, d.putBack()
}

// Put implements Files. The file is written under a temporary name, synced, renamed, and the folders are synced. A file that is there already
// under this SHA-256 but has other bytes is replaced: the disk lost some of it.
func (d *Dir) Put(ctx context.Context, r io.Reader) (sum string, size int64, err error) {
	f, err := d.disk.CreateTemp(d.path, partPrefix+"*")
	if err != nil {
		return "", 0, fmt.Errorf("put original: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			d.disk.Remove(f.Name())
		}
	}()
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, hash), untilDone{ctx, r})
	if err != nil {
		return "", 0, fmt.Errorf("put original: %w", err)
	}
	sum = hex.EncodeToString(hash.Sum(nil))
	target := d.name(sum)
	// Touched, so that Discard leaves it; still there, since a Discard that had begun may have looked before. Perhaps another Put renamed it a moment ago, and has not synced the folders yet.
	if sameBytes(target, sum) && d.disk.Touch(target) == nil && exists(target) {
		return sum, size, errors.Join(f.Close(), d.disk.Remove(f.Name()), d.disk.SyncFolder(filepath.Dir(target)), d.disk.SyncFolder(d.path))
	}
	if err = errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return "", 0, fmt.Errorf("put original: %w", err)
	}
	if err = d.place(f.Name(), target); err != nil {
		return "", 0, fmt.Errorf("put original %s: %w", sum, err)
	}
	return sum, size, nil
}

func (d *Dir) place(from, to string) error {
	folder := filepath.Dir(to)
	if err := d.disk.Mkdir(folder, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := d.disk.Rename(from, to); err != nil {
		return err
	}
	return errors.Join(d.disk.SyncFolder(folder), d.disk.SyncFolder(d.path))
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// sameBytes says whether the file name can be read and its SHA-256 is sum.
func sameBytes(name, sum string) bool {
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	hash := sha256.New()
	_, err = io.Copy(hash, f)
	return err == nil && hex.EncodeToString(hash.Sum(nil)) == sum
}

// Open implements Files.
func (d *Dir) Open(_ context.Context, sum string) (io.ReadSeekCloser, error) {
	if !isSHA256(sum) {
		return nil, fmt.Errorf("original %q: not a SHA-256: %w", sum, ErrInvalid)
	}
	f, err := os.Open(d.name(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("original %s: %w", sum, ErrNotFound)
	}
	return f, err
}

// Each implements Files. Names that are not a SHA-256 are passed over.
func (d *Dir) Each(ctx context.Context, fn func(sum string) error) error {
	return filepath.WalkDir(d.path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if entry.IsDir() || !isSHA256(entry.Name()) {
			return nil
		}
		return fn(entry.Name())
	})
}

// Info is the size of an original, and when it was last received; ErrNotFound if there is none.
func (d *Dir) Info(sum string) (size int64, received time.Time, err error) {
	info, err := os.Stat(d.name(sum))
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("original %s: %w", sum, ErrNotFound)
	}
	if err != nil {
		return 0, time.Time{}, err
	}
	return info.Size(), info.ModTime(), nil
}

// Discard removes an original that was last received before a moment, and says whether it did. One that a Put beside it receives at that very time is kept: it
// is set aside first, and looked at again where no Put finds it.
func (d *Dir) Discard(sum string, before time.Time) (gone bool, err error) {
	old := func(name string) (bool, error) {
		info, err := os.Stat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return false, nil
		}
		return err == nil && info.ModTime().Before(before), err
	}
	name, aside := d.name(sum), filepath.Join(d.path, asidePrefix+sum)
	if ok, err := old(name); !ok {
		return false, err
	}
	if err := d.disk.Rename(name, aside); err != nil {
		return false, fmt.Errorf("discard original %s: %w", sum, err)
	}
	if ok, err := old(aside); !ok {
		return false, errors.Join(err, d.putBack())
	}
	if err := errors.Join(d.disk.Remove(aside), d.disk.SyncFolder(filepath.Dir(name)), d.disk.SyncFolder(d.path)); err != nil {
		return false, fmt.Errorf("discard original %s: %w", sum, err)
	}
	return true, nil
}

// putBack undoes what a Discard did not end.
func (d *Dir) putBack() error {
	names, err := filepath.Glob(filepath.Join(d.path, asidePrefix+"*"))
	for _, aside := range names {
		sum := strings.TrimPrefix(filepath.Base(aside), asidePrefix)
		if !isSHA256(sum) {
			continue
		}
		if backErr := d.place(aside, d.name(sum)); backErr != nil && !errors.Is(backErr, fs.ErrNotExist) { // another process was faster
			err = errors.Join(err, fmt.Errorf("originals: %w", backErr))
		}
	}
	return err
}

func (d *Dir) name(sum string) string { return filepath.Join(d.path, sum[:2], sum) }

func isSHA256(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}

// untilDone ends a copy when its context does.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(p)
}
