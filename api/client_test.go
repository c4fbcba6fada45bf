package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	v3 "github.com/pb33f/libopenapi/datamodel/high/v3"
)

// The generator of clients and what its clients stand on.
const (
	generator = "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2"
	support   = "github.com/oapi-codegen/runtime@v1.9.0"
)

// A client that a program made of openapi.yaml compiles, and every operation of a running server answers it with what it can read.
func TestOpenAPI_GeneratedClient(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a generator and its client")
	}
	dir := t.TempDir()
	run := func(name string, args ...string) (string, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOBIN="+dir, "GOFLAGS=-mod=mod")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := run("go", "install", generator); err != nil {
		t.Skipf("the generator is not to be had here: %v\n%s", err, out)
	}
	source, err := os.ReadFile(filepath.Join("testdata", "client", "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"main.go": source, "openapi.yaml": description, "go.mod": []byte("module client\n\ngo 1.26.0\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := run("go", "get", support); err != nil {
		t.Skipf("what clients stand on is not to be had here: %v\n%s", err, out)
	}
	for _, step := range [][]string{{filepath.Join(dir, "oapi-codegen"), "-generate", "types,client", "-package", "main", "-o", "client.go", "openapi.yaml"}, {"go", "build", "-o", "client", "."}} {
		if out, err := run(step[0], step[1:]...); err != nil {
			t.Fatalf("%v: %v\n%s", step, err, out)
		}
	}
	calls, readable := callsOf(t)
	s := staffed(t)
	server := httptest.NewServer(site(t, s))
	defer server.Close()
	in, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(dir, "client"), server.URL, strings.TrimPrefix(signedIn(t, s, "librarian"), "Cookie: "))
	cmd.Stdin = strings.NewReader(string(in))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(lines) != len(calls) {
		t.Errorf("%d operations answered of %d:\n%s", len(lines), len(calls), out)
	}
	for _, l := range lines {
		var operation, read string
		var status, size int
		if _, err := fmt.Sscan(l, &operation, &status, &size, &read); err != nil {
			t.Fatalf("%q: %v", l, err)
		}
		if status/100 != 2 && !problemsOf[operation] || status >= 500 || size == 0 || status/100 == 2 && readable[operation] && read != "yes" {
			t.Errorf("%s: status %d, %d bytes, read as what is described: %s", operation, status, size, read)
		}
	}
}

// problemsOf are operations that the library of the test has nothing for: they tell a problem.
var problemsOf = map[string]bool{"getPage": true, "correct": true, "takeBack": true, "structure": true}

// known are examples of the library of the test, where those of the description are of another.
var known = map[string]string{"id": `"xa/act/2014/14"`, "law": `"xa/act/2014/14"`, "eid": `"part_1__sec_1"`, "sha256": `"` + fakeSum + `"`, "page": "1", "country": `["XA"]`, "instrument": `"tip-protocol"`, "identifier": `"oai:127.0.0.1:xa/act/2014/14"`}

type clientCall struct {
	Operation string                     `json:"operation"`
	Path      []json.RawMessage          `json:"path"`
	Query     map[string]json.RawMessage `json:"query"`
	Body      json.RawMessage            `json:"body,omitempty"`
}

// callsOf are a call an operation, of its own examples: every parameter that must be there has one. readable are those that answer with JSON.
func callsOf(t *testing.T) (calls []clientCall, readable map[string]bool) {
	t.Helper()
	document, err := libopenapi.NewDocument(description)
	if err != nil {
		t.Fatal(err)
	}
	model, err := document.BuildV3Model()
	if err != nil {
		t.Fatal(err)
	}
	readable = map[string]bool{}
	for _, item := range model.Model.Paths.PathItems.FromOldest() {
		for _, op := range item.GetOperations().FromOldest() {
			c := clientCall{Operation: op.OperationId, Query: map[string]json.RawMessage{}}
			for _, p := range append(item.Parameters, op.Parameters...) {
				value, ok := exampleOf(t, p)
				switch required := p.Required != nil && *p.Required; {
				case !ok && required:
					t.Errorf("%s: %s has no example", op.OperationId, p.Name)
				case ok && p.In == "path":
					c.Path = append(c.Path, value)
				case ok:
					c.Query[p.Name] = value
				}
			}
			if op.RequestBody != nil {
				var body any
				if err := op.RequestBody.Content.GetOrZero("application/json").Example.Decode(&body); err != nil {
					t.Errorf("%s: its body has no example: %v", op.OperationId, err)
				}
				if c.Body, err = json.Marshal(body); err != nil {
					t.Fatal(err)
				}
				c.Body = bytes.ReplaceAll(c.Body, []byte(`"sec_3"`), []byte(known["eid"]))
			}
			if ok := op.Responses.Codes.GetOrZero("200"); ok != nil && ok.Content != nil && ok.Content.GetOrZero("application/json") != nil {
				readable[op.OperationId] = true
			}
			calls = append(calls, c)
		}
	}
	return calls, readable
}

func exampleOf(t *testing.T, p *v3.Parameter) (json.RawMessage, bool) {
	t.Helper()
	if p.Example == nil {
		return nil, false
	}
	if v := known[p.Name]; v != "" {
		switch kind := p.Schema.Schema().Type[0]; {
		case kind == "integer":
			v = "1"
		case kind == "string":
			v = strings.Trim(v, "[]")
		}
		return json.RawMessage(v), true
	}
	var v any
	if err := p.Example.Decode(&v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b, true
}
