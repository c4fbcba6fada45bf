package corpustest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// People runs the suite. open gives a library without people, closed by the test's cleanup.
func People(t *testing.T, open func(t *testing.T) corpus.People) {
	for _, c := range []struct {
		name string
		run  func(t *testing.T, p corpus.People)
	}{{"Names", names}, {"LastAdministrator", lastAdministrator}, {"Sessions", sessions}, {"ChangesEndSessions", changesEndSessions}, {"Expiry", expiry}, {"Log", peopleLog}} {
		t.Run(c.name, func(t *testing.T) { c.run(t, open(t)) })
	}
}

var day = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func person(name, role string) corpus.Person {
	return corpus.Person{Name: name, Role: role, Secret: "hash of " + name, Added: day}
}

func add(t *testing.T, p corpus.People, who ...corpus.Person) {
	t.Helper()
	for _, one := range who {
		if err := p.AddPerson(ctx, one, "test"); err != nil {
			t.Fatal(err)
		}
	}
}

func wantKind(t *testing.T, what string, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("%s: %v, want %v", what, err, kind)
	}
}

func names(t *testing.T, p corpus.People) {
	add(t, p, person("Zoë", corpus.Reader), person("Ана Б.", corpus.Administrator))
	wantKind(t, "the same name in other case", p.AddPerson(ctx, person("ZOË", corpus.Reader), "test"), corpus.ErrConflict)
	for _, bad := range []string{"", " Ana", "A  B", "A\nB", "A\u202eB", "A\u200bB", "Program", "\xff", string(make([]byte, 101))} {
		wantKind(t, "name "+bad, p.AddPerson(ctx, person(bad, corpus.Reader), "test"), corpus.ErrInvalid)
	}
	wantKind(t, "an unknown role", p.AddPerson(ctx, person("B", "owner"), "test"), corpus.ErrInvalid)
	wantKind(t, "an unknown role", p.SetRole(ctx, "Zoë", "owner", "test"), corpus.ErrInvalid)
	got, err := p.Person(ctx, " zoë")
	if diff := cmp.Diff(person("Zoë", corpus.Reader), got); err != nil || diff != "" {
		t.Errorf("Person: %v, (-want +got)\n%s", err, diff)
	}
	all, err := p.People(ctx)
	if diff := cmp.Diff([]corpus.Person{got, person("Ана Б.", corpus.Administrator)}, all); err != nil || diff != "" {
		t.Errorf("People: %v, (-want +got)\n%s", err, diff)
	}
	_, err = p.Person(ctx, "B")
	wantKind(t, "an unknown name", err, corpus.ErrNotFound)
	wantKind(t, "the role of nobody", p.SetRole(ctx, "B", corpus.Reader, "test"), corpus.ErrNotFound)
	wantKind(t, "removing nobody", p.RemovePerson(ctx, "B", "test"), corpus.ErrNotFound)
}

func lastAdministrator(t *testing.T, p corpus.People) {
	add(t, p, person("A", corpus.Administrator), person("B", corpus.Librarian))
	wantKind(t, "removing the last", p.RemovePerson(ctx, "A", "test"), corpus.ErrConflict)
	wantKind(t, "another role for the last", p.SetRole(ctx, "A", corpus.Reader, "test"), corpus.ErrConflict)
	if a, err := p.Person(ctx, "A"); err != nil || a.Role != corpus.Administrator {
		t.Errorf("what was refused was done: %+v, %v", a, err)
	}
	for _, err := range []error{p.SetRole(ctx, "B", corpus.Administrator, "test"), p.SetRole(ctx, "A", corpus.Librarian, "test"), p.RemovePerson(ctx, "A", "test")} {
		if err != nil {
			t.Error(err)
		}
	}
}

func begin(t *testing.T, p corpus.People, key, name string, began, used time.Time) {
	t.Helper()
	if err := p.BeginSession(ctx, corpus.Session{Key: key, Person: name, Began: began, Used: used}); err != nil {
		t.Fatal(err)
	}
}

// open says which of the sessions are there.
func openOf(t *testing.T, p corpus.People, keys ...string) (open []string) {
	t.Helper()
	for _, key := range keys {
		_, _, err := p.Session(ctx, key)
		if err == nil {
			open = append(open, key)
		} else {
			wantKind(t, "session "+key, err, corpus.ErrNotFound)
		}
	}
	return open
}

