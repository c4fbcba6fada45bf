package export

import (
	"bufio"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// HTML writes the laws as one page that needs no other file: provisions with their ids, right-to-left where the language asks for it. The page is
// in the language of the first law and, where nothing was asked, bears its title.
func HTML(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(printable{w}, 1<<16)
	head := pageHead{Title: orElse(h.title(), "Pandect"), Language: "en"}
	begun := false
	for item, err := range items {
		if err != nil {
			return err
		}
		if !begun {
			begun = true
			head = pageHead{Title: orElse(h.title(), item.Text.Title), Language: orElse(item.Text.Language, "und")}
			if err := page.ExecuteTemplate(out, "head", head); err != nil {
				return err
			}
		}
		if err := page.ExecuteTemplate(out, "law", pageLaw(&item, &h)); err != nil {
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

// printable leaves out the control characters that HTML forbids, and some files of laws hold.
type printable struct{ w io.Writer }

func (p printable) Write(b []byte) (int, error) {
	forbidden := func(c byte) bool { return c < ' ' && c != '\n' && c != '\t' && c != '\r' }
	if !slices.ContainsFunc(b, forbidden) {
		return p.w.Write(b)
	}
	_, err := p.w.Write(slices.DeleteFunc(slices.Clone(b), forbidden))
	return len(b), err
}

// pageHead is what stands in the head of the page.
type pageHead struct{ Title, Language string }

// block is a provision as the page shows it.
type block struct {
	ID       string // unique on the page: language, day, law and eid
	Kind     string
	Basic    bool
	Level    int      // of its heading
	Head     string   // label and heading; empty where it has no heading
	Lead     string   // the label, where it stands before the wording
	Lines    []string // none is empty
	Notes    []string
	Noted    []string // by a reader
	Holds    bool     // articles
	Children []block
}

// lawBlock is a law as the page shows it, or a part of its contents.
type lawBlock struct {
	Text   *corpus.Text
	Blocks []block
	Long   bool     // its contents list no articles
	Noted  []string // by a reader
}

func pageLaw(item *Item, h *Header) lawBlock {
	lines, noted := item.paragraphs(h)
	return lawBlock{&item.Text, blocks(&item.Text, item.Text.Provisions, noted, 2), long(&item.Text), lines}
}

// blocks are provisions as a page shows them; level is that of a heading that they would have, 2 below the title's.
func blocks(t *corpus.Text, ps []corpus.Provision, noted map[corpus.EID][]string, level int) []block {
	list := make([]block, len(ps))
	wording := orElse(t.Language, "und")
	if !t.From.IsZero() {
		wording += "@" + t.From.String()
	}
	for i := range ps {
		p := &ps[i]
		b := block{ID: wording + "/" + corpus.Ref{Law: t.ID, EID: p.EID}.String(), Kind: p.Kind, Basic: corpus.IsBasic(p.Kind)}
		below := level
		if head, ok := headed(p); ok {
			b.Head, b.Level, b.Holds = head, min(level, 6), corpus.HoldsBasic(p.Children)
			below++
		} else {
			b.Lead = p.Label
		}
		b.Children = blocks(t, p.Children, noted, below)
		b.Noted = noted[p.EID]
		for _, note := range p.Notes {
			b.Notes = append(b.Notes, oneLine(note))
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

var page = template.Must(template.New("").Funcs(template.FuncMap{
	"dir": func(language string) string {
		if corpus.RightToLeft(language) {
			return "rtl"
		}
		return "ltr"
	},
	"below": func(long bool, b block) lawBlock { return lawBlock{Blocks: b.Children, Long: long} },
	"facts": func(t *corpus.Text) string { return strings.Join(facts(t), " · ") },
	"und":   func(language string) string { return orElse(language, "und") },
}).Parse(`{{define "head"}}<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="Pandect">
<title>{{.Title}}</title>
<style>body{font:1rem/1.55 Georgia,"Noto Serif",serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2,h3,h4,h5,h6{font-size:1.2rem;margin-top:2rem}.basic>:is(h2,h3,h4,h5,h6){font-size:1rem;margin:1.4rem 0 .3rem}.facts,.note{color:#555;font-size:.9rem}.noted{border-inline-start:3px solid #888;padding-inline-start:.6rem;font-style:italic}nav ul{list-style:none;padding-inline-start:1rem;margin:.2rem 0}nav{font-size:.95rem;margin:1rem 0}
.sub{margin-inline-start:1.6rem}p{margin:.3rem 0}article{break-before:page}article:first-of-type{break-before:auto}footer{margin-top:3rem;border-top:1px solid #999;font-size:.85rem;color:#555}</style>
</head><body><main>
{{end}}{{define "law"}}{{with .Text}}<article lang="{{und .Language}}" dir="{{dir .Language}}"><h1>{{.Title}}</h1><p class="facts">{{facts .}}</p>
{{end}}{{template "noted" .Noted}}{{if .Blocks}}<nav>{{template "contents" .}}</nav>
{{end}}{{range .Blocks}}{{template "provision" .}}{{end}}</article>
{{end}}{{define "noted"}}{{range .}}<p class="noted" lang="" dir="auto">{{.}}</p>
{{end}}{{end}}{{define "contents"}}{{$long := .Long}}<ul>{{range .Blocks}}{{if and .Head (or (not $long) .Holds)}}<li><a href="#{{.ID}}">{{.Head}}</a>{{if .Holds}}{{template "contents" (below $long .)}}{{end}}</li>
{{end}}{{end}}</ul>{{end}}{{define "provision"}}{{if .Head}}<section id="{{.ID}}" class="{{.Kind}}{{if .Basic}} basic{{end}}">
{{template "within" .}}</section>
{{else}}<div id="{{.ID}}" class="{{.Kind}}">
{{template "within" .}}</div>
{{end}}{{end}}{{define "within"}}{{if .Head}}{{if eq .Level 2}}<h2>{{.Head}}</h2>{{else if eq .Level 3}}<h3>{{.Head}}</h3>{{else if eq .Level 4}}<h4>{{.Head}}</h4>{{else if eq .Level 5}}<h5>{{.Head}}</h5>{{else}}<h6>{{.Head}}</h6>{{end}}
{{end}}{{template "noted" .Noted}}{{$lead := .Lead}}{{range $i, $line := .Lines}}<p>{{if and $lead (eq $i 0)}}<b>{{$lead}}</b> {{end}}{{$line}}</p>
{{end}}{{with .Children}}<div{{if $.Basic}} class="sub"{{end}}>{{range .}}{{template "provision" .}}{{end}}</div>
{{end}}{{range .Notes}}<p class="note">{{.}}</p>
{{end}}{{end}}{{define "foot"}}</main><footer><p>{{if .Query}}{{.Query}} · {{end}}{{.Fingerprint}} · {{.Changed.UTC.Format "2006-01-02T15:04:05Z"}}</p></footer></body></html>
{{end}}`))
