package compare

import (
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestPenalties(t *testing.T) {
	for _, c := range []struct {
		language, in string
		want         []Penalty
	}{
		{"en", "is liable on conviction to imprisonment for a term not exceeding five years or to a fine not exceeding 20,000 shillings", []Penalty{
			{Kind: Imprisonment, Words: "five years", Max: 60}, {Kind: Fine, Words: "20,000 shillings", Max: 20000, Money: "shillings"}}},
		{"en", "imprisonment for not less than two years", []Penalty{{Kind: Imprisonment, Words: "two years", Min: 24}}},
		{"en", "shall be punished with imprisonment for life", []Penalty{{Kind: Life, Words: "life", Max: lifeMonths}}},
		{"en", "A licence is valid for three years.", nil},
		{"de", "wird mit Freiheitsstrafe von sechs Monaten bis zu zehn Jahren bestraft", []Penalty{{Kind: Imprisonment, Words: "sechs Monaten bis zu zehn Jahren", Min: 6, Max: 120}}},
		{"de", "Freiheitsstrafe nicht unter drei Jahren", []Penalty{{Kind: Imprisonment, Words: "drei Jahren", Min: 36}}},
		{"fr", "est puni de dix ans d'emprisonnement et de 150 000 euros d'amende", []Penalty{
			{Kind: Imprisonment, Words: "dix ans", Max: 120}, {Kind: Fine, Words: "150 000 euros", Max: 150000, Money: "euros"}}},
		{"fr", "est puni de deux à cinq ans d'emprisonnement", []Penalty{{Kind: Imprisonment, Words: "deux à cinq ans", Min: 24, Max: 60}}},
		{"es", "será castigado con pena de cuatro a dieciséis años de penitenciaría", []Penalty{{Kind: Imprisonment, Words: "cuatro a dieciséis años", Min: 48, Max: 192}}},
		{"es", "tres meses de prisión a tres años de penitenciaría", []Penalty{{Kind: Imprisonment, Words: "tres meses de prisión a tres años", Min: 3, Max: 36}}},
		{"pt", "pena de prisão de 2 a 8 anos", []Penalty{{Kind: Imprisonment, Words: "2 a 8 anos", Min: 24, Max: 96}}},
		{"ru", "наказывается лишением свободы на срок от двух до шести лет", []Penalty{{Kind: Imprisonment, Words: "двух до шести лет", Min: 24, Max: 72}}},
		{"ru", "наказывается штрафом в размере до пятисот тысяч рублей", []Penalty{{Kind: Fine, Words: "пятисот тысяч рублей", Max: 500000, Money: "рублей"}}},
		{"ar", "يعاقب بالسجن مدة لا تزيد على (خمس) سنوات وبغرامة لا تزيد على مليون ريال", []Penalty{
			{Kind: Imprisonment, Words: "خمس) سنوات", Max: 60}, {Kind: Fine, Words: "مليون ريال", Max: 1000000, Money: "ريال"}}},
		{"zh", "处三年以上十年以下有期徒刑，并处罚金", []Penalty{{Kind: Imprisonment, Words: "三年以上十年以下", Min: 36, Max: 120}}},
		{"zh", "并处二万元以上二十万元以下罚款", []Penalty{{Kind: Fine, Words: "二万元以上二十万元以下", Min: 20000, Max: 200000, Money: "元"}}},
		{"zh", "处五千元以下罚金，单位处一万元以上罚款", []Penalty{{Kind: Fine, Words: "五千元以下", Max: 5000, Money: "元"}, {Kind: Fine, Words: "一万元以上", Min: 10000, Money: "元"}}},
		{"zh", "處無期徒刑或七年以上有期徒刑，得併科新臺幣一億三千萬元以下罰金", []Penalty{{Kind: Life, Words: "無期徒刑", Max: lifeMonths}, {Kind: Imprisonment, Words: "七年以上", Min: 84}, {Kind: Fine, Words: "一億三千萬元以下", Max: 1.3e8, Money: "元"}}},
		{"zh", "處三十萬元以上兩百萬元以下罰鍰", []Penalty{{Kind: Fine, Words: "三十萬元以上兩百萬元以下", Min: 3e5, Max: 2e6, Money: "元"}}},
		{"zh", "处五年以下有期徒刑或者拘役；情节严重的，处无期徒刑", []Penalty{{Kind: Imprisonment, Words: "五年以下", Max: 60}, {Kind: Life, Words: "无期徒刑", Max: lifeMonths}}},
		{"xx", "five years", nil},
	} {
		got := Penalties(c.in, c.language)
		if diff := cmp.Diff(c.want, got, cmpopts.IgnoreFields(Penalty{}, "Span")); diff != "" {
			t.Errorf("Penalties(%q) (-want +got):\n%s", c.in, diff)
		}
		for _, p := range got {
			if strings.Join(strings.Fields(c.in[p.Start:p.End]), " ") != p.Words {
				t.Errorf("Penalties(%q): span %v is not %q", c.in, p.Span, p.Words)
			}
		}
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct {
		old, new string
		want     []Change
	}{
		{"", "", nil},
		{"same words", "same words", []Change{{"same", "same words"}}},
		{"to five years", "to ten years", []Change{{"same", "to "}, {"old", "five"}, {"new", "ten"}, {"same", " years"}}},
		{"a b", "b", []Change{{"old", "a "}, {"same", "b"}}},
		{"", "new", []Change{{"new", "new"}}},
		{"处五年以下", "处三年以下", []Change{{"same", "处"}, {"old", "五"}, {"new", "三"}, {"same", "年以下"}}},
	} {
		if diff := cmp.Diff(c.want, Diff(c.old, c.new)); diff != "" {
			t.Errorf("Diff(%q, %q) (-want +got):\n%s", c.old, c.new, diff)
		}
	}
}

// Whatever the wordings, the runs put together are the wordings.
func TestDiff_Whole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the law of a state is not , . bound 处 罚")
	text := func() string {
		var b strings.Builder
		for range r.IntN(60) {
			b.WriteString(words[r.IntN(len(words))])
			if r.IntN(4) > 0 {
				b.WriteByte(' ')
			}
		}
		return b.String()
	}
	for range 500 {
		old, new := text(), text()
		var a, b strings.Builder
		edits := 0
		for _, c := range Diff(old, new) {
			if c.Op != "same" {
				edits += len(split(c.Text))
			}
			if c.Op != "new" {
				a.WriteString(c.Text)
			}
			if c.Op != "old" {
				b.WriteString(c.Text)
			}
		}
		if a.String() != old || b.String() != new {
			t.Fatalf("Diff(%q, %q) does not put together", old, new)
		}
		if want := fewest(split(old), split(new)); edits != want {
			t.Fatalf("Diff(%q, %q) changes %d words, %d are enough", old, new, edits, want)
		}
	}
}

func TestTermOf(t *testing.T) {
	for _, c := range []struct{ language, in, want string }{
		{"en", "“firearm” means any portable barrelled weapon", "firearm"},
		{"en", "victim, in this Part, suffers", ""},
		{"en", "Where the person is a child, it is no defence that none of the means in subsection (1) was used.", ""},
		{"en", "A person who by any means conceals property", ""},
		{"fr", "« Arme à feu » : toute arme à canon portative", "Arme à feu"},
		{"fr", "On entend par « munition » : la cartouche", "munition"},
		{"es", "Arma de fuego: toda arma portátil", "Arma de fuego"},
		{"pt", "«Munição»: o cartucho completo", "Munição"},
		{"de", "Schusswaffen sind Gegenstände, die", "Schusswaffen"},
		{"ru", "огнестрельное оружие - оружие, предназначенное для", "огнестрельное оружие"},
		{"ar", "السلاح الناري: كل سلاح محمول", "السلاح الناري"},
		{"zh", "本條例所稱槍砲，指下列各式之槍枝", "槍砲"},
		{"zh", "一、「電磁紀錄」係指以電子方式製成之紀錄", "電磁紀錄"},
		{"zh", "本法所称枪支，是指以火药为动力的器具", "枪支"},
	} {
		if got := termOf(c.in, defining[c.language]); got != c.want {
			t.Errorf("termOf(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// fewest is the number of words that must go or come, by the table of common subsequences.
func fewest(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return len(a) + len(b) - 2*row[len(b)]
}

// Two long texts that have little in common cost memory as their length, not as its square.
func TestDiff_Long(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := func() string {
		var b strings.Builder
		for range 6000 {
			b.WriteString("w" + strconv.Itoa(r.IntN(500)) + " ")
		}
		return b.String()
	}
	old, new := text(), text()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	changes := Diff(old, new)
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 16 {
		t.Errorf("%d changes took %d MB", len(changes), n)
	}
}
