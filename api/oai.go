package api

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// OAI-PMH 2.0 (Open Archives Initiative, 2002; version of 2015): an item is a law, its datestamp that of its newest change in the catalogue. Withdrawn laws
// stay as deleted records for ever. Datestamps of later changes are never earlier: a harvester that asks from the last it saw misses nothing.
const (
	oaiPage   = 100     // headers in one answer
	oaiBytes  = 4 << 20 // an answer with records ends after the one that passes this
	oaiRecord = "pandect"
	oaiDC     = "oai_dc"

	// RecordNamespace is that of the own format: the interchange records of all texts of a law, each a JSON object.
	RecordNamespace = "urn:pandect:record:1"
)

var oaiArguments = map[string]struct{ required, allowed []string }{
	"Identify":            {},
	"ListMetadataFormats": {allowed: []string{"identifier"}},
	"ListSets":            {allowed: []string{"resumptionToken"}},
	"GetRecord":           {required: []string{"identifier", "metadataPrefix"}},
	"ListIdentifiers":     {required: []string{"metadataPrefix"}, allowed: []string{"from", "until", "set", "resumptionToken"}},
	"ListRecords":         {required: []string{"metadataPrefix"}, allowed: []string{"from", "until", "set", "resumptionToken"}},
}

// oaiError is an answer with status 200 (OAI-PMH 2.0, section 3.6).
type oaiError struct{ code, message string }

func (e oaiError) Error() string { return e.code + ": " + e.message }

func badArgument(format string, args ...any) error {
	return oaiError{"badArgument", fmt.Sprintf(format, args...)}
}

// oai answers the six verbs.
func (s *server) oai(c echo.Context) error {
	if err := c.Request().ParseForm(); err != nil {
		return fmt.Errorf("form: %w: %w", err, corpus.ErrInvalid)
	}
	v := c.Request().Form
	base := s.base(c.Request()) + "/oai"
	var body bytes.Buffer
	err := checkOAI(v)
	if err == nil {
		err = s.oaiVerb(c, v, &body)
	}
	var attributes strings.Builder
	var wrong oaiError
	if errors.As(err, &wrong) {
		body.Reset()
		fmt.Fprintf(&body, "<error code=\"%s\">%s</error>", wrong.code, escaped(wrong.message))
		err = nil
	}
	if err != nil {
		return err
	}
	if wrong.code != "badVerb" && wrong.code != "badArgument" { // which must not repeat what they could not read
		for _, name := range slices.Sorted(maps.Keys(v)) {
			fmt.Fprintf(&attributes, " %s=\"%s\"", name, escaped(v.Get(name)))
		}
	}
	c.Response().Header().Set(echo.HeaderContentType, "text/xml; charset=utf-8")
	_, err = fmt.Fprintf(c.Response(), `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>%s</responseDate><request%s>%s</request>
%s
</OAI-PMH>
`, oaiTime(time.Now()), attributes.String(), escaped(base), body.String())
	return err
}

// checkOAI says what is wrong with the arguments: one verb, each argument once and of this verb, a resumption token alone.
func checkOAI(v url.Values) error {
	verb := v.Get("verb")
	of, known := oaiArguments[verb]
	if !known || len(v["verb"]) > 1 {
		return oaiError{"badVerb", fmt.Sprintf("verb %q: there are %s", verb, strings.Join(slices.Sorted(maps.Keys(oaiArguments)), " "))}
	}
	resumed := v.Has("resumptionToken")
	for name, values := range v {
		switch {
		case len(values) > 1:
			return badArgument("%s stands twice", name)
		case name != "verb" && !slices.Contains(of.required, name) && !slices.Contains(of.allowed, name):
			return badArgument("%s takes no %s", verb, name)
		case resumed && name != "verb" && name != "resumptionToken":
			return badArgument("resumptionToken stands alone")
		}
	}
	for _, name := range of.required {
		if v.Get(name) == "" && !resumed {
			return badArgument("%s needs %s", verb, name)
		}
	}
	if p := v.Get("metadataPrefix"); p != "" && p != oaiDC && p != oaiRecord {
		return oaiError{"cannotDisseminateFormat", fmt.Sprintf("%q: there are %s %s", p, oaiDC, oaiRecord)}
	}
	return nil
}

