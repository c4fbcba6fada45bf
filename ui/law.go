package ui

import (
	"cmp"
	"iter"
	"net/url"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/index/compare"
)

// LawPage shows a text of a law, one part of it where it is long.
type LawPage struct {
	Frame
	Text     corpus.Text
	Others   []TongueLink // the law's texts in other languages
	Topics   []Entry
	Contents []Entry         // of the whole text; Value is the eid, Depth the level
	Blocks   []Block         // of this part
	More     iter.Seq[Block] // what follows them on the page of a whole law, made as it is written; nil: nothing
	Parts    []PageLink
	Part     int // from 1
	Whole    string
	Words    string     // of the search that led here; they are marked
	Unmarked string     // address without them
	Open     corpus.EID // the provision the address asks for
	Found    []HitLine  // provisions that hold the words sought
	Find     string
	Total    int // units of the whole text
	Exports  []Entry
	Original Entry // Label "" where none is kept
	Cited    string
	Facts    []Fact

	Here, AskedLanguage string // address of the law; the language the address names
	Translated          string // the title in the language of the interface, where it is another
	Warnings            []Fact // Value alone; Lang where it is not the interface's
	Citations           []Entry
	PartCount           int

	Leaves string // address of a page of the original, to which its number is added; "" where pages cannot be shown
	Leaf   *Leaf  // the page shown

	Pairs          []TongueLink // this text beside each other one
	Beside         []Pair       // instead of Blocks: two languages side by side
	BesideLanguage string

	Relations []RelationGroup

	Versions     []VersionLine // wordings in this language; empty where there is one
	AskedVersion string        // that the address names
	AsOf         string        // the day that the address names
	CollectedOn  corpus.Date   // what is ticked is of this day; zero: as it is read today
	Newest       string        // address of the newest wording, where another is shown
	Changes      *VersionChanges
	MovedAway    Entry // what stood at the address of Open before people corrected the structure, where it stands now; Label "": nothing else did
	Translation  bool  // the law's original text is in another language
	Models       bool  // model laws are held, to compare with
}

// TagsPath is the address that says why a provision has its topics.
func (p LawPage) TagsPath(ref string) string {
	return "/tags?" + url.Values{"p": {ref}, "language": {p.Text.Language}}.Encode()
}

// ModelPath is the address that sets a provision beside the model law.
func (p LawPage) ModelPath(ref string) string {
	return "/compare?" + url.Values{"p": {p.Collected(ref)}, "model": {"1"}}.Encode()
}

// Collected names a provision of the page, or the law, as collections and comparisons do: with its language where the page shows a translation, and a day where it
// shows the wording of one.
func (p LawPage) Collected(ref string) string {
	if r, err := corpus.ParseRef(ref); err == nil && p.Translation {
		r.Language = p.Text.Language
		ref = r.Address()
	}
	if p.CollectedOn.IsZero() {
		return ref
	}
	return OnDay(ref, p.CollectedOn)
}

// OnDay is the address of a provision or law as collections have it, in the wording of a day.
func OnDay(ref string, day corpus.Date) string {
	if !strings.Contains(ref, "#") {
		ref += "#"
	}
	return ref + "@" + day.String()
}

// LikePath is the address of provisions like one.
func (p LawPage) LikePath(ref string) string {
	return "/search?" + url.Values{"like": {ref}, "like_language": {p.Text.Language}}.Encode()
}

// Leaf is a page of the original beside the wording that begins on it.
type Leaf struct {
	Number, Pages   int
	Image           string // address; "" where the page cannot be drawn: Reason says why
	Reason          string // in English
	Width, Height   int
	Marks, Opened   []Box  // words sought, lines of the provision that is open
	Wordless        bool   // no words are known on the page: it is a scan
	Prev, Next, Law string // addresses; Law without the page
	Zoom            int    // per cent of the room that the page has
	Smaller, Larger string // addresses; "" at the ends
}

// Box is a piece of a page in pixels.
type Box struct{ X, Y, Width, Height int }

// VersionLine is a wording of the law in the list of them.
type VersionLine struct {
	Href, Against string // Against shows what differs from the wording shown
	Current       bool   // it is the one that is shown
	Superseded    bool
	From          corpus.Date
	Added         string
}

// VersionChanges are the differences of two wordings of a law.
type VersionChanges struct {
	Old, New corpus.Date
	Units    []ChangedUnit
	Same     int // units that are the same
}

// ChangedUnit is a unit that differs: Op is changed, new (only in the wording shown) or old (only in the other).
type ChangedUnit struct {
	Op, Title string
	Changes   []compare.Change
}

func (LawPage) template() string { return "law" }

