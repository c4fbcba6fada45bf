package api

import (
	"errors"

	"github.com/pandect/pandect/index"
)

// placeOf is the byte of the query at which reading it failed, where the error says so.
func placeOf(err error) (int, bool) {
	var e *index.SyntaxError
	if errors.As(err, &e) {
		return e.Place, true
	}
	return 0, false
}

// reasonOf is what is wrong with a query, without its place.
func reasonOf(err error) string {
	var e *index.SyntaxError
	if errors.As(err, &e) {
		return e.Reason
	}
	return detailOf(err, statusOf(err))
}

// expansionName is what ?without= calls an expansion.
func expansionName(x index.Expansion) string { return x.Concept + ":" + x.Language }
