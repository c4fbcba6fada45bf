package bleve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/index"
)

// facets counts the values of fields over the documents found, most frequent first. What is the law's own is counted by text: inTexts is how many of the
// documents stand in each.
func (v *view) facets(fields []string, found []int32, inTexts []int) map[string][]index.Count {
	if len(fields) == 0 {
		return nil
	}
	out := make(map[string][]index.Count, len(fields))
	for _, f := range fields {
		switch f {
		case "country":
			out[f] = v.country.counts(inTexts)
		case "language":
			out[f] = v.language.counts(inTexts)
		case "type":
			out[f] = v.kind.counts(inTexts)
		case "status":
			out[f] = v.status.counts(inTexts)
		case "topic":
			out[f] = v.topic.counts(found)
		case "instrument":
			out[f] = v.requirement.counts(found)
		case "year":
			out[f] = v.years(inTexts)
		}
	}
	return out
}

// perText is how many of some documents stand in each text; room is taken where it is large enough.
func (v *view) perText(found []int32, room []int) []int {
	n := fresh(&room, len(v.yearOfText))
	for _, d := range found {
		n[v.text[d]]++
	}
	return n
}

func (c *column) counts(inTexts []int) []index.Count {
	n := make([]int, len(c.names))
	for text, count := range inTexts {
		n[c.ofText[text]] += count
	}
	var out []index.Count
	for i, name := range c.names {
		if n[i] > 0 && name != "" {
			out = append(out, index.Count{Value: name, Count: n[i]})
		}
	}
	return ordered(out)
}

// counts counts a document once for every different value that its names come to.
func (l *lists) counts(found []int32) []index.Count {
	n, last := make([]int, len(l.values)), make([]int32, len(l.values))
	for _, d := range found {
		for _, name := range l.at(int(d)) {
			if id := l.valueOf[name]; last[id] != d+1 {
				last[id] = d + 1
				n[id]++
			}
		}
	}
	var out []index.Count
	for i, s := range l.values {
		if n[i] > 0 {
			out = append(out, index.Count{Value: s, Count: n[i]})
		}
	}
	return ordered(out)
}

func (v *view) years(inTexts []int) []index.Count {
	n := make([]int, v.yearTo-v.yearFrom+1)
	for text, count := range inTexts {
		if y := v.yearOfText[text]; y > 0 {
			n[y-v.yearFrom] += count
		}
	}
	var out []index.Count
	for i, count := range n {
		if count > 0 {
			out = append(out, index.Count{Value: strconv.Itoa(int(v.yearFrom) + i), Count: count})
		}
	}
	return ordered(out)
}

func ordered(counts []index.Count) []index.Count {
	slices.SortFunc(counts, func(a, b index.Count) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Value, b.Value)) })
	return counts
}
