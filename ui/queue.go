package ui

// QueuePage lists what a librarian should look at.
type QueuePage struct {
	Frame
	Laws   []QueueLine
	Total  int // laws to look at; more than Laws where not all are shown
	Failed int // originals that could not be taken in

	Looked     int    // laws that people have looked at
	LookedHref string // where that is taken back
}

func (QueuePage) template() string { return "queue" }

// QueueLine is a law with the reasons to look at it.
type QueueLine struct {
	LawLine
	Doubtful []string // names of fields, the most doubtful first
	Twins    []Entry  // laws that may be the same
	Warnings []string // what the program noticed, English
	Reasons  []string // all of these as the log keeps them

	Edit, Structure string // where its fields are corrected, and its provisions; "" where nothing was noticed
}