func sessions(t *testing.T, p corpus.People) {
	add(t, p, person("A", corpus.Librarian), person("B", corpus.Reader))
	wantKind(t, "a session of nobody", p.BeginSession(ctx, corpus.Session{Key: "x", Person: "C"}), corpus.ErrNotFound)
	begin(t, p, "a1", "A", day, day)
	begin(t, p, "a2", "a", day, day)
	begin(t, p, "b1", "B", day, day)
	if err := p.UseSession(ctx, "a1", day.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	s, who, err := p.Session(ctx, "a1")
	if diff := cmp.Diff(corpus.Session{Key: "a1", Person: "A", Began: day, Used: day.Add(time.Hour)}, s); err != nil || diff != "" || who.Name != "A" || who.Role != corpus.Librarian {
		t.Errorf("Session: %v, %+v, (-want +got)\n%s", err, who, diff)
	}
	if err := errors.Join(p.EndSession(ctx, "a1"), p.EndSession(ctx, "unknown")); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"a2", "b1"}, openOf(t, p, "a1", "a2", "b1", "unknown", "")); diff != "" {
		t.Errorf("after the end of one (-want +got)\n%s", diff)
	}
	if err := p.EndSessions(ctx, "A"); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{"b1"}, openOf(t, p, "a2", "b1")); diff != "" {
		t.Errorf("after the end of a person's (-want +got)\n%s", diff)
	}
}

func changesEndSessions(t *testing.T, p corpus.People) {
	add(t, p, person("A", corpus.Administrator), person("B", corpus.Reader))
	for name, change := range map[string]func() error{
		"role":   func() error { return p.SetRole(ctx, "B", corpus.Librarian, "test") },
		"secret": func() error { return p.SetSecret(ctx, "B", "new", "test") },
	} {
		begin(t, p, name, "B", day, day)
		begin(t, p, "a "+name, "A", day, day)
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"a " + name}, openOf(t, p, name, "a "+name)); diff != "" {
			t.Errorf("after a new %s (-want +got)\n%s", name, diff)
		}
	}
	if b, err := p.Person(ctx, "B"); err != nil || b.Role != corpus.Librarian || b.Secret != "new" {
		t.Errorf("changed to %+v, %v", b, err)
	}
	begin(t, p, "last", "B", day, day)
	if err := p.RemovePerson(ctx, "B", "test"); err != nil || openOf(t, p, "last") != nil {
		t.Errorf("removed (%v), and still signed in", err)
	}
}

func expiry(t *testing.T, p corpus.People) {
	add(t, p, person("A", corpus.Reader))
	begin(t, p, "old", "A", day.Add(-24*time.Hour), day)
	begin(t, p, "idle", "A", day.Add(-2*time.Hour), day.Add(-2*time.Hour))
	begin(t, p, "open", "A", day.Add(-2*time.Hour), day)
	if err := p.ExpireSessions(ctx, day.Add(-12*time.Hour), day.Add(-time.Hour)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"open"}, openOf(t, p, "old", "idle", "open")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// peopleLog: what was done is there, the newest first, by whom and from what to what; what was refused is not, and no secret is.
func peopleLog(t *testing.T, p corpus.People) {
	add(t, p, person("A", corpus.Administrator), person("Zoë", corpus.Reader))
	wantKind(t, "removing the last administrator", p.RemovePerson(ctx, "A", "A"), corpus.ErrConflict)
	for _, err := range []error{p.SetRole(ctx, "zoë", corpus.Librarian, "A"), p.SetSecret(ctx, "zoë", "a new secret", "Zoë"), p.RemovePerson(ctx, "Zoë", "A")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := p.PeopleLog(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range got {
		if age := time.Since(got[i].At); age < -time.Second || age > time.Hour {
			t.Errorf("change %d is of %v", i, got[i].At)
		}
		got[i].At = time.Time{}
	}
	want := []corpus.PersonChange{
		{By: "A", Person: "Zoë", What: corpus.PersonRemoved, Before: corpus.Librarian},
		{By: "Zoë", Person: "Zoë", What: corpus.PersonPassword},
		{By: "A", Person: "Zoë", What: corpus.PersonRole, Before: corpus.Reader, After: corpus.Librarian},
		{By: "test", Person: "Zoë", What: corpus.PersonAdded, After: corpus.Reader},
		{By: "test", Person: "A", What: corpus.PersonAdded, After: corpus.Administrator},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("PeopleLog (-want +got)\n%s", diff)
	}
	if two, err := p.PeopleLog(ctx, 2); err != nil || len(two) != 2 || two[0].What != corpus.PersonRemoved {
		t.Errorf("PeopleLog of two: %v, %v", two, err)
	}
}
