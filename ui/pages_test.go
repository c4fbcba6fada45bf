package ui

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index"
	"github.com/pandect/pandect/index/compare"
	"github.com/pandect/pandect/index/gap"
)

const poison = `<script>alert(1)</script>"'`

func frame(t *testing.T, p *Pages, code string) Frame {
	t.Helper()
	u, err := url.Parse("/search?q=x&lang=fr")
	if err != nil {
		t.Fatal(err)
	}
	return Frame{Speech: p.Speech(code), Title: poison, Address: u, Query: poison, Feed: "/search.atom?q=x", Linked: map[string]string{"name": poison},
		Library: Library{Laws: 2, Provisions: 30, Changed: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}}
}

func text() corpus.Text {
	return corpus.Text{
		Law:      corpus.Law{ID: "xa/act/2014/14", Country: "XA", Type: "act", Number: poison, Title: poison, Titles: map[string]string{"fr": poison}, Year: 2014, Status: "in force", SourceURL: "javascript:alert(1)"},
		Language: "en",
		Provisions: []corpus.Provision{{EID: "part_1", Kind: "part", Label: "Part 1", Heading: poison, Children: []corpus.Provision{
			{EID: "sec_1", Kind: "section", Label: "1", Heading: poison, Text: "see section 2\n" + poison, Page: 3, Confidence: 0.5, Notes: []string{poison},
				Links: []corpus.Link{{Span: corpus.Span{Start: 4, End: 13}, To: "sec_2"}}, Topics: []corpus.Tag{{ID: "firearms"}, {ID: "no", Rejected: true}},
				Children: []corpus.Provision{{EID: "sec_1__para_a", Kind: "paragraph", Label: "(a)", Text: poison}}},
			{EID: "sec_2", Kind: "section", Number: "2", Text: "words"},
		}}},
		Original: &corpus.Original{Name: poison, SHA256: "ab"},
	}
}

// structure is a page with a provision open, whose correction was refused.
func structure(f Frame, law corpus.Text) Page {
	p := StructurePage{Frame: f, Text: law, Unsound: []string{poison}, Leaf: &Leaf{Number: 2, Pages: 3, Image: "/p", Width: 10, Height: 20, Opened: []Box{{1, 2, 3, 4}}, Prev: "/a", Next: "/b", Law: "/l"}, Open: "sec_1", May: true, By: poison,
		Wrong: poison, Conflict: true, Changes: []compare.Change{{Op: "old", Text: poison}, {Op: "new", Text: poison}},
		Form: &StructureForm{Provision: law.Provisions[0].Children[0], Next: poison, Beginnings: []string{poison}, Into: []Choice{{Value: poison, Label: poison, Checked: true}}, Words: poison},
		Log:  []LogLine{{Correction: corpus.Correction{ID: 1, What: corpus.Split, Before: poison}, Was: poison, Now: poison, About: poison, May: true}}}
	p.Outline(0, 0)
	return p
}

