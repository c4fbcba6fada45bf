//go:build unix

package main

import "golang.org/x/sys/unix"

// freeSpace is how many bytes a program that is not root may still write where dir is.
func freeSpace(dir string) (int64, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, err
	}
	return int64(st.Bavail) * int64(st.Bsize), nil
}
