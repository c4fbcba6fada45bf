package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	bolt "go.etcd.io/bbolt"
)

// damaged makes an error of a panic.
func damaged(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("a file of it is damaged: %v", p)
	}
}

// rootFile is where Scorch keeps which segments are the index.
var rootFile = filepath.Join("store", "root.bolt")

// lockPatience is how long the index of another process is waited for.
const lockPatience = 500 * time.Millisecond

// checkRoot reads the whole of rootFile. Scorch reads it in goroutines of its own, where a damaged page ends the program: what is wrong must be known before.
func checkRoot(dir string) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer damaged(&err)
	name := filepath.Join(dir, rootFile)
	db, err := bolt.Open(name, 0o600, &bolt.Options{ReadOnly: true, Timeout: lockPatience})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	return db.View(func(tx *bolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%s has %d bytes of %d", rootFile, info.Size(), tx.Size())
		}
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error { return readBucket(b) })
	})
}

func readBucket(b *bolt.Bucket) error {
	return b.ForEach(func(key, value []byte) error {
		if value == nil {
			return readBucket(b.Bucket(key))
		}
		return nil
	})
}
