package corpus

import (
	"encoding/json"
	"fmt"
)

// UnmarshalJSON reads an interchange record (DESIGN.md §5). A record with "text" and no provisions becomes one provision whose
// EID is empty. Members that are not known and hold a string are kept in Extra.
func (t *Text) UnmarshalJSON(b []byte) error {
	type plain Text // without this method
	var record struct {
		plain
		Whole string `json:"text"`
	}
	if err := json.Unmarshal(b, &record); err != nil {
		return fmt.Errorf("record: %w: %w", err, ErrInvalid)
	}
	*t = Text(record.plain)
	if len(t.Provisions) == 0 && record.Whole != "" {
		t.Provisions = []Provision{{Kind: "provision", Text: record.Whole}}
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return fmt.Errorf("record: %w: %w", err, ErrInvalid)
	}
	for name, raw := range members {
		var s string
		if recordMembers[name] || json.Unmarshal(raw, &s) != nil || s == "" {
			continue
		}
		if t.Extra == nil {
			t.Extra = map[string]string{}
		}
		t.Extra[name] = s
	}
	return nil
}

// Complete adds what a record from elsewhere may leave out, since the rest of it says so: the year of its date, and ids of its provisions, where it has several and
// none has one.
func (t *Text) Complete() {
	if t.Year == 0 {
		t.Year = t.Date.Year
	}
	n := 0
	for p := range All(t.Provisions) {
		if n++; p.EID != "" {
			return
		}
	}
	if n > 1 {
		NameEIDs(t.Provisions)
	}
}

// recordMembers are the members that Text has a field for.
var recordMembers = map[string]bool{
	"id": true, "country": true, "type": true, "number": true, "title": true, "titles": true, "date": true, "year": true,
	"status": true, "source_url": true, "topics": true, "extra": true, "language": true, "from": true, "provisions": true,
	"text": true, "original": true, "warnings": true, "confidence": true, "relations": true,
}

// UnmarshalJSON reads a tag, or its ID alone: records made by hand and the evaluation sets write "topics":["firearms"].
func (t *Tag) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		*t = Tag{}
		return json.Unmarshal(b, &t.ID)
	}
	type plain Tag // without this method
	return json.Unmarshal(b, (*plain)(t))
}
