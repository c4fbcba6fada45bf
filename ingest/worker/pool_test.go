package worker

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/ingest"
)

// TestMain makes this test program the child: it reads as Serve does, and does what a hostile file would make it do.
func TestMain(m *testing.M) {
	if os.Getenv("PANDECT_TEST_CHILD") == "" {
		os.Exit(m.Run())
	}
	if err := Serve(os.Stdin, os.Stdout, &ingest.Reader{HTML: hostile{}, PDF: hostile{}}); err != nil {
		os.Exit(1)
	}
}

// hostile is an extractor that the wording tells what to do.
type hostile struct{}

var eaten [][]byte // kept, so that the collector cannot give it back

func (hostile) Extract(ctx context.Context, data []byte, _ ingest.Hint) (*ingest.Document, error) {
	switch {
	case bytes.Contains(data, []byte("hang")):
		busy(time.Hour)
	case bytes.Contains(data, []byte("eat")):
		for {
			b := make([]byte, 16<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			eaten = append(eaten, b)
		}
	case bytes.Contains(data, []byte("exit")):
		os.Exit(7)
	case bytes.Contains(data, []byte("panic")):
		panic("as a reader of foreign bytes may")
	case bytes.Contains(data, []byte("slow")):
		for range 30 { // more than the limit in all, a sign of progress each time
			busy(50 * time.Millisecond)
			ingest.Progress(ctx)
		}
	case bytes.Contains(data, []byte("refuse")):
		return nil, &ingest.Failure{Kind: "encrypted", Message: "a password is needed"}
	}
	return &ingest.Document{MediaType: "text/plain", Blocks: []ingest.Block{{Lines: []ingest.Line{{Text: "Article 1. Wording of a law."}}}}}, nil
}

func busy(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
	}
}

func pool(t *testing.T, jobs int) *Pool {
	t.Helper()
	p := NewPool(func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "PANDECT_TEST_CHILD=1")
		return cmd
	}, jobs, Limits{CPU: 700 * time.Millisecond, Time: 20 * time.Second, Memory: 256 << 20})
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// A hostile file costs itself: it ends with a reason, and the next file is read.
func TestPool_HostileFiles(t *testing.T) {
	p := pool(t, 1)
	for _, test := range []struct{ wording, kind string }{
		{"hang in a loop", "timeout"}, {"read me", ""}, {"eat memory", "memory"}, {"read me", ""}, {"exit at once", "crash"}, {"panic now", "crash"}, {"refuse it", "encrypted"}, {"slow but alive", ""}, {"read me", ""},
	} {
		text, err := p.Read(context.Background(), []byte(test.wording), ingest.Hint{Name: "a file"})
		var failure *ingest.Failure
		switch {
		case test.kind == "" && (err != nil || len(text.Provisions) == 0):
			t.Errorf("%s: %v", test.wording, err)
		case test.kind != "" && (!errors.As(err, &failure) || failure.Kind != test.kind):
			t.Errorf("%s: error %v, want a failure of kind %s", test.wording, err, test.kind)
		}
	}
}

func TestPool_Stopped(t *testing.T) {
	p := pool(t, 2)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := p.Read(ctx, []byte("hang in a loop"), ingest.Hint{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a stopped call: %v, want the context's error", err)
	}
	if _, err := p.Blocks(context.Background(), []byte("read me"), ingest.Hint{}); err != nil {
		t.Errorf("the next file: %v", err)
	}
}

func TestServe_BrokenRequest(t *testing.T) {
	for _, in := range []string{"not a request\n", `{"Size":10}` + "\nshort"} {
		var out bytes.Buffer
		if err := Serve(strings.NewReader(in), &out, &ingest.Reader{HTML: hostile{}}); err == nil {
			t.Errorf("Serve(%q) ended without an error", in)
		}
	}
}
