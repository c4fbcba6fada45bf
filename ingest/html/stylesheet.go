package html

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	xhtml "golang.org/x/net/html"
)

// sheet is what the page's own style elements say of a tag, a .class or an #id: the declarations, in lower case without blanks.
// Selectors of several parts are left out: they speak of places, not of the law.
type sheet map[string]string

var (
	cssComment  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssMedia    = regexp.MustCompile(`(?s)@[a-z-]+[^{};]*\{([^{}]*\{[^{}]*\})*[^{}]*\}`)
	cssRule     = regexp.MustCompile(`([^{}]+)\{([^{}]*)\}`)
	cssSelector = regexp.MustCompile(`^(\w*\.[\w-]+|#[\w-]+|h[1-6]|center|em|strong|blockquote)$`)
)

func styleSheet(page *goquery.Document) sheet {
	rules := sheet{}
	page.Find("style").Each(func(_ int, s *goquery.Selection) {
		css := s.Text()
		if len(css) > 1<<20 {
			return
		}
		css = cssMedia.ReplaceAllString(cssComment.ReplaceAllString(css, ""), "")
		for _, m := range cssRule.FindAllStringSubmatch(css, 5000) {
			for selector := range strings.SplitSeq(m[1], ",") {
				selector = strings.TrimSpace(strings.NewReplacer("<!--", "", "-->", "").Replace(selector))
				if cssSelector.MatchString(selector) {
					if i := strings.IndexByte(selector, '.'); i > 0 {
						selector = selector[i:] // p.MsoTitle: the class is enough
					}
					rules[selector] += declarations(m[2]) + ";"
				}
			}
		}
	})
	return rules
}

func declarations(css string) string {
	return strings.ToLower(strings.Join(strings.Fields(css), ""))
}

// of is the declarations that apply to an element, its own last.
func (s sheet) of(n *xhtml.Node) string {
	css := ""
	if len(s) > 0 {
		css = s[n.Data]
		for class := range strings.FieldsSeq(attr(n, "class")) {
			css += s["."+class]
		}
		if id := attr(n, "id"); id != "" {
			css += s["#"+id]
		}
	}
	return css + declarations(attr(n, "style"))
}

// hides says whether declarations keep an element from being seen.
func hides(css string) bool {
	return strings.Contains(css, "display:none") || strings.Contains(css, "visibility:hidden") || strings.Contains(css, "mso-hide:all")
}

var cssLength = regexp.MustCompile(`(font-size|text-indent|margin-left|margin-right|margin-inline-start|padding-left):(-?[\d.]+)(pt|px|em|rem|cm|mm|in|%)`)

// apply adds to st what declarations say.
func (st style) apply(css string) style {
	if css == "" {
		return st
	}
	if i := strings.LastIndex(css, "text-align:"); i >= 0 {
		st.center = strings.HasPrefix(css[i+len("text-align:"):], "center")
	}
	if i := strings.LastIndex(css, "font-weight:"); i >= 0 {
		value := css[i+len("font-weight:"):]
		st.bold = strings.HasPrefix(value, "bold") || strings.HasPrefix(value, "6") || strings.HasPrefix(value, "7") || strings.HasPrefix(value, "8") || strings.HasPrefix(value, "9")
	}
	if i := strings.LastIndex(css, "font-style:"); i >= 0 {
		st.italic = strings.HasPrefix(css[i+len("font-style:"):], "italic")
	}
	if i := strings.LastIndex(css, "vertical-align:"); i >= 0 {
		st.raised = strings.HasPrefix(css[i+len("vertical-align:"):], "super")
	}
	for _, m := range cssLength.FindAllStringSubmatch(css, 8) {
		value, _ := strconv.ParseFloat(m[2], 64)
		points := value * unit(m[3], st.points)
		switch {
		case m[1] == "font-size":
			if points > 3 && points < 100 {
				st.points = points
			}
		case points > -200 && points < 400:
			st.indent += points / 12
		}
	}
	return st
}

// unit is the points that a CSS unit has.
func unit(name string, size float64) float64 {
	switch name {
	case "px":
		return 0.75
	case "em", "rem":
		return size
	case "%":
		return size / 100
	case "cm":
		return 28.35
	case "mm":
		return 2.835
	case "in":
		return 72
	}
	return 1
}
