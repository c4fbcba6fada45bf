//go:build !unix

package pdf

import "context"

// inPlace leaves modules to grow their memory by copying.
func inPlace(ctx context.Context) context.Context { return ctx }
