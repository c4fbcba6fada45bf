package export

import (
	"bufio"
	"html/template"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// HTML writes the laws as one page that needs no other file: provisions with their ids, right-to-left where the language asks for it. The page is
// in the language of the first law and, where nothing was asked, bears its title.
func HTML(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	head := pageHead{Title: orElse(h.Query, "Pandect"), Language: "en"}
	begun := false
	for item, err := range items {
		if err != nil {
			return err
		}
		if !begun {
			begun = true
			head = pageHead{Title: orElse(h.Query, item.Text.Title), Language: orElse(item.Text.Language, "und")}
			if err := page.ExecuteTemplate(out, "head", head); err != nil {
				return err
			}
		}
		if err := page.ExecuteTemplate(out, "law", &item.Text); err != nil {
			return err
		}
	}
	if !begun {
		if err := page.ExecuteTemplate(out, "head", head); err != nil {
			return err
		}
	}
	if err := page.ExecuteTemplate(out, "foot", h); err != nil {
		return err
	}
	return out.Flush()
}

// pageHead is what stands in the head of the page.
type pageHead struct{ Title, Language string }

// block is a provision as the page shows it.
type block struct {
	ID       string // unique on the page: law, language and eid
	Kind     string
	Basic    bool
	Head     string   // label and heading; empty where it has no heading
	Lead     string   // the label, where it stands before the wording
	Lines    []string // none is empty
	Children []block
}

func blocks(t *corpus.Text, ps []corpus.Provision) []block {
	list := make([]block, len(ps))
	for i := range ps {
		p := &ps[i]
		b := block{ID: orElse(t.Language, "und") + "/" + corpus.Ref{Law: t.ID, EID: p.EID}.String(), Kind: p.Kind, Basic: corpus.IsBasic(p.Kind), Children: blocks(t, p.Children)}
		if p.Heading != "" || b.Basic {
			b.Head = strings.TrimSpace(p.Label + " " + p.Heading)
		} else {
			b.Lead = p.Label
		}
		for line := range strings.SplitSeq(p.Text, "\n") {
			if line != "" {
				b.Lines = append(b.Lines, line)
			}
		}
		if b.Lead != "" && len(b.Lines) == 0 {
			b.Lines = []string{""}
		}
		list[i] = b
	}
	return list
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
	"facts":  func(t *corpus.Text) string { return strings.Join(facts(t), " · ") },
	"blocks": func(t *corpus.Text) []block { return blocks(t, t.Provisions) },
	"und":    func(language string) string { return orElse(language, "und") },
}).Parse(`{{define "head"}}<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="Pandect">
<title>{{.Title}}</title>
<style>body{font:1rem/1.55 Georgia,"Noto Serif",serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.4rem 0 .3rem}.facts{color:#555;font-size:.9rem}
.sub{margin-inline-start:1.6rem}p{margin:.3rem 0}article{break-before:page}article:first-of-type{break-before:auto}footer{margin-top:3rem;border-top:1px solid #999;font-size:.85rem;color:#555}</style>
</head><body>
{{end}}{{define "law"}}<article lang="{{und .Language}}" dir="{{dir .Language}}"><h1>{{.Title}}</h1><p class="facts">{{facts .}}</p>
{{range blocks .}}{{template "provision" .}}{{end}}</article>
{{end}}{{define "provision"}}<section id="{{.ID}}" class="{{.Kind}}">
{{if .Head}}{{if .Basic}}<h3>{{.Head}}</h3>{{else}}<h2>{{.Head}}</h2>{{end}}
{{end}}{{$lead := .Lead}}{{range $i, $line := .Lines}}<p>{{if and $lead (eq $i 0)}}<b>{{$lead}}</b> {{end}}{{$line}}</p>
{{end}}{{with .Children}}<div{{if $.Basic}} class="sub"{{end}}>{{range .}}{{template "provision" .}}{{end}}</div>
{{end}}</section>
{{end}}{{define "foot"}}<footer><p>{{if .Query}}{{.Query}} · {{end}}{{.Fingerprint}} · {{.Changed.UTC.Format "2006-01-02T15:04:05Z"}}</p></footer></body></html>
{{end}}`))
