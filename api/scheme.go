package api

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
)

// TopicAnswer is a topic with how many provisions have it.
type TopicAnswer struct {
	corpus.Topic
	Provisions int `json:"provisions"`
}

func (s *server) topics(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	out := make([]TopicAnswer, 0, len(s.Scheme.Topics))
	for _, t := range s.Scheme.Topics {
		out = append(out, TopicAnswer{Topic: t, Provisions: status.Topics[t.ID]})
	}
	return answer(c, map[string]any{"topics": out})
}

// JurisdictionAnswer is a state or territory with how much of its law is here.
type JurisdictionAnswer struct {
	Code       string         `json:"code"`
	Name       string         `json:"name"` // in the language of the request
	Laws       int            `json:"laws"`
	Provisions map[string]int `json:"provisions_by_topic,omitempty"`
}

func (s *server) jurisdictions(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	speech := s.speech(c)
	out := make([]JurisdictionAnswer, 0, len(status.Countries))
	for code, n := range status.Countries {
		out = append(out, JurisdictionAnswer{Code: code, Name: speech.Country(code), Laws: n, Provisions: status.Coverage[code]})
	}
	slices.SortFunc(out, func(a, b JurisdictionAnswer) int { return cmp.Compare(a.Code, b.Code) })
	return answer(c, map[string]any{"jurisdictions": out})
}

// instrument is one with its articles and requirements.
func (s *server) instrument(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	i, ok := s.Scheme.Instrument(c.Param("id"))
	if !ok {
		return fmt.Errorf("instrument %q: %w", c.Param("id"), corpus.ErrNotFound)
	}
	return answer(c, i)
}

func (s *server) instruments(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	out := s.Scheme.Instruments
	if out == nil {
		out = []corpus.Instrument{}
	}
	return answer(c, map[string]any{"instruments": out})
}
