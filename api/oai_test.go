package api

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// harvested is an answer as a harvester reads it, by the namespace of the protocol.
type harvested struct {
	XMLName      xml.Name  `xml:"http://www.openarchives.org/OAI/2.0/ OAI-PMH"`
	ResponseDate time.Time `xml:"responseDate"`
	Request      struct {
		Verb string `xml:"verb,attr"`
	} `xml:"request"`
	Error struct {
		Code string `xml:"code,attr"`
	} `xml:"error"`
	Identify struct {
		BaseURL  string    `xml:"baseURL"`
		Version  string    `xml:"protocolVersion"`
		Deleted  string    `xml:"deletedRecord"`
		Earliest time.Time `xml:"earliestDatestamp"`
	}
	Prefixes []string  `xml:"ListMetadataFormats>metadataFormat>metadataPrefix"`
	Sets     []string  `xml:"ListSets>set>setSpec"`
	Headers  []oaiHead `xml:"ListIdentifiers>header"`
	Records  []struct {
		Header oaiHead  `xml:"header"`
		Texts  []string `xml:"urn:pandect:record:1 metadata>records>record"`
		Title  []string `xml:"metadata>dc>title"`
	} `xml:"ListRecords>record"`
	Got struct {
		Header oaiHead  `xml:"header"`
		Title  []string `xml:"metadata>dc>title"`
		Lang   []string `xml:"metadata>dc>language"`
	} `xml:"GetRecord>record"`
	Token string `xml:"ListRecords>resumptionToken"`
}

type oaiHead struct {
	Status     string    `xml:"status,attr"`
	Identifier string    `xml:"identifier"`
	Datestamp  time.Time `xml:"datestamp"`
	Sets       []string  `xml:"setSpec"`
}

func askOAI(t *testing.T, h http.Handler, query string) harvested {
	t.Helper()
	w := ask(h, "/oai?"+query)
	var a harvested
	if err := xml.Unmarshal(w.Body.Bytes(), &a); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: status %d, %v\n%s", query, w.Code, err, w.Body)
	}
	return a
}

func TestOAI_Verbs(t *testing.T) {
	h := site(t, library())
	if i := askOAI(t, h, "verb=Identify"); i.Identify.Version != "2.0" || i.Identify.Deleted != "persistent" || i.Identify.BaseURL != "http://example.com/oai" || i.Identify.Earliest.IsZero() {
		t.Errorf("Identify: %+v", i.Identify)
	}
	if f := askOAI(t, h, "verb=ListMetadataFormats"); !slices.Equal(f.Prefixes, []string{"oai_dc", "pandect"}) {
		t.Errorf("formats %v", f.Prefixes)
	}
	if s := askOAI(t, h, "verb=ListSets"); !slices.Contains(s.Sets, "country:XA") || !slices.Contains(s.Sets, "topic:trafficking-in-persons") {
		t.Errorf("sets %v", s.Sets)
	}
	list := askOAI(t, h, "verb=ListIdentifiers&metadataPrefix=oai_dc")
	var ids []string
	for _, head := range list.Headers {
		ids = append(ids, head.Identifier+head.Status)
	}
	if diff := cmp.Diff([]string{"oai:example.com:xa/act/2014/14", "oai:example.com:xa/law%237", "oai:example.com:xa/gonedeleted"}, ids); diff != "" {
		t.Error(diff)
	}
	for _, head := range list.Headers { // each identifier leads back to its law
		if got := askOAI(t, h, "verb=GetRecord&metadataPrefix=oai_dc&identifier="+url.QueryEscape(head.Identifier)); got.Got.Header.Identifier != head.Identifier {
			t.Errorf("GetRecord %s: %+v", head.Identifier, got.Got)
		}
	}
	one := askOAI(t, h, "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.com:xa/act/2014/14")
	if !slices.Equal(one.Got.Lang, []string{"en", "fr"}) || len(one.Got.Title) != 2 || !strings.Contains(one.Got.Title[0], poison) {
		t.Errorf("GetRecord: %+v", one.Got)
	}
	form := httptest.NewRequest(http.MethodPost, "/oai", strings.NewReader("verb=Identify"))
	if w := send(h, form, "Content-Type: application/x-www-form-urlencoded"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "<Identify>") {
		t.Errorf("POST: %d %s", w.Code, w.Body)
	}
}

