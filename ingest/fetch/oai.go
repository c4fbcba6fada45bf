package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/pandect/pandect/corpus"
)

// RecordPrefix is the format in which one Pandect gives its records to another.
const RecordPrefix, recordNamespace = "pandect", "urn:pandect:record:1"

// Repository is a source of OAI-PMH 2.0.
type Repository struct {
	Client *Client
	URL    string // the base address, …/oai
}

// Record is an item of a repository.
type Record struct {
	Identifier string
	Datestamp  string // as the source writes it
	Deleted    bool
	Texts      []corpus.Text // of the own format
	Core       DublinCore    // of oai_dc
}

// DublinCore is what oai_dc says, of each element every value.
type DublinCore struct {
	Title      []string `xml:"title"`
	Identifier []string `xml:"identifier"`
	Source     []string `xml:"source"`
	Relation   []string `xml:"relation"`
	Language   []string `xml:"language"`
	Date       []string `xml:"date"`
	Coverage   []string `xml:"coverage"`
	Type       []string `xml:"type"`
}

// Page is a part of a list.
type Page struct {
	Records []Record
	Broken  []error // records that could not be read, each with its identifier
	Token   string  // of the next part; empty: it was the last
}

type oaiAnswer struct {
	XMLName xml.Name `xml:"http://www.openarchives.org/OAI/2.0/ OAI-PMH"`
	Errors  []struct {
		Code string `xml:"code,attr"`
		Text string `xml:",chardata"`
	} `xml:"error"`
	Formats []struct {
		Prefix    string `xml:"metadataPrefix"`
		Namespace string `xml:"metadataNamespace"`
	} `xml:"ListMetadataFormats>metadataFormat"`
	Records []struct {
		Header struct {
			Status     string `xml:"status,attr"`
			Identifier string `xml:"identifier"`
			Datestamp  string `xml:"datestamp"`
		} `xml:"header"`
		Texts []string   `xml:"metadata>records>record"`
		Core  DublinCore `xml:"metadata>dc"`
	} `xml:"ListRecords>record"`
	Token string `xml:"ListRecords>resumptionToken"`
}

// ask sends a request. Errors of the protocol are corpus.ErrInvalid, but for noRecordsMatch, which is an empty answer.
func (r Repository) ask(ctx context.Context, v url.Values) (oaiAnswer, error) {
	var a oaiAnswer
	u, err := url.Parse(r.URL)
	if err != nil {
		return a, fmt.Errorf("harvest %s: %w: %w", r.URL, err, corpus.ErrInvalid)
	}
	u.RawQuery = v.Encode()
	got, err := r.Client.Get(ctx, u.String(), "", "")
	if err != nil {
		return a, err
	}
	if a, err = readOAI(got.Body); err != nil {
		return a, fmt.Errorf("harvest %s: %w", r.URL, err)
	}
	return a, nil
}

func readOAI(body []byte) (a oaiAnswer, err error) {
	if err := xml.Unmarshal(body, &a); err != nil {
		return a, fmt.Errorf("this is no answer of OAI-PMH (%w); give its base address, which often ends in /oai: %w", err, corpus.ErrInvalid)
	}
	for _, e := range a.Errors {
		if e.Code != "noRecordsMatch" {
			return a, fmt.Errorf("%s: %s: %w", e.Code, strings.TrimSpace(e.Text), corpus.ErrInvalid)
		}
	}
	return a, nil
}

// Prefix chooses the format: whole records where the source is a Pandect, else oai_dc, which every source has.
func (r Repository) Prefix(ctx context.Context) (string, error) {
	a, err := r.ask(ctx, url.Values{"verb": {"ListMetadataFormats"}})
	for _, f := range a.Formats {
		if f.Prefix == RecordPrefix && f.Namespace == recordNamespace {
			return RecordPrefix, err
		}
	}
	return "oai_dc", err
}

