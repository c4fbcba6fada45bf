package export

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pandect/pandect/corpus"
)

// many are laws in the scripts of the world: the wording of each reads back from its PDF as it is here.
var many = []struct{ language, title, label, heading, text string }{
	{"en", "Firearms Act", "1.", "Meaning of “firearm”", "In this Act — a “firearm” is any weapon that fires a shot; office files, affluent coffees and 1½ m² of “fjord”."},
	{"fr", "Loi relative aux armes à feu", "Article 1er", "Définitions", "L’œuvre « arme à feu » désigne tout engin ; la peine s’élève à 3 000 € au plus."},
	{"vi", "Luật về vũ khí", "Điều 1.", "Phạm vi", "Người nào sử dụng vũ khí trái phép thì bị phạt tù đến năm năm."},
	{"ru", "Закон об оружии", "Статья 1.", "Понятие оружия", "Оружием признаётся устройство, из которого производится выстрел; № 5 — исключение."},
	{"el", "Νόμος περί όπλων", "Άρθρο 1", "Ορισμοί", "Όπλο είναι κάθε συσκευή που εκτοξεύει βλήμα· η ποινή είναι φυλάκιση."},
	{"ar", "قانون الأسلحة النارية", "المادة 1", "تعريفات", "يعاقب بالحبس مدة لا تقل عن 5 سنوات كل من حاز سلاحاً نارياً (بدون ترخيص)، ولا إكراه في الإقرار."},
	{"fa", "قانون سلاح", "ماده ۱", "تعریف", "هر کس سلاح گرم را بدون مجوز نگه\u200cداری کند به حبس محکوم می\u200cشود."},
	{"he", "חוק כלי הירייה", "1.", "הגדרות", "כל אדם המחזיק כלי ירייה ללא רישיון, דינו מאסר 5 שנים."},
	{"zh", "枪支管理法", "第一条", "定义", "本法所称枪支,是指能够发射弹丸的各种器械。违反规定的,处三年以下有期徒刑。"},
	{"ja", "銃器取締法", "第一条", "定義", "この法律において「銃器」とは、弾丸を発射する装置をいう。"},
	{"ko", "총기 관리법", "제1조", "정의", "이 법에서 총기란 탄환을 발사하는 장치를 말한다. 허가 없이 소지한 자는 처벌한다."},
	{"hi", "आयुध अधिनियम", "धारा 1.", "परिभाषाएँ", "जो कोई व्यक्ति बिना अनुज्ञप्ति के आग्नेयास्त्र रखेगा, वह कारावास से दण्डित किया जाएगा।"},
	{"bn", "অস্ত্র আইন", "ধারা ১", "সংজ্ঞা", "যে কোনো ব্যক্তি লাইসেন্স ছাড়া আগ্নেয়াস্ত্র রাখলে দণ্ডিত হবেন।"},
	{"ta", "ஆயுதச் சட்டம்", "பிரிவு 1", "வரையறை", "உரிமம் இன்றி துப்பாக்கி வைத்திருக்கும் எவரும் தண்டிக்கப்படுவர்."},
	{"si", "ගිනි අවි පනත", "1 වගන්තිය", "අර්ථ දැක්වීම", "බලපත්\u200dරයක් නොමැතිව ගිනි අවියක් ළඟ තබා ගැනීම වරදකි."},
	{"th", "พระราชบัญญัติอาวุธปืน", "มาตรา ๑", "นิยาม", "ผู้ใดมีอาวุธปืนโดยไม่ได้รับอนุญาต ต้องระวางโทษจำคุกไม่เกินห้าปี"},
	{"km", "ច្បាប់ស្តីពីអាវុធ", "មាត្រា ១", "និយមន័យ", "បុគ្គលណាដែលកាន់កាប់អាវុធដោយគ្មានការអនុញ្ញាត ត្រូវផ្តន្ទាទោស។"},
	{"my", "လက်နက်ဥပဒေ", "ပုဒ်မ ၁", "အဓိပ္ပာယ်", "ခွင့်ပြုချက်မရှိဘဲ လက်နက်ကိုင်ဆောင်သူကို အပြစ်ပေးရမည်။"},
	{"am", "የጦር መሣሪያ አዋጅ", "አንቀጽ ፩", "ትርጓሜ", "ማንኛውም ሰው ያለ ፈቃድ የጦር መሣሪያ ከያዘ ይቀጣል።"},
	{"ka", "კანონი იარაღის შესახებ", "მუხლი 1", "განმარტება", "იარაღის უნებართვოდ შენახვა ისჯება თავისუფლების აღკვეთით."},
	{"hy", "Օրենք զենքի մասին", "Հոդված 1", "Սահմանում", "Առանց թույլտվության զենք պահելը պատժվում է։"},
}

