package api

import (
	"net/url"
	"strings"
	"testing"
)

// Provisions and laws are ticked wherever they are listed or read; what is typed on the collection's page is added to it.
func TestCollect_Anywhere(t *testing.T) {
	h := site(t, library())
	for address, want := range map[string][]string{
		"/law/xa/act/2014/14":                       {`form="collect" value="xa/act/2014/14"`, `form="collect" value="xa/act/2014/14#part_1__sec_1"`, `id="collect" action="/collection"`},
		"/countries/XA":                             {`name="p" value="xa/act/2014/14"`, `action="/collection"`},
		"/compare?p=xa/act/2014/14%23part_1__sec_1": {`href="/collection?p=xa%2Fact%2F2014%2F14%23part_1__sec_1"`},
	} {
		page := ask(h, address).Body.String()
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s has no %s", address, w)
			}
		}
	}
	w := ask(h, "/collection?"+url.Values{"p": {"xa/act/2014/14"}, "n": {"first"}, "add": {"/law/xa/act/2014/14?eid=part_1__sec_1#part_1__sec_1\nxa/act/2014/14"}}.Encode())
	if got := w.Header().Get("Location"); w.Code != 303 || got != "/collection?n=first&n=&p=xa%2Fact%2F2014%2F14&p=xa%2Fact%2F2014%2F14%23part_1__sec_1" {
		t.Errorf("added: %d %s", w.Code, got)
	}
	if page := ask(h, "/collection?p=xa/act/2014/14").Body.String(); strings.Contains(page, `href="/compare?`) {
		t.Error("a whole law is offered for comparison")
	}
	if w := ask(h, "/compare?p=xa/act/2014/14"); w.Code != 400 || !strings.Contains(w.Body.String(), "tick provisions") {
		t.Errorf("whole laws side by side: %d", w.Code)
	}
}
