package gap

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// answersFormat names the form of Answers in a file.
const answersFormat = "pandect-assessment/1"

// Answers is what people decided on one instrument for one country, as it travels between libraries: every judgement, superseded ones too.
type Answers struct {
	Format     string             `json:"format"` // answersFormat
	Country    string             `json:"country"`
	Instrument string             `json:"instrument"`
	Judgements []corpus.Judgement `json:"judgements"` // by requirement, then time
}

// keeper is where judgements are kept; corpus.Catalog is one.
type keeper interface {
	Judge(ctx context.Context, js ...corpus.Judgement) error
	JudgementHistory(ctx context.Context, country, instrument string) ([]corpus.Judgement, error)
}

// AnswersOf collects the answers of a country. Ids, which are of this library alone, are left out.
func AnswersOf(ctx context.Context, k keeper, country, instrument string) (Answers, error) {
	js, err := k.JudgementHistory(ctx, country, instrument)
	if err != nil {
		return Answers{}, err
	}
	out := Answers{Format: answersFormat, Country: country, Instrument: instrument, Judgements: []corpus.Judgement{}}
	for _, j := range js {
		j.ID = 0
		out.Judgements = append(out.Judgements, j)
	}
	return out, nil
}

// ReadAnswers reads Answers from JSON and checks each judgement against the scheme. ErrInvalid says which one is wrong and why; then nothing of the
// file should be taken. now bounds the times: a judgement from the future would win over all that people decide until then.
func ReadAnswers(r io.Reader, scheme *topic.Scheme, now time.Time) (Answers, error) {
	var a Answers
	if err := json.NewDecoder(r).Decode(&a); err != nil {
		return a, fmt.Errorf("assessment: %v: %w", err, corpus.ErrInvalid)
	}
	if a.Format != answersFormat {
		return a, fmt.Errorf("assessment: format %q, not %q: %w", a.Format, answersFormat, corpus.ErrInvalid)
	}
	for i, j := range a.Judgements {
		if err := CheckJudgement(j, scheme); err != nil {
			return a, fmt.Errorf("assessment: judgement %d: %w", i+1, err)
		}
		if j.Country != a.Country {
			return a, fmt.Errorf("assessment: judgement %d is of %s, the file of %s: %w", i+1, j.Country, a.Country, corpus.ErrInvalid)
		}
		if j.At.IsZero() || j.At.After(now.Add(24*time.Hour)) {
			return a, fmt.Errorf("assessment: judgement %d on %s has the time %s: %w", i+1, j.Requirement, j.At.Format(time.RFC3339), corpus.ErrInvalid)
		}
	}
	return a, nil
}

// CheckJudgement says what is wrong with a judgement: ErrNotFound for an unknown requirement, ErrInvalid for the rest.
func CheckJudgement(j corpus.Judgement, scheme *topic.Scheme) error {
	if _, ok := scheme.Requirement(j.Requirement); !ok {
		return fmt.Errorf("requirement %q: %w", j.Requirement, corpus.ErrNotFound)
	}
	return j.Check()
}

// Merged tells what became of answers from elsewhere.
type Merged struct {
	Known     int        `json:"known"` // held already
	Taken     int        `json:"taken"` // new, and what counts now
	Older     int        `json:"older"` // new, but kept as history: something later is held
	Conflicts []Conflict `json:"conflicts,omitempty"`
}

// Conflict is a requirement that two libraries decided otherwise without knowing of each other. The later one counts; both are kept.
type Conflict struct {
	Requirement string           `json:"requirement"`
	Ours        corpus.Judgement `json:"ours"`
	Theirs      corpus.Judgement `json:"theirs"`
}

// Merge adds answers from elsewhere to what is held: nothing is lost, and doing it twice changes nothing.
func Merge(ctx context.Context, k keeper, a Answers) (Merged, error) {
	var m Merged
	held, err := k.JudgementHistory(ctx, a.Country, "")
	if err != nil {
		return m, err
	}
	ours, theirs := map[string][]corpus.Judgement{}, map[string][]corpus.Judgement{}
	for _, j := range held {
		ours[j.Requirement] = append(ours[j.Requirement], j)
	}
	var add []corpus.Judgement
	for _, j := range a.Judgements {
		theirs[j.Requirement] = append(theirs[j.Requirement], j)
		switch list := ours[j.Requirement]; {
		case slices.ContainsFunc(list, func(o corpus.Judgement) bool { return sameJudgement(o, j) }):
			m.Known++
			continue
		case len(list) > 0 && !j.At.After(newest(list).At):
			m.Older++
		default:
			m.Taken++
		}
		add = append(add, j)
	}
	for id, list := range theirs {
		o, t := ours[id], newest(list)
		if len(o) == 0 || sameAnswer(newest(o), t) {
			continue
		}
		known := func(in []corpus.Judgement, j corpus.Judgement) bool {
			return slices.ContainsFunc(in, func(x corpus.Judgement) bool { return sameJudgement(x, j) })
		}
		if !known(list, newest(o)) && !known(o, t) {
			m.Conflicts = append(m.Conflicts, Conflict{Requirement: id, Ours: newest(o), Theirs: t})
		}
	}
	slices.SortFunc(m.Conflicts, func(x, y Conflict) int { return cmp.Compare(x.Requirement, y.Requirement) })
	return m, k.Judge(ctx, add...)
}

func newest(js []corpus.Judgement) corpus.Judgement {
	return slices.MaxFunc(js, func(a, b corpus.Judgement) int { return a.At.Compare(b.At) })
}

// sameJudgement says whether two are one and the same, stored in two libraries.
func sameJudgement(a, b corpus.Judgement) bool {
	return a.By == b.By && a.At.Equal(b.At) && a.Cycle == b.Cycle && sameAnswer(a, b)
}

// sameAnswer says whether two judgements say the same.
func sameAnswer(a, b corpus.Judgement) bool {
	return a.State == b.State && a.Remark == b.Remark && a.Needs == b.Needs &&
		slices.EqualFunc(a.Provisions, b.Provisions, func(x, y corpus.Cited) bool { return x.Ref == y.Ref })
}
