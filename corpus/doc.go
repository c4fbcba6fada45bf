// Package corpus is the library itself: laws, their texts and provisions, the originals they were read from, topics,
// instruments and assessments, and the two contracts that keep them: Catalog (what is known) and Files (what was received).
//
// It imports the standard library alone. It reads no document and answers no question: package ingest makes Texts out of
// files, package index finds Provisions. Start with Text.
package corpus
