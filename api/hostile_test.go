package api

import (
	"bytes"
	"encoding/json"
	flags "flag"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi/datamodel/high/base"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
)

var requests = flags.Int("requests", 20, "hostile requests an operation of openapi.yaml")

// hostile values break what takes a word for a name, a number, markup, a path or a command.
var hostile = []string{
	"", " ", "0", "-1", "1", "101", "9223372036854775808", "1e999", "NaN", "true", "\x00", "a\x00b", "\xff\xfe", "\r\nSet-Cookie: a=b", "\u202e\u2066\u200f", "\U0001F600",
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "{{.}}", "' OR 1=1 --", "'; DROP TABLE law; --", "=1+1", "../../../etc/passwd", `..\..\x`, "%00", "%", "http://127.0.0.1/",
	"*", "a*", `"`, `"a`, "((((((((", "NOT", "a AND", "country:", "a~9", "/(a+)+$/", "[", "xa/act/2014/14", "xa/act/2014/14#part_1__sec_1", "2014..1999", "99999999999..", "XA", "tip-protocol", fakeSum,
	strings.Repeat("a", 5000), strings.Repeat("(", 1999), strings.Repeat("a* ", 600), strings.Repeat("ا ", 900),
}

// TestOpenAPI_Hostile walks every operation of the description with values from its schemas and with hostile ones, in addresses and in bodies: no answer is a failure of the server,
// each is of a kind that is described, and none tells of the machine. The seed is fixed; -requests makes it long.
func TestOpenAPI_Hostile(t *testing.T) {
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
	s := library()
	s.edit = true // what librarians reach is asked too
	h := site(t, s)
	r := rand.New(rand.NewPCG(8, 8))
	for path, item := range model.Model.Paths.PathItems.FromOldest() {
		for method, op := range item.GetOperations().FromOldest() {
			for range *requests {
				address, query := addressed(path, append(item.Parameters, op.Parameters...), r)
				var sent []byte
				if op.RequestBody != nil {
					sent, _ = json.Marshal(filled(op.RequestBody.Content.GetOrZero("application/json").Schema.Schema(), r)) // of strings, numbers and lists alone
				}
				request := httptest.NewRequest(strings.ToUpper(method), "/", bytes.NewReader(sent))
				request.Header.Set("Content-Type", "application/json")
				request.URL = &url.URL{Path: address, RawQuery: query.Encode()}
				request.RequestURI = request.URL.RequestURI()
				w := send(h, request)
				about := method + " " + request.RequestURI
				if about += fmt.Sprintf(" %.200s", sent); len(about) > 300 {
					about = about[:300] + "…"
				}
				told := w.Body.String()
				if w.Code >= 500 {
					t.Errorf("%s: %d %.300s", about, w.Code, told)
				}
				for _, secret := range []string{"goroutine ", ".go:", "/root/", "/tmp/", "sqlite", "runtime error"} {
					if strings.Contains(told, secret) {
						t.Errorf("%s: the answer tells %q", about, secret)
					}
				}
				if w.Code >= 300 && w.Code < 400 || strings.Contains(path, "{") && w.Code == http.StatusOK {
					continue // an id that holds slashes answers for another path than the description can name
				}
				described := httptest.NewRequest(request.Method, strings.NewReplacer("{", "", "}", "").Replace(strings.Replace(path, "{page}", "1", 1)), nil)
				if ok, problems := v.ValidateHttpResponse(described, w.Result()); !ok {
					for _, p := range problems {
						t.Errorf("%s: %d: %s: %s", about, w.Code, p.Message, p.Reason)
					}
				}
			}
		}
	}
}

// addressed fills a path's parameters, and some of the query's, each from its schema or with a hostile value.
func addressed(path string, parameters []*v3.Parameter, r *rand.Rand) (string, url.Values) {
	query := url.Values{}
	for _, p := range parameters {
		value := hostile[r.IntN(len(hostile))]
		if schema := p.Schema.Schema(); r.IntN(3) == 0 && len(schema.Enum) > 0 {
			value = schema.Enum[r.IntN(len(schema.Enum))].Value
		}
		switch {
		case p.In == "path":
			path = strings.Replace(path, "{"+p.Name+"}", value, 1)
		case p.In == "query" && r.IntN(2) == 0:
			query.Add(p.Name, value)
		}
	}
	return path, query
}

// filled is a value of a schema whose words are hostile ones, or those that it names; now and then one of another kind.
func filled(schema *base.Schema, r *rand.Rand) any {
	word := hostile[r.IntN(len(hostile))]
	switch {
	case r.IntN(20) == 0:
		return []any{nil, true, -1, 1e300, word, []any{}, map[string]any{"x": word}}[r.IntN(7)]
	case len(schema.Enum) > 0 && r.IntN(4) > 0:
		return schema.Enum[r.IntN(len(schema.Enum))].Value
	case slices.Contains(schema.Type, "array") && schema.Items != nil:
		list := []any{}
		for range r.IntN(4) {
			list = append(list, filled(schema.Items.A.Schema(), r))
		}
		return list
	case slices.Contains(schema.Type, "integer"):
		return []int64{-1, 0, 1, math.MaxInt64}[r.IntN(4)]
	case schema.Properties != nil:
		object := map[string]any{}
		for name, p := range schema.Properties.FromOldest() {
			if r.IntN(4) > 0 {
				object[name] = filled(p.Schema(), r)
			}
		}
		return object
	case r.IntN(3) == 0:
		return []string{"xa/act/2014/14", "part_1__sec_1", "en", "2014-06-03", "tip-protocol/5/1", "Ana"}[r.IntN(6)]
	}
	return word
}
