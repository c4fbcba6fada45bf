package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/password"
	"github.com/pandect/pandect/ui"
)

// accountPage is a person's own.
func (s *server) accountPage(c echo.Context) error { return s.showAccount(c, http.StatusOK, "") }

func (s *server) showAccount(c echo.Context, status int, wrong string) error {
	f := s.frame(c)
	f.Title, f.Private = f.T("account.title"), true
	c.Response().Status = status
	return s.page(c, ui.AccountPage{Frame: f, Role: f.Word("role", accessOf(c).person.Role), Shortest: password.Shortest, Wrong: wrong})
}

// setPassword takes the present password and a new one. Every session ends; this browser gets a new one.
func (s *server) setPassword(c echo.Context) error {
	a, r := accessOf(c), c.Request()
	person, wait, err := s.verify(c, a.person.Name, r.PostFormValue("current"))
	f := s.frame(c)
	switch {
	case err != nil:
		return err
	case wait > 0:
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
		return s.showAccount(c, http.StatusTooManyRequests, f.T("signin.locked"))
	case person.Name == "":
		return s.showAccount(c, http.StatusBadRequest, f.T("account.wrong"))
	}
	if err := s.storePassword(c, person.Name); err != nil {
		return err
	}
	if err := s.begin(c, person.Name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account")
}

// storePassword hashes the form's new password for a person.
func (s *server) storePassword(c echo.Context, name string) error {
	secret, err := s.newSecret(c.Request().Context(), c.Request().PostFormValue("password"), name)
	if err != nil {
		return err
	}
	return s.People.SetSecret(c.Request().Context(), name, secret, accessOf(c).person.Name)
}

// peoplePage is the administrator's list.
func (s *server) peoplePage(c echo.Context) error {
	all, err := s.People.People(c.Request().Context())
	if err != nil {
		return err
	}
	f := s.frame(c)
	f.Title, f.Private = f.T("people.title"), true
	p := ui.PeoplePage{Frame: f, Shortest: password.Shortest}
	for _, role := range corpus.Roles {
		p.Roles = append(p.Roles, ui.Choice{Value: role, Label: f.Word("role", role)})
	}
	for _, person := range all {
		p.People = append(p.People, ui.PersonLine{Name: person.Name, Role: person.Role, Since: f.Moment(person.Added)})
	}
	log, err := s.People.PeopleLog(c.Request().Context(), maxLogged)
	if err != nil {
		return err
	}
	for _, one := range log {
		l := ui.PersonChangeLine{Person: one.Person, By: one.By, At: f.Moment(one.At), What: f.T("people.did." + one.What)}
		if one.Before != "" {
			l.Before = f.Word("role", one.Before)
		}
		if one.After != "" {
			l.After = f.Word("role", one.After)
		}
		p.Log = append(p.Log, l)
	}
	return s.page(c, p)
}

// changePeople does what one of the forms of peoplePage says.
func (s *server) changePeople(c echo.Context) error {
	ctx, r := c.Request().Context(), c.Request()
	name, role := r.PostFormValue("name"), r.PostFormValue("role")
	var err error
	switch r.PostFormValue("do") {
	case "add":
		err = s.addPerson(c, corpus.Person{Name: name, Role: role, Added: time.Now()})
	case "role":
		err = s.People.SetRole(ctx, name, role, accessOf(c).person.Name)
	case "password":
		err = s.storePassword(c, name)
	case "remove":
		err = s.People.RemovePerson(ctx, name, accessOf(c).person.Name)
	default:
		err = corpus.ErrInvalid
	}
	if err != nil {
		return err
	}
	s.Log.InfoContext(ctx, "people changed", "do", r.PostFormValue("do"), "person", name, "role", role, "by", accessOf(c).person.Name, "request", requestID(c))
	return c.Redirect(http.StatusSeeOther, "/people")
}

func (s *server) addPerson(c echo.Context, p corpus.Person) error {
	if err := p.Check(); err != nil {
		return err
	}
	var err error
	if p.Secret, err = s.newSecret(c.Request().Context(), c.Request().PostFormValue("password"), p.Name); err != nil {
		return err
	}
	return s.People.AddPerson(c.Request().Context(), p, accessOf(c).person.Name)
}
