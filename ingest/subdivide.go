package ingest

import (
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// enumerator is a label of a subdivision: "(1)", "a)", "(iv)", "1°", "٢-", "（三）".
type enumerator struct {
	style  string // its look without the number: "(1)", "a)", "1."
	number string
	order  int
	within bool // stands between two others: (2a), (2A)
	end    int  // bytes it takes
	label  int  // of them the label itself
}

// subdivide hangs the paragraphs of a unit below it: numbered ones as subdivisions to any depth, definitions of terms, the others behind what they
// follow, so that no word changes its place.
func subdivide(unit *corpus.Provision, lines []paragraph) {
	type level struct {
		style string
		order int
		node  *corpus.Provision
	}
	stack := []level{{node: unit}}
	defines, definer := definitionLines(lines), 0 // the level that holds the definitions; 0: none yet
	margin := ""                                  // a note beside the next subdivision, its heading
	for i := range lines {
		text := lines[i].text
		if lines[i].kind == Margin && i+1 < len(lines) && margin == "" {
			if e, ok := readEnumerator(lines[i+1].text); ok && e.order > 1 {
				margin = text
				continue
			}
		}
		if defines[i] {
			if definer == 0 || definer > len(stack) {
				definer = len(stack)
			}
			stack = stack[:definer]
			parent := stack[definer-1].node
			parent.Children = append(parent.Children, corpus.Provision{Kind: "definition", Heading: strings.TrimRight(margin, ". "), Text: text, Page: lines[i].page})
			margin = ""
			stack = append(stack, level{style: "definition", node: &parent.Children[len(parent.Children)-1]})
			continue
		}
		e, ok := readEnumerator(text)
		if !ok || lines[i].kind == TableRow || lines[i].quoted || startsQuoted(text) {
			appendLine(stack[len(stack)-1].node, strings.TrimPrefix(margin+"\n"+text, "\n"))
			margin = ""
			continue
		}
		depth := len(stack)
		for d := len(stack) - 1; d > 0; d-- {
			if s, o := e.as(stack[d].style); s && (o == stack[d].order+1 || e.within && o == stack[d].order) {
				e.style, e.order, depth = stack[d].style, o, d
				break
			}
		}
		if depth == len(stack) {
			if e.order != 1 || len(stack) > 6 { // no list begins here: "(5) and (6) apply" or an extract
				if d := sameStyle(e.style, len(stack), func(d int) string { return stack[d].style }); d > 0 {
					depth = d
				} else if e.order != 1 && len(stack) > 1 {
					appendLine(stack[len(stack)-1].node, strings.TrimPrefix(margin+"\n"+text, "\n"))
					margin = ""
					continue
				}
			}
		}
		if strings.HasPrefix(e.style, "§") { // stands beside the article's points, not below them
			depth = 1
		}
		stack = stack[:depth]
		parent := stack[depth-1].node
		parent.Children = append(parent.Children, corpus.Provision{
			Kind: subdivisionKind(depth, e.style), Number: e.number, Label: strings.TrimSpace(text[:e.label]), Heading: strings.TrimRight(margin, ". "), Text: strings.TrimSpace(text[e.end:]), Page: lines[i].page,
		})
		margin = ""
		stack = append(stack, level{e.style, e.order, &parent.Children[len(parent.Children)-1]})
		if rest := stack[depth].node.Text; strings.HasPrefix(rest, "(") { // "(1)(a) …"
			if inner, ok := readEnumerator(rest); ok && inner.order == 1 && inner.style != e.style {
				node := stack[depth].node
				node.Text = ""
				node.Children = []corpus.Provision{{Kind: subdivisionKind(depth+1, inner.style), Number: inner.number, Label: rest[:inner.label], Text: strings.TrimSpace(rest[inner.end:]), Page: lines[i].page}}
				stack = append(stack, level{inner.style, 1, &node.Children[0]})
			}
		}
	}
}

// fullWidthDigits are ０ to ９, in which Japanese laws number their paragraphs.
var fullWidthDigits = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0xFF10, Hi: 0xFF19, Stride: 1}}}

func sameStyle(style string, n int, at func(int) string) int {
	for d := n - 1; d > 0; d-- {
		if at(d) == style {
			return d
		}
	}
	return 0
}

func appendLine(node *corpus.Provision, text string) {
	if node.Text != "" {
		node.Text += "\n"
	}
	node.Text += text
}

func subdivisionKind(depth int, style string) string {
	switch {
	case depth == 1 && strings.Contains(style, "1"):
		return "subsection"
	case depth <= 2:
		return "paragraph"
	case depth == 3:
		return "subparagraph"
	}
	return "point"
}

// as reads e as a label of another style where the same letters allow both: (i) is a Roman one and the letter after (h).
func (e *enumerator) as(style string) (same bool, order int) {
	if e.style == style {
		return true, e.order
	}
	if open, clos := brackets(e.style), brackets(style); open != clos {
		return false, 0
	}
	i := strings.IndexAny(style, "aAiI")
	if i < 0 {
		return false, 0
	}
	switch style[i] {
	case 'a', 'A':
		if len(e.number) == 1 && unicode.IsLetter(rune(e.number[0])) {
			return true, int(e.number[0]|0x20-'a') + 1
		}
	case 'i', 'I':
		if v := romanValue(e.number); v > 0 {
			return true, v
		}
	}
	return false, 0
}

