package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// RIS writes a citation a law, or a provision where few were chosen: type STAT, CRLF lines, two blanks before the dash.
func RIS(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriter(w)
	for item, err := range items {
		if err != nil {
			return err
		}
		t := &item.Text
		line := func(tag, value string) {
			if value != "" {
				fmt.Fprintf(out, "%s  - %s\r\n", tag, strings.Join(strings.Fields(value), " "))
			}
		}
		line("TY", "STAT")
		line("TI", t.Title)
		if t.Year != 0 {
			line("PY", fmt.Sprint(t.Year))
		}
		line("DA", strings.ReplaceAll(t.Date.String(), "-", "/"))
		line("CY", t.Country)
		line("M1", t.Number)
		line("M3", t.Type)
		line("LA", t.Language)
		line("SE", sections(item.Units, t))
		line("UR", address(h, t))
		line("ID", bibKey(t))
		line("AN", wordingID(t))
		for _, remark := range item.remarks() {
			line("N1", remark)
		}
		fmt.Fprint(out, "ER  - \r\n\r\n")
	}
	return out.Flush()
}

// BibTeX writes a @misc entry a law, which every style prints; keys are unique since law ids are.
func BibTeX(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriter(w)
	for item, err := range items {
		if err != nil {
			return err
		}
		t := &item.Text
		fmt.Fprintf(out, "@misc{%s,\n", bibKey(t))
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(out, "  %s = {%s},\n", name, bibEscape.Replace(value))
			}
		}
		field("title", t.Title)
		if t.Year != 0 {
			field("year", fmt.Sprint(t.Year))
		}
		field("date", t.Date.String())
		field("number", t.Number)
		field("type", t.Type)
		field("location", t.Country)
		field("language", t.Language)
		field("note", sections(item.Units, t))
		field("annote", strings.Join(item.remarks(), "; "))
		if url := address(h, t); url != "" { // verbatim: no escapes of TeX, and no braces
			fmt.Fprintf(out, "  url = {%s},\n", bibURL.Replace(url))
		}
		fmt.Fprint(out, "}\n\n")
	}
	return out.Flush()
}

var bibEscape = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "%", `\%`, "&", `\&`, "$", `\$`, "#", `\#`, "_", `\_`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ")

var bibURL = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C", " ", "%20", "\n", "")

// bibKey is the law's id, its language and, where the library knows it, the day from which the wording applies, in letters, digits and dashes.
func bibKey(t *corpus.Text) string {
	return corpus.Slug(string(t.ID) + " " + t.Language + " " + t.From.String())
}

// csl is an item of CSL-JSON 1.0.
type csl struct {
	ID           string    `json:"id"`
	Type         string    `json:"type"`
	Title        string    `json:"title,omitempty"`
	Number       string    `json:"number,omitempty"`
	Genre        string    `json:"genre,omitempty"`
	Jurisdiction string    `json:"jurisdiction,omitempty"`
	Language     string    `json:"language,omitempty"`
	Section      string    `json:"section,omitempty"`
	URL          string    `json:"URL,omitempty"`
	Annote       string    `json:"annote,omitempty"`
	Issued       *cslDates `json:"issued,omitempty"`
}

type cslDates struct {
	Parts [][]int `json:"date-parts"`
}

// CSL writes a CSL-JSON array, an item a law, of type legislation.
func CSL(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriter(w)
	fmt.Fprint(out, "[")
	separator := "\n"
	for item, err := range items {
		if err != nil {
			return err
		}
		t := &item.Text
		c := csl{ID: bibKey(t), Type: "legislation", Title: t.Title, Number: t.Number, Genre: t.Type, Jurisdiction: t.Country, Language: t.Language, Section: sections(item.Units, t), URL: address(h, t), Annote: strings.Join(item.remarks(), "\n")}
		switch {
		case !t.Date.IsZero():
			c.Issued = &cslDates{[][]int{{t.Date.Year, t.Date.Month, t.Date.Day}}}
		case t.Year != 0:
			c.Issued = &cslDates{[][]int{{t.Year}}}
		}
		line, err := marshal(c)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s%s", separator, line)
		separator = ",\n"
	}
	fmt.Fprint(out, "\n]\n")
	return out.Flush()
}

// sections are the labels of the chosen provisions, where they are few enough to be a citation and not the whole law.
func sections(units []corpus.Unit, t *corpus.Text) string {
	const few = 5
	if len(units) == 0 || len(units) > few || len(units) == len(t.Units()) {
		return ""
	}
	labels := make([]string, 0, len(units))
	for i := range units {
		if l := orElse(units[i].Label, units[i].Number); l != "" {
			labels = append(labels, l)
		}
	}
	return strings.Join(labels, ", ")
}

// address is where the wording stands: in the library, that of the day from which it applies where that is known, else where it came from.
func address(h Header, t *corpus.Text) string {
	if h.Site == "" {
		return t.SourceURL
	}
	at := h.Site + "law/" + strings.ReplaceAll(string(t.ID), "#", "%23")
	if !t.From.IsZero() {
		at += "?asof=" + t.From.String()
	}
	return at
}

// wordingID is the law's id with the day from which this wording of it applies, where that is known.
func wordingID(t *corpus.Text) string {
	if t.From.IsZero() {
		return string(t.ID)
	}
	return string(t.ID) + "@" + t.From.String()
}
