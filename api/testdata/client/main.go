// Command client calls operations of a library through a client that was generated from openapi.yaml, and prints what came: a line an operation.
// Usage: client ADDRESS COOKIE < calls.json
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"reflect"
	"strings"
)

type call struct {
	Operation string                     `json:"operation"`
	Path      []json.RawMessage          `json:"path"` // in the order of the path
	Query     map[string]json.RawMessage `json:"query"`
	Body      json.RawMessage            `json:"body,omitempty"`
}

func main() {
	signed := func(_ context.Context, r *http.Request) error {
		r.Header.Set("Cookie", os.Args[2])
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		return nil
	}
	client, err := NewClientWithResponses(os.Args[1], WithRequestEditorFn(signed))
	if err != nil {
		log.Fatal(err)
	}
	var calls []call
	if err := json.NewDecoder(os.Stdin).Decode(&calls); err != nil {
		log.Fatal(err)
	}
	for _, c := range calls {
		method := reflect.ValueOf(client).MethodByName(strings.ToUpper(c.Operation[:1]) + c.Operation[1:] + "WithResponse")
		if !method.IsValid() {
			log.Fatalf("%s: the client has no such method", c.Operation)
		}
		out := method.Call(arguments(c, method.Type()))
		if err, _ := out[1].Interface().(error); err != nil {
			log.Fatalf("%s: %v", c.Operation, err)
		}
		answer := out[0].Elem()
		read := "no"
		if f := answer.FieldByName("JSON200"); f.IsValid() && !f.IsNil() {
			read = "yes"
		}
		status := out[0].MethodByName("StatusCode").Call(nil)[0].Int()
		fmt.Println(c.Operation, status, answer.FieldByName("Body").Len(), read)
	}
}

// arguments are the context, the path's parameters, those of the query as one struct, the body.
func arguments(c call, method reflect.Type) []reflect.Value {
	args := []reflect.Value{reflect.ValueOf(context.Background())}
	for i := 1; i < method.NumIn()-1; i++ {
		value := reflect.New(method.In(i))
		var err error
		switch {
		case method.In(i).Kind() == reflect.Pointer:
			query, _ := json.Marshal(c.Query)
			err = json.Unmarshal(query, value.Interface())
		case len(c.Path) > 0:
			err = json.Unmarshal(c.Path[0], value.Interface())
			c.Path = c.Path[1:]
		default:
			err = json.Unmarshal(c.Body, value.Interface())
		}
		if err != nil {
			log.Fatalf("%s: argument %d: %v", c.Operation, i, err)
		}
		args = append(args, value.Elem())
	}
	return args
}
