package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/language"

	"github.com/pandect/pandect/corpus"
)

const aknNamespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

// AKN writes Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): one law as <akomaNtoso>, several as a <documentCollection> of them. eIds follow the
// naming convention 1.0, FRBR addresses its section 4.
func AKN(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	fmt.Fprint(out, xml.Header)
	a := akn{out: out, changed: h.Changed.UTC().Format("2006-01-02")}
	var held *Item
	several := false
	for item, err := range items {
		if err != nil {
			return err
		}
		if held == nil {
			held = &item
			continue
		}
		if !several {
			several = true
			a.collection(h)
			a.component(held)
		}
		a.component(&item)
	}
	switch {
	case several:
		fmt.Fprint(out, "</collectionBody></documentCollection></akomaNtoso>\n")
	case held != nil:
		fmt.Fprintf(out, "<akomaNtoso xmlns=%q>\n", aknNamespace)
		a.act(held, "")
		fmt.Fprint(out, "</akomaNtoso>\n")
	default:
		a.collection(h)
		fmt.Fprint(out, `<component eId="cmp_0"><interstitial><p>no law was chosen</p></interstitial></component></collectionBody></documentCollection></akomaNtoso>`+"\n")
	}
	return out.Flush()
}

// akn writes; errors come with the writer's Flush.
type akn struct {
	out     *bufio.Writer
	changed string
	n       int
	prefix  string           // of the eIds of the law being written
	noted   map[string][]int // numbers of its readers' notes by the eId that they are on, prefix for the law, as long as nothing refers to them
}

func (a *akn) collection(h Header) {
	fmt.Fprintf(a.out, "<akomaNtoso xmlns=%q>\n<documentCollection name=\"collection\"><meta>", aknNamespace)
	a.frbr("/akn/int/collection/"+short(h.Fingerprint), "en", a.changed, "", "int")
	a.references()
	fmt.Fprint(a.out, "</meta><collectionBody>\n")
}

func (a *akn) component(item *Item) {
	a.n++
	fmt.Fprintf(a.out, "<component eId=\"cmp_%d\">\n", a.n)
	a.act(item, fmt.Sprintf("cmp_%d__", a.n))
	fmt.Fprint(a.out, "</component>\n")
}

// frbr writes the identification: the work with its date, the expression in a language (ISO 639-2, as the naming convention asks) from a day on, its manifestation here.
func (a *akn) frbr(work, code, date, from, country string) {
	if date == "" {
		date = a.changed
	}
	code = threeLetters(code)
	expression := work + "/" + code + "@" + from
	fmt.Fprint(a.out, `<identification source="#pandect">`)
	for _, level := range []struct{ name, uri, date, extra string }{
		{"FRBRWork", work, date, fmt.Sprintf("<FRBRcountry value=%q/>", attribute(strings.ToLower(country)))},
		{"FRBRExpression", expression, orElse(from, date), fmt.Sprintf("<FRBRlanguage language=%q/>", attribute(code))},
		{"FRBRManifestation", expression + ".akn", orElse(from, date), ""},
	} {
		fmt.Fprintf(a.out, "<%s><FRBRthis value=%q/><FRBRuri value=%q/><FRBRdate date=%q name=\"Generation\"/><FRBRauthor href=\"#pandect\"/>%s</%s>",
			level.name, attribute(level.uri), attribute(level.uri), level.date, level.extra, level.name)
	}
	fmt.Fprint(a.out, "</identification>")
}

// threeLetters is a language's code of three letters; what is no code stays.
func threeLetters(code string) string {
	if b, err := language.ParseBase(code); err == nil {
		return b.ISO3()
	}
	return code
}

// references names who made the file, once: the laws of a collection point at the collection's.
func (a *akn) references() { a.referencesOf(nil, "", false) }

