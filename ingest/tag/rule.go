package tag

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

// rule says when a provision gets a tag: conditions that must all hold.
type rule struct {
	id     string // of the topic or requirement
	name   string // the rule as written, without weight: what a lawyer can look up
	weight float64
	window int32 // tokens within which the near conditions must meet
	near   []condition
	other  []condition // looked for where their place says
	absent []condition
	penal  bool      // one of its conditions is a penalty
	own    bool      // of a requirement: one of its conditions is at home in the requirement's topic
	home   condition // instead of all others: what a law about the topic, or a provision elsewhere, must name
}

// condition holds where one of its alternatives is found.
type condition []alternative

// alternative is a group of the lexicon and the place in which its terms count.
type alternative struct {
	group int32
	place place
}

type place uint8

const (
	near  place = iota // within the window of the other near conditions
	unit               // anywhere in the provision or its heading
	head               // in its heading, or in its first words where it has none
	above              // in the law's title or a heading above
	about              // above or unit
)

var places = map[string]place{"unit": unit, "head": head, "title": above, "about": about}

// defaultWindow is about three lines of print to either side; Chinese counts a character as a token and gets twice as much.
const defaultWindow = 120

// parseRules reads a file of rules: an ID at the start of a line, its rules indented below it:
//
//	tip-protocol/5/1
//	  .9 tip-act + exploitation + unit:penalty - migrant-smuggling /80
//
// ErrInvalid names file and line; a group that no language has words for is an error too.
func parseRules(name, text string, lexicon *topic.Lexicon) ([]rule, error) {
	var out []rule
	id := ""
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(strings.TrimRight(line, " \t\r"), "#")
		body := strings.TrimSpace(line)
		switch {
		case body == "":
		case line[0] != ' ' && line[0] != '\t':
			if id = body; strings.ContainsAny(id, " +|") {
				return nil, fmt.Errorf("%s line %d: want the ID of a topic or requirement, or a rule indented below one: %w", name, i+1, corpus.ErrInvalid)
			}
		case id == "":
			return nil, fmt.Errorf("%s line %d: a rule without an ID above it: %w", name, i+1, corpus.ErrInvalid)
		case strings.HasPrefix(body, "home "):
			c, err := parseCondition(strings.TrimSpace(body[len("home "):]), lexicon)
			if err != nil {
				return nil, fmt.Errorf("%s line %d: %w", name, i+1, err)
			}
			out = append(out, rule{id: id, home: c})
		default:
			r, err := parseRule(body, lexicon)
			if err != nil {
				return nil, fmt.Errorf("%s line %d: %w", name, i+1, err)
			}
			r.id = id
			out = append(out, r)
		}
	}
	return out, nil
}

func parseRule(s string, lexicon *topic.Lexicon) (rule, error) {
	r := rule{window: defaultWindow}
	fields := strings.Fields(s)
	w, err := strconv.ParseFloat(fields[0], 64)
	if err != nil || !(w > 0 && w <= 1) {
		return r, fmt.Errorf("a rule begins with its weight, above 0 and up to 1, not %q: %w", fields[0], corpus.ErrInvalid)
	}
	r.weight, r.name = w, strings.Join(fields[1:], " ")
	fields = fields[1:]
	if n := len(fields) - 1; n >= 0 && strings.HasPrefix(fields[n], "/") {
		k, err := strconv.Atoi(fields[n][1:])
		if err != nil || k < 1 || k > 10_000 {
			return r, fmt.Errorf("a window is / and a number of words, not %q: %w", fields[n], corpus.ErrInvalid)
		}
		r.window, fields = int32(k), fields[:n] // #nosec G109 -- 1 to 10,000, see above
	}
	sign := "+"
	for i, f := range fields {
		if i%2 == 1 {
			if sign = f; sign != "+" && sign != "-" {
				return r, fmt.Errorf("between conditions stands + (and) or - (but not), not %q: %w", f, corpus.ErrInvalid)
			}
			continue
		}
		c, err := parseCondition(f, lexicon)
		if err != nil {
			return r, err
		}
		r.add(c, sign)
		r.penal = r.penal || strings.Contains(f, "penalty")
	}
	if len(fields)%2 == 0 || len(r.near)+len(r.other) == 0 {
		return r, fmt.Errorf("rule %q lacks a condition: %w", s, corpus.ErrInvalid)
	}
	return r, nil
}

func (r *rule) add(c condition, sign string) {
	switch {
	case sign == "-":
		r.absent = append(r.absent, c)
	case c.isNear():
		r.near = append(r.near, c)
	default:
		r.other = append(r.other, c)
	}
}

// names says whether r asks for a group of c, in any place.
func (r *rule) names(c condition) bool {
	of := func(d condition) bool {
		return slices.ContainsFunc(d, func(a alternative) bool {
			return slices.ContainsFunc(c, func(b alternative) bool { return a.group == b.group })
		})
	}
	return slices.ContainsFunc(r.near, of) || slices.ContainsFunc(r.other, of)
}

// isNear: a condition with one alternative of another place is looked for at its places, the near alternatives anywhere in the provision.
func (c condition) isNear() bool {
	for _, a := range c {
		if a.place != near {
			return false
		}
	}
	return true
}

func parseCondition(s string, lexicon *topic.Lexicon) (condition, error) {
	var c condition
	for part := range strings.SplitSeq(s, "|") {
		a := alternative{}
		name := part
		if p, rest, ok := strings.Cut(part, ":"); ok {
			if a.place, ok = places[p]; !ok {
				return nil, fmt.Errorf("%q: no place %q; there are unit, head, title and about: %w", s, p, corpus.ErrInvalid)
			}
			name = rest
		}
		var ok bool
		if a.group, ok = lexicon.Group(name); !ok {
			return nil, fmt.Errorf("no file of the lexicon has words for %q: %w", name, corpus.ErrInvalid)
		}
		c = append(c, a)
	}
	return c, nil
}
