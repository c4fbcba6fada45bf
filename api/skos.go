package api

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"
)

// skosScheme is the topics as a SKOS concept scheme in JSON-LD.
type skosScheme struct {
	Context map[string]any `json:"@context"`
	Graph   []skosConcept  `json:"@graph"`
}

type skosConcept struct {
	ID        string      `json:"@id"`
	Type      string      `json:"@type"`
	Notation  string      `json:"notation,omitempty"`
	PrefLabel []skosLabel `json:"prefLabel,omitempty"`
	Broader   string      `json:"broader,omitempty"`
	TopOf     string      `json:"topConceptOf,omitempty"`
	InScheme  string      `json:"inScheme,omitempty"`
}

type skosLabel struct {
	Language string `json:"@language"`
	Value    string `json:"@value"`
}

// skos gives the scheme of topics as linked data (SKOS Reference, W3C Recommendation 2009): one label a language, broader without cycles.
func (s *server) skos(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	scheme := s.base(c.Request()) + "/topics"
	link := map[string]string{"@type": "@id"}
	with := func(id string) map[string]string {
		m := maps.Clone(link)
		m["@id"] = id
		return m
	}
	out := skosScheme{
		Context: map[string]any{
			"@vocab": "http://www.w3.org/2004/02/skos/core#", "broader": with("http://www.w3.org/2004/02/skos/core#broader"),
			"topConceptOf": with("http://www.w3.org/2004/02/skos/core#topConceptOf"), "inScheme": with("http://www.w3.org/2004/02/skos/core#inScheme"),
		},
		Graph: []skosConcept{{ID: scheme, Type: "ConceptScheme"}},
	}
	for _, t := range s.Scheme.Topics {
		concept := skosConcept{ID: scheme + "#" + t.ID, Type: "Concept", Notation: t.ID, InScheme: scheme}
		if t.Broader == "" {
			concept.TopOf = scheme
		} else {
			concept.Broader = scheme + "#" + t.Broader
		}
		for _, language := range slices.Sorted(maps.Keys(t.Labels)) {
			concept.PrefLabel = append(concept.PrefLabel, skosLabel{language, t.Labels[language]})
		}
		out.Graph = append(out.Graph, concept)
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/ld+json")
	return jsonTo(c.Response(), out)
}

// skosTurtle gives the same scheme as Turtle (RDF 1.1 Turtle, W3C Recommendation 2014).
func (s *server) skosTurtle(c echo.Context) error {
	if done, err := s.unchanged(c); done || err != nil {
		return err
	}
	scheme := s.base(c.Request()) + "/topics"
	c.Response().Header().Set(echo.HeaderContentType, "text/turtle; charset=utf-8")
	out := bufio.NewWriter(c.Response())
	fmt.Fprintf(out, "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n%s a skos:ConceptScheme .\n", turtleIRI(scheme))
	for _, t := range s.Scheme.Topics {
		place := "skos:topConceptOf " + turtleIRI(scheme)
		if t.Broader != "" {
			place = "skos:broader " + turtleIRI(scheme+"#"+t.Broader)
		}
		fmt.Fprintf(out, "\n%s a skos:Concept ;\n  skos:notation %s ;\n  skos:inScheme %s ;\n", turtleIRI(scheme+"#"+t.ID), turtleString(t.ID), turtleIRI(scheme))
		for _, language := range slices.Sorted(maps.Keys(t.Labels)) {
			fmt.Fprintf(out, "  skos:prefLabel %s@%s ;\n", turtleString(t.Labels[language]), language)
		}
		fmt.Fprintf(out, "  %s .\n", place)
	}
	return out.Flush()
}

// turtleIRI writes an address: what may not stand in one is escaped as in addresses.
func turtleIRI(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(&b, "%%%02X", r)
		} else {
			b.WriteRune(r)
		}
	}
	return "<" + b.String() + ">"
}

func turtleString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`).Replace(s) + `"`
}