func (s *server) oaiVerb(c echo.Context, v url.Values, out *bytes.Buffer) error {
	switch v.Get("verb") {
	case "Identify":
		return s.oaiIdentify(c, out)
	case "ListMetadataFormats":
		if id := v.Get("identifier"); id != "" {
			if _, err := s.oaiChange(c, id); err != nil {
				return err
			}
		}
		fmt.Fprintf(out, `<ListMetadataFormats><metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat><metadataFormat><metadataPrefix>%s</metadataPrefix><schema>%s/oai/record.xsd</schema><metadataNamespace>%s</metadataNamespace></metadataFormat></ListMetadataFormats>`,
			oaiRecord, escaped(s.base(c.Request())), RecordNamespace)
		return nil
	case "ListSets":
		return s.oaiSets(c, v, out)
	case "GetRecord":
		change, err := s.oaiChange(c, v.Get("identifier"))
		if err != nil {
			return err
		}
		out.WriteString("<GetRecord>")
		if err := s.oaiWrite(c, out, change, v.Get("metadataPrefix")); err != nil {
			return err
		}
		out.WriteString("</GetRecord>")
		return nil
	}
	return s.oaiList(c, v, out)
}

func (s *server) oaiIdentify(c echo.Context, out *bytes.Buffer) error {
	first, err := s.Catalog.Changes(c.Request().Context(), corpus.ChangeFilter{Limit: 1})
	if err != nil {
		return err
	}
	earliest := time.Unix(0, 0)
	if len(first) > 0 {
		earliest = first[0].At
	}
	fmt.Fprintf(out, `<Identify><repositoryName>%s</repositoryName><baseURL>%s</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>%s</adminEmail><earliestDatestamp>%s</earliestDatestamp><deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity></Identify>`,
		escaped(s.frame(c).T("site.name")), escaped(s.base(c.Request())+"/oai"), escaped("library@"+mailHost(s.base(c.Request()))), oaiTime(earliest))
	return nil
}

func (s *server) oaiSets(c echo.Context, v url.Values, out *bytes.Buffer) error {
	if v.Has("resumptionToken") {
		return oaiError{"badResumptionToken", "the sets come in one answer"}
	}
	status, err := s.state.now(c.Request().Context())
	if err != nil {
		return err
	}
	f := s.frame(c)
	set := func(spec, name string) {
		fmt.Fprintf(out, "<set><setSpec>%s</setSpec><setName>%s</setName></set>\n", escaped(spec), escaped(cmp.Or(name, spec)))
	}
	out.WriteString("<ListSets>")
	set("country", "Countries")
	for _, code := range slices.Sorted(maps.Keys(status.Countries)) {
		if code != "" {
			set("country:"+code, f.Country(code))
		}
	}
	set("topic", "Topics")
	for _, t := range s.Scheme.Topics {
		set("topic:"+t.ID, t.Labels[f.Code])
	}
	out.WriteString("</ListSets>")
	return nil
}

// resumption is what a resumption token says: it holds its whole list, so none expires.
type resumption struct {
	Prefix string     `json:"p"`
	Set    string     `json:"s,omitempty"`
	From   string     `json:"f,omitempty"`
	Until  string     `json:"u,omitempty"`
	At     time.Time  `json:"a,omitzero"`
	Law    corpus.URI `json:"l,omitempty"`
}

