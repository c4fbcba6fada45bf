package ingest

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/pandect/pandect/corpus"
)

// TestGrammar has an example of every language's labels: what is printed, the kind and the number that a reader sees in it.
func TestGrammar(t *testing.T) {
	for _, test := range []struct{ language, printed, kind, number string }{
		{"en", "5. In this Act", "section", "5"},
		{"en", "5A.—(1) A person", "section", "5A"},
		{"en", "22.01 The Minister", "section", "22.01"},
		{"en", "21 to 30 [Repealed]", "section", "21 to 30"},
		{"en", "34–36. (Deleted)", "section", "34-36"},
		{"en", "Section 12. Penalty", "section", "12"},
		{"en", "Article 3", "article", "3"},
		{"en", "Rule 7.2 Service", "rule", "7.2"},
		{"fr", "Article premier", "article", "1"},
		{"fr", "Art. L. 121-3 - Il n'y a point", "article", "L121-3"},
		{"fr", "Article 12 bis", "article", "12bis"},
		{"fr", "Article 12 bis 1° Le port", "article", "12bis"},
		{"fr", "ARTICLE 1er. -", "article", "1"},
		{"es", "Artículo 1º.-", "article", "1"},
		{"es", "ARTÍCULO DÉCIMO SEGUNDO.-", "article", "12"},
		{"es", "Artículo único.", "article", "1"},
		{"es", "Art. 5-A.", "article", "5-A"},
		{"pt", "Art. 5o Ninguém", "article", "5"},
		{"it", "Art. 2-bis.", "article", "2bis"},
		{"de", "§ 29a Verkehr", "section", "29a"},
		{"de", "§§ 22 bis 29 (weggefallen)", "section", "22 bis 29"},
		{"de", "Artikel 3", "article", "3"},
		{"nl", "Artikel 2a", "article", "2a"},
		{"nl", "Artikel 3:15a", "article", "3:15a"},
		{"el", "Άρθρο 1ο", "article", "1"},
		{"en", "Clause 4.", "provision", "4"},
		{"sv", "2 a § Leksaker", "section", "2a"},
		{"pl", "Art. 3a. Pozwolenie", "article", "3a"},
		{"hu", "5. § A fegyver", "section", "5"},
		{"ro", "Art. 4. - Arma", "article", "4"},
		{"cs", "§ 7", "section", "7"},
		{"el", "Άρθρο 5", "article", "5"},
		{"ru", "Статья 127¹. Торговля", "article", "127¹"},
		{"ru", "Ст. 52¹⁻¹", "article", "52¹-¹"},
		{"uk", "Стаття 2-1. Дозвіл", "article", "2-1"},
		{"ar", "المادة الحادية عشرة", "article", "11"},
		{"ar", "المادة (٥):", "article", "5"},
		{"ar", "المادة الخامسة والعشرون بعد المائة", "article", "125"},
		{"ar", "المادة الثالئة", "article", "3"},
		{"ar", "مادة 12 مكرر (1)", "article", "12مكرر"},
		{"fa", "ماده ۱۲ -", "article", "12"},
		{"zh", "第二百四十条　拐卖妇女", "article", "240"},
		{"zh", "第十二条之一", "article", "12-1"},
		{"ja", "第三条の二", "article", "3-2"},
		{"ko", "제3조의2(몰수)", "article", "3-2"},
		{"tr", "MADDE 3/A –", "article", "3/A"},
		{"id", "Pasal 5", "article", "5"},
		{"ms", "5. Dalam Akta ini", "section", "5"},
		{"vi", "Điều 5. Nạn nhân", "article", "5"},
		{"th", "มาตรา ๓/๑ พยาน", "section", "3/1"},
		{"hi", "धारा ३. अनुज्ञप्ति", "section", "3"},
		{"hi", "6क. अनुज्ञप्ति", "section", "6क"},
		{"ne", "८. अनुमति", "section", "8"},
		{"bn", "১৬। লাইসেন্স", "section", "16"},
		{"ur", "۶۔ لائسنس", "section", "6"},
		{"fa", "ماده ۶ ـ", "article", "6"},
		{"ar", "المادة (٦٧)", "article", "67"},
		{"ar", "الفصل 5 ـ الرخصة", "article", "5"},
		{"he", "6א. רישיון", "section", "6א"},
		{"pt", "Artigo 6.º-A", "article", "6-A"},
		{"nb", "§ 6 a. Tillatelse", "section", "6a"},
		{"da", "§ 6 a. Tilladelse", "section", "6a"},
		{"is", "6. gr. Leyfi", "article", "6"},
		{"fi", "6 a §", "section", "6a"},
		{"et", "§ 6¹. Luba", "section", "6¹"},
		{"lv", "6.¹ pants. Atļauja", "article", "6.¹"},
		{"lt", "6 straipsnis. Leidimas", "article", "6"},
		{"hu", "6/A. § Az engedély", "section", "6/A"},
		{"ro", "Articolul 6^1", "article", "6^1"},
		{"sl", "6.a člen", "article", "6a"},
		{"hr", "Članak 6.a", "article", "6.a"},
		{"sr", "Члан 6а.", "article", "6а"},
		{"bg", "Чл. 6а. Разрешение", "article", "6а"},
		{"mk", "Член 6-а", "article", "6-а"},
		{"sq", "Neni 6/1", "article", "6/1"},
		{"el", "Άρθρο 6Α", "article", "6Α"},
		{"kk", "6-1-бап. Рұқсат", "article", "6-1"},
		{"uz", "6-modda. Ruxsatnoma", "article", "6"},
		{"mn", "6 дугаар зүйл. Зөвшөөрөл", "article", "6"},
		{"ka", "მუხლი 6¹. ნებართვა", "article", "6¹"},
		{"hy", "Հոդված 6.1. Թույլտվություն", "article", "6.1"},
		{"km", "មាត្រា ១៦.-", "article", "16"},
		{"lo", "ມາດຕາ 6. ໃບອະນຸຍາດ", "article", "6"},
		{"my", "၆။ လိုင်စင်", "section", "6"},
		{"th", "มาตรา ๖ ใบอนุญาต", "section", "6"},
		{"sw", "6. Leseni", "section", "6"},
		{"si", "6. බලපත්\u200dරය", "section", "6"},
		{"am", "አንቀጽ 5", "article", "5"},
	} {
		m, ok := lexisOf(test.language).unitMark(test.printed)
		if !ok || m.word.kind != test.kind || m.num.text != test.number {
			t.Errorf("unitMark(%s, %q) = %s %s, %v, want %s %s", test.language, test.printed, m.word.kind, m.num.text, ok, test.kind, test.number)
		}
	}
}

