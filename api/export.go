package api

import (
	"net/url"

	"github.com/pandect/pandect/ui"
)

// exports lists the formats in which what v names can be taken away.
func (s *server) exports(f ui.Frame, v url.Values) []ui.Entry { return nil }

func (s *server) hasFormat(name string) bool { return false }
