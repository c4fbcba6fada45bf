//go:build unix

package pdf

import (
	"context"

	"github.com/tetratelabs/wazero/experimental"
	"golang.org/x/sys/unix"
)

// inPlace has modules grow their memory where it stands. By default each growth copies it all, which took a process to 1.4 GB over a
// decompression bomb that may have 320 MB; and what is freed goes back at once, not with the next collection.
func inPlace(ctx context.Context) context.Context {
	return experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(reserve))
}

// reserve maps address space for the largest size; pages of it take memory when they are first written.
func reserve(_, limit uint64) experimental.LinearMemory {
	b, err := unix.Mmap(-1, 0, int(limit), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		return &heap{}
	}
	return &mapped{b}
}

type mapped struct{ b []byte }

func (m *mapped) Reallocate(size uint64) []byte {
	if size > uint64(len(m.b)) {
		return nil
	}
	return m.b[:size]
}

func (m *mapped) Free() {
	if m.b != nil {
		_ = unix.Munmap(m.b) // it was mapped: only a bug could fail here
		m.b = nil
	}
}

// heap is the default way, for when no address space is to be had.
type heap struct{ b []byte }

func (h *heap) Reallocate(size uint64) []byte {
	if size > uint64(cap(h.b)) {
		b := make([]byte, size)
		copy(b, h.b)
		h.b = b
	}
	h.b = h.b[:size]
	return h.b
}

func (h *heap) Free() { h.b = nil }
