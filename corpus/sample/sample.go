// Package sample holds the demonstration laws: fictional laws of fictional states, written for this project, as files of the kinds a
// library receives (portal pages, word-processor pages, gazettes, a scan), with a manifest. make.py made them out of source/.
package sample

import "embed"

// FS has manifest.csv and the files it lists, below law/.
//
//go:embed manifest.csv law
var FS embed.FS
