package bleve

import (
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
)

// allowed is the set of live documents that the filters choose.
func (v *view) allowed(f *index.Filters, b *board) bits {
	set := b.copied(v.live)
	v.narrow(set, f)
	if f.Not != nil {
		for _, one := range alternatives(f.Not) {
			out := b.copied(v.live)
			v.narrow(out, &one)
			set.not(out)
		}
	}
	return set
}

// alternatives are the filters of f one field at a time: -country:KE -type:act leaves out both kinds.
func alternatives(f *index.Filters) []index.Filters {
	var out []index.Filters
	add := func(one index.Filters, n int) {
		if n > 0 {
			out = append(out, one)
		}
	}
	add(index.Filters{Country: f.Country}, len(f.Country))
	add(index.Filters{Topic: f.Topic}, len(f.Topic))
	add(index.Filters{Language: f.Language}, len(f.Language))
	add(index.Filters{Type: f.Type}, len(f.Type))
	add(index.Filters{Status: f.Status}, len(f.Status))
	add(index.Filters{Instrument: f.Instrument}, len(f.Instrument))
	add(index.Filters{Article: f.Article}, len(f.Article))
	add(index.Filters{Law: f.Law}, len(f.Law))
	add(index.Filters{YearFrom: f.YearFrom, YearTo: f.YearTo}, f.YearFrom+f.YearTo)
	if !f.AsOf.IsZero() {
		add(index.Filters{AsOf: f.AsOf}, 1)
	}
	return out
}

func (v *view) narrow(set bits, f *index.Filters) {
	keep := func(n int, has func(d int) bool) {
		if n == 0 {
			return
		}
		set.each(func(d int) {
			if !has(d) {
				set.clear(d)
			}
		})
	}
	one := func(values []string, c *column, same func(value, wanted string) bool) {
		if len(values) == 0 {
			return
		}
		chosen := choose(values, c.names, same)
		keep(len(values), func(d int) bool { return chosen[c.of[d]] })
	}
	many := func(values []string, l *lists, same func(value, wanted string) bool) {
		if len(values) == 0 {
			return
		}
		chosen := choose(values, l.names, same)
		keep(len(values), func(d int) bool {
			for _, t := range l.at(d) {
				if chosen[t] {
					return true
				}
			}
			return false
		})
	}
	one(f.Law, &v.law, equal)
	one(f.Country, &v.country, inCountry)
	one(f.Language, &v.language, equal)
	one(f.Type, &v.kind, strings.EqualFold)
	one(f.Status, &v.status, strings.EqualFold)
	many(f.Topic, &v.topic, equal)
	many(f.Instrument, &v.requirement, below)
	many(f.Article, &v.requirement, below)
	if !f.AsOf.IsZero() {
		applied := make([]bool, len(v.applies.names))
		for i, period := range v.applies.names {
			applied[i] = corpus.Period(period).Holds(f.AsOf)
		}
		keep(1, func(d int) bool { return applied[v.applies.of[d]] })
	}
	keep(f.YearFrom+f.YearTo, func(d int) bool {
		y := int(v.year[d])
		return y != 0 && y >= f.YearFrom && (f.YearTo == 0 || y <= f.YearTo)
	})
}

// choose says of every name whether a filter asks for it.
func choose(values, names []string, same func(value, wanted string) bool) []bool {
	chosen := make([]bool, len(names))
	for i, name := range names {
		for _, want := range values {
			if same(name, want) {
				chosen[i] = true
			}
		}
	}
	return chosen
}

func equal(value, wanted string) bool { return value == wanted }

// inCountry: a state's laws are those of its subdivisions too.
func inCountry(value, wanted string) bool {
	return strings.EqualFold(value, wanted) || len(wanted) == 2 && len(value) > 3 && strings.EqualFold(value[:3], wanted+"-")
}

// below: a requirement untoc/6/1/a belongs to article untoc/6 and to the instrument untoc.
func below(value, wanted string) bool { return value == wanted || strings.HasPrefix(value, wanted+"/") }
