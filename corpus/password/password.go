// Package password keeps passwords as Argon2id hashes (RFC 9106) in the usual form, $argon2id$v=19$m=…,t=…,p=…$salt$hash, so that costs may grow
// without anyone's having to choose anew. Start with Hash and Matches.
package password

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/pandect/pandect/corpus"
)

// The costs of a new hash: the first choice of the OWASP Password Storage Cheat Sheet (2024) for Argon2id, 19 MiB and two passes, since small
// machines serve libraries.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	threads = 1
	saltLen = 16
	hashLen = 32
)

// What a password must have. Length counts, kinds of characters do not (NIST SP 800-63B).
const (
	Shortest = 12   // characters
	longest  = 1000 // bytes: a bound on work, not on memory of people
)

// Check says what is wrong with a new password: ErrInvalid.
func Check(plain, name string) error {
	switch {
	case !utf8.ValidString(plain) || len(plain) > longest:
		return fmt.Errorf("the password is longer than %d bytes, or no text: %w", longest, corpus.ErrInvalid)
	case utf8.RuneCountInString(plain) < Shortest:
		return fmt.Errorf("the password is shorter than %d characters; a few words make a good one: %w", Shortest, corpus.ErrInvalid)
	case corpus.PersonKey(plain) == corpus.PersonKey(name):
		return fmt.Errorf("the password is the name: %w", corpus.ErrInvalid)
	}
	return nil
}

// Hash makes what is kept of a password, with a salt of its own.
func Hash(plain string) string {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails (crypto/rand)
	sum := argon2.IDKey([]byte(plain), salt, passes, memory, threads, hashLen)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(sum))
}

// Matches says whether a password is the one that was kept. An empty or damaged hash matches nothing, and costs as much: the time taken does
// not tell whether a name exists.
func Matches(kept, plain string) bool {
	h, sound := parse(kept)
	if len(plain) > longest {
		plain, sound = plain[:longest], false
	}
	sum := argon2.IDKey([]byte(plain), h.salt, h.passes, h.memory, h.threads, uint32(len(h.sum)))
	return subtle.ConstantTimeCompare(sum, h.sum) == 1 && sound
}

type hash struct {
	memory, passes uint32
	threads        uint8
	salt, sum      []byte
}

// parse reads a hash; where it is none, a hash of today's costs that stands for nobody.
func parse(kept string) (hash, bool) {
	nobody := hash{memory: memory, passes: passes, threads: threads, salt: make([]byte, saltLen), sum: make([]byte, hashLen)}
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return nobody, false
	}
	var h hash
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &h.memory, &h.passes, &h.threads); n != 3 || err != nil {
		return nobody, false
	}
	var errSalt, errSum error
	h.salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
	h.sum, errSum = base64.RawStdEncoding.DecodeString(parts[5])
	if errSalt != nil || errSum != nil || len(h.salt) < 8 || len(h.sum) < 16 || len(h.sum) > 64 || h.passes < 1 || h.passes > 64 || h.threads < 1 || h.memory > 1<<20 {
		return nobody, false
	}
	return h, true
}
