package api

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/index"
)

// TestComposed: what the advanced form makes of its fields is a query that reads as it was meant.
func TestComposed(t *testing.T) {
	for _, c := range []struct{ form, want string }{
		{"all=traffick*+OR+smuggling", "q=traffick* OR smuggling"},
		{"all=victim&phrase=closed+hearing&none=toy+replica", `q=victim "closed hearing" NOT (toy OR replica)`},
		{"any=seizure+freezing&heading=property&country=KE", "country=KE&q=(seizure OR freezing) heading:property"},
		{"near=witness+relocation&within=8", `q="witness relocation"~8`},
		{"near=witness+relocation&within=0", `q="witness relocation"~5`},
		{"near=witness+relocation&within=9999", `q="witness relocation"~100`},
		{"title=firearms+act&number=12bis", "q=title:firearms title:act number:12bis"},
		{`phrase=he+said+"no"+\`, `q="he said \"no\""`},
		{"none=OR+country:KE+(", `q=NOT (\OR OR country\:KE)`},
		{"all=&phrase=&topic=firearms&year_from=", "topic=firearms"},
	} {
		v, err := url.ParseQuery(c.form)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := composed(v)
		var parts []string
		for name, values := range got {
			parts = append(parts, name+"="+strings.Join(values, ","))
		}
		slices.Sort(parts)
		if s := strings.Join(parts, "&"); !ok || s != c.want {
			t.Errorf("composed(%s) = %s, %v, want %s", c.form, s, ok, c.want)
		}
		if _, err := index.Parse(got.Get("q")); err != nil {
			t.Errorf("composed(%s) cannot be read: %v", c.form, err)
		}
	}
	if _, ok := composed(url.Values{"q": {"arms"}, "country": {"KE"}}); ok {
		t.Error("a plain search was taken for the advanced form")
	}
}

func TestAdvanced(t *testing.T) {
	h := site(t, library())
	w := ask(h, "/search?all=penalty&phrase=ten+years&country=&lang=en", "Accept: text/html")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/search?lang=en&q=penalty+%22ten+years%22" {
		t.Errorf("the form leads to %d %s", w.Code, w.Header().Get("Location"))
	}
	w = ask(h, "/advanced?q=%22open&country=XA&lang=ru", "Accept: text/html")
	for _, want := range []string{`name="all" type="search" value="&#34;open"`, `name="phrase"`, `name="within"`, `name="country" value="XA"`, "Расширенный поиск", `<select id="group" name="group">`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the advanced form lacks %s", want)
		}
	}
}

// TestAdvanced_AllChoices: the form has every country of the library, by name; the results page leads there.
func TestAdvanced_AllChoices(t *testing.T) {
	s := library()
	s.result = &index.Result{Total: 1, Facets: map[string][]index.Count{}}
	for _, code := range strings.Fields("AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BI BJ ZW") {
		s.result.Facets["country"] = append(s.result.Facets["country"], index.Count{Value: code, Count: 1})
	}
	h := site(t, s)
	form := ask(h, "/advanced?lang=en", "Accept: text/html").Body.String()
	if n := strings.Count(form, `name="country" value=`); n != 18 || strings.Index(form, "Afghanistan") > strings.Index(form, "Zimbabwe") {
		t.Errorf("the form has %d countries of 18, or not by name", n)
	}
	page := ask(h, "/search?q=x&lang=en", "Accept: text/html").Body.String()
	if n := strings.Count(page, `name="country" value=`); n != maxChoices || !strings.Contains(page, `<a href="/advanced?q=x">All choices</a>`) {
		t.Errorf("the page has %d countries, and no way to the others", n)
	}
}

// TestSearchPage_Groups: one list, and the best of each country with the way to compare them.
func TestSearchPage_Groups(t *testing.T) {
	s := library()
	h := site(t, s)
	flat := ask(h, "/search?q=the&group=flat&lang=en", "Accept: text/html").Body.String()
	lawByLaw := ask(h, "/search?q=p&lang=en", "Accept: text/html").Body.String()
	if a, b := strings.Count(ask(h, "/search?q=p&group=flat&lang=en", "Accept: text/html").Body.String(), `class="law-group"`), strings.Count(lawByLaw, `class="law-group"`); a <= b {
		t.Errorf("one list names the law %d times, law by law %d", a, b)
	}
	if !strings.Contains(flat, `<option value="flat" selected>`) {
		t.Error("the page forgets how it is grouped")
	}
	countries := ask(h, "/search?q=p&group=country&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{`class="of-country"`, `href="/compare?p=xa%2Fact%2F2014%2F14%23part_1__sec_1&amp;p=`, `<option value="country" selected>`} {
		if !strings.Contains(countries, want) {
			t.Errorf("the best of each country lacks %s", want)
		}
	}
	if s.asked.Group != "country" {
		t.Errorf("asked for %q", s.asked.Group)
	}
}

// TestSearchPage_Nothing: no hits lead somewhere, and filters written into the question stay.
func TestSearchPage_Nothing(t *testing.T) {
	h := site(t, library())
	page := ask(h, "/search?q=%22zebra+trafficking+penalty%22+country:XA&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{`href="/search?q=penalty&#43;country%3AXA"`, `href="/search?topic=trafficking-in-persons"`, `href="/advanced?q=`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page that found nothing lacks %s", want)
		}
	}
	if strings.Contains(page, `href="/search?q=zebra`) {
		t.Error("a way that finds nothing is offered")
	}
}

