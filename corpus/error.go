package corpus

import "errors"

// Kinds of error. Wrap them with the operation and its subject; the edges (HTTP status, exit code) translate them.
var (
	ErrNotFound    = errors.New("not found")
	ErrInvalid     = errors.New("invalid")
	ErrConflict    = errors.New("conflict")
	ErrUnsupported = errors.New("unsupported")
	ErrUnavailable = errors.New("unavailable")
)