func (s *server) oaiList(c echo.Context, v url.Values, out *bytes.Buffer) error {
	r := resumption{Prefix: v.Get("metadataPrefix"), Set: v.Get("set"), From: v.Get("from"), Until: v.Get("until")}
	if token := v.Get("resumptionToken"); v.Has("resumptionToken") {
		b, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || json.Unmarshal(b, &r) != nil || r.Law == "" || (r.Prefix != oaiDC && r.Prefix != oaiRecord) {
			return oaiError{"badResumptionToken", "this token is none of this library"}
		}
	}
	f, err := r.filter()
	if err != nil {
		return err
	}
	changes, err := s.Catalog.Changes(c.Request().Context(), f)
	if err != nil {
		return err
	}
	switch {
	case len(changes) == 0 && r.Law == "":
		return oaiError{"noRecordsMatch", "no law of this set changed in this time"}
	case len(changes) == 0: // a list has a record at least
		return oaiError{"badResumptionToken", "what followed changed since; harvest from the newest datestamp that you have"}
	}
	verb := v.Get("verb")
	fmt.Fprintf(out, "<%s>", verb)
	more := len(changes) > oaiPage
	changes = changes[:min(len(changes), oaiPage)]
	for i := range changes {
		if verb == "ListIdentifiers" {
			s.oaiHeader(c, out, &changes[i])
		} else if err := s.oaiWrite(c, out, changes[i], r.Prefix); err != nil {
			return err
		}
		r.At, r.Law = changes[i].At, changes[i].Law
		if out.Len() > oaiBytes && i+1 < len(changes) {
			more = true
			break
		}
	}
	switch {
	case more:
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "<resumptionToken>%s</resumptionToken>", base64.RawURLEncoding.EncodeToString(b))
	case v.Has("resumptionToken"):
		out.WriteString("<resumptionToken/>") // the last of a list that came in parts
	}
	fmt.Fprintf(out, "</%s>", verb)
	return nil
}

// filter reads the dates and the set.
func (r resumption) filter() (f corpus.ChangeFilter, err error) {
	f.Limit, f.After = oaiPage+1, corpus.Change{At: r.At, Law: r.Law}
	if f.From, err = oaiDate(r.From, false); err != nil {
		return f, err
	}
	if f.Until, err = oaiDate(r.Until, true); err != nil {
		return f, err
	}
	if r.From != "" && r.Until != "" && (len(r.From) != len(r.Until) || f.Until.Before(f.From)) {
		return f, badArgument("from %s until %s: of one granularity, from not later", r.From, r.Until)
	}
	kind, value, _ := strings.Cut(r.Set, ":")
	switch {
	case r.Set == "" || r.Set == "country" || r.Set == "topic":
	case kind == "country" && value != "":
		f.Country = value
	case kind == "topic" && value != "":
		f.Topic = value
	default:
		return f, badArgument("set %q: there are country:… and topic:…; see ListSets", r.Set)
	}
	return f, nil
}

// oaiDate reads a day or a second; a day as until ends with its last second.
func oaiDate(s string, until bool) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		if until {
			t = t.Add(24*time.Hour - time.Second)
		}
		return t, nil
	}
	t, err := time.Parse("2006-01-02T15:04:05Z", s)
	if err != nil {
		return t, badArgument("%q is no date: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ", s)
	}
	return t, nil
}

// oaiChange finds the law that an identifier names.
func (s *server) oaiChange(c echo.Context, identifier string) (corpus.Change, error) {
	unknown := oaiError{"idDoesNotExist", fmt.Sprintf("%q is no law of this library", identifier)}
	parts := strings.SplitN(identifier, ":", 3)
	if len(parts) != 3 || parts[0] != "oai" {
		return corpus.Change{}, unknown
	}
	law, err := url.PathUnescape(parts[2])
	if err != nil || law == "" {
		return corpus.Change{}, unknown
	}
	found, err := s.Catalog.Changes(c.Request().Context(), corpus.ChangeFilter{Law: corpus.URI(law)})
	if err != nil {
		return corpus.Change{}, err
	}
	if len(found) == 0 {
		return corpus.Change{}, unknown
	}
	return found[0], nil
}

func (s *server) oaiHeader(c echo.Context, out *bytes.Buffer, ch *corpus.Change) {
	deleted := ""
	if ch.Withdrawn {
		deleted = ` status="deleted"`
	}
	fmt.Fprintf(out, "<header%s><identifier>%s</identifier><datestamp>%s</datestamp>", deleted, escaped("oai:"+oaiHost(s.base(c.Request()))+":"+(&url.URL{Path: string(ch.Law)}).EscapedPath()), oaiTime(ch.At))
	if ch.Country != "" {
		fmt.Fprintf(out, "<setSpec>country:%s</setSpec>", escaped(ch.Country))
	}
	for _, id := range ch.Topics {
		fmt.Fprintf(out, "<setSpec>topic:%s</setSpec>", escaped(id))
	}
	out.WriteString("</header>\n")
}

