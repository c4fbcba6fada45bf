package corpustest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// Files runs the suite on a keeper of originals. open gives an empty one.
func Files(t *testing.T, open func(t *testing.T) corpus.Files) {
	for _, c := range []struct {
		name string
		run  func(t *testing.T, f corpus.Files)
	}{
		{"RoundTrip", filesRoundTrip}, {"UnknownAndInvalid", filesUnknown}, {"BrokenReader", filesBroken}, {"Each", filesEach}, {"ConcurrentSameBytes", filesConcurrent},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

func hexSum(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func kept(t *testing.T, f corpus.Files) (sums []string) {
	t.Helper()
	if err := f.Each(ctx, func(sum string) error { sums = append(sums, sum); return nil }); err != nil {
		t.Fatal(err)
	}
	return sums
}

func read(t *testing.T, f corpus.Files, sum string) []byte {
	t.Helper()
	r, err := f.Open(ctx, sum)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// filesRoundTrip reads through readers that give a byte at a time, and data together with io.EOF.
func filesRoundTrip(t *testing.T, f corpus.Files) {
	for _, in := range [][]byte{nil, []byte("a"), bytes.Repeat([]byte("0123456789"), 50_000)} {
		for _, r := range []io.Reader{bytes.NewReader(in), iotest.OneByteReader(bytes.NewReader(in)), iotest.DataErrReader(bytes.NewReader(in))} {
			sum, size, err := f.Put(ctx, r)
			if err != nil || sum != hexSum(in) || size != int64(len(in)) {
				t.Fatalf("Put of %d bytes = %s, %d, %v", len(in), sum, size, err)
			}
		}
		if got := read(t, f, hexSum(in)); !bytes.Equal(got, in) {
			t.Errorf("%d bytes came back as %d", len(in), len(got))
		}
	}
	if n := len(kept(t, f)); n != 3 {
		t.Errorf("%d originals kept, want 3: the same bytes are kept once", n)
	}
	r, err := f.Open(ctx, hexSum([]byte("a")))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := r.Seek(0, io.SeekEnd); n != 1 || err != nil {
		t.Errorf("Seek to the end = %d, %v, want 1", n, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}

func filesUnknown(t *testing.T, f corpus.Files) {
	if _, err := f.Open(ctx, strings.Repeat("0", 64)); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Open of what was never put: %v, want ErrNotFound", err)
	}
	for _, name := range []string{"", "..", "../../etc/passwd", strings.Repeat("0", 63), strings.Repeat("A", 64), strings.Repeat("0", 62) + "/0"} {
		if _, err := f.Open(ctx, name); !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Open(%q): %v, want ErrInvalid", name, err)
		}
	}
}

// filesBroken: a source that breaks off leaves nothing, and its error comes back.
func filesBroken(t *testing.T, f corpus.Files) {
	broken := io.MultiReader(strings.NewReader("the first half"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, _, err := f.Put(ctx, broken); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("Put from a source that breaks off: %v", err)
	}
	if sums := kept(t, f); len(sums) != 0 {
		t.Errorf("half an original was kept: %v", sums)
	}
}

func filesEach(t *testing.T, f corpus.Files) {
	var want []string
	for _, s := range []string{"one", "two", "three", "four", "five"} {
		sum, _, err := f.Put(ctx, strings.NewReader(s))
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, sum)
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, kept(t, f)); diff != "" {
		t.Errorf("Each (-want +got):\n%s", diff)
	}
	stop := errors.New("stop")
	if err := f.Each(ctx, func(string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("Each gives %v, want the error of fn", err)
	}
}

func filesConcurrent(t *testing.T, f corpus.Files) {
	in := bytes.Repeat([]byte("the same bytes "), 5_000)
	var writers sync.WaitGroup
	for range 8 {
		writers.Go(func() {
			if sum, _, err := f.Put(ctx, bytes.NewReader(in)); err != nil || sum != hexSum(in) {
				t.Errorf("Put = %s, %v", sum, err)
			}
		})
	}
	writers.Wait()
	if got := read(t, f, hexSum(in)); !bytes.Equal(got, in) || len(kept(t, f)) != 1 {
		t.Errorf("%d bytes kept in %d originals", len(got), len(kept(t, f)))
	}
}
