package api

import (
	"maps"
	"slices"

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