func (s *server) oaiWrite(c echo.Context, out *bytes.Buffer, ch corpus.Change, prefix string) error {
	out.WriteString("<record>")
	s.oaiHeader(c, out, &ch)
	if !ch.Withdrawn {
		out.WriteString("<metadata>")
		write := s.oaiDublinCore
		if prefix == oaiRecord {
			write = s.oaiRecords
		}
		if err := write(c, out, ch.Law); err != nil {
			return err
		}
		out.WriteString("</metadata>")
	}
	out.WriteString("</record>\n")
	return nil
}

// oaiRecords writes the interchange records of a law: every language and every wording.
func (s *server) oaiRecords(c echo.Context, out *bytes.Buffer, law corpus.URI) error {
	fmt.Fprintf(out, "<records xmlns=%q>", RecordNamespace)
	err := s.Catalog.EachOf(c.Request().Context(), law, func(t corpus.Text) error {
		b, err := json.Marshal(t)
		if err == nil {
			fmt.Fprintf(out, "<record>%s</record>", escaped(string(b)))
		}
		return err
	})
	out.WriteString("</records>")
	return err
}

func (s *server) oaiDublinCore(c echo.Context, out *bytes.Buffer, law corpus.URI) error {
	texts, err := s.Catalog.Texts(c.Request().Context(), law)
	if err != nil {
		return err
	}
	base := s.base(c.Request())
	out.WriteString(`<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">`)
	said := map[string]bool{}
	say := func(name, value, language string) {
		if value == "" || said[name+value] {
			return
		}
		said[name+value] = true
		if language != "" {
			language = fmt.Sprintf(" xml:lang=\"%s\"", escaped(language))
		}
		fmt.Fprintf(out, "<dc:%[1]s%[2]s>%[3]s</dc:%[1]s>", name, language, escaped(value))
	}
	for i := range texts {
		t := &texts[i]
		say("title", t.Title, t.Language)
		for _, language := range slices.Sorted(maps.Keys(t.Titles)) {
			say("title", t.Titles[language], language)
		}
		say("identifier", base+ui.LawPath(t.ID), "")
		if t.Original != nil && t.Original.SHA256 != "" {
			say("identifier", base+"/api/v1/originals/"+t.Original.SHA256, "")
			say("format", t.Original.MediaType, "")
		}
		say("source", t.SourceURL, "")
		say("type", cmp.Or(t.Type, "Text"), "")
		say("date", t.Date.String(), "")
		say("language", t.Language, "")
		say("coverage", t.Country, "")
		for _, tag := range t.Topics {
			say("subject", tag.ID, "")
		}
	}
	out.WriteString("</oai_dc:dc>")
	return nil
}

// oaiSchema is the form of the own format.
func (s *server) oaiSchema(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderContentType, "application/xml; charset=utf-8")
	return c.String(http.StatusOK, `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="`+RecordNamespace+`" elementFormDefault="qualified">
 <xs:element name="records"><xs:complexType><xs:sequence>
  <xs:element name="record" type="xs:string" maxOccurs="unbounded"><xs:annotation><xs:documentation>One text of the law as an interchange record: a JSON object.</xs:documentation></xs:annotation></xs:element>
 </xs:sequence></xs:complexType></xs:element>
</xs:schema>
`)
}

func oaiTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// oaiHost is the name of the library in its identifiers: that of its address, without a port.
func oaiHost(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" {
		return "pandect"
	}
	return u.Hostname()
}

// mailHost is oaiHost as an address of mail has it, which needs a full stop: a name of this network gets the domain that never is one (RFC 2606).
func mailHost(base string) string {
	host := oaiHost(base)
	if !strings.Contains(host, ".") {
		host += ".invalid"
	}
	return host
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}
