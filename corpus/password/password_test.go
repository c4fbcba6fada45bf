package password

import (
	"errors"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

func TestMatches(t *testing.T) {
	kept := Hash("correct horse battery")
	if kept == Hash("correct horse battery") {
		t.Error("two hashes of one password are equal: no salt")
	}
	if !strings.HasPrefix(kept, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(kept, "horse") {
		t.Errorf("Hash = %q", kept)
	}
	fields := strings.Split(kept, "$")
	tests := []struct {
		name, kept, plain string
		want              bool
	}{
		{"right", kept, "correct horse battery", true},
		// Argon2id of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 (its test.c).
		{"the reference's", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc", "password", true},
		{"wrong", kept, "correct horse batterz", false},
		{"empty", kept, "", false},
		{"nobody", "", "", false},
		{"nobody's zeros", "", "correct horse battery", false},
		{"plain text kept", "correct horse battery", "correct horse battery", false},
		{"no sum", strings.Join(fields[:5], "$") + "$", "correct horse battery", false},
		{"too costly", strings.Replace(kept, "m=19456", "m=99999999", 1), "correct horse battery", false},
		{"no passes", strings.Replace(kept, "t=2", "t=0", 1), "correct horse battery", false},
		{"too long", kept, strings.Repeat("x", 5000), false},
	}
	for _, tt := range tests {
		if got := Matches(tt.kept, tt.plain); got != tt.want {
			t.Errorf("%s: Matches = %v", tt.name, got)
		}
	}
}

// TestMatches_SameWork holds that a name that is not there costs what one costs that is: both are hashed at the same costs.
func TestMatches_SameWork(t *testing.T) {
	h, _ := parse(Hash("x"))
	nobody, sound := parse("")
	if sound || nobody.memory != h.memory || nobody.passes != h.passes || nobody.threads != h.threads || len(nobody.sum) != len(h.sum) || len(nobody.salt) != len(h.salt) {
		t.Errorf("nobody's costs %+v, a person's %+v", nobody, h)
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		plain, name string
		ok          bool
	}{
		{"twelve chars", "A", true}, {"мой пароль!!", "A", true}, {"eleven char", "A", false}, {"Ana Librarian", "ana librarian", false},
		{strings.Repeat("x", 1001), "A", false}, {"not utf8 text \xff", "A", false},
	} {
		if err := Check(tt.plain, tt.name); (err == nil) != tt.ok || err != nil && !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("Check(%.20q) = %v", tt.plain, err)
		}
	}
}
