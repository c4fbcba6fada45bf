package ui

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pandect/pandect/corpus"
)

// categories are the plural forms that each language needs (CLDR).
var categories = map[string][]string{
	"en": {"one", "other"}, "fr": {"one", "other"}, "es": {"one", "other"}, "zh": {"other"},
	"ru": {"few", "many", "one", "other"}, "ar": {"few", "many", "one", "other", "two", "zero"},
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestMessages_Complete(t *testing.T) {
	english := speech(t, "en")
	for _, code := range Codes {
		s := speech(t, code)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(english.messages)), slices.Sorted(maps.Keys(s.messages))); diff != "" {
			t.Errorf("%s: messages differ from English (-want +got):\n%s", code, diff)
		}
		for key, forms := range s.messages {
			counted := len(english.messages[key]) > 1
			want := []string{"other"}
			if counted {
				want = categories[code]
			}
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(forms))); diff != "" {
				t.Errorf("%s: %s: plural forms (-want +got):\n%s", code, key, diff)
			}
			if code != "en" {
				checkPlaceholders(t, code, key, english.messages[key]["other"], forms["other"])
			}
		}
	}
}

// checkPlaceholders holds that the general form of a message names what the English one names.
func checkPlaceholders(t *testing.T, code, key, english, text string) {
	t.Helper()
	if text == "" {
		t.Errorf("%s: %s is empty", code, key)
	}
	want, got := placeholder.FindAllString(english, -1), placeholder.FindAllString(text, -1)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) && !strings.HasPrefix(key, "date.") {
		t.Errorf("%s: %s names %v, English %v", code, key, got, want)
	}
}

// TestMessages_Used holds that every message a template asks for exists, and in the form it is asked for.
func TestMessages_Used(t *testing.T) {
	asked := regexp.MustCompile(`\.(T|N) "([^"]+)"`)
	english := speech(t, "en")
	err := fs.WalkDir(templateFiles, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := templateFiles.ReadFile(name)
		for _, m := range asked.FindAllStringSubmatch(string(b), -1) {
			forms := english.messages[m[2]]
			if len(forms) == 0 {
				t.Errorf("%s asks for message %q, which is not there", name, m[2])
			} else if (m[1] == "N") != (len(forms) > 1) {
				t.Errorf("%s asks for %q by %s; it has %d forms", name, m[2], m[1], len(forms))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSpeech_N(t *testing.T) {
	tests := []struct {
		code string
		n    int
		want string
	}{
		{"en", 1, "1 law"}, {"en", 0, "0 laws"}, {"en", 12345, "12,345 laws"},
		{"fr", 0, "0 loi"}, {"fr", 2, "2 lois"},
		{"ru", 1, "1 закон"}, {"ru", 3, "3 закона"}, {"ru", 11, "11 законов"}, {"ru", 21, "21 закон"},
		{"ar", 0, "لا قوانين"}, {"ar", 2, "قانونان"}, {"ar", 5, "5 قوانين"}, {"ar", 11, "11 قانونًا"}, {"ar", 100, "100 قانون"},
		{"zh", 7, "7 部法律"},
	}
	for _, tt := range tests {
		if got := speech(t, tt.code).N("foot.laws", tt.n); got != tt.want {
			t.Errorf("%s: N(%d) = %q, want %q", tt.code, tt.n, got, tt.want)
		}
	}
}

func TestSpeech_Names(t *testing.T) {
	tests := []struct{ got, want string }{
		{speech(t, "en").Country("KE"), "Kenya"},
		{speech(t, "fr").Country("DE"), "Allemagne"},
		{speech(t, "ru").Country("CA-QC"), "Канада: QC"},
		{speech(t, "es").Country("INT"), "Internacional"},
		{speech(t, "en").Country("XQ"), "XQ"},
		{speech(t, "fr").Country("XK"), "Kosovo"},
		{speech(t, "en").Country(""), "Jurisdiction not known"},
		{speech(t, "zh").Tongue("fr"), "法语"},
		{speech(t, "en").Tongue("!"), "Language not known"},
		{speech(t, "en").Word("status", "in force"), "in force"},
		{speech(t, "en").Word("type", "firman"), "firman"},
		{speech(t, "en").Date(corpus.Date{Year: 2010, Month: 7, Day: 30}), "30 July 2010"},
		{speech(t, "zh").Date(corpus.Date{Year: 2010, Month: 7, Day: 30}), "2010年7月30日"},
		{speech(t, "es").Date(corpus.Date{}), ""},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func speech(t *testing.T, code string) *Speech {
	t.Helper()
	s, err := readSpeech(code)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
