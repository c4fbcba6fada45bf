package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

// TestOpenAPI_Examples: every answer of JSON is described with an example, which is as its schema says. They are shortened answers of the demonstration library.
func TestOpenAPI_Examples(t *testing.T) {
	document, err := libopenapi.NewDocument(description)
	if err != nil {
		t.Fatal(err)
	}
	model, err := document.BuildV3Model()
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	n := 0
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		address := strings.NewReplacer("{id}", "7", "{eid}", "sec_3").Replace(path)
		for method, o := range item.GetOperations().FromOldest() {
			for status, answer := range o.Responses.Codes.FromOldest() {
				for media, c := range answer.Content.FromOldest() {
					code, _ := strconv.Atoi(status)
					if code >= 300 || c.Schema == nil || !strings.HasSuffix(media, "json") {
						continue
					}
					n++
					var example any
					if c.Example == nil || c.Example.Decode(&example) != nil {
						t.Errorf("%s %s %s: no example", o.OperationId, status, media)
						continue
					}
					body, err := json.Marshal(example)
					if err != nil {
						t.Fatal(err)
					}
					said := &http.Response{StatusCode: code, Header: http.Header{"Content-Type": {media}}, Body: io.NopCloser(bytes.NewReader(body))}
					_, problems := v.ValidateHttpResponse(httptest.NewRequest(strings.ToUpper(method), address, nil), said)
					for _, p := range problems {
						t.Errorf("%s: %s: %s", o.OperationId, p.Message, p.Reason)
						for _, s := range p.SchemaValidationErrors {
							t.Errorf("  %s at %s", s.Reason, s.FieldPath)
						}
					}
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("%d answers of JSON are described", n)
	}
}
