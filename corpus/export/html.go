package export

import (
	"bufio"
	"html/template"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// HTML writes the laws as one page that needs no other file: contents, provisions with their ids, right-to-left where the language asks for it.
func HTML(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if err := page.ExecuteTemplate(out, "head", h); err != nil {
		return err
	}
	for item, err := range items {
		if err != nil {
			return err
		}
		if err := page.ExecuteTemplate(out, "law", &item.Text); err != nil {
			return err
		}
	}
	if err := page.ExecuteTemplate(out, "foot", h); err != nil {
		return err
	}
	return out.Flush()
}

// RightToLeft says whether a language is written from the right.
func RightToLeft(language string) bool {
	switch language {
	case "ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi":
		return true
	}
	return false
}

var page = template.Must(template.New("").Funcs(template.FuncMap{
	"dir": func(language string) string {
		if RightToLeft(language) {
			return "rtl"
		}
		return "ltr"
	},
	"facts":    func(t *corpus.Text) string { return strings.Join(facts(t), " · ") },
	"lines":    func(s string) []string { return strings.Split(s, "\n") },
	"basic":    corpus.IsBasic,
	"id":       func(law corpus.URI, eid corpus.EID) string { return string(law) + "--" + string(eid) },
	"with_law": func(law corpus.URI, p corpus.Provision) map[string]any { return map[string]any{"Law": law, "P": p} },
}).Parse(`{{define "head"}}<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="Pandect">
<title>{{if .Query}}{{.Query}}{{else}}Pandect{{end}}</title>
<style>body{font:1rem/1.55 Georgia,"Noto Serif",serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.4rem 0 .3rem}.facts{color:#555;font-size:.9rem}
.sub{margin-inline-start:1.6rem}p{margin:.3rem 0}article{break-before:page}article:first-of-type{break-before:auto}footer{margin-top:3rem;border-top:1px solid #999;font-size:.85rem;color:#555}</style>
</head><body>
{{end}}{{define "law"}}<article lang="{{.Language}}" dir="{{dir .Language}}"><h1>{{.Title}}</h1><p class="facts">{{facts .}}</p>
{{$law := .ID}}{{range .Provisions}}{{template "provision" (with_law $law .)}}{{end}}</article>
{{end}}{{define "provision"}}{{$law := .Law}}{{with .P}}<section id="{{id $law .EID}}"{{if not (basic .Kind)}}{{if .Label}} class="{{.Kind}}"{{end}}{{end}}>
{{if or .Heading (basic .Kind)}}{{if basic .Kind}}<h3>{{.Label}} {{.Heading}}</h3>{{else}}<h2>{{.Label}} {{.Heading}}</h2>{{end}}{{else if .Label}}<p><b>{{.Label}}</b></p>{{end}}
{{range lines .Text}}{{if .}}<p>{{.}}</p>{{end}}{{end}}{{if .Children}}<div{{if basic .Kind}} class="sub"{{end}}>{{range .Children}}{{template "provision" (with_law $law .)}}{{end}}</div>{{end}}</section>
{{end}}{{end}}{{define "foot"}}<footer><p>{{if .Query}}{{.Query}} · {{end}}{{.Fingerprint}} · {{.Changed.UTC.Format "2006-01-02T15:04:05Z"}}</p></footer></body></html>
{{end}}`))
