package api

import (
	"strings"
	"testing"
)

// What people open has its headings and the program's words in their language; what programs read keeps the names of the documentation.
func TestSpoken(t *testing.T) {
	h := site(t, tagged())
	for _, c := range []struct {
		address   string
		want, not []string
	}{
		{"/api/v1/gaps?instrument=tip-protocol&country=XA&format=html&lang=fr", []string{"Obligation</th>", "<td dir=\"auto\">doit</td>", "trouvée", "La loi punit la traite des personnes.", "Avaland (fictif)"}, []string{">duty<", ">shall<", ">found<", ">found in part<"}},
		{"/api/v1/gaps?instrument=tip-protocol&format=html&lang=ar", []string{`dir="rtl"`, "المتطلب", "أفالاند"}, []string{">requirement<", ">XA<", "no law held"}},
		{"/api/v1/gaps?requirement=tip-protocol/5/1&format=html&lang=es", []string{"La ley castiga la trata de personas.", "Obligación</th>"}, []string{">state<"}},
		{"/api/v1/assessments?instrument=tip-protocol&country=XA&format=html&lang=fr", []string{"La loi punit la traite des personnes.", "Question</th>", "Force</th>"}, []string{">legal basis<", ">not<"}},
		{"/api/v1/compare?topic=trafficking-in-persons&country=XA&format=html&lang=fr", []string{"Peines</th>", "Traite des personnes"}, []string{">penalties<", ">law<"}},
		{"/api/v1/gaps?instrument=tip-protocol&country=XA&format=csv&lang=fr", []string{"cluster,requirement,title,duty", ",shall,", "La loi punit la traite des personnes."}, []string{"trouvée"}},
		{"/api/v1/gaps?instrument=tip-protocol&country=XA&format=html", []string{">duty<", ">shall<"}, nil},
	} {
		w := ask(h, c.address)
		for _, want := range c.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s (%d) does not hold %q", c.address, w.Code, want)
			}
		}
		for _, not := range c.not {
			if strings.Contains(w.Body.String(), not) {
				t.Errorf("%s holds %q", c.address, not)
			}
		}
	}
}
