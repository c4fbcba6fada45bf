package ui

import "github.com/pandect/pandect/corpus"

// EditPage shows what is known of a law, to be corrected.
type EditPage struct {
	Frame
	Law       corpus.Law
	Language  string
	Fields    []EditField
	Log       []LogLine // what was changed, the newest first
	May       bool
	By        string // name typed last
	Withdrawn bool
	Structure string // where its provisions are corrected
}

func (EditPage) template() string { return "edit" }

// EditField is a field of a law in a form. Sure says that a person said it.
type EditField struct {
	Name, Label, Value string
	Sure               bool
}

// LogPage lists what people changed.
type LogPage struct {
	Frame
	Law, By     string // that are asked for; "" for all
	Kinds       []Choice
	From, Until string
	Log         []LogLine
	Older       string  // address of older ones; "" where there are none
	Exports     []Entry // of all that is asked for
}

func (LogPage) template() string { return "log" }

// LogLine is a correction in a list.
type LogLine struct {
	corpus.Correction
	Label, Href string
	About       string // law, provision, topic or requirement
	Was, Now    string // Before and After in words
	Undone      bool   // it was taken back
	May         bool   // it can be taken back
}
