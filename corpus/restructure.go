package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a correction can do to the structure of one text. EID names the provision that it is about, as it was called then.
const (
	Split     = "split"     // After is a Cut: what stands behind a place becomes a provision of its own
	Join      = "join"      // the provision that follows among its siblings, named by After, becomes part of it
	Renumber  = "renumber"  // Before and After are a Naming
	Retitle   = "retitle"   // Before and After are its heading
	Reword    = "reword"    // Before and After are its own wording
	Move      = "move"      // Before and After are a Place
	Remove    = "remove"    // Before is its wording
	Furniture = "furniture" // Before is a line that is printed on many pages; digits count as equal. After "anywhere": also within a paragraph. No EID: in all provisions
)

// Structural are the kinds of correction that change the structure of a text.
var Structural = []string{Split, Join, Renumber, Retitle, Reword, Move, Remove, Furniture}

// Cut is a place in the wording of a provision, and what begins there.
type Cut struct {
	In      EID    `json:"in,omitempty"` // it, or a part of it, whose own wording holds the place
	At      int    `json:"at,omitempty"` // byte of that wording
	Words   string `json:"words"`        // with which the new provision begins, so that the place is found in another reading
	Kind    string `json:"kind"`
	Number  string `json:"number,omitempty"`
	Label   string `json:"label,omitempty"`
	Heading string `json:"heading,omitempty"`
	Page    int    `json:"page,omitempty"` // 0: that of the provision it is cut off
}

// Naming is how a provision is counted.
type Naming struct {
	Kind   string `json:"kind"`
	Number string `json:"number,omitempty"`
	Label  string `json:"label,omitempty"`
}

// Place is where a provision stands in the tree.
type Place struct {
	Into      EID  `json:"into,omitempty"`      // what holds it; "": nothing
	After     EID  `json:"after,omitempty"`     // what stands before it there; "": it is the first
	Following bool `json:"following,omitempty"` // with all that follow it where it stood
}

// IsStructural says whether c changes the structure of a text.
func (c *Correction) IsStructural() bool { return slices.Contains(Structural, c.What) }

// State is a digest of what a person sees of a provision and all below it, hex: kinds, numbers, headings and wording, without tags.
func (p *Provision) State() string {
	hash := sha256.New()
	for q := range All([]Provision{*p}) {
		fmt.Fprintf(hash, "%q%q%q%q%q%q", q.EID, q.Kind, q.Number, q.Label, q.Heading, q.Text)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// maxWording is how long the wording of one provision may be that a person types, in bytes.
const maxWording = 1 << 20

// checkStructure reports what makes a correction of the structure unfit, whatever the text: ErrInvalid.
func (c *Correction) checkStructure() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%s: %s: %w", c.What, fmt.Sprintf(format, args...), ErrInvalid)
	}
	if _, err := ParseEID(string(c.EID)); err != nil {
		return err
	}
	if c.Undoes != 0 {
		return nil
	}
	for _, s := range []string{c.Before, c.After} {
		if len(s) > maxWording {
			return bad("longer than %d bytes", maxWording)
		}
		if !utf8.ValidString(s) {
			return bad("not UTF-8")
		}
	}
	if c.EID == "" && c.What != Furniture {
		return bad("a provision is to be named")
	}
	switch c.What {
	case Split:
		cut, err := read[Cut](c)
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(cut.Words) == "" && cut.In == "":
			return bad("the words with which the new provision begins are to be named")
		case len(cut.Words) > maxField:
			return bad("at most %d bytes of the words with which the new provision begins are needed", maxField)
		case cut.Page < 0 || cut.At < 0:
			return bad("no place is before the first")
		}
		return checkNaming(c.What, Naming{cut.Kind, cut.Number, cut.Label}, cut.Heading)
	case Renumber:
		n, err := read[Naming](c)
		if err != nil {
			return err
		}
		return checkNaming(c.What, n, "")
	case Retitle:
		return checkNaming(c.What, Naming{Kind: "article"}, c.After)
	case Move:
		_, err := read[Place](c)
		return err
	case Furniture:
		if len(strings.Fields(c.Before)) == 0 || len(c.Before) > maxField {
			return bad("a line of at most %d bytes is to be named", maxField)
		}
		if c.After != "" && c.After != "anywhere" {
			return bad("lines are removed, or what stands anywhere, not %q", c.After)
		}
	}
	return nil
}

func checkNaming(what string, n Naming, heading string) error {
	for _, r := range n.Kind {
		if !unicode.IsLower(r) && r != '-' && r != '_' {
			return fmt.Errorf("%s: kind %q: small letters alone: %w", what, n.Kind, ErrInvalid)
		}
	}
	if n.Kind == "" || len(n.Kind) > 40 {
		return fmt.Errorf("%s: a kind of 1 to 40 letters is needed, such as article: %w", what, ErrInvalid)
	}
	if len(n.Number) > 200 || len(n.Label) > 200 || len(heading) > maxField {
		return fmt.Errorf("%s: a number has at most 200 bytes and a heading %d: %w", what, maxField, ErrInvalid)
	}
	return nil
}

// read is what the correction says beside the provision that it is about.
func read[T any](c *Correction) (v T, err error) {
	if err := json.Unmarshal([]byte(c.After), &v); err != nil {
		return v, fmt.Errorf("%s: %v: %w", c.What, err, ErrInvalid)
	}
	return v, nil
}

func written(v any) string {
	b, err := json.Marshal(v)
	if err != nil { // of strings and numbers alone
		panic(err)
	}
	return string(b)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
