package api

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/pandect/pandect/index"
)

// sleeper takes as long for a question as its text says, and notes which were answered.
type sleeper struct{ done chan string }

func (s sleeper) Search(_ context.Context, q index.Query) (index.Result, error) {
	d, err := time.ParseDuration(q.Text)
	time.Sleep(d)
	s.done <- q.Text
	return index.Result{}, err
}

// TestTurns holds that searches work one after the other in their order, that a long one lets the others pass, and that who went away is not waited for.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sleeper{make(chan string, 9)}
		turns := newTurns(s, 1)
		began := time.Now()
		for _, takes := range []string{"40ms", "1s", "11ms", "10ms"} {
			go func() {
				if _, err := turns.Search(t.Context(), index.Query{Text: takes}); err != nil {
					t.Error(err)
				}
			}()
			synctest.Wait()
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := turns.Search(ctx, index.Query{Text: "1h"}); !errors.Is(err, context.Canceled) {
			t.Errorf("a client that went away: %v", err)
		}
		var got []string
		for range 3 {
			got = append(got, <-s.done)
		}
		if want := []string{"40ms", "11ms", "10ms"}; !slices.Equal(got, want) || time.Since(began) != 40*time.Millisecond+turn+21*time.Millisecond {
			t.Errorf("%v after %v, want %v", got, time.Since(began), want)
		}
		if last := <-s.done; last != "1s" || time.Since(began) != 1040*time.Millisecond {
			t.Errorf("%s after %v", last, time.Since(began))
		}
		synctest.Wait()
		if len(turns.free) != 0 {
			t.Errorf("%d at work in the end", len(turns.free))
		}
	})
}
