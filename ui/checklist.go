package ui

// ChecklistPage is the self-assessment as a form: a few questions of an instrument for one country, each saved by itself.
type ChecklistPage struct {
	Frame
	Heading     string
	Instruments []Choice
	Countries   []Choice
	Chosen      GapChoice
	Cycle       string   // of the review that is being answered
	Cycles      []string // named so far
	By          string   // who answered last from this browser
	Progress    []Entry  // questions by how they have their answer
	Total       int
	Answered    int
	Pages       []Entry // Strong is the page shown
	PageNumber  int     // from 1
	Groups      []QuestionGroup
	Exports     []Entry
	Backup      string // address of the answers as a file that another library can take in
	May         bool   // answers are entered here
	Merged      *MergedNote
}

func (ChecklistPage) template() string { return "checklist" }

// QuestionGroup is the questions of one cluster or article.
type QuestionGroup struct {
	Title     string
	Questions []QuestionForm
}

// QuestionForm is one question with what is offered as its answer.
type QuestionForm struct {
	GapRow
	Key      string // for the ids of its fields: the requirement's id without slashes
	Answer   string // how it has its answer, in words; "" for not yet
	Carried  bool   // the answer is of an earlier cycle: somebody should confirm it
	From     Entry  // the equivalent requirement that has the answer
	States   []Choice
	Offered  []OfferedBasis // candidates, and what the answer cites
	Other    string         // cited provisions that are not offered, as references
	Remark   string
	Needs    string
	Assessed string // who answered and when
}

// OfferedBasis is a provision that can be ticked as legal basis.
type OfferedBasis struct {
	Provision, Href, Title, Language, Snippet string
	Checked                                   bool
}

// MergedNote tells what became of an imported file.
type MergedNote struct {
	Known, Taken, Older int
	Conflicts           []Entry // requirement, and who says what
}