// full is every page with something in each of its fields.
func full(t *testing.T, p *Pages, code string) []Page {
	f, law := frame(t, p, code), text()
	entry := Entry{Value: "v", Label: poison, Href: "/x", Count: 3, Depth: 1, Note: poison}
	hit := HitLine{Ref: "xa/act/2014/14#sec_1", Href: "/law/x", Language: "ar", Label: poison, Heading: Marked(poison, []corpus.Span{{Start: 1, End: 5}}), Path: []string{poison},
		Snippet: Marked(poison, nil), Before: true, After: true, Page: 2, PageHref: "/o", Topics: []Entry{entry}, Similar: 2}
	candidate := CandidateLine{Candidate: gap.Candidate{Law: poison, Label: poison, Heading: poison, Snippet: poison, Status: "in force", Date: corpus.Date{Year: 2001, Month: 1, Day: 2}}, Href: "/c", Has: []string{poison}, HasNot: []string{poison}, Text: Marked(poison, nil), Cited: true, Distrust: true}
	row := GapRow{Duty: Fact{Value: poison, Lang: poison}, Requirement: gap.Requirement{ID: "untoc/5", Text: poison, Force: "shall", Related: 3, Judgement: &gap.Judgement{Judgement: corpus.Judgement{Remark: poison, Needs: poison}, From: poison, Stale: []string{poison}}},
		Place: "5", Label: poison, Href: "/r", Sign: f.SignOf(corpus.Partly), Says: poison, Lacks: []string{poison}, Best: &candidate, More: 2}
	line := Line(law)
	line.Added = "1 March 2026"
	pages := []PageLink{{Number: 1, Href: "/1", Rel: "prev"}, {Number: 1, Href: "/1"}, {Number: 2}, {Gap: true}, {Number: 3, Href: "/3", Rel: "next"}}
	blocks := Blocks(&law, func(id string) Entry { return Entry{Value: id, Label: id, Href: "/t"} }, Marks{"sec_1": {{Start: 0, End: 3}}})
	status := corpus.Status{Laws: 3, Provisions: 30, Countries: map[string]int{"KE": 1, "XA": 2}, Languages: map[string]int{"en": 3}, Years: map[int]int{0: 1, 1999: 1, 2014: 2},
		Coverage: map[string]map[string]int{"KE": {"v": 200}, "XA": {}}}
	return []Page{
		HomePage{Frame: f, Status: status, Topics: []Entry{entry}, Newest: []LawLine{line}, Examples: []string{poison}},
		SearchPage{Frame: f, Asked: Asked{Sort: "date", Expand: true, YearFrom: 2001, Hidden: []Field{{"law", poison}}}, From: 1, To: 1,
			Result: index.Result{Total: 1, Laws: 1, Relaxed: true, Expansions: []index.Expansion{{Concept: "c"}}}, Groups: []Group{{Law: law.Law, Language: "en", Title: Marked(poison, nil), Href: "/l", Hits: []HitLine{hit}, More: "/m"}},
			Facets: []Facet{{Name: "country", Label: poison, More: true, Choices: []Choice{{Value: poison, Label: poison, Count: 1, Checked: true}}}}, Pages: pages, Active: []Entry{entry}, Offers: []Entry{entry}, Absent: []string{poison},
			Exports: []Entry{entry}, Corrected: entry, Expansions: []ExpansionLine{{Value: "c:fr", Source: poison, First: true, Language: "fr", Terms: []string{poison, "b"}, Off: true}}, Carry: []Field{{"q", poison}}, ExpandHref: "/e"},
		SearchPage{Frame: f, Asked: Asked{Group: "country"}, Result: index.Result{}, Like: entry, LikeLinks: []Entry{entry}, Ways: []Entry{entry}, Near: []Entry{entry}, Compare: "/c", Keep: "https://x/" + poison, Advanced: "/advanced"},
		AdvancedPage{Frame: f, All: poison, Within: 5, Fields: []AdvancedField{{"phrase", poison}, {"number", poison}}, Facets: []Facet{{Name: "country", Label: poison, Choices: []Choice{{Value: poison, Label: poison, Count: 1, Checked: true}}}}},
		SearchPage{Frame: f, Unread: &Unread{Before: poison, At: `"`, After: poison, Reason: Fact{Value: poison, Lang: poison}}},
		LawPage{Frame: f, Text: law, Others: []TongueLink{{Code: "fr", Name: poison, Href: "/fr", Current: true}}, Topics: []Entry{entry}, Contents: ContentsOf(Split(blocks), 0, nil), Blocks: blocks, Parts: pages, Part: 1, PartCount: 3,
			Whole: "/w", Open: "sec_1", Found: []HitLine{hit}, Find: poison, Exports: []Entry{entry}, Original: entry, Cited: poison, Facts: []Fact{{poison, poison, "/f", "ar"}}, Here: "/law/x", AskedLanguage: "en", Leaves: "/law/x?page=", Leaf: &Leaf{Number: 2, Pages: 3, Image: "/p", Reason: poison, Width: 10, Height: 20, Marks: []Box{{1, 2, 3, 4}}, Opened: []Box{{1, 2, 3, 4}}, Wordless: true, Prev: "/a", Next: "/b", Law: "/law/x"},
			Versions: []VersionLine{{Href: "/v", Against: "/g", Superseded: true, From: law.From, Added: poison}, {Current: true}}, Newest: "/n", AsOf: "2010-01-01", Models: true,
			Changes:    &VersionChanges{Units: []ChangedUnit{{Op: "old", Title: poison, Changes: []compare.Change{{Op: "old", Text: poison}}}}, Same: 2},
			Translated: poison, Warnings: []Fact{{Value: poison, Lang: "en"}}, Citations: []Entry{entry}},
		LawPage{Frame: f, Text: law, Beside: Pairs(blocks, blocks), BesideLanguage: "ar", Pairs: []TongueLink{{Code: "ar", Name: poison, Href: "/b", Current: true}}, Others: []TongueLink{{Code: "ar", Name: poison, Href: "/a"}}},
		BrowsePage{Frame: f, Heading: poison, Intro: poison, Entries: []Entry{entry}, Counted: "foot.laws"},
		LawsPage{Frame: f, Heading: poison, Laws: []LawLine{line}, Total: 1, Pages: pages, Words: poison, Hidden: []Field{{"a", poison}}, Topics: []Entry{entry}},
		InstrumentPage{Frame: f, Instrument: corpus.Instrument{ID: "untoc", Short: "UNTOC", Date: corpus.Date{Year: 2000, Month: 11, Day: 15}}, SearchHref: "/s", GapsHref: "/g",
			Articles: []ArticleLine{{Number: "5", Title: poison, Href: "/a", Requirements: []RequirementLine{{Requirement: corpus.Requirement{ID: "untoc/5", Text: poison, Force: "shall"}, Duty: Fact{Value: poison, Lang: poison}, Label: poison, Href: "/r"}}}}},
		structure(f, law), MergePage{Frame: f, May: true, By: poison, Common: true, Rest: 3, Language: "en", Sides: [2]MergeSide{{ID: "xa/a", Title: poison, Language: "ar", Href: "/a", Tongues: []string{poison}, Originals: []Entry{entry}}, {ID: "xa/b"}},
			Rows: []MergeRow{{poison, poison, "", true, true}}, Changes: &VersionChanges{Units: []ChangedUnit{{Op: "old", Title: poison, Changes: []compare.Change{{Op: "old", Text: poison}}}}}},
		SignInPage{Frame: f, To: "/x?" + poison, Wrong: poison, Outside: entry}, AccountPage{Frame: f, Role: poison, Shortest: 12, Wrong: poison},
		QueuePage{Frame: f, Laws: []QueueLine{{LawLine: line, Doubtful: []string{poison, poison}, Twins: []Entry{entry}, Warnings: []string{poison}}}, Total: 1, Failed: 2},
		UploadPage{Frame: f, Batch: poison, Waiting: 1, Here: "/h", MaxFiles: 2, MaxMB: 3, Lines: []UploadLine{{Name: poison, State: "failed", Attempt: corpus.Attempt{Kind: "damaged", Message: poison, Warnings: []string{poison}}, Title: poison, Language: "ar", Href: "/l", Doubtful: true, SHA256: "ab"}, {Name: poison, State: "waiting"}}},
		PeoplePage{Frame: f, People: []PersonLine{{poison, "reader", poison}}, Roles: []Choice{{Value: "reader", Label: poison}}, Shortest: 12},
		HelpPage{Frame: f, Topics: []Entry{entry}, Instruments: []Entry{entry}},
		AboutPage{Frame: f, Program: poison, Formats: []Entry{entry}},
		ProblemPage{Frame: f, Status: 404, Detail: Fact{Value: poison, Lang: poison}, RequestID: "r", Near: []LawLine{line}, Suggested: poison},
		EditPage{Frame: f, Law: corpus.Law{ID: "xa/act/1", Title: poison}, Language: "en", Fields: []EditField{{"title", poison, poison, true}}, May: true, By: poison, Log: []LogLine{{Correction: corpus.Correction{ID: 1, By: poison, Law: "xa/act/1", What: "title", Before: poison, After: poison, Note: poison, Undoes: 3}, Label: poison, Href: "/edit", Undone: true, May: true}}},
		EditPage{Frame: f, Withdrawn: true},
		LogPage{Frame: f, Law: poison, By: poison, Older: "/log", From: poison, Until: poison, Kinds: []Choice{{Value: poison, Label: poison, Checked: true}}, Exports: []Entry{entry}, Log: []LogLine{{Correction: corpus.Correction{By: poison}, Label: poison, About: poison, Was: poison, Now: poison}}},
		AttemptsPage{Frame: f, State: "failed", Attempts: []AttemptLine{{Attempt: corpus.Attempt{Name: poison, State: "failed", Kind: "damaged", Message: poison, Warnings: []string{poison}}, Href: "/l", Original: "/o"}}, Counts: []Entry{entry}, Kinds: []Entry{entry}, More: true},
		GapsPage{Frame: f, Instruments: []Choice{{Value: "untoc", Label: poison, Checked: true}}, Countries: []Choice{{Value: "XA", Label: poison}}, Heading: poison, Exports: []Entry{entry}, Counts: []Entry{entry},
			Matrix:     &GapMatrix{Countries: []Entry{entry}, Legend: []Sign{f.SignOf(gap.Found)}, Rows: []MatrixRow{{ID: "untoc/5", Place: "5", Label: poison, Href: "/r", Cells: []MatrixCell{{Sign: f.SignOf(corpus.Absent), Href: "/c", Evidence: poison, Stale: true}}}}},
			Assessment: &gap.Assessment{Country: "XA", Bound: "yes", Party: &gap.Party{Date: corpus.Date{Year: 2003, Month: 9, Day: 29}, Reservations: poison}, Unreadable: []string{poison}}, Rows: []GapRow{row, {}}},
		RequirementPage{Frame: f, Requirement: corpus.Requirement{ID: "untoc/5", Text: poison, Force: "shall"}, Duty: Fact{Value: poison, Lang: poison}, Heading: poison, Country: "XA", Row: &row, Candidates: []CandidateLine{candidate}, AllHref: "/a", Back: "/b",
			Equivalent: []Entry{entry}, Form: &JudgementForm{Instrument: "untoc", Country: "XA", Requirement: "untoc/5", Remark: poison, Needs: poison, By: poison, States: []Choice{{Value: "covered", Label: poison, Checked: true}}}},
		RequirementPage{Frame: f, All: []CountryRow{{Country: entry, Row: row}}, ChecklistHref: "/k", ModelHref: "/m"},
		ChecklistPage{Frame: f, Heading: poison, Chosen: GapChoice{Instrument: "untoc", Country: "XA"}, Cycle: poison, Cycles: []string{poison}, By: poison, Progress: []Entry{entry}, Total: 2, Answered: 1, Pages: []Entry{entry, {Label: poison, Strong: true, Count: 3}},
			May: true, Exports: []Entry{entry}, Backup: "/b", Merged: &MergedNote{Known: 1, Taken: 2, Conflicts: []Entry{entry}}, Groups: []QuestionGroup{{Title: poison, Questions: []QuestionForm{{
				GapRow: row, Key: "untoc-5", Answer: poison, Carried: true, From: entry, Other: poison, Remark: poison, Needs: poison, Assessed: poison,
				States:  []Choice{{Value: "covered", Label: poison, Checked: true}},
				Offered: []OfferedBasis{{Provision: poison, Href: "/p", Title: poison, Language: "ar", Snippet: poison, Checked: true}}}}}}},
		TagsPage{Frame: f, Law: law.Law, Language: "ar", Label: poison, Href: "/h", May: true, By: poison, Topics: []Choice{{Value: "v", Label: poison}}, Needs: []Choice{{Value: "v", Label: poison}}, Parts: []TaggedPart{{Ref: "xa/a#sec_1", Label: poison, Text: Marked(poison, nil),
			Tags: []TagLine{{ID: "t", Label: poison, Href: "/t", Requirement: true, Person: poison, Rejected: true, Rule: poison, Words: []string{poison, poison}}, {Label: poison, Sure: "90"}}}}},
		DefinitionsPage{Frame: f, Term: poison, Found: []DefinitionLine{{Country: poison, Term: poison, Text: poison, Law: poison, Label: poison, Language: "ar", Href: "/d"}}, Exports: []Entry{entry}},
		ChecklistPage{Frame: f, Chosen: GapChoice{Country: "XA"}, Groups: []QuestionGroup{{Title: poison, Questions: []QuestionForm{{GapRow: row, Offered: []OfferedBasis{{Title: poison, Checked: true}}}}}}},
		ComparePage{Frame: f, Topics: []Choice{{Value: "v", Label: poison, Checked: true}}, Countries: []Choice{{Value: "XA", Label: poison}}, Heading: poison, Sort: "term", SortNone: "/n", SortFine: "/f", Ready: true, Exports: []Entry{entry},
			Columns: []CompareColumn{{Column: compare.Column{Law: poison, Label: poison, Heading: poison, Status: "repealed", Language: "ar"}, Country: entry, Href: "/h", Text: Marked(poison, nil), Penalties: []PenaltyLine{{poison, poison}}, Cut: true}, {Country: entry}},
			Rows:    []CompareRow{{Label: poison, Cells: []CompareCell{{Words: []string{poison, poison}, Language: "ar"}, {}}}},
			Diff:    &DiffView{Old: poison, New: poison, OldHref: "/o", NewHref: "/n", Language: "en", Changes: []compare.Change{{Op: "old", Text: poison}, {Op: "new", Text: poison}, {Op: "same", Text: poison}}}},
		ComparePage{Frame: f, Refs: []string{poison}, Earlier: true, Ready: true},
		CollectionPage{Frame: f, Name: poison, Items: []CollectionItem{{HitLine: hit, Law: law.Law, Paragraphs: []string{poison}, Note: poison, Cited: poison, Remove: "/r", Up: "/u"}}, Exports: []Entry{entry}, Compare: "/c", Missing: []MissingItem{{Ref: poison, Note: poison}}, Draft: "/d"},
	}
}