func brackets(style string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return -1
		}
		return r
	}, style)
}

// readEnumerator reads a label at the start of s. Its number may have a suffix: (2A), 1bis).
func readEnumerator(s string) (e enumerator, ok bool) {
	open := ""
	rest := s
	if after, ok := strings.CutPrefix(s, "§"); ok { // a paragraph of an article: § 1., § 1º
		open, rest = "§", strings.TrimLeft(after, " \u00A0")
		if !startsWithDigit(rest) {
			return e, false
		}
	}
	for _, o := range []string{"(", "（", "["} {
		if strings.HasPrefix(s, o) {
			open, rest = "(", s[len(o):]
			rest = strings.TrimLeft(rest, " ")
		}
	}
	e, body := enumeratorNumber(rest)
	if body == 0 {
		return e, false
	}
	after := strings.TrimLeft(rest[body:], " \u00A0")
	clos := ""
	for _, c := range []string{")", "）", "]", ".", "°", "º", "-", "–", "ـ", "、", "．", "　"} {
		if strings.HasPrefix(after, c) {
			clos = c
			after = after[len(c):]
			break
		}
	}
	if open == "" && clos == "" && e.style != "α" && unicode.In(firstOf(s), unicode.Han, fullWidthDigits) && strings.HasPrefix(rest[body:], " ") { // ２ 前項の…, 一 …の罪
		clos = "　"
	}
	switch {
	case open == "(" && clos != ")" && clos != "）" && clos != "]":
		return e, false
	case open == "" && clos == "", open == "§" && clos == ")":
		return e, false
	case open == "" && (clos == "." || clos == "-") && (strings.HasPrefix(e.style, "a") || strings.HasPrefix(e.style, "i")) && len(e.number) > 1:
		return e, false
	case (clos == "." || clos == "-") && after != "" && !strings.HasPrefix(after, " ") && !strings.HasPrefix(after, "\u00A0") && startsWithDigit(after):
		return e, false
	}
	switch clos {
	case "）", "]":
		clos = ")"
	case "º":
		clos = "°"
	case "–", "ـ":
		clos = "-"
	}
	e.label = len(s) - len(after)
	e.end = e.label + afterLabel(after)
	if e.end > len(s) {
		e.end = len(s)
	}
	e.style = open + e.style + clos
	return e, true
}

// enumeratorNumber reads the number of a label: digits, one letter, a Roman number, Han numerals. body is its length, 0 if there is none.
func enumeratorNumber(s string) (e enumerator, body int) {
	if size, value, count := readDigits(s); count > 0 && count <= 3 {
		e = enumerator{style: "1", number: s[:size], order: value}
		if w := leadingWord(s[size:]); len(w) > 0 && len(w) <= 2 && isASCIILetters(w) && (len(w) == 1 || w == strings.ToUpper(w)) { // (2A), (2a) stand beside (2)
			return enumerator{style: "1", number: s[:size] + w, order: value, within: true}, size + len(w)
		}
		return e, size
	}
	if v, size := corpus.HanNumber(s); size > 0 {
		return enumerator{style: "一", number: s[:size], order: v}, size
	}
	w := leadingWord(s)
	runes := []rune(w)
	switch {
	case w == "الف":
		return enumerator{style: "α", number: w, order: 1}, len(w)
	case w == "هـ":
		return enumerator{style: "α", number: w, order: 5}, len(w)
	case len(runes) == 0 || len(runes) > 6:
		return e, 0
	case romanValue(w) > 0 && isASCIILetters(w) && (len(runes) > 1 || strings.EqualFold(w, "i")):
		if unicode.IsUpper(runes[0]) {
			return enumerator{style: "I", number: w, order: romanValue(w)}, len(w)
		}
		return enumerator{style: "i", number: w, order: romanValue(w)}, len(w)
	case len(runes) == 1 && isASCIILetters(w):
		style := "a"
		if unicode.IsUpper(runes[0]) {
			style = "A"
		}
		return enumerator{style: style, number: w, order: int(runes[0]|0x20-'a') + 1}, len(w)
	case len(runes) == 2 && runes[0] == runes[1] && isASCIILetters(w): // (aa)
		return enumerator{style: "aa", number: w, order: int(runes[0]|0x20-'a') + 1}, len(w)
	case len(runes) == 1 && letterOrder(runes[0]) > 0:
		return enumerator{style: "α", number: w, order: letterOrder(runes[0])}, len(w)
	}
	return e, 0
}

// letterOrder is the place of a letter in the alphabets that laws count by; 0 for others. Arabic counts in the abjad order.
func letterOrder(r rune) int {
	for _, alphabet := range []string{"абвгдежзиклмнопрстуфхцчшщэюя", "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ", "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی", "αβγδεζηθικλμνξοπρστυφχψω"} {
		for i, a := range []rune(alphabet) {
			if a == foldRune(r) || a == unicode.ToLower(r) {
				return i + 1
			}
		}
	}
	return 0
}

func startsWithDigit(s string) bool { _, _, n := readDigits(s); return n > 0 }
