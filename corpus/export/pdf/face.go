package pdf

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
)

// The fonts travel with the program, so that no machine needs any: font/LICENCE.txt says what they are; .ci/fonts makes them.
//
//go:embed font/*.ttf.gz font/fonts.csv
var fontFiles embed.FS

// typeface is a row of font/fonts.csv.
type typeface struct {
	name   string
	bold   string    // the typeface that is its bold; empty: its outlines are thickened
	ranges [][2]rune // characters that it has, sorted, both ends included
}

var typefaces = sync.OnceValue(func() []typeface {
	f, err := fontFiles.Open("font/fonts.csv")
	if err != nil {
		panic(err) // embedded
	}
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(err)
	}
	var list []typeface
	for _, row := range rows[1:] {
		t := typeface{name: row[0], bold: row[1]}
		for r := range strings.FieldsSeq(row[2]) {
			from, to, ok := strings.Cut(r, "-")
			if !ok {
				to = from
			}
			first, err1 := strconv.ParseUint(from, 16, 32)
			last, err2 := strconv.ParseUint(to, 16, 32)
			if err1 != nil || err2 != nil {
				panic("font/fonts.csv: " + r)
			}
			t.ranges = append(t.ranges, [2]rune{rune(first), rune(last)})
		}
		list = append(list, t)
	}
	return list
})

func (t *typeface) has(r rune) bool {
	i, found := slices.BinarySearchFunc(t.ranges, r, func(x [2]rune, r rune) int {
		switch {
		case x[1] < r:
			return -1
		case x[0] > r:
			return 1
		}
		return 0
	})
	return found && i < len(t.ranges)
}

// face is a font of a document.
type face struct {
	name    string
	number  int // of its object
	loader  *opentype.Loader
	font    *font.Font
	units   float64             // to the em
	count   font.GID            // glyphs that it came with
	widths  map[font.GID]int    // of the glyphs used, thousandths of the em
	says    map[font.GID]string // what each stands for
	made    []composite         // glyphs behind those that it came with
	numbers map[string]font.GID // of made glyphs, by what they are
	drawn   map[font.GID]bool   // as parts of them
	metrics *font.Face
}

// composite is a glyph made of others, so that what stands for some characters is one glyph: every reader of a PDF then finds these characters and no
// other, with or without knowledge of the script.
type composite struct {
	parts   []part
	advance int // font units
}

// part of a composite: a glyph and where its origin is, in font units.
type part struct {
	glyph font.GID
	x, y  int
}

// drawn is a face as the shaper knows it.
type drawn struct {
	*face
	thick bool // the outlines are thickened
}

// faces are the fonts of a document; each is read when its first character comes.
type faces struct {
	o       *objects
	byName  map[string]*face
	regular map[string]*font.Face // for the shaper, by name
	thick   map[string]*font.Face
	drawn   map[*font.Face]drawn
	used    []*face // in the order of their numbers
	err     error
}

func newFaces(o *objects) *faces {
	return &faces{o: o, byName: map[string]*face{}, regular: map[string]*font.Face{}, thick: map[string]*font.Face{}, drawn: map[*font.Face]drawn{}}
}

// holds says whether any font has a character.
func holds(r rune) bool { return first(r) >= 0 }

// first is the place of the first typeface that has a character; -1 where none has.
func first(r rune) int {
	if r >= 0 && int(r) < plane {
		return int(ofPlane()[r])
	}
	return slices.IndexFunc(typefaces(), func(t typeface) bool { return t.has(r) })
}

const plane = 1 << 16 // characters that are looked up in a table: those of every script but rare ideographs

var ofPlane = sync.OnceValue(func() []int8 {
	table := slices.Repeat([]int8{-1}, plane)
	for i, t := range slices.Backward(typefaces()) {
		for _, x := range t.ranges {
			for r := x[0]; r <= x[1] && int(r) < plane; r++ {
				table[r] = int8(i)
			}
		}
	}
	return table
})

// ResolveFace gives the first typeface that has a character (shaping.Fontmap).
func (f *faces) ResolveFace(r rune) *font.Face {
	return f.open(typefaces()[max(0, first(r))].name, false)
}

// heavy is the bold of a face.
func (f *faces) heavy(x *font.Face) *font.Face {
	d := f.drawn[x]
	for _, t := range typefaces() {
		if t.name == d.name && t.bold != "" {
			return f.open(t.bold, false)
		}
	}
	return f.open(d.name, true)
}

// open gives a typeface to the shaper. One that cannot be read would be a fault of the program; the document ends with it.
func (f *faces) open(name string, thick bool) *font.Face {
	known := f.regular
	if thick {
		known = f.thick
	}
	if x := known[name]; x != nil {
		return x
	}
	fc := f.byName[name]
	if fc == nil {
		var err error
		if fc, err = load(name); err != nil {
			f.err = err
			return nil
		}
		fc.number = f.o.reserve()
		f.byName[name] = fc
		f.used = append(f.used, fc)
	}
	x := font.NewFace(fc.font)
	known[name] = x
	f.drawn[x] = drawn{fc, thick}
	return x
}