// referencesOf is references with the laws that t, where it is not nil, changes or rests upon, as far as the library holds them, and its reader where that one noted
// something.
func (a *akn) referencesOf(t *corpus.Text, prefix string, noted bool) {
	var laws strings.Builder
	if t != nil {
		for i, r := range t.Outgoing() {
			if r.Law == "" {
				continue
			}
			element, extra := "activeRef", ""
			if r.Kind != "amends" && r.Kind != "repeals" {
				element, extra = "TLCReference", fmt.Sprintf(" name=%q", r.Kind)
			}
			fmt.Fprintf(&laws, `<%s eId="%sref_%d" href=%q showAs=%q%s/>`, element, prefix, i+1, attribute(aknAddress(r.Law)), attribute(orElse(r.Words, string(r.Law))), extra)
		}
	}
	if noted {
		fmt.Fprintf(&laws, `<TLCPerson eId="%sreader" href="/ontology/person/reader" showAs="Reader"/>`, prefix)
	}
	if prefix != "" && laws.Len() == 0 {
		return
	}
	fmt.Fprint(a.out, `<references source="#pandect">`)
	if prefix == "" {
		fmt.Fprint(a.out, `<TLCOrganization eId="pandect" href="/ontology/organization/pandect" showAs="Pandect"/>`)
	}
	fmt.Fprint(a.out, laws.String(), "</references>")
}

func aknAddress(law corpus.URI) string { return "/akn/" + strings.ReplaceAll(string(law), "#", "%23") }

func (a *akn) act(item *Item, prefix string) {
	t := &item.Text
	fmt.Fprintf(a.out, "<act name=%q><meta>", attribute(orElse(corpus.Slug(t.Type), "act")))
	a.frbr(aknAddress(t.ID), orElse(t.Language, "und"), t.Date.String(), t.From.String(), orElse(t.Country, "int"))
	a.referencesOf(t, prefix, len(item.Notes) > 0)
	a.remarks(item, prefix)
	fmt.Fprintf(a.out, "</meta><preface><p><docTitle>%s</docTitle>", escape(t.Title))
	a.refer(prefix)
	fmt.Fprint(a.out, "</p></preface>")
	var preamble, closing []corpus.Provision
	var rest []corpus.Provision
	for _, p := range t.Provisions {
		switch p.Kind {
		case "preamble":
			preamble = append(preamble, p)
		case "conclusions":
			closing = append(closing, p)
		default:
			rest = append(rest, p)
		}
	}
	a.paragraphs("preamble", preamble, prefix)
	fmt.Fprint(a.out, "<body>\n")
	if len(rest) == 0 {
		fmt.Fprintf(a.out, "<hcontainer eId=\"%shcontainer_1\"><content eId=\"%shcontainer_1__content\"><p/></content></hcontainer>", prefix, prefix)
	}
	for i := range rest {
		a.provision(&rest[i], prefix)
	}
	fmt.Fprint(a.out, "</body>")
	a.paragraphs("conclusions", closing, prefix)
	fmt.Fprint(a.out, "</act>\n")
}

func (a *akn) paragraphs(element string, ps []corpus.Provision, prefix string) {
	if len(ps) == 0 {
		return
	}
	fmt.Fprintf(a.out, "<%s eId=%q>", element, attribute(prefix+string(ps[0].EID)))
	for i := range ps {
		var notes []string
		id := prefix + orElse(string(ps[i].EID), element)
		for p := range corpus.All(ps[i].Children) {
			a.noted[id] = append(a.noted[id], a.noted[prefix+string(p.EID)]...)
		}
		for p := range corpus.All(ps[i : i+1]) {
			notes = append(notes, p.Notes...)
		}
		a.lines(ps[i].Wording(), notes, id)
	}
	fmt.Fprintf(a.out, "</%s>", element)
}

// remarks writes what a reader noted, as notes of the law's metadata, which the text refers to.
func (a *akn) remarks(item *Item, prefix string) {
	a.prefix, a.noted = prefix, map[string][]int{}
	if len(item.Notes) == 0 {
		return
	}
	above := parents(item.Text.Provisions)
	fmt.Fprintf(a.out, `<notes source="#%sreader">`, prefix)
	for i, n := range item.Notes {
		on := prefix
		if _, there := above[n.EID]; there {
			on += string(n.EID)
		}
		a.noted[on] = append(a.noted[on], i+1)
		fmt.Fprintf(a.out, `<note eId="%snote_%d">`, prefix, i+1)
		for line := range strings.SplitSeq(n.Text, "\n") {
			fmt.Fprintf(a.out, "<p>%s</p>", escape(strings.TrimSpace(line)))
		}
		fmt.Fprint(a.out, "</note>")
	}
	fmt.Fprint(a.out, "</notes>")
}