func TestGrammar_Containers(t *testing.T) {
	for _, test := range []struct{ language, printed, kind, number string }{
		{"en", "PART IV—OFFENCES", "part", "IV"},
		{"en", "Chapter 2", "chapter", "2"},
		{"fr", "Titre Ier : Des crimes", "title", "I"},
		{"de", "Zweiter Abschnitt", "chapter", "2"},
		{"ru", "Глава первая", "chapter", "1"},
		{"ar", "الباب الثالث", "part", "3"},
		{"zh", "第四编", "book", "4"},
		{"zh", "第一章　总则", "chapter", "1"},
		{"tr", "İKİNCİ BÖLÜM", "chapter", "2"},
		{"tr", "BİRİNCİ KISIM", "part", "1"},
		{"de", "2. Hauptstück", "part", "2"},
		{"id", "BAB IV", "chapter", "IV"},
		{"hi", "अध्याय २", "chapter", "2"},
		{"bn", "দ্বিতীয় অধ্যায়", "chapter", "2"},
		{"hr", "DIO PRVI", "part", "1"},
		{"sk", "DRUHÁ ČASŤ", "part", "2"},
		{"lt", "ANTRASIS SKIRSNIS", "chapter", "2"},
		{"bg", "Глава втора", "chapter", "2"},
		{"sw", "SEHEMU YA PILI", "part", "2"},
		{"hu", "II. FEJEZET", "chapter", "II"},
		{"mn", "ХОЁРДУГААР БҮЛЭГ", "chapter", "2"},
		{"ka", "თავი II", "chapter", "II"},
		{"ko", "제2장 벌칙", "chapter", "2"},
		{"lo", "ພາກທີ II", "part", "II"},
		{"th", "ส่วนที่ ๒", "division", "2"},
		{"km", "ជំពូកទី ២", "chapter", "2"},
		{"he", "פרק ב': עבירות", "chapter", "2"},
		{"el", "ΚΕΦΑΛΑΙΟ ΔΕΥΤΕΡΟ", "chapter", "2"},
	} {
		m, ok := lexisOf(test.language).containerMark(test.printed)
		if !ok || m.word.kind != test.kind || m.num.text != test.number {
			t.Errorf("containerMark(%s, %q) = %s %s, %v, want %s %s", test.language, test.printed, m.word.kind, m.num.text, ok, test.kind, test.number)
		}
	}
}