// BlockView is a block with the page it is drawn on.
type BlockView struct {
	Page  LawPage
	Block Block
}

// Draw joins a block to its page, for the template of blocks.
func (p LawPage) Draw(b Block) BlockView { return BlockView{Page: p, Block: b} }

// Fact is a line of a law's description; Lang is the language of Value where it is not the interface's.
type Fact struct{ Label, Value, Href, Lang string }

// Block is a provision as the page shows it; blocks come in document order and are not nested.
type Block struct {
	EID        corpus.EID
	Kind       string
	Container  bool // a chapter, a part: a heading of the contents
	Basic      bool // cited by itself
	Depth      int  // of headings: containers and units count, from 0; of subdivisions: below their unit, from 1
	Number     string
	Label      string
	Heading    string
	Paragraphs [][]Segment
	Notes      []string
	Page       int
	NewPage    bool // the first block of its page
	Topics     []Entry
	Confidence float64
	Href, Ref  string

	from *corpus.Provision
	long int // about how many bytes of page it makes, by measurement of rendered pages
}

// HeadingLevel is the rank of the block's heading in the page: the law's title is 1, "Text" 2.
func (b Block) HeadingLevel() int { return min(3+b.Depth, 6) }

// Doubtful says that the block was read by OCR that was not sure of its words.
func (b Block) Doubtful() bool { return b.Confidence > 0 && b.Confidence < 0.8 }

// Subdivision says that the block stands below the provision by which the law is cited.
func (b Block) Subdivision() bool { return !b.Container && !b.Basic }

// TopicName gives a topic's label and address for its ID.
type TopicName func(id string) Entry

// Marks are spans to mark, by the unit in whose wording (corpus.Unit.Text) they count.
type Marks map[corpus.EID][]corpus.Span

// Blocks flattens a tree for the page and marks spans; marks may be nil.
func Blocks(t *corpus.Text, name TopicName, marks Marks) []Block {
	blocks := Outline(t)
	Fill(blocks, t, name, marks)
	return blocks
}

// Outline is Blocks without wording, notes, topics and addresses: what the contents of a long law need of the parts that are not shown.
func Outline(t *corpus.Text) []Block {
	f := flattener{text: t}
	f.visit(t.Provisions, 0, false)
	return f.blocks
}

// Fill adds to blocks of an outline of t, which begin with a unit or a container, what Blocks has beyond it.
func Fill(blocks []Block, t *corpus.Text, name TopicName, marks Marks) {
	f := flattener{text: t, name: name, marks: marks}
	for i := range blocks {
		f.fill(&blocks[i])
	}
}

type flattener struct {
	text   *corpus.Text
	name   TopicName
	blocks []Block
	page   int

	marks Marks
	spans []corpus.Span // of the unit that is being flattened
	at    int           // bytes of its wording so far
}

func (f *flattener) visit(ps []corpus.Provision, depth int, within bool) {
	for i := range ps {
		p := &ps[i]
		container := !within && holdsBasic(p.Children)
		f.add(p, depth, container, !within && !container)
		switch {
		case container:
			f.visit(p.Children, depth+1, false)
		case within:
			f.visit(p.Children, depth+1, true)
		default:
			f.visit(p.Children, 1, true)
		}
	}
}

func (f *flattener) add(p *corpus.Provision, depth int, container, basic bool) {
	b := Block{
		EID: p.EID, Kind: p.Kind, Container: container, Basic: basic, Depth: depth, from: p,
		Number: p.Number, Label: cmp.Or(p.Label, p.Number), Heading: p.Heading, Page: p.Page, NewPage: p.Page > f.page,
		Confidence: p.Confidence,
	}
	f.page = max(f.page, p.Page)
	b.long = len(p.Text)
	for _, l := range p.Links {
		b.long += len(f.text.ID) + len(l.To) + 32
	}
	if len(p.Topics) > 0 {
		b.long += 620 + 120*len(p.Topics)
	}
	b.long += 240 + len(b.Heading) + len(f.text.ID) + len(p.EID)
	if basic {
		b.long += 300 + 2*(len(f.text.ID)+len(p.EID))
	}
	f.blocks = append(f.blocks, b)
}

func (f *flattener) fill(b *Block) {
	p := b.from
	if !b.Subdivision() {
		f.spans, f.at = f.marks[p.EID], 0
	} else {
		f.step(cmp.Or(p.Label, p.Number))
		f.step(p.Heading)
	}
	b.Notes, b.Ref = p.Notes, corpus.Ref{Law: f.text.ID, EID: p.EID}.String()
	b.Href = ProvisionPath(corpus.Ref{Law: f.text.ID, EID: p.EID, Language: f.text.Language})
	b.Paragraphs = f.paragraphs(p)
	for _, t := range p.Topics {
		if !t.Rejected {
			b.Topics = append(b.Topics, f.name(t.ID))
		}
	}
}

