package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/pandect/pandect/corpus"
	. "github.com/pandect/pandect/ui/uitest" // steps read as sentences
)

// misreadLaws is a file of laws that a librarian has to mend, of each view its own.
func misreadLaws(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "laws.jsonl")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range Views() {
		for _, one := range misread(v.String()) {
			if err := json.NewEncoder(f).Encode(one); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// misread is a law of which two sections were read as one, and a careless copy of it.
func misread(name string) []corpus.Text {
	section := func(number, heading, text string) corpus.Provision {
		return corpus.Provision{EID: corpus.EID("sec_" + number), Kind: "section", Number: number, Label: number + ".", Heading: heading, Text: text}
	}
	law := corpus.Text{Law: corpus.Law{ID: corpus.URI("xf/act/2020/" + name), Country: "XF", Type: "act", Number: "7", Year: 2020, Title: "Pier " + name + " Act 2020"}, Language: "en", Provisions: []corpus.Provision{
		section("1", "Short title", "This Act may be cited as the Pier Act 2020."),
		section("2", "Trafficking in persons", "Whoever recruits a person by force for the purpose of exploitation commits trafficking in persons. Section three. Penalty. A keeper who fails to light a brazen lantern is liable to a fine."),
		section("4", "Regulations", "The Minister may make regulations for quays."),
	}}
	law.Warnings = []string{"numbers are missing between 2–4"}
	twin := law
	twin.ID, twin.Number, twin.Warnings = law.ID+"-copy", "7A", nil
	twin.Provisions = []corpus.Provision{section("1", "Short title", "This Act may be cited as the Pier Act 2020, as published by the printer.")}
	return []corpus.Text{law, twin}
}

// A librarian mends the structure of a law, makes two laws one, and takes changes back: she splits what was read as one, is told why a place does not do, gives the new section its number and sees its old address lead there, confirms a tag, makes the copy one with the law
// and takes that back, and mends a heading beside the page it was printed on.
func curator() []Step {
	const law = "xf/act/2020/{view}"
	const split = "#correct details:nth-of-type(3) > summary"
	return []Step{
		Go("/queue?lang={lang}"), Fill("#name", "Mira"), Fill("#password", secret), Follow(".stacked button"),
		Read("main", "2–4"), See(`a[href*="{view}-copy"]`),
		Go("/structure?law=" + law), Follow(`.outline a[href*="eid=sec_2"]`),
		Unfold(split), Fill("#s-words", "words that it has not"), Expecting("400", Follow(`button[value="split"]`)), See("#wrong-h"), Has(`#s-words[value="words that it has not"]`),
		Fill("#s-words", "Section three. Penalty."), Fill("#s-nlabel", "Section three"), Fill("#s-nnumber", "3"), Fill("#s-nheading", "Penalty"), Follow(`button[value="split"]`),
		Miss(".notice.warn"), Follow(`.outline a[href*="eid=sec_3"]`), Fill("#s-number", "3a"), Follow(`button[value="name"]`), See(`.outline a[href*="eid=sec_3a"]`),
		Go("/law/" + law + "?eid=sec_3"), Read("#sec_3a.open", "is liable to a fine"), Lack("#sec_2", "liable"),
		Go("/tags?p=" + law + "%23sec_2"), Follow(`button[name="say"][value="yes"]`), Read("main table", "Mira"),
		Go("/merge?a=" + law + "&b=" + law + "-copy"), See(".differs"), Read("main", "published by the printer"), Fill("#note", "a copy"), Follow(`button[value="merge"]`),
		Go("/law/" + law + "-copy"), Read(".wording", "brazen lantern"), // its address leads to what is kept
		Go("/log?law=" + law), Read("main table", "a copy"), Follow(`form[action="/undo"] button`), // the newest first
		Go("/law/" + law + "-copy"), Read(".wording", "published by the printer"),
		Go("/structure?law=xa/act/2009/6&eid=sec_8"), See(".sheet-image image"), See(`.outline a[aria-current="true"]`),
		Fill("#s-heading", "Heading of {view}"), Follow(`button[value="name"]`), Read(".outline", "Heading of {view}"),
		Follow(`form[action="/undo"] button`), Lack(".outline", "Heading of {view}"),
		Follow(`.foot a[href="/account"]`), Follow(".signouts button"),
	}
}
