package ui

import (
	"net/url"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// Frame is what stands around every page.
type Frame struct {
	*Speech
	Title   string   // of the page, before the site's name; empty on the home page
	Address *url.URL // of this page, path and query; where it is drawn in another language too
	Query   string   // in the search box of the head
	Feed    string   // address of an Atom feed of this page; may be empty
	Linked  any      // schema.org JSON-LD; nil: none
	Nav     string   // which entry of the navigation is open: search countries topics instruments gaps compare attempts help
	Private bool     // keep search machines out
	Editing bool     // judgements and corrections may be entered here
	Person  string   // who is signed in
	Role    string   // theirs
	Closed  bool     // the library is read by its people alone, and who asks is none of them
	Signs   bool     // people sign in here
	Library Library
}

// Library is what the foot of every page says of the library.
type Library struct {
	Laws, Provisions int
	Changed          time.Time
}

// ChangedOn is the date of the library's last change, empty where nothing is in it.
func (f Frame) ChangedOn() string {
	if f.Library.Changed.IsZero() {
		return ""
	}
	return f.Moment(f.Library.Changed)
}

// Moment writes the day of t, in UTC.
func (f Frame) Moment(t time.Time) string {
	return f.Date(corpus.DateOf(t))
}

// Standing is a law's status for show: its label, and a class for its mark.
func (f Frame) Standing(status string) Entry {
	e := Entry{Label: f.Word("status", status), Value: "other"}
	switch status {
	case "in force":
		e.Value = "inforce"
	case "repealed":
		e.Value = "repealed"
	case "not yet in force", "bill", "draft":
		e.Value = "pending"
	}
	return e
}

// TongueLink leads to a page in another language.
type TongueLink struct {
	Code, Name, Href string
	Current          bool
}

// Tongues lists the languages of the interface with the address of this page in each.
func (f Frame) Tongues() []TongueLink {
	links := make([]TongueLink, 0, len(Codes))
	for _, code := range Codes {
		links = append(links, TongueLink{Code: code, Name: ownName[code], Href: f.with("lang", code), Current: code == f.Code})
	}
	return links
}

var ownName = map[string]string{"en": "English", "ar": "العربية", "zh": "中文", "fr": "Français", "ru": "Русский", "es": "Español"}

// Dir is the direction of the interface.
func (f Frame) Dir() string { return Dir(f.Code) }

// DirOf is the direction of a language, for pieces that are in another one than the interface.
func (f Frame) DirOf(code string) string { return Dir(code) }

// with is the page's address with one parameter set, or taken out where value is empty.
func (f Frame) with(name, value string) string {
	if f.Address == nil {
		return "?"
	}
	v := f.Address.Query()
	v.Del(name)
	if value != "" {
		v.Set(name, value)
	}
	return address(f.Address.Path, v)
}

// Canonical is the page's address without the language of the interface.
func (f Frame) Canonical() string { return f.with("lang", "") }

func address(path string, v url.Values) string {
	u := url.URL{Path: path, RawQuery: v.Encode()}
	s := u.String()
	return strings.TrimSuffix(s, "?")
}

// LawPath is the address of a law's page: the id as it stands, with what an address cannot hold escaped (#, ?, %).
func LawPath(id corpus.URI) string {
	u := url.URL{Path: "/law/" + string(id)}
	return u.EscapedPath()
}

// ProvisionPath is the permanent address of a provision. The eid stands twice: as parameter, so that the server opens the right part of a
// long law without script, and as fragment, so that the browser goes to the place.
func ProvisionPath(r corpus.Ref) string {
	u := url.URL{Path: "/law/" + string(r.Law), Fragment: string(r.EID)}
	v := url.Values{}
	if r.EID != "" {
		v.Set("eid", string(r.EID))
	}
	if r.Language != "" {
		v.Set("language", r.Language)
	}
	u.RawQuery = v.Encode()
	return u.String()
}