// empty is every page with nothing but its frame.
func empty(t *testing.T, p *Pages) []Page {
	f := Frame{Speech: p.Speech("en"), Address: frame(t, p, "en").Address}
	return []Page{HomePage{Frame: f}, SearchPage{Frame: f}, AdvancedPage{Frame: f}, LawPage{Frame: f}, BrowsePage{Frame: f}, LawsPage{Frame: f}, InstrumentPage{Frame: f},
		HelpPage{Frame: f}, SignInPage{Frame: f}, AccountPage{Frame: f}, PeoplePage{Frame: f}, QueuePage{Frame: f}, UploadPage{Frame: f}, AboutPage{Frame: f}, ProblemPage{Frame: f}, AttemptsPage{Frame: f}, CollectionPage{Frame: f}, GapsPage{Frame: f}, RequirementPage{Frame: f}, ChecklistPage{Frame: f}, TagsPage{Frame: f}, DefinitionsPage{Frame: f}, ComparePage{Frame: f}}
}

func TestPages_Write(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[string]bool{}
	for _, code := range Codes {
		for _, page := range append(full(t, p, code), empty(t, p)...) {
			var b strings.Builder
			if err := p.Write(&b, page); err != nil {
				t.Errorf("%s: %s: %v", code, page.template(), err)
				continue
			}
			drawn[page.template()] = true
			for _, bad := range []string{"<script>alert", "ZgotmplZ", `href="javascript:`, "<no value>", "%!"} {
				if strings.Contains(b.String(), bad) {
					t.Errorf("%s: page %s holds %q", code, page.template(), bad)
				}
			}
			if n := strings.Count(b.String(), "<h1"); n != 1 {
				t.Errorf("%s: page %s has %d first headings", code, page.template(), n)
			}
		}
	}
	for name := range p.templates {
		if !drawn[name] {
			t.Errorf("no test draws page %s", name)
		}
	}
}

func TestPages_Static(t *testing.T) {
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"site.css", "site.js", "mark.svg"} {
		address := p.Asset(name)
		if p.Static(strings.TrimPrefix(address, "/static/")) == nil {
			t.Errorf("%s is not at %s", name, address)
		}
	}
	if p.Static("site.css") != nil {
		t.Error("a static file answers to its name without a hash")
	}
}
