package bleve

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/pandect/pandect/index"
)

// facets counts the values of fields over the documents found, most frequent first.
func (v *view) facets(fields []string, found []int32) map[string][]index.Count {
	if len(fields) == 0 {
		return nil
	}
	out := make(map[string][]index.Count, len(fields))
	for _, f := range fields {
		switch f {
		case "country":
			out[f] = v.country.counts(found)
		case "language":
			out[f] = v.language.counts(found)
		case "type":
			out[f] = v.kind.counts(found)
		case "status":
			out[f] = v.status.counts(found)
		case "topic":
			out[f] = v.topic.counts(found, func(name string) string { return name })
		case "instrument":
			out[f] = v.requirement.counts(found, func(name string) string { i, _, _ := strings.Cut(name, "/"); return i })
		case "year":
			out[f] = v.years(found)
		}
	}
	return out
}

func (c *column) counts(found []int32) []index.Count {
	n := make([]int, len(c.names))
	for _, d := range found {
		n[c.of[d]]++
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
func (l *lists) counts(found []int32, value func(string) string) []index.Count {
	ids := make([]int, len(l.names))
	number := map[string]int{}
	var values []string
	for i, name := range l.names {
		s := value(name)
		if _, ok := number[s]; !ok {
			number[s] = len(values)
			values = append(values, s)
		}
		ids[i] = number[s]
	}
	n, last := make([]int, len(values)), make([]int32, len(values))
	for _, d := range found {
		for _, t := range l.of[d] {
			if id := ids[t]; last[id] != d+1 {
				last[id] = d + 1
				n[id]++
			}
		}
	}
	var out []index.Count
	for i, s := range values {
		if n[i] > 0 {
			out = append(out, index.Count{Value: s, Count: n[i]})
		}
	}
	return ordered(out)
}

func (v *view) years(found []int32) []index.Count {
	n := make([]int, v.yearTo-v.yearFrom+1)
	for _, d := range found {
		if y := v.year[d]; y > 0 {
			n[y-v.yearFrom]++
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
