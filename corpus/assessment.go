package corpus

import (
	"fmt"
	"slices"
	"time"
)

// What a person says of a requirement.
const (
	Covered      = "covered"
	Partly       = "partly"
	Absent       = "absent" // looked for by a person and not there
	DoesNotApply = "does not apply"
	TakenBack    = "taken back" // what was said before it counts no more, and nothing in its place
)

// Decisions are the states that a person gives, in the order of a form.
var Decisions = []string{Covered, Partly, Absent, DoesNotApply}

// Judgement is what a person decided on one requirement for one jurisdiction: a row of an assessment. The newest counts; older ones are its history.
type Judgement struct {
	ID          int64     `json:"id,omitempty"`
	Country     string    `json:"country"`
	Requirement string    `json:"requirement"` // untoc/6/1/a
	State       string    `json:"state"`       // Covered, Partly, Absent, DoesNotApply
	Provisions  []Cited   `json:"provisions,omitempty"`
	Remark      string    `json:"remark,omitempty"`
	Needs       string    `json:"assistance_needed,omitempty"` // technical assistance
	Cycle       string    `json:"cycle,omitempty"`             // of the review
	By          string    `json:"by"`
	At          time.Time `json:"at"`
	ImportedBy  string    `json:"imported_by,omitempty"` // who took it in from a file of another library, where people sign in
}

// Cited is a provision as it read when it was cited, so that a judgement goes stale visibly when the wording changes.
type Cited struct {
	Ref
	Digest string `json:"digest,omitempty"` // SHA-256 of its Wording, hex
}

// The longest that a judgement may hold, in bytes.
const (
	maxRemark = 8000
	maxName   = 200
	maxCited  = 200 // provisions
)

// Check reports what makes j unfit for a catalogue: ErrInvalid. Which requirements there are, it does not know.
func (j *Judgement) Check() error {
	switch {
	case j.Requirement == "":
		return fmt.Errorf("a judgement on %q names no requirement: %w", j.Country, ErrInvalid)
	case !slices.Contains(Decisions, j.State) && j.State != TakenBack:
		return fmt.Errorf("state %q of %s is none of %q: %w", j.State, j.Requirement, Decisions, ErrInvalid)
	case j.Country == "" || len(j.Country) > 10:
		return fmt.Errorf("country %q is no code of a country: %w", j.Country, ErrInvalid)
	case j.By == "" || len(j.By) > maxName || j.By == ByProgram:
		return fmt.Errorf("judgement on %s: it needs the name of the person who makes it: %w", j.Requirement, ErrInvalid)
	case len(j.Remark) > maxRemark || len(j.Needs) > maxRemark:
		return fmt.Errorf("judgement on %s: a remark is longer than %d bytes: %w", j.Requirement, maxRemark, ErrInvalid)
	case len(j.Cycle) > maxName:
		return fmt.Errorf("judgement on %s: the name of the cycle is longer than %d bytes: %w", j.Requirement, maxName, ErrInvalid)
	case len(j.Provisions) > maxCited:
		return fmt.Errorf("judgement on %s: more than %d provisions are cited: %w", j.Requirement, maxCited, ErrInvalid)
	}
	return nil
}
