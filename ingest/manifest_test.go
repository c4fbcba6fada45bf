package ingest

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

func TestParseManifest(t *testing.T) {
	want := []Row{
		{Path: "a/act.pdf", Country: "KE", Language: "en", Title: "Counter-Trafficking Act, 2010", Year: 2010, Topics: []string{"trafficking-in-persons", "firearms"}, Extra: map[string]string{"shelf": "B7"}},
		{Path: "b.html", Country: "UY", Date: corpus.Date{Year: 2018, Month: 8, Day: 14}},
	}
	for _, c := range []struct{ name, in string }{
		{"commas", "path,country,language,title,year,date,topics,shelf\n" + `a/act.pdf,ke,EN,"Counter-Trafficking Act, 2010",2010,,"trafficking-in-persons, firearms",B7` + "\nb.html,UY,,,,2018-08-14,,\n"},
		{"mark, CRLF, columns in capitals", "\uFEFFPath,Country,Language,Title,Year,Date,Topics,Shelf\r\n" + `a/act.pdf,KE,en,"Counter-Trafficking Act, 2010",2010,,trafficking-in-persons;firearms,B7` + "\r\nb.html,UY,,,,2018-08-14,,\r\n"},
		{"semicolons, empty fields at the end", "path;country;language;title;year;date;topics;shelf\n" + `a/act.pdf;KE;en;Counter-Trafficking Act, 2010;2010;;"trafficking-in-persons;firearms";B7;;` + "\nb.html;UY;;;;2018-08-14\n"},
		{"tabs", "path\tcountry\tlanguage\ttitle\tyear\tdate\ttopics\tshelf\n" + "a/act.pdf\tKE\ten\tCounter-Trafficking Act, 2010\t2010\t\ttrafficking-in-persons firearms\tB7\nb.html\tUY\t\t\t\t2018-08-14\n"},
	} {
		rows, unknown, err := ParseManifest(strings.NewReader(c.in))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff([]string{"shelf"}, unknown); diff != "" {
			t.Errorf("%s: unknown columns (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestParseManifest_Apostrophe reads back what an export writes for spreadsheets, and leaves an apostrophe of a title alone.
func TestParseManifest_Apostrophe(t *testing.T) {
	rows, _, err := ParseManifest(strings.NewReader("path,title\n'-a.pdf,'=1+1\nb.pdf,'Ahd Act\n"))
	if err != nil || rows[0].Path != "-a.pdf" || rows[0].Title != "=1+1" || rows[1].Title != "'Ahd Act" {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestParseManifest_Errors(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "empty"},
		{"country,title\nKE,Act\n", "no column path"},
		{"path,title,path\n", "column path stands twice"},
		{"path,year\na.pdf,2010\nb.pdf,twenty\n", "line 3: column year"},
		{"path,date\na.pdf,14/08/2018\n", "line 2: column date"},
		{"path,country\na.pdf,Kenya\n", "line 2: column country"},
		{"path,title\na.pdf,Act, 2010\n", "line 2: 3 fields"},
		{"path,title\n,Act\n", "line 2: column path is empty"},
		{"path,title\na.pdf,Ley de extradici\xf3n\n", "line 2: column title is not UTF-8"},
		{"path,title\na.pdf,\"open\n", "line 2"},
	} {
		_, _, err := ParseManifest(strings.NewReader(c.in))
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, corpus.ErrInvalid) {
			t.Errorf("ParseManifest(%q) = %v, want %q", c.in, err, c.want)
		}
	}
}

func TestRow_Apply(t *testing.T) {
	text := corpus.Text{Language: "nl", Law: corpus.Law{Title: "found", Type: "law", Number: "3", Date: corpus.Date{Year: 1999, Month: 1, Day: 2}, Year: 1999}}
	row := Row{Path: "a.pdf", Country: "KE", Language: "en", Title: "Firearms Act", TitleEn: "Firearms Act", Type: "act", Number: "8", Year: 2010, Topics: []string{"firearms"}, Extra: map[string]string{"shelf": "B7"}}
	row.Apply(&text)
	want := corpus.Text{Language: "en", Law: corpus.Law{
		ID: "ke/act/2010/8", Country: "KE", Type: "act", Number: "8", Title: "Firearms Act", Titles: map[string]string{"en": "Firearms Act"}, Year: 2010,
		Topics: []corpus.Tag{{ID: "firearms", Weight: 1, By: "manifest"}}, Extra: map[string]string{"shelf": "B7"},
		Confidence: map[string]float64{"country": 1, "language": 1, "number": 1, "title": 1, "type": 1, "year": 1},
	}}
	if diff := cmp.Diff(want, text); diff != "" {
		t.Errorf("Apply (-want +got):\n%s", diff)
	}
}

func TestParseManifest_RealLife(t *testing.T) {
	f, err := os.Open("../../shared/corpus/manifest.csv")
	if err != nil {
		t.Skip("the corpus of real laws is not here:", err)
	}
	defer f.Close()
	rows, unknown, err := ParseManifest(f)
	if err != nil || len(rows) < 200 || len(unknown) != 0 {
		t.Errorf("%d rows, unknown columns %v, %v", len(rows), unknown, err)
	}
}