// List asks for a part of the records: the first by prefix, set and from, or the one that token names.
func (r Repository) List(ctx context.Context, prefix, set, from, token string) (Page, error) {
	v := url.Values{"verb": {"ListRecords"}}
	if token != "" {
		v.Set("resumptionToken", token)
	} else {
		v.Set("metadataPrefix", prefix)
		for name, value := range map[string]string{"set": set, "from": from} {
			if value != "" {
				v.Set(name, value)
			}
		}
	}
	a, err := r.ask(ctx, v)
	if err != nil {
		return Page{}, err
	}
	return a.page(), nil
}

// maxIdle is how many parts of a list, one after another, may bring nothing new.
const maxIdle = 20

// Trail is what a list gave so far. It notices a list that leads in a circle, however long: tokens alone do not tell, since a source may make a new one each time.
type Trail struct {
	seen map[[16]byte]struct{} // records, and what was broken
	idle int
}

// Follow takes a part. ErrInvalid where the list goes on, and its last parts brought nothing that it had not given before.
func (t *Trail) Follow(p Page) error {
	if t.seen == nil {
		t.seen = map[[16]byte]struct{}{}
	}
	before := len(t.seen)
	note := func(s string) {
		sum := sha256.Sum256([]byte(s))
		t.seen[[16]byte(sum[:])] = struct{}{}
	}
	for _, r := range p.Records {
		note(r.Identifier + " " + r.Datestamp)
	}
	for _, err := range p.Broken {
		note(err.Error())
	}
	if t.idle++; len(t.seen) > before {
		t.idle = 0
	}
	if p.Token != "" && t.idle >= maxIdle {
		return fmt.Errorf("the last %d parts brought nothing new, and the list goes on at %.80q; the source leads in a circle: %w", t.idle, p.Token, corpus.ErrInvalid)
	}
	return nil
}

// page reads the records of an answer, each for itself.
func (a *oaiAnswer) page() Page {
	page := Page{Token: strings.TrimSpace(a.Token)}
	for _, x := range a.Records {
		record := Record{Identifier: x.Header.Identifier, Datestamp: x.Header.Datestamp, Deleted: x.Header.Status == "deleted", Core: x.Core}
		if _, err := time.Parse(time.DateOnly, record.Datestamp[:min(len(record.Datestamp), len(time.DateOnly))]); err != nil {
			page.Broken = append(page.Broken, fmt.Errorf("%s: datestamp %q: %w", record.Identifier, record.Datestamp, corpus.ErrInvalid))
			continue
		}
		for _, text := range x.Texts {
			var t corpus.Text
			err := json.Unmarshal([]byte(text), &t)
			if err == nil {
				err = t.Check()
			}
			if err != nil {
				page.Broken = append(page.Broken, fmt.Errorf("%s: %w", record.Identifier, err))
				continue
			}
			record.Texts = append(record.Texts, t)
		}
		page.Records = append(page.Records, record)
	}
	return page
}

// Law is the id that the own format's identifier names.
func (r Record) Law() (corpus.URI, error) {
	parts := strings.SplitN(r.Identifier, ":", 3)
	id, err := url.PathUnescape(parts[len(parts)-1])
	if err != nil {
		return "", fmt.Errorf("%s: %w: %w", r.Identifier, err, corpus.ErrInvalid)
	}
	return corpus.ParseURI(id)
}

// Original is the address of the file that the record names, likeliest first: one that ends like a file, then a source, then any.
func (d DublinCore) Original() string {
	var web []string
	for _, list := range [][]string{d.Source, d.Relation, d.Identifier} {
		for _, s := range list {
			if s = strings.TrimSpace(s); strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
				web = append(web, s)
			}
		}
	}
	for _, s := range web {
		switch lower := strings.ToLower(s); {
		case strings.HasSuffix(lower, ".pdf"), strings.HasSuffix(lower, ".html"), strings.HasSuffix(lower, ".htm"), strings.Contains(lower, "/api/v1/originals/"):
			return s
		}
	}
	if len(web) > 0 {
		return web[0]
	}
	return ""
}