// The own format is the interchange record, to the letter.
func TestOAI_RecordsAreWhole(t *testing.T) {
	shelf := library()
	var got []corpus.Text
	for _, r := range askOAI(t, site(t, shelf), "verb=ListRecords&metadataPrefix=pandect").Records {
		for _, text := range r.Texts {
			var x corpus.Text
			if err := json.Unmarshal([]byte(text), &x); err != nil {
				t.Fatal(err)
			}
			got = append(got, x)
		}
	}
	if diff := cmp.Diff(shelf.texts, got); diff != "" {
		t.Errorf("harvest(library) differs from the library (-want +got):\n%s", diff)
	}
}

func TestOAI_Selective(t *testing.T) {
	h := site(t, library())
	for _, c := range []struct {
		query string
		want  int
	}{
		{"set=country:XA", 3}, {"set=topic:trafficking-in-persons", 1}, {"from=2026-03-01", 3}, {"until=2026-03-01", 3}, {"from=2026-03-01T12:00:01Z", 2},
		{"from=2026-03-01T12:00:01Z&until=2026-03-01T12:00:01Z", 1},
	} {
		if got := len(askOAI(t, h, "verb=ListRecords&metadataPrefix=pandect&"+c.query).Records); got != c.want {
			t.Errorf("%s: %d records, want %d", c.query, got, c.want)
		}
	}
}

// A long list comes in parts, and every law once.
func TestOAI_Resumption(t *testing.T) {
	shelf := &shelf{}
	for i := range 2*oaiPage + 7 {
		x := library().texts[2]
		x.ID = corpus.URI("xa/law/" + strings.Repeat("i", i+1))
		shelf.texts = append(shelf.texts, x)
	}
	h := site(t, shelf)
	seen := map[string]int{}
	query, parts := "metadataPrefix=pandect&set=country:XA", 0
	for {
		a := askOAI(t, h, "verb=ListRecords&"+query)
		for _, r := range a.Records {
			seen[r.Header.Identifier]++
		}
		if parts++; a.Token == "" || parts > 10 {
			break
		}
		query = "resumptionToken=" + url.QueryEscape(a.Token)
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s came %d times", id, n)
		}
	}
	if len(seen) != len(shelf.texts)+1 || parts != 3 {
		t.Errorf("%d laws in %d parts, want %d in 3", len(seen), parts, len(shelf.texts)+1)
	}
}

func TestOAI_Errors(t *testing.T) {
	h := site(t, library())
	for query, want := range map[string]string{
		"": "badVerb", "verb=Steal": "badVerb", "verb=Identify&verb=Identify": "badVerb", "verb=Identify&set=x": "badArgument", "verb=ListRecords": "badArgument",
		"verb=ListRecords&metadataPrefix=marc": "cannotDisseminateFormat", "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday": "badArgument",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01": "badArgument", "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-03T00:00:00Z": "badArgument",
		"verb=ListRecords&metadataPrefix=oai_dc&from=2030-01-01": "noRecordsMatch", "verb=ListRecords&resumptionToken=x": "badResumptionToken",
		"verb=ListRecords&resumptionToken=x&set=y": "badArgument", "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.com:xa/none": "idDoesNotExist",
		"verb=ListMetadataFormats&identifier=x": "idDoesNotExist", "verb=ListSets&resumptionToken=x": "badResumptionToken", "verb=ListRecords&metadataPrefix=oai_dc&set=planet:mars": "badArgument",
	} {
		a := askOAI(t, h, query)
		if a.Error.Code != want {
			t.Errorf("%q: error %q, want %q", query, a.Error.Code, want)
		}
		if said := a.Request.Verb; (want == "badVerb" || want == "badArgument") && said != "" {
			t.Errorf("%q: the answer repeats verb %q", query, said)
		}
	}
}
