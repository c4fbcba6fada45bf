package corpus

import "time"

// What a person says of a requirement.
const (
	Covered      = "covered"
	Partly       = "partly"
	Absent       = "absent" // looked for by a person and not there
	DoesNotApply = "does not apply"
	TakenBack    = "taken back" // what was said before it counts no more, and nothing in its place
)

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