func load(name string) (*face, error) {
	f, err := fontFiles.Open("font/" + name + ".ttf.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	ld, err := opentype.NewLoader(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	ft, err := font.NewFont(ld)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	maxp, err := ld.RawTable(opentype.MustNewTag("maxp"))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return &face{name: name, loader: ld, font: ft, units: float64(ft.Upem()), count: font.GID(binary.BigEndian.Uint16(maxp[4:])), widths: map[font.GID]int{}, says: map[font.GID]string{},
		numbers: map[string]font.GID{}, drawn: map[font.GID]bool{}, metrics: font.NewFace(ft)}, nil
}

// one gives the glyph that draws list, is as wide as advance (thousandths of the em) and stands for of: the font's own where that is all it stands for,
// otherwise one made for it. Not ok: of is nothing.
func (f *face) one(list []shaping.Glyph, of string, advance float64) (id font.GID, ok bool) {
	var c composite
	pen := 0.0
	scale := f.units / em / 64
	for _, g := range list {
		if g.GlyphID < f.count {
			c.parts = append(c.parts, part{g.GlyphID, round((pen + float64(g.XOffset)) * scale), round(float64(g.YOffset) * scale)})
		}
		pen += float64(g.Advance)
	}
	c.advance = round(advance * 64 * scale)
	if of == "" {
		return 0, false
	}
	if len(list) == 1 && len(c.parts) == 1 && c.parts[0].x == 0 && c.parts[0].y == 0 && pen == advance*64 {
		first := c.parts[0]
		if said, known := f.says[first.glyph]; !known || said == of {
			f.says[first.glyph] = of
			return first.glyph, true
		}
	}
	key := fmt.Sprint(c, of)
	id, known := f.numbers[key]
	if !known && int(f.count)+len(f.made) >= 1<<16-1 {
		return 0, false // as many as a font holds
	}
	if !known {
		id = f.count + font.GID(len(f.made))
		f.made = append(f.made, c)
		f.numbers[key], f.says[id], f.widths[id] = id, of, round(float64(c.advance)*em/f.units)
		for _, p := range c.parts {
			f.drawn[p.glyph] = true
		}
	}
	return id, true
}

func round(x float64) int { return int(math.Round(x)) }

// width of a glyph in thousandths of the em.
func (f *face) width(g font.GID) int {
	w, known := f.widths[g]
	if !known {
		w = round(float64(f.metrics.HorizontalAdvance(g)) * em / f.units)
		f.widths[g] = w
	}
	return w
}

// embed writes a font: Type0 over CIDFontType2, glyph numbers as codes (ISO 32000-1, 9.7).
func (f *face) embed(o *objects) error {
	program, err := sparse(f.loader, func(gid int) bool { _, used := f.widths[font.GID(gid)]; return used || f.drawn[font.GID(gid)] }, f.made)
	if err != nil {
		return fmt.Errorf("font %s: %w", f.name, err)
	}
	file := o.reserve()
	o.stream(file, fmt.Sprintf("/Length1 %d", len(program)), program)
	name := "AAAAAA+Pandect-" + f.name
	ascent, descent := 1000.0, -300.0
	if m, ok := f.metrics.FontHExtents(); ok {
		ascent, descent = float64(m.Ascender)*1000/f.units, float64(m.Descender)*1000/f.units
	}
	descriptor := o.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 %.0f 2000 %.0f]/ItalicAngle 0/Ascent %.0f/Descent %.0f/CapHeight 714/StemV 80/FontFile2 %d 0 R>>",
		name, descent, ascent, ascent, descent, file))
	gids := make([]font.GID, 0, len(f.widths))
	for g := range f.widths {
		gids = append(gids, g)
	}
	slices.Sort(gids)
	var widths strings.Builder
	for i := 0; i < len(gids); {
		fmt.Fprintf(&widths, "%d[%d", gids[i], f.widths[gids[i]])
		for i++; i < len(gids) && gids[i] == gids[i-1]+1; i++ {
			fmt.Fprintf(&widths, " %d", f.widths[gids[i]])
		}
		widths.WriteByte(']')
	}
	below := o.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 0/W[%s]>>",
		name, descriptor, widths.String()))
	unicode := o.reserve()
	o.stream(unicode, "", f.toUnicode(gids))
	o.write(f.number, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, below, unicode))
	return nil
}

// toUnicode is the CMap that says what each glyph stands for (9.10.3).
func (f *face) toUnicode(gids []font.GID) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for part := range slices.Chunk(gids, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, g := range part {
			fmt.Fprintf(&b, "<%04X> <%s>\n", g, hexUTF16(f.says[g]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

func hexUTF16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// text is a text string of a PDF: UTF-16 with its mark (7.9.2.2).
func text(s string) string { return "<FEFF" + hexUTF16(s) + ">" }
