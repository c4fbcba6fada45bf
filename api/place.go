package api

import (
	"errors"

	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/ui"
)

// placeOf is the byte of the query at which reading it failed, where the error says so.
func placeOf(err error) (int, bool) {
	var e *index.SyntaxError
	if errors.As(err, &e) {
		return e.Place, true
	}
	return 0, false
}

// reasonOf is what is wrong with a query and what to do, in the language of the page, without its place.
func reasonOf(f ui.Frame, err error) ui.Fact {
	var e *index.SyntaxError
	if errors.As(err, &e) {
		if !f.Has("unread." + e.Key) {
			return ui.Fact{Value: e.Reason, Lang: "en"}
		}
		var pairs []any
		for i, v := range e.Values {
			pairs = append(pairs, i+1, v)
		}
		return ui.Fact{Value: f.T("unread."+e.Key, pairs...)}
	}
	return f.Warned(detailOf(err, statusOf(err)))
}

// expansionName is what ?without= calls an expansion.
func expansionName(x index.Expansion) string { return x.Concept + ":" + x.Language }