// refer writes references to the notes on an eId, once.
func (a *akn) refer(id string) {
	for _, n := range a.noted[id] {
		fmt.Fprintf(a.out, `<noteRef href="#%snote_%d" marker="[%d]"/>`, a.prefix, n, n)
	}
	delete(a.noted, id)
}

// lines writes the paragraphs of a text, the footnotes of the provision id at the end of the last, and an empty one for a text without.
func (a *akn) lines(text string, notes []string, id string) {
	text = strings.TrimRight(text, "\n")
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" || text == "" {
			fmt.Fprint(a.out, "<p>")
			a.refer(id)
			fmt.Fprint(a.out, escape(line))
			if line == text[strings.LastIndexByte(text, '\n')+1:] && notes != nil {
				a.notes(notes, id)
				notes = nil
			}
			fmt.Fprint(a.out, "</p>")
		}
	}
}

func (a *akn) notes(notes []string, id string) {
	for i, note := range notes {
		fmt.Fprintf(a.out, `<authorialNote eId=%q marker="%d" placement="bottom"><p>%s</p></authorialNote>`, attribute(fmt.Sprintf("%s__authorialNote_%d", id, i+1)), i+1, escape(oneLine(note)))
	}
}

// elements of Akoma Ntoso that carry the name of our kind; any other kind is an hcontainer of that name.
var elements = map[string]bool{"article": true, "section": true, "rule": true, "book": true, "part": true, "title": true, "chapter": true, "division": true, "subsection": true,
	"paragraph": true, "subparagraph": true, "point": true, "subdivision": true}

// provision writes a hierarchical element: its number, heading, then either its wording alone, or an intro and what is below.
func (a *akn) provision(p *corpus.Provision, prefix string) {
	element, extra := p.Kind, ""
	if !elements[p.Kind] {
		element, extra = "hcontainer", fmt.Sprintf(" name=%q", attribute(orElse(p.Kind, "provision")))
	}
	id := prefix + orElse(string(p.EID), "whole")
	fmt.Fprintf(a.out, "<%s eId=%q%s>", element, attribute(id), extra)
	if label := orElse(p.Label, p.Number); label != "" {
		fmt.Fprintf(a.out, "<num>%s", escape(label))
		a.refer(id)
		fmt.Fprint(a.out, "</num>")
	}
	if p.Heading != "" {
		fmt.Fprintf(a.out, "<heading>%s", escape(p.Heading))
		a.refer(id)
		fmt.Fprint(a.out, "</heading>")
	}
	switch {
	case len(p.Children) == 0:
		fmt.Fprintf(a.out, "<content eId=%q>", attribute(id+"__content"))
		a.lines(p.Text, p.Notes, id)
		fmt.Fprint(a.out, "</content>")
	case p.Text != "" || len(p.Notes) > 0:
		fmt.Fprintf(a.out, "<intro eId=%q>", attribute(id+"__intro"))
		a.lines(p.Text, p.Notes, id)
		fmt.Fprint(a.out, "</intro>")
	}
	for i := range p.Children {
		a.provision(&p.Children[i], prefix)
	}
	fmt.Fprintf(a.out, "</%s>\n", element)
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// escape makes s character data of XML 1.0: what XML cannot hold is left out.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(strings.Map(inXML, s))) // a Builder does not fail
	return b.String()
}

// inXML is r, or -1 where XML 1.0 (2.2, Char) has no such character.
func inXML(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return -1
	}
	return r
}

// attribute is a value of XML that every verb writes with its quotation marks.
type attribute string

func (a attribute) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, `"`+escape(string(a))+`"`) } // an error stays with the writer
