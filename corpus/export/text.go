package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Text writes the wording of each law as plain text: title, what is known of it, then every provision behind its label, indented by depth.
func Text(w io.Writer, h Header, items Items) error {
	out := bufio.NewWriterSize(w, 1<<16)
	first := true
	for item, err := range items {
		if err != nil {
			return err
		}
		if !first {
			fmt.Fprint(out, "\n\f\n")
		}
		first = false
		t := &item.Text
		fmt.Fprintf(out, "%s\n%s\n", t.Title, strings.Join(facts(t), " · "))
		if h.Query != "" {
			fmt.Fprintf(out, "query: %s · library %s\n", h.Query, short(h.Fingerprint))
		}
		fmt.Fprintln(out)
		lines, noted := item.paragraphs(&h)
		for _, line := range lines {
			fmt.Fprintf(out, "%s\n\n", line)
		}
		for i := range t.Provisions {
			provision(out, &t.Provisions[i], 0, noted)
		}
	}
	return out.Flush()
}

// Provision writes one provision with all below it. Errors come with the writer's Flush.
func Provision(out *bufio.Writer, p *corpus.Provision, depth int) { provision(out, p, depth, nil) }

// provision is Provision with the notes of readers.
func provision(out *bufio.Writer, p *corpus.Provision, depth int, noted map[corpus.EID][]string) {
	indent := strings.Repeat("  ", depth)
	text := p.Text
	switch {
	case p.Heading != "":
		fmt.Fprintf(out, "%s%s\n", indent, strings.TrimSpace(p.Label+" "+p.Heading))
	case p.Label != "": // (a) arms;
		text = p.Label + " " + text
	}
	for _, line := range noted[p.EID] {
		fmt.Fprintf(out, "%s%s\n", indent, line)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRight(line, " "); line != "" {
			fmt.Fprintf(out, "%s%s\n", indent, line)
		}
	}
	for i, note := range p.Notes {
		fmt.Fprintf(out, "%s[%d] %s\n", indent, i+1, oneLine(note))
	}
	for i := range p.Children {
		provision(out, &p.Children[i], depth+1, noted)
	}
	if corpus.IsBasic(p.Kind) || (depth == 0 && !corpus.HoldsBasic(p.Children)) {
		fmt.Fprintln(out)
	}
}

// facts are what a reader wants to know of a law besides its title.
func facts(t *corpus.Text) []string {
	var list []string
	for _, f := range []string{t.Country, t.Type, t.Number, t.Date.String(), t.Status, string(t.ID)} {
		if f != "" {
			list = append(list, f)
		}
	}
	return list
}

func short(fingerprint string) string { return fingerprint[:min(12, len(fingerprint))] }
