package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// manyLaws is the script command "many N FILE": N records of one provision each.
func manyLaws(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var out bytes.Buffer
	for i := range n {
		fmt.Fprintf(&out, `{"id":"xa/act/2011/%d","country":"XA","title":"Lantern Act %d","language":"en","text":"Lantern %d of the harbour is lit at dusk."}`+"\n", i+1, i+1, i+1)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), out.Bytes(), 0o644))
}

// countLines is the script command "lines FILE N".
func countLines(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := strconv.Itoa(bytes.Count(b, []byte("\n"))); got != args[1] {
		ts.Fatalf("%s has %s lines, want %s", args[0], got, args[1])
	}
}

// exitsWith is the script command "code N ARGS…": pandect ends with that exit code.
func exitsWith(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("pandect", args[1:]...)
	code := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