func scripts() []corpus.Text {
	var texts []corpus.Text
	for _, m := range many {
		texts = append(texts, corpus.Text{Law: corpus.Law{ID: corpus.URI("xa/act/2009/" + m.language), Country: "XA", Type: "act", Title: m.title}, Language: m.language,
			Provisions: []corpus.Provision{{EID: "art_1", Kind: "article", Number: "1", Label: m.label, Heading: m.heading, Text: strings.Repeat(m.text+"\n", 4),
				Children: []corpus.Provision{{EID: "art_1__point_a", Kind: "point", Number: "a", Label: "(a)", Text: m.text}}}}})
	}
	return texts
}

func pdfFile(t *testing.T, texts []corpus.Text) string {
	t.Helper()
	var b bytes.Buffer
	if err := PDF(&b, header, items(texts)); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "laws.pdf")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func program(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip(err)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Errorf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}

// Notes of readers read back too, under the heading that they are on.
func TestPDF_Notes(t *testing.T) {
	got := oneLine(program(t, "pdftotext", "-enc", "UTF-8", pdfFile(t, laws()), "-"))
	for _, want := range []string{"in force · xa/act/2009/6 Note: our model Note: gone since Be it enacted", "In this Act— Note: =softer <here> and shorter (a)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
}

// Every word reads back with another program as it was written, in every script and direction.
func TestPDF_WordingReadsBack(t *testing.T) {
	out := program(t, "pdftotext", "-enc", "UTF-8", pdfFile(t, scripts()), "-")
	got := oneLine(strings.NewReplacer("\f", " ", "\u202a", "", "\u202b", "", "\u202c", "", "\u200e", "", "\u200f", "").Replace(out))
	for _, m := range many {
		want := oneLine(m.text)
		if !strings.Contains(squeezed(got), squeezed(want)) {
			t.Errorf("%s: %q does not read back", m.language, want)
		}
	}
}

// A file of nothing, of one law and of many is sound, its fonts are embedded with what their glyphs stand for, and it is tagged.
func TestPDF_Sound(t *testing.T) {
	for _, texts := range [][]corpus.Text{nil, laws(), scripts()} {
		name := pdfFile(t, texts)
		program(t, "qpdf", "--check", name)
		fonts := strings.Split(strings.TrimSpace(program(t, "pdffonts", name)), "\n")
		if len(texts) > 0 && len(fonts) < 3 {
			t.Errorf("%d laws: %d lines about fonts", len(texts), len(fonts))
		}
		for _, f := range fonts[min(2, len(fonts)):] {
			if !strings.Contains(f, "yes yes yes") {
				t.Errorf("not embedded as a subset with its characters: %s", f)
			}
		}
		if info := program(t, "pdfinfo", name); !strings.Contains(oneLine(info), "Tagged: yes") {
			t.Errorf("not tagged:\n%s", info)
		}
	}
}

// The printed contents say on which page each heading stands, under the numbers that the pages bear.
func TestPDF_Contents(t *testing.T) {
	name := pdfFile(t, append(laws()[:1], longLaw(1), longLaw(2)))
	pages := strings.Split(program(t, "pdftotext", "-layout", "-enc", "UTF-8", name, "-"), "\f")
	entry := regexp.MustCompile(`(?m)^\s*(\d+\. Heading \d+ of \d+|Act \d+)\s+(\d+)$`)
	front, listed := 0, map[string]string{}
	for _, p := range pages {
		if strings.Contains(p, "commits an offence") || strings.Contains(p, "Be it enacted") {
			break
		}
		front++
		for _, m := range entry.FindAllStringSubmatch(p, -1) {
			listed[m[1]] = m[2]
		}
	}
	if front < 4 || len(listed) != 202 || !strings.HasSuffix(strings.TrimSpace(pages[1]), " ii") {
		t.Fatalf("%d headings on %d pages of contents, the second ends with %.60q", len(listed), front, pages[1][max(0, len(pages[1])-60):])
	}
	for heading, number := range listed {
		n, err := strconv.Atoi(number)
		if err != nil || front+n > len(pages) || !strings.Contains(pages[front+n-1], heading) || !regexp.MustCompile(`(^|\s)`+number+`\s*$`).MatchString(pages[front+n-1]) {
			t.Errorf("%s does not stand on page %s", heading, number)
		}
	}
	if short := program(t, "pdftotext", pdfFile(t, laws()), "-"); strings.Count(short, "Part 1 General") != 1 {
		t.Errorf("a document of two pages has contents:\n%s", short)
	}
}

// PDF/A-2a and PDF/UA-1, by veraPDF: laws of all scripts, and a table that goes over pages.
func TestPDF_Archive(t *testing.T) {
	jars := validator(t, "verapdf", "javac")
	var table bytes.Buffer
	if err := Rows(&table, "pdf", "Gaps", longRows()); err != nil {
		t.Fatal(err)
	}
	tableFile := filepath.Join(t.TempDir(), "table.pdf")
	if err := os.WriteFile(tableFile, table.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out := program(t, "java", "-cp", filepath.Join(jars, "*"), filepath.Join("testdata", "VeraPDF.java"), pdfFile(t, scripts()), pdfFile(t, laws()), pdfFile(t, nil), tableFile)
	if strings.Count(out, "compliant") != 8 {
		t.Errorf("veraPDF says:\n%s", out)
	}
}

func longRows() [][]string {
	rows := [][]string{{"Requirement", "XA", "قانون"}}
	for i := range 30 {
		rows = append(rows, []string{fmt.Sprintf("untoc/5/%d", i), strings.Repeat("Whoever organises others. ", i*i/2), strings.Repeat("كل من نظم جماعة. ", i)})
	}
	return rows
}

// A table loses no cell, and its header stands on every page.
func TestRows_PDF(t *testing.T) {
	var b bytes.Buffer
	if err := Rows(&b, "pdf", "Gaps", longRows()); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "table.pdf")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out := program(t, "pdftotext", "-layout", name, "-")
	words := 0
	for _, r := range longRows() {
		words += strings.Count(r[1], "organises")
	}
	if got := strings.Count(out, "organises"); got != words {
		t.Errorf("%d times organises, want %d", got, words)
	}
	pages := strings.Count(out, "\f")
	if got := strings.Count(out, "Requirement"); pages < 3 || got != pages {
		t.Errorf("the header stands %d times on %d pages", got, pages)
	}
}

// The bookmarks of one law are its containers and articles; references between articles are links to a place of the file.
func TestPDF_BookmarksAndLinks(t *testing.T) {
	raw := program(t, "qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids", pdfFile(t, laws()[:1]), "-")
	for want, n := range map[string]int{"/Title ": 3, "/S /GoTo": 1, "/URI": 0, "/S /H1": 1, "/S /H2": 1, "/S /H3": 2} {
		if got := strings.Count(raw, want); got != n {
			t.Errorf("%q stands %d times, want %d", want, got, n)
		}
	}
}

// squeezed has no blanks: lines end where they must, in some scripts between any two characters.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }
