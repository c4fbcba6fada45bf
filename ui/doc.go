// Package ui draws the pages: one typed struct and one template a page, messages in six languages, style and script files, all embedded.
//
// It knows no HTTP: it is given data and writes HTML. Every page works without script and asks no other host for anything.
// Start with Pages.Write and Frame; message/*.json holds the words, template/*.html the pages.
package ui