// step goes over a piece of a subdivision's wording as corpus.Provision.Wording joins them: a blank or a line end before each.
func (f *flattener) step(piece string) {
	if piece == "" {
		return
	}
	if f.at > 0 {
		f.at++
	}
	f.at += len(piece)
}

// paragraphs cuts a provision's own text at line ends, turns references into links and marks what is to be marked.
func (f *flattener) paragraphs(p *corpus.Provision) [][]Segment {
	links := slices.Clone(p.Links)
	slices.SortFunc(links, func(a, b corpus.Link) int { return a.Start - b.Start })
	f.step(p.Text)
	marks := shift(f.spans, f.at-len(p.Text))
	var out [][]Segment
	at := 0
	for line := range strings.SplitAfterSeq(p.Text, "\n") {
		end := at + len(line)
		var segments []Segment
		start := at
		for _, l := range links {
			if l.Start < start || l.End > end {
				continue
			}
			segments = append(segments, Cut(p.Text, corpus.Span{Start: start, End: l.Start}, marks)...)
			segments = append(segments, Segment{Text: p.Text[l.Start:l.End], Href: ProvisionPath(corpus.Ref{Law: f.text.ID, EID: l.To, Language: f.text.Language})})
			start = l.End
		}
		if rest := strings.TrimRight(p.Text[start:end], "\n"); rest != "" || len(segments) > 0 {
			segments = append(segments, Cut(p.Text, corpus.Span{Start: start, End: start + len(rest)}, marks)...)
			out = append(out, segments)
		}
		at = end
	}
	return out
}

// shift moves spans so that they count from a later byte; those before it are cut off by Cut.
func shift(spans []corpus.Span, by int) []corpus.Span {
	out := make([]corpus.Span, 0, len(spans))
	for _, s := range spans {
		if s.End > by {
			out = append(out, corpus.Span{Start: s.Start - by, End: s.End - by})
		}
	}
	return out
}

func holdsBasic(ps []corpus.Provision) bool {
	for p := range corpus.All(ps) {
		if corpus.IsBasic(p.Kind) {
			return true
		}
	}
	return false
}

// maxPart keeps a page of a long law under 100 KB with contents and frame.
const maxPart = 56 << 10

// Split cuts blocks into parts of about maxPart bytes, never inside a unit. At least one part.
func Split(blocks []Block) [][]Block {
	var parts [][]Block
	start, size := 0, 0
	for i, b := range blocks {
		if size > maxPart && !b.Subdivision() && i > start {
			parts, start, size = append(parts, blocks[start:i]), i, 0
		}
		size += b.long
	}
	return append(parts, blocks[start:])
}

// maxContents entries are shown whole; a longer table shows containers, and the units of the open part alone; of more containers than that, the three upper levels.
const maxContents = 250

// ContentsOf lists containers and units of a text; open is the part that is shown, address that of a part, counted from 1; nil: all parts stand on the page.
func ContentsOf(parts [][]Block, open int, address func(n int) string) []Entry {
	units, containers := 0, 0
	for _, part := range parts {
		for _, b := range part {
			if !b.Subdivision() {
				units++
			}
			if b.Container {
				containers++
			}
		}
	}
	var out []Entry
	for i, part := range parts {
		for _, b := range part {
			if b.Subdivision() || i != open && (!b.Container && units > maxContents || b.Depth > 2 && containers > maxContents) {
				continue
			}
			e := Entry{Value: string(b.EID), Label: strings.TrimSpace(b.Label + " " + b.Heading), Depth: min(b.Depth, 4), Strong: b.Container}
			if e.Label == "" {
				e.Label = firstWords(b)
			}
			switch {
			case i == open || address == nil: // the page holds it
				e.Href = "#" + string(b.EID)
			default: // shorter than the permanent address, of which a long table has hundreds
				e.Href = address(i+1) + "#" + url.PathEscape(string(b.EID))
			}
			out = append(out, e)
		}
	}
	return out
}

// firstWords stands for a provision that has neither number nor heading.
func firstWords(b Block) string {
	words := strings.Fields(shortened(b.from.Text, 400))
	if len(words) == 0 {
		return "§"
	}
	return strings.Join(words[:min(8, len(words))], " ") + " …"
}

func sorted(spans []corpus.Span) []corpus.Span {
	out := slices.Clone(spans)
	slices.SortFunc(out, func(a, b corpus.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return out
}
