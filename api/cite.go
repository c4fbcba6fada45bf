package api

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// cited is a citation for people: title, type and number, date or year, jurisdiction, the provision where there is one.
func cited(s *ui.Speech, t *corpus.Text, p *corpus.Provision) string {
	parts := []string{cmp.Or(t.Title, string(t.ID))}
	if t.Number != "" {
		parts = append(parts, s.T("law.number", "number", t.Number))
	}
	if date := s.Date(t.Date); date != "" {
		parts = append(parts, date)
	} else if t.Year != 0 {
		parts = append(parts, blankZero(t.Year))
	}
	law := strings.Join(parts, ", ")
	if t.Country != "" {
		law += " (" + s.Country(t.Country) + ")"
	}
	if p == nil {
		return law
	}
	return s.T("cite.place", "law", law, "provision", cmp.Or(p.Label, p.Number, p.Heading, string(p.EID)))
}

// legislation is schema.org/Legislation as JSON-LD, and in the terms of the European Legislation Identifier (ELI ontology) where they say more: each wording of
// the law with its language, and the files that embody it.
type legislation struct {
	Context      []any     `json:"@context"`
	Type         []string  `json:"@type"`
	ID           string    `json:"@id"`
	URL          string    `json:"url"`
	Identifier   string    `json:"legislationIdentifier"`
	Name         string    `json:"name"`
	LawType      string    `json:"legislationType,omitempty"`
	Jurisdiction string    `json:"legislationJurisdiction,omitempty"`
	Date         string    `json:"legislationDate,omitempty"`
	Force        string    `json:"legislationLegalForce,omitempty"`
	Language     []string  `json:"inLanguage,omitempty"`
	Encoding     []media   `json:"encoding,omitempty"`
	SameAs       string    `json:"sameAs,omitempty"`
	LocalID      string    `json:"eli:id_local,omitempty"` // the number
	Wordings     []eliText `json:"eli:is_realized_by,omitempty"`

	Amends       []thing `json:"legislationAmends,omitempty"`
	Repeals      []thing `json:"legislationRepeals,omitempty"`
	Implements   []thing `json:"legislationEnsuresImplementationOf,omitempty"`
	Consolidates []thing `json:"legislationConsolidates,omitempty"`
	BasedOn      []thing `json:"isBasedOn,omitempty"`
	Translates   []thing `json:"translationOfWork,omitempty"`
}

// thing is another law: by its address where the library holds it, else by its name alone.
type thing struct {
	Type string `json:"@type"`
	ID   string `json:"@id,omitempty"`
	Name string `json:"name,omitempty"`
}

// eliText is a wording of a law in a language, and from a day where that is known.
type eliText struct {
	Type     string  `json:"@type"` // eli:LegalExpression
	ID       string  `json:"@id"`
	Title    string  `json:"eli:title,omitempty"`
	Language string  `json:"eli:language,omitempty"`
	From     string  `json:"eli:first_date_entry_in_force,omitempty"`
	Files    []thing `json:"eli:is_embodied_by,omitempty"`
}

type media struct {
	Type        string `json:"@type"`
	ContentURL  string `json:"contentUrl"`
	Format      string `json:"encodingFormat,omitempty"`
	ContentSize string `json:"contentSize,omitempty"`
	SHA256      string `json:"sha256,omitempty"`
}

func linkedLaw(base string, t *corpus.Text, texts []corpus.Text) legislation {
	l := legislation{
		Context: []any{"https://schema.org", map[string]string{"eli": "http://data.europa.eu/eli/ontology#"}}, Type: []string{"Legislation", "eli:LegalResource"}, LocalID: t.Number, ID: base + ui.LawPath(t.ID), URL: base + ui.LawPath(t.ID), Identifier: string(t.ID),
		Name: cmp.Or(t.Title, string(t.ID)), LawType: t.Type, Jurisdiction: t.Country, Date: cmp.Or(t.Date.String(), blankZero(t.Year)), SameAs: webAddress(t.SourceURL),
	}
	switch t.Status {
	case "in force":
		l.Force = "https://schema.org/InForce"
	case "repealed", "not yet in force", "bill", "draft":
		l.Force = "https://schema.org/NotInForce"
	}
	into := map[string]*[]thing{"amends": &l.Amends, "repeals": &l.Repeals, "implements": &l.Implements, "consolidates": &l.Consolidates, "based-on": &l.BasedOn, "translates": &l.Translates}
	for _, r := range t.Outgoing() {
		other := thing{Type: "Legislation", Name: r.Words}
		if r.Law != "" {
			other.ID = base + ui.LawPath(r.Law)
		}
		*into[r.Kind] = append(*into[r.Kind], other)
	}
	for _, x := range texts {
		l.Language = append(l.Language, x.Language)
		wording := eliText{Type: "eli:LegalExpression", ID: l.ID + "?" + url.Values{"language": {x.Language}}.Encode(), Title: x.Title, Language: x.Language, From: x.From.String()}
		if !x.From.IsZero() {
			wording.ID += "&asof=" + x.From.String()
		}
		if o := x.Original; o != nil && o.SHA256 != "" {
			l.Encoding = append(l.Encoding, media{Type: "LegislationObject", ContentURL: base + "/api/v1/originals/" + o.SHA256, Format: o.MediaType, SHA256: o.SHA256})
			wording.Files = []thing{{Type: "eli:Format", ID: base + "/api/v1/originals/" + o.SHA256}}
		}
		l.Wordings = append(l.Wordings, wording)
	}
	return l
}

// citations are the files by which reference managers take a law.
func (s *server) citations(law url.Values) []ui.Entry {
	var out []ui.Entry
	for _, f := range []struct{ format, label string }{{"ris", "RIS"}, {"bibtex", "BibTeX"}, {"csl", "CSL-JSON"}} {
		if s.hasFormat(f.format) {
			out = append(out, ui.Entry{Label: f.label, Href: exportHref(f.format, law)})
		}
	}
	return out
}

func exportHref(format string, v url.Values) string {
	with := url.Values{"format": {format}}
	for name, values := range v {
		with[name] = values
	}
	return addressOf("/api/v1/export", with)
}
