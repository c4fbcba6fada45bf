package gap

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

func FuzzReadParties(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ReadParties(bytes.NewReader(data))
		if err != nil {
			if !errors.Is(err, corpus.ErrInvalid) {
				t.Errorf("an error without a kind: %v", err)
			}
			return
		}
		for _, row := range p.rows {
			if _, bound := p.of(row.State, row.Instrument); bound != "yes" {
				t.Errorf("%+v is bound: %s", row, bound)
			}
		}
	})
}

// FuzzReadAnswers reads the answers of another library: what is taken is of one country, of known requirements and not of the future.
func FuzzReadAnswers(f *testing.F) {
	scheme, err := topic.Load()
	if err != nil {
		f.Fatal(err)
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadAnswers(bytes.NewReader(data), scheme, now)
		if err != nil {
			return
		}
		for _, j := range a.Judgements {
			if j.Country != a.Country || j.At.After(now.Add(24*time.Hour)) || CheckJudgement(j, scheme) != nil {
				t.Errorf("%+v", j)
			}
		}
	})
}
