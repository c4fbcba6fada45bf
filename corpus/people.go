package corpus

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// What a person may do; each may also do what the ones before may.
const (
	Reader        = "reader"        // reads a private library
	Librarian     = "librarian"     // takes in, judges, corrects
	Administrator = "administrator" // looks after people
)

// Roles are all roles, the one with the fewest rights first.
var Roles = []string{Reader, Librarian, Administrator}

// RoleReaches says whether a role includes another; no role, or an unknown one, includes none.
func RoleReaches(role, needed string) bool {
	has, needs := slices.Index(Roles, role), slices.Index(Roles, needed)
	return needs >= 0 && has >= needs
}

// Person may sign in.
type Person struct {
	Name   string    `json:"name"`
	Role   string    `json:"role"`
	Secret string    `json:"-"` // the password as package corpus/password hashes it, or Outside and whom another site vouches for
	Added  time.Time `json:"added"`
}

// Outside begins the secret of a person whom another site vouches for: no password matches it.
const Outside = "oidc "

// IsOutside says whether another site vouches for the person, who has no password here.
func (p *Person) IsOutside() bool { return strings.HasPrefix(p.Secret, Outside) }

// Check says what is wrong with a person: ErrInvalid. A name is what signs judgements: what is printed is what it is, without invisible
// characters, and nobody is called like the program.
func (p *Person) Check() error {
	unprintable := func(r rune) bool { return !unicode.IsPrint(r) }
	switch {
	case p.Name == "" || p.Name != strings.Join(strings.Fields(p.Name), " ") || !utf8.ValidString(p.Name) || len(p.Name) > 100 || strings.ContainsFunc(p.Name, unprintable):
		return fmt.Errorf("name %q: 1 to 100 bytes of printable text, without blanks at its ends: %w", p.Name, ErrInvalid)
	case PersonKey(p.Name) == ByProgram:
		return fmt.Errorf("name %q is the program's own: %w", p.Name, ErrInvalid)
	case !slices.Contains(Roles, p.Role):
		return fmt.Errorf("role %q is none of %s: %w", p.Role, strings.Join(Roles, ", "), ErrInvalid)
	}
	return nil
}

// What a PersonChange did.
const (
	PersonAdded    = "added"
	PersonRole     = "role"
	PersonPassword = "password"
	PersonRemoved  = "removed"
)

// PersonChange is what was done to a person: who did it, when, and the role before and after, "" where there was none. Of a password it says that it was set, never what it is.
type PersonChange struct {
	At     time.Time `json:"at"` // UTC, whole seconds
	By     string    `json:"by"`
	Person string    `json:"person"`
	What   string    `json:"what"`
	Before string    `json:"before,omitempty"`
	After  string    `json:"after,omitempty"`
}

// PersonKey is a name as it is compared: two people are not told apart by the case of their letters.
func PersonKey(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// Session is a browser that is signed in. The token itself is kept by the browser alone.
type Session struct {
	Key    string // SHA-256 of the token, hex
	Person string
	Began  time.Time // UTC, to the second, as Used
	Used   time.Time
}

// People keeps who may sign in, and who is. Names are found by PersonKey. Methods are safe for concurrent use; what returned without error
// survives a power cut. A library keeps an administrator: the last one is neither removed nor given another role (ErrConflict).
type People interface {
	// AddPerson stores a new person: ErrInvalid by Person.Check, ErrConflict where the name is taken. As with every change of people, by is who does it.
	AddPerson(ctx context.Context, p Person, by string) error
	// Person is one of them with the secret; ErrNotFound.
	Person(ctx context.Context, name string) (Person, error)
	// People lists all in order of key, with their secrets.
	People(ctx context.Context) ([]Person, error)
	// SetRole and SetSecret change a person and end all of their sessions, RemovePerson ends them too; ErrNotFound. The secret of a person from Outside stays: ErrConflict.
	SetRole(ctx context.Context, name, role, by string) error
	SetSecret(ctx context.Context, name, secret, by string) error
	RemovePerson(ctx context.Context, name, by string) error
	// PeopleLog lists what was changed, the newest first, at most limit (0: all). What is refused is not in it; what is removed stays.
	PeopleLog(ctx context.Context, limit int) ([]PersonChange, error)

	// BeginSession stores a session; ErrNotFound without its person.
	BeginSession(ctx context.Context, s Session) error
	// Session is a session and whose it is; ErrNotFound.
	Session(ctx context.Context, key string) (Session, Person, error)
	// UseSession says when a session was last used; an unknown one is ignored.
	UseSession(ctx context.Context, key string, at time.Time) error
	// EndSession ends one session, EndSessions all of a person; unknown ones are ignored.
	EndSession(ctx context.Context, key string) error
	EndSessions(ctx context.Context, name string) error
	// ExpireSessions ends those that began before one time or were last used before the other.
	ExpireSessions(ctx context.Context, began, used time.Time) error
}
