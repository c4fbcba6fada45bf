package ingest

// Language is the language of the document's wording (ISO 639-1): what the hint says, else what the wording shows, else what is declared.
func Language(doc *Document, hint Hint) string {
	if hint.Language != "" {
		return hint.Language
	}
	return doc.Language
}
