package ingest

import "context"

type progressKey struct{}

// WithProgress has Progress(ctx) call fn.
func WithProgress(ctx context.Context, fn func()) context.Context {
	return context.WithValue(ctx, progressKey{}, fn)
}

// Progress says that a page has been read, or that a slow helper program is still at work within its own limit. A watched
// reader that uses much time without saying so is ended (package worker).
func Progress(ctx context.Context) {
	if fn, ok := ctx.Value(progressKey{}).(func()); ok {
		fn()
	}
}
