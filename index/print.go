package index

import (
	"strconv"
	"strings"
	"unicode"
)

// String is the query in query syntax: parsed again it gives the same words and filters. It is what addresses and exports carry.
func (q Query) String() string {
	var parts []string
	if q.Root != nil {
		parts = append(parts, print(q.Root, Or))
	}
	return strings.Join(append(parts, q.Filters.strings("")...), " ")
}

// String is the filters in query syntax.
func (f Filters) String() string { return strings.Join(f.strings(""), " ") }

func (f *Filters) strings(sign string) []string {
	var out []string
	for _, name := range filterNames {
		for _, v := range *f.list(name) {
			if strings.ContainsAny(v, " \t()\",\\") || strings.ContainsFunc(v, isQuote) || !plain(v) {
				v = quote(v)
			}
			if kind, law, _ := strings.Cut(v, ":"); name == "relation" && isRelation(kind) && law != "" { // amends:ke/act/1990/12
				out = append(out, sign+v)
				continue
			}
			out = append(out, sign+name+":"+v)
		}
	}
	switch {
	case f.YearFrom == 0 && f.YearTo == 0:
	case f.YearFrom == f.YearTo:
		out = append(out, sign+"year:"+strconv.Itoa(f.YearFrom))
	default:
		out = append(out, sign+"year:"+number(f.YearFrom)+".."+number(f.YearTo))
	}
	if !f.AsOf.IsZero() {
		out = append(out, sign+"asof:"+f.AsOf.String())
	}
	if f.Not != nil && sign == "" {
		out = append(out, f.Not.strings("-")...)
	}
	return out
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// print writes n so that it can stand below a node of the operator outer.
func print(n *Node, outer Op) string {
	switch n.Op {
	case Term:
		return field(n) + escape(n.Text)
	case Prefix:
		return field(n) + escape(n.Text) + "*"
	case Fuzzy:
		return field(n) + escape(n.Text) + "~" + strconv.Itoa(n.Fuzz)
	case Phrase:
		s := field(n) + quote(n.Text)
		if n.Slop > 0 {
			s += "~" + strconv.Itoa(n.Slop)
		}
		return s
	case Not:
		return "NOT " + print(n.Children[0], Not)
	}
	sep := " "
	if n.Op == Or {
		sep = " OR "
	}
	var parts []string
	for _, c := range n.Children {
		parts = append(parts, print(c, n.Op))
	}
	s := strings.Join(parts, sep)
	if n.Op == Or && outer != Or || outer == Not {
		return "(" + s + ")"
	}
	return s
}

func field(n *Node) string {
	if n.Field == "" {
		return ""
	}
	return n.Field + ":"
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if isQuote(r) || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// escape puts a backslash before what would be read as syntax.
func escape(s string) string {
	var b strings.Builder
	if s == "AND" || s == "OR" || s == "NOT" || strings.HasPrefix(s, "-") {
		b.WriteByte('\\')
	}
	for _, r := range s {
		if strings.ContainsRune("\\()*~（）: ", r) || isQuote(r) || !plain(string(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain says whether s holds no white space.
func plain(s string) bool {
	return len(strings.Fields(s)) == 1 && !strings.ContainsFunc(s, unicode.IsSpace)
}