// TestSearchPage_Like: the provision stands above, the search is across languages and countries by a link, and words win over it.
func TestSearchPage_Like(t *testing.T) {
	s := library()
	h := site(t, s)
	page := ask(h, "/search?like=xa/act/2014/14%23part_1__sec_2&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{"Provisions like this one", "2. Penalty", "group=country", "expand=1"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if s.asked.Like.EID != "part_1__sec_2" {
		t.Errorf("asked for provisions like %v", s.asked.Like)
	}
	ask(h, "/search?like=xa/act/2014/14%23part_1__sec_2&q=penalty", "Accept: text/html")
	if s.asked.Like.Law != "" || s.asked.Text != "penalty" {
		t.Errorf("with words: asked for %+v", s.asked)
	}
	if w := ask(h, "/api/v1/search?like=%20"); w.Code != http.StatusBadRequest {
		t.Errorf("no provision: %d", w.Code)
	}
	if !strings.Contains(ask(h, "/search?q=penalty", "Accept: text/html").Body.String(), `href="/search?like=xa%2Fact%2F2014%2F14%23part_1__sec_2&amp;like_language=en"`) {
		t.Error("a hit has no way to provisions like it")
	}
}

// TestSearchPage_Unread: the reason stands in the reader's language.
func TestSearchPage_Unread(t *testing.T) {
	h := site(t, library())
	for query, want := range map[string]string{"%22open": "علامة التنصيص لم تُغلق", "year:soon": "ليس سنة", "a*": "حرفين"} {
		w := ask(h, "/search?lang=ar&q="+query, "Accept: text/html")
		if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, the page lacks %s", query, w.Code, want)
		}
	}
}

// TestSearchPage_Offers: a country that the library has nothing of is said so, and one whose laws are in other languages is searched in them.
func TestSearchPage_Offers(t *testing.T) {
	s := library()
	s.result = &index.Result{Total: 1, Offers: []index.Offer{{Field: "country", Value: "QA", Words: "in Qatar", Absent: true}, {Field: "country", Value: "DE", Words: "German", Foreign: true}, {Field: "year", Value: "2001..", Words: "since 2001"}}}
	page := ask(site(t, s), "/search?q=German+arms+law+in+Qatar&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{"holds no law of Qatar", `href="/search?country=DE&amp;expand=1&amp;q=arms&#43;law&#43;in&#43;Qatar"`, "2001–"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// TestExpansionLines: a line for the words and the language, every term once, switched off as one.
func TestExpansionLines(t *testing.T) {
	s := library()
	s.result = &index.Result{Expansions: []index.Expansion{
		{Concept: "trafficking", Source: "human trafficking", Language: "fr", Terms: []string{"traite des êtres humains", "trafic* .. personnes"}},
		{Concept: "sea", Source: "sea", Language: "fr", Terms: []string{"mer"}, Off: true},
		{Concept: "lexicon/trafficking", Source: "human trafficking", Language: "fr", Terms: []string{"Traite des êtres humains", "traite"}},
		{Concept: "trafficking", Source: "human trafficking", Language: "ar", Terms: []string{"الاتجار بالبشر"}},
	}}
	h := site(t, s)
	page := ask(h, "/search?q=human+trafficking+sea&expand=1&lang=en", "Accept: text/html").Body.String()
	for _, want := range []string{`value="trafficking:fr,lexicon/trafficking:fr"`, "traite des êtres humains · trafic … personnes · traite</bdi>", "4 terms", `value="sea:fr" checked`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Index(page, "<b>Arabic</b>") > strings.Index(page, "<b>French</b>") {
		t.Error("languages do not stand by name")
	}
	ask(h, "/search?q=human+trafficking&expand=1&without=trafficking:fr,lexicon/trafficking:fr", "Accept: text/html")
	if diff := cmp.Diff([]string{"trafficking:fr", "lexicon/trafficking:fr"}, s.asked.Without); diff != "" {
		t.Error(diff)
	}
}

func TestSuggest_Headings(t *testing.T) {
	s := library()
	h := site(t, s)
	body := ask(h, "/api/v1/suggest?q=pen&lang=fr").Body.String()
	if !strings.Contains(body, `"kind":"provision"`) || !strings.Contains(body, `"note":"Disposition"`) {
		t.Errorf("no headings are suggested: %s", body)
	}
	want := &index.Node{Op: index.Prefix, Field: "heading", Text: "pen"}
	if diff := cmp.Diff(want, s.asked.Root.Children[0]); diff != "" {
		t.Error(diff)
	}
}