// TestJoin shows what becomes of line ends.
func TestJoin(t *testing.T) {
	doc := &Document{Blocks: []Block{{Lines: []Line{{Text: "the privilege against self-incrimination and an example"}}}}}
	for _, test := range []struct {
		language, a, b, want string
		hyphen               bool
	}{
		{"en", "an exam-", "ple of it", "an example of it", true},
		{"en", "an exam‐", "ple of it", "an example of it", true},
		{"en", "against self-", "incrimination", "against self-incrimination", true},
		{"en", "Anglo-", "French", "Anglo-French", true},
		{"de", "die Ein-", "und Ausfuhr", "die Ein- und Ausfuhr", true},
		{"en", "one", "two", "one two", false},
		{"zh", "为了预防", "洗钱活动", "为了预防洗钱活动", false},
		{"zh", "依照 Act", "No 5", "依照 Act No 5", false},
	} {
		doc.Blocks = append(doc.Blocks[:1], Block{Lines: []Line{{Text: test.a, Soft: true, Hyphen: test.hyphen}, {Text: test.b}}})
		if got := newJoiner(doc, test.language).join(doc.Blocks[1].Lines); got != test.want {
			t.Errorf("join(%q, %q) = %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

// FuzzSegment holds what is true of every text: no panic, ids that differ, links inside the wording, and each word of the blocks once in the tree.
func FuzzSegment(f *testing.F) {
	f.Add("# Act\n1. Short title.\n2. (1) A (2) B\n(a) c\n# Schedule\n1. x\n", "en")
	f.Add("المادة الأولى\nنص\nالمادة ٢ مكرر (١)\n", "ar")
	f.Add("第一条　一\n（一）二\n第二条之一\n", "zh")
	f.Add("§ 1 A\n§§ 2 bis 9 (x)\n\u00AD-\n", "de")
	f.Add("Art. 1º\nArt. 1º\n", "xx")
	f.Fuzz(func(t *testing.T, text, language string) {
		if len(text) > 5000 {
			t.Skip("long")
		}
		ps, _ := Segment(printed(text), language)
		sound(t, ps)
	})
}

func sound(t *testing.T, ps []corpus.Provision) {
	t.Helper()
	seen := map[corpus.EID]bool{}
	for p := range corpus.All(ps) {
		if p.EID == "" || seen[p.EID] {
			t.Errorf("id %q is empty or stands twice", p.EID)
		}
		seen[p.EID] = true
		for _, l := range p.Links {
			if l.Start < 0 || l.End > len(p.Text) || l.Start >= l.End {
				t.Errorf("%s: link %v outside a text of %d bytes", p.EID, l, len(p.Text))
			}
		}
	}
}

// TestSegment_WordsOnce holds that the words of a law stand in the tree once, whatever is cut.
func TestSegment_WordsOnce(t *testing.T) {
	for _, law := range []string{
		"Act\n1. Alpha beta.\n2. Gamma (a) delta\n(b) epsilon\nzeta\n3. Eta theta\nSigned\nIota Kappa\n",
		"# Law\n# PART I\n# Heading one\n1. Lambda.\n# Heading two\n2. Mu.\n# SCHEDULE\n1. Nu xi.\n2. Omicron.\n",
		"> Margin\n1. Pi rho.\n> Note\n2. (1) Sigma.\n> Other\n(2) Tau.\n",
	} {
		doc := printed(law)
		want := map[string]int{}
		for _, b := range doc.Blocks {
			for _, w := range wordsOf(b.Lines[0].Text) {
				want[w]++
			}
		}
		ps, _ := Segment(doc, "en")
		got := map[string]int{}
		for p := range corpus.All(ps) {
			for _, s := range []string{p.Label, p.Heading, p.Text} {
				for _, w := range wordsOf(s) {
					got[w]++
				}
			}
		}
		for w, n := range want {
			if got[w] != n {
				t.Errorf("%q stands %d times in the tree of %q, want %d", w, got[w], law, n)
			}
		}
	}
}

// TestSegment_Large holds that work grows with the size of the input, not with its square: some seconds of processor time, or minutes. A busy machine changes
// the clock, not that.
func TestSegment_Large(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	hyphens := Block{}
	for range 30_000 {
		hyphens.Lines = append(hyphens.Lines, Line{Text: "exam-", Soft: true, Hyphen: true})
	}
	for name, doc := range map[string]*Document{
		"one line":     printed(strings.Repeat("section 5 and (a) article 6, ", 70_000)),
		"many lines":   printed(strings.Repeat("7. Words of a list\n", 60_000)),
		"headings":     printed(strings.Repeat("# Heading without end\n", 60_000)),
		"quotes":       printed(strings.Repeat("“open\n", 60_000)),
		"enumerations": printed("1. Act\n" + strings.Repeat("(a) x\n(i) y\n", 30_000)),
		"hyphens":      {Blocks: []Block{hyphens}},
	} {
		before := processorTime(t)
		ps, _ := Segment(doc, "en")
		if took := processorTime(t) - before; took > 20*time.Second {
			t.Errorf("%s: %v of a processor", name, took)
		}
		sound(t, ps)
	}
}

// processorTime is what this process has used so far.
func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
