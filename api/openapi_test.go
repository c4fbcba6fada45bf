package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

// TestOpenAPI holds the description to its standard, and the handlers to the description.
func TestOpenAPI(t *testing.T) {
	document, err := libopenapi.NewDocument(description)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, problems := v.ValidateDocument(); !ok {
		for _, p := range problems {
			t.Errorf("%s: %s", p.Message, p.Reason)
			for _, e := range p.SchemaValidationErrors {
				t.Errorf("  line %d: %s at %s", e.Line, e.Reason, e.FieldPath)
			}
		}
	}
	s := library()
	s.edit = true
	h := site(t, s)
	// A law's id holds slashes, which a path of OpenAPI cannot: there the id is named by one segment.
	for _, address := range []string{
		"/api/v1/search?q=recruits&country=XA", "/api/v1/search?q=zebra", "/api/v1/search?like=xa/act/2014/14%23part_1__sec_1", "/api/v1/suggest?q=pen", "/api/v1/search?size=0", "/api/v1/suggest?q=traff", "/api/v1/laws?size=2",
		"/api/v1/laws/xa/act/2014/14", "/api/v1/laws/xa/none", "/api/v1/laws/xa/act/2014/14/versions", "/api/v1/laws/xa/none/versions", "/api/v1/laws/xa/act/2014/14/provisions/part_1__sec_1", "/api/v1/topics",
		"/api/v1/jurisdictions?lang=fr", "/api/v1/instruments", "/api/v1/instruments/untoc", "/api/v1/instruments/none", "/api/v1/collection?p=xa/act/2014/14%23part_1__sec_1&n=a&p=xa/gone", "/api/v1/status", "/api/v1/attempts?state=failed", "/api/v1/originals/" + fakeSum, "/api/v1/originals/none",
		"/api/v1/gaps?instrument=tip-protocol&country=XA", "/api/v1/gaps?instrument=tip-protocol", "/api/v1/gaps", "/api/v1/gaps?instrument=none", "/api/v1/gaps?requirement=tip-protocol/5/1", "/api/v1/compare?topic=trafficking-in-persons",
		"/api/v1/definitions?term=recruit", "/api/v1/definitions", "/api/v1/assessments?instrument=tip-protocol&country=XA", "/api/v1/assessments?instrument=none&country=XA",
		"/api/v1/structure?law=xa/act/2014/14", "/api/v1/structure?law=xa/none", "/api/v1/duplicates", "/api/v1/corrections", "/api/v1/corrections?kind=burn", "/api/v1/corrections?format=csv",
		"/api/v1/export?format=csv&q=penalty", "/api/v1/export?format=gif",
	} {
		w := ask(h, address)
		described := strings.NewReplacer("laws/xa/act/2014/14", "laws/xa", "laws/xa/none", "laws/none").Replace(address)
		request := httptest.NewRequest(http.MethodGet, described, nil)
		if ok, problems := v.ValidateHttpResponse(request, w.Result()); !ok {
			for _, p := range problems {
				t.Errorf("%s: %s: %s", address, p.Message, p.Reason)
				for _, s := range p.SchemaValidationErrors {
					t.Errorf("  %s at %s", s.Reason, s.FieldPath)
				}
			}
		}
	}
}
