package pdf

import (
	"encoding/binary"
	"fmt"

	"github.com/go-text/typesetting/font/opentype"
)

// sparse is a TrueType font with the outlines of the glyphs used alone, and behind all that it had those that were made of them: every other glyph is
// empty, so that glyphs keep their numbers and the rest of the file deflates to nothing. The tables are those that a PDF asks of a font by glyph number
// (ISO 32000-1, 9.9).
func sparse(ld *opentype.Loader, used func(gid int) bool, made []composite) ([]byte, error) {
	tables := map[string][]byte{}
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		b, err := ld.RawTable(opentype.MustNewTag(tag))
		if err != nil {
			return nil, fmt.Errorf("font table %s: %w", tag, err)
		}
		tables[tag] = b
	}
	head, loca, glyf := tables["head"], tables["loca"], tables["glyf"]
	long := binary.BigEndian.Uint16(head[50:]) == 1
	offset := func(gid int) uint32 {
		if long {
			return binary.BigEndian.Uint32(loca[4*gid:])
		}
		return 2 * uint32(binary.BigEndian.Uint16(loca[2*gid:]))
	}
	count := int(binary.BigEndian.Uint16(tables["maxp"][4:]))
	keep := make([]bool, count)
	var mark func(gid int)
	mark = func(gid int) {
		if gid >= count || keep[gid] {
			return
		}
		keep[gid] = true
		for _, part := range components(glyf[offset(gid):offset(gid+1)]) {
			mark(part)
		}
	}
	mark(0)
	for gid := range count {
		if used(gid) {
			mark(gid)
		}
	}
	var kept []byte
	places := make([]byte, 4, 4*(count+len(made)+1))
	for gid := range count {
		if keep[gid] {
			kept = append(kept, glyf[offset(gid):offset(gid+1)]...)
			for len(kept)%4 != 0 {
				kept = append(kept, 0)
			}
		}
		places = binary.BigEndian.AppendUint32(places, uint32(len(kept)))
	}
	for _, c := range made {
		kept = append(kept, c.outline(head[36:44])...)
		for len(kept)%4 != 0 {
			kept = append(kept, 0)
		}
		places = binary.BigEndian.AppendUint32(places, uint32(len(kept)))
	}
	head = append([]byte(nil), head...)
	binary.BigEndian.PutUint32(head[8:], 0) // the sum of the whole, which no reader of a PDF asks for
	binary.BigEndian.PutUint16(head[50:], 1)
	tables["head"], tables["loca"], tables["glyf"] = head, places, kept
	tables["maxp"], tables["hhea"], tables["hmtx"] = measures(tables["maxp"], tables["hhea"], tables["hmtx"], head[36:38], count, made)
	var list []opentype.Table
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		list = append(list, opentype.Table{Tag: opentype.MustNewTag(tag), Content: tables[tag]})
	}
	return opentype.WriteTTF(list), nil
}

// measures adds the made glyphs to the tables that count and measure glyphs; left is the left edge of their box, which is their bearing, so that their
// parts stand where they are put.
func measures(maxp, hhea, hmtx, left []byte, count int, made []composite) (newMaxp, newHhea, newHmtx []byte) {
	newMaxp, newHhea = append([]byte(nil), maxp...), append([]byte(nil), hhea...)
	total := uint16(count + len(made))
	binary.BigEndian.PutUint16(newMaxp[4:], total)
	for _, at := range []int{10, 12} { // points and contours of a composite: more than any has
		binary.BigEndian.PutUint16(newMaxp[at:], 4096)
	}
	binary.BigEndian.PutUint16(newMaxp[28:], 64) // its parts
	binary.BigEndian.PutUint16(newMaxp[30:], 8)  // parts of parts
	long := int(binary.BigEndian.Uint16(hhea[34:]))
	binary.BigEndian.PutUint16(newHhea[34:], total)
	for gid := range count {
		i := min(gid, long-1)
		newHmtx = append(newHmtx, hmtx[4*i:4*i+2]...)
		if gid < long {
			newHmtx = append(newHmtx, hmtx[4*i+2:4*i+4]...)
		} else {
			at := 4*long + 2*(gid-long)
			newHmtx = append(newHmtx, hmtx[at:at+2]...)
		}
	}
	for _, c := range made {
		newHmtx = binary.BigEndian.AppendUint16(newHmtx, uint16(max(0, c.advance)))
		newHmtx = append(newHmtx, left...)
	}
	return newMaxp, newHhea, newHmtx
}

// outline is the entry of a composite in the table glyf, in the box of the font.
func (c *composite) outline(box []byte) []byte {
	if len(c.parts) == 0 {
		return nil
	}
	b := append([]byte{0xff, 0xff}, box...)
	for i, p := range c.parts {
		flags := uint16(wordArguments | offsets)
		if i+1 < len(c.parts) {
			flags |= moreParts
		}
		for _, v := range []int{int(flags), int(p.glyph), p.x, p.y} {
			b = binary.BigEndian.AppendUint16(b, uint16(v))
		}
	}
	return b
}

// Flags of a part of a composite glyph (OpenType, table glyf).
const (
	wordArguments = 1 << 0
	offsets       = 1 << 1
	oneScale      = 1 << 3
	moreParts     = 1 << 5
	twoScales     = 1 << 6
	fourScales    = 1 << 7
)

// components are the glyphs of which a composite glyph is made.
func components(g []byte) (parts []int) {
	if len(g) < 10 || int16(binary.BigEndian.Uint16(g)) >= 0 {
		return nil
	}
	for at := 10; at+4 <= len(g); {
		flags := binary.BigEndian.Uint16(g[at:])
		parts = append(parts, int(binary.BigEndian.Uint16(g[at+2:])))
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&fourScales != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return parts
		}
	}
	return parts
}
