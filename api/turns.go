package api

import (
	"context"
	"sync"
	"time"

	"github.com/pandect/pandect/index"
)

// turns lets as many searches work at a time as there are processors, in the order in which they came. Were all of those at work to share the processors, each
// would be answered as late as if it had come last: at 32 clients the slowest twentieth waited four times as long as the rest.
//
// Who works for longer than turn goes on beside the others, as many at a time as pages are at work: a question that takes a second must not keep the short
// ones behind it waiting for that long.
type turns struct {
	searcher
	free chan struct{} // senders wait in order
	turn time.Duration
}

// turn is ten times what a search in 100,000 provisions takes.
const turn = 50 * time.Millisecond

func newTurns(s searcher, atWork int) *turns {
	return &turns{searcher: s, free: make(chan struct{}, atWork), turn: turn}
}

func (t *turns) Search(ctx context.Context, q index.Query) (index.Result, error) {
	select {
	case t.free <- struct{}{}:
	case <-ctx.Done():
		return index.Result{}, ctx.Err()
	}
	leave := sync.OnceFunc(func() { <-t.free })
	defer leave()
	defer time.AfterFunc(t.turn, leave).Stop()
	return t.searcher.Search(ctx, q)
}
