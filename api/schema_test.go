package api

import (
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// conforms says what libxml2 finds wrong with a document by a schema (RELAX NG) of testdata/schema; "" where it is valid.
func conforms(t *testing.T, schema, document string) string {
	t.Helper()
	cmd := exec.Command("xmllint", "--nonet", "--noout", "--relaxng", filepath.Join("testdata", "schema", schema), "-")
	cmd.Stdin = strings.NewReader(document)
	out, err := cmd.CombinedOutput()
	if err == nil {
		return ""
	}
	return err.Error() + "\n" + string(out)
}

// What other programs read is valid by what its specification asks: feeds, descriptions of the search, sitemaps and answers to harvesters, in every language where they have words.
func TestSchemas(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip(err)
	}
	full, empty := library(), &shelf{}
	full.texts[0].Titles = map[string]string{"fr": "Loi <& traite>"}
	crowded := &shelf{}
	for i := range sitemapSize + 1 {
		crowded.texts = append(crowded.texts, corpus.Text{Law: corpus.Law{ID: corpus.URI("xa/act/" + blankZero(i+1)), Country: "XA"}, Language: "en"})
	}
	many := &shelf{texts: crowded.texts[:oaiPage+1]}
	var token string
	if _, after, ok := strings.Cut(ask(site(t, many), "/oai?verb=ListRecords&metadataPrefix=oai_dc").Body.String(), "<resumptionToken>"); ok {
		token, _, _ = strings.Cut(after, "<")
	}
	if token == "" {
		t.Fatal("a long list has no resumption token")
	}
	tests := []struct {
		schema  string
		of      *shelf
		address []string
	}{
		{"atom.rng", full, []string{"/search.atom", "/search.atom?q=trafficking&lang=fr", "/search.atom?q=trafficking&lang=ar&size=1", "/search.atom?q=nothing-of-the-kind", "/search.atom?q=%3Ca%3E%01&lang=zh", "/search.atom?lang=ru", "/search.atom?lang=es"}},
		{"atom.rng", empty, []string{"/search.atom"}},
		{"opensearch.rng", full, []string{"/opensearch.xml", "/opensearch.xml?lang=ar", "/opensearch.xml?lang=zh", "/opensearch.xml?lang=es", "/opensearch.xml?lang=fr", "/opensearch.xml?lang=ru"}},
		{"sitemap.rng", full, []string{"/sitemap.xml"}},
		{"sitemap.rng", empty, []string{"/sitemap.xml"}},
		{"sitemap.rng", crowded, []string{"/sitemap.xml", "/sitemap.xml?page=2"}},
		{"oai.rng", full, []string{"/oai?verb=Identify", "http://localhost:8080/oai?verb=Identify", "/oai?verb=ListMetadataFormats", "/oai?verb=ListSets", "/oai?verb=ListSets&lang=ar", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
			"/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListRecords&metadataPrefix=pandect", "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=country:XA&from=2000-01-01&until=2099-01-01",
			"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.com:xa/act/2014/14", "/oai?verb=GetRecord&metadataPrefix=pandect&identifier=oai:example.com:xa/gone",
			"/oai", "/oai?verb=%3Cb%3E", "/oai?verb=ListRecords", "/oai?verb=GetRecord&metadataPrefix=marc&identifier=x", "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.com:xa/none",
			"/oai?verb=ListRecords&resumptionToken=x", "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2099-01-01", "/oai?verb=ListSets&resumptionToken=x"}},
		{"oai.rng", empty, []string{"/oai?verb=Identify", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListSets"}},
		{"oai.rng", many, []string{"/oai?verb=ListRecords&metadataPrefix=oai_dc", "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc", "/oai?" + url.Values{"verb": {"ListRecords"}, "resumptionToken": {token}}.Encode()}},
	}
	for _, tt := range tests {
		h := site(t, tt.of)
		for _, address := range tt.address {
			w := ask(h, address)
			if wrong := conforms(t, tt.schema, w.Body.String()); wrong != "" || w.Code != 200 {
				t.Errorf("%s: %d, %s\n%.3000s", address, w.Code, wrong, w.Body)
			}
		}
	}
}

// The schemas find what is wrong: a document without, or with another, part of each kind is invalid.
func TestSchemas_Refuse(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip(err)
	}
	h := site(t, library())
	for _, tt := range []struct{ schema, address, old, new string }{
		{"atom.rng", "/search.atom", "<updated>2026-03-01T12:00:00Z</updated>", ""},
		{"atom.rng", "/search.atom", "<updated>2026-03-01T12:00:00Z</updated>", "<updated>2026-03-01</updated>"},
		{"atom.rng", "/search.atom", "<title>", "<title>x</title><title>"},
		{"atom.rng", "/search.atom", `rel="self"`, `rel="alternate"`},
		{"opensearch.rng", "/opensearch.xml", "<ShortName>Pandect", "<ShortName>Pandect, the library of laws"},
		{"opensearch.rng", "/opensearch.xml", "{searchTerms}", "{search Terms}"},
		{"sitemap.rng", "/sitemap.xml", "<lastmod>2026", "<lastmod>yesterday, 2026"},
		{"sitemap.rng", "/sitemap.xml", "<loc>http://", "<loc>"},
		{"oai.rng", "/oai?verb=Identify", "library@example.com", "library@example"},
		{"oai.rng", "/oai?verb=Identify", "<protocolVersion>2.0</protocolVersion>", ""},
		{"oai.rng", "/oai?verb=ListRecords&metadataPrefix=oai_dc", "<dc:title", "<dc:name/><dc:title"},
		{"oai.rng", "/oai?verb=ListRecords&metadataPrefix=oai_dc", `<header status="deleted">`, "<header>"},
		{"oai.rng", "/oai?verb=ListRecords", `code="badArgument"`, `code="bad"`},
	} {
		document := ask(h, tt.address).Body.String()
		if !strings.Contains(document, tt.old) {
			t.Errorf("%s has no %s:\n%.2000s", tt.address, tt.old, document)
		} else if conforms(t, tt.schema, strings.Replace(document, tt.old, tt.new, 1)) == "" {
			t.Errorf("%s with %q for %q is valid by %s", tt.address, tt.new, tt.old, tt.schema)
		}
	}
}
