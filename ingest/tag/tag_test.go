package tag

import (
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

func tagger(t testing.TB) *Tagger {
	t.Helper()
	s, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	tg, err := New(s)
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// one is a law of a fictional state with a single provision.
func one(language, title, heading, text string) corpus.Text {
	return corpus.Text{
		Law: corpus.Law{ID: "xa/act/1", Country: "XA", Title: title}, Language: language,
		Provisions: []corpus.Provision{{EID: "sec_1", Kind: "section", Number: "1", Heading: heading, Text: text}},
	}
}

func ids(tags []corpus.Tag) []string {
	var out []string
	for _, t := range tags {
		out = append(out, t.ID)
	}
	return out
}

// The wordings are our own, of no state: one sentence as a legislature of each language would write it.
func TestTagger_Languages(t *testing.T) {
	tg := tagger(t)
	for _, c := range []struct{ language, title, text, topic, need string }{
		{"en", "Penal Code", "Any person who recruits, transports or harbours another person by means of threat or deception for the purpose of exploitation is guilty of an offence and liable to imprisonment for ten years.", "trafficking-in-persons", "tip-protocol/5/1"},
		{"en", "Penal Code", "A public official who solicits or accepts an undue advantage in order to act is liable to imprisonment for a term of five years.", "corruption", "untoc/8/1/b"},
		{"en", "Arms Act", "No person shall import or export a firearm or ammunition without a licence.", "firearms", "firearms-protocol/10"},
		{"en", "Criminal Procedure Act", "The court may order the interception of communications where it is necessary for the investigation of a serious offence.", "electronic-surveillance", "untoc/20/surveillance"},
		{"fr", "Code pénal", "Est puni de cinq ans d'emprisonnement le fait, par un fonctionnaire, de solliciter ou d'agréer un avantage quelconque pour accomplir un acte de sa fonction.", "corruption", "untoc/8/1/b"},
		{"fr", "Code pénal", "Quiconque facilite l'entrée irrégulière d'un étranger en échange d'un avantage financier est puni de trois ans d'emprisonnement.", "smuggling-of-migrants", "migrants-protocol/6/1/a"},
		{"fr", "Loi relative au blanchiment", "Les établissements de crédit conservent pendant dix ans les documents relatifs à leurs clients et à leurs opérations.", "money-laundering", "untoc/7/1/a/records"},
		{"es", "Código Penal", "El que convierta o transfiera bienes provenientes de un delito para ocultar su origen será castigado con prisión de dos a ocho años.", "money-laundering", "untoc/6/1/a"},
		{"es", "Ley de armas", "Se prohíbe borrar o alterar el número de serie de un arma de fuego.", "firearms", "firearms-protocol/5/1/c"},
		{"es", "Ley de extradición", "No se concederá la extradición de un nacional; en ese caso el Estado lo someterá a juicio ante sus tribunales.", "extradition", "untoc/16/10"},
		{"ru", "Уголовный кодекс", "Финансирование терроризма, то есть сбор средств, предназначенных для террористической организации, наказывается лишением свободы на срок до десяти лет.", "terrorism", "terrorism-financing/2"},
		{"ru", "Уголовный кодекс", "Неправомерный доступ к компьютерной информации наказывается штрафом.", "cybercrime", "cybercrime/7"},
		{"ru", "Закон о защите свидетелей", "Защищаемое лицо может быть переселено на другое место жительства с выдачей документов на другое имя.", "witness-protection", "untoc/24/2/a"},
		{"ar", "قانون العقوبات", "يعاقب بالسجن كل موظف عام طلب أو قبل عطية لأداء عمل من أعمال وظيفته.", "corruption", "untoc/8/1/b"},
		{"ar", "قانون المخدرات", "يعاقب بالسجن كل من زرع نباتات القنب أو غيرها من النباتات المخدرة.", "drug-offences", "drugs-1988/3/1/a/ii"},
		{"ar", "قانون غسل الأموال", "على المؤسسات المالية إبلاغ وحدة التحريات المالية عن العمليات المشبوهة.", "money-laundering", "untoc/7/1/a/reports"},
		{"zh", "刑法", "国家工作人员收受他人财物，为他人谋取利益的，处三年以下有期徒刑。", "corruption", "untoc/8/1/b"},
		{"zh", "枪支管理法", "未经许可制造枪支、弹药的，处三年以上有期徒刑。", "firearms", "firearms-protocol/5/1/a"},
		{"zh", "引渡法", "请求国法律和本国法律均构成犯罪的，可以准予引渡。", "extradition", "untoc/16/1"},
		{"zh", "貪污治罪條例", "公務員對於職務上之行為，要求或收受賄賂者，處七年以上有期徒刑，得併科罰金。", "corruption", "untoc/8/1/b"},
		{"zh", "槍砲彈藥管制條例", "未經許可，製造槍枝或彈藥者，處七年以上有期徒刑。", "firearms", "firearms-protocol/5/1/a"},
		{"zh", "洗錢防制法", "金融機構應確認客戶身分，並將客戶身分資料及交易紀錄保存五年。", "money-laundering", "untoc/7/1/a/identification"},
		{"zh", "通訊保障法", "為偵查重大犯罪，經法院核發令狀，得實施通訊監察。", "electronic-surveillance", "untoc/20/surveillance"},
		{"de", "Strafgesetzbuch", "Wer eine Person unter Ausnutzung einer Zwangslage anwirbt, damit sie ausgebeutet wird, wird mit Freiheitsstrafe bestraft.", "trafficking-in-persons", "tip-protocol/5/1"},
		{"de", "Waffengesetz", "Schusswaffen sind vom Hersteller mit einer fortlaufenden Nummer zu kennzeichnen.", "firearms", "firearms-protocol/8"},
		{"pt", "Código Penal", "O funcionário que solicitar ou aceitar vantagem indevida para praticar um ato é punido com pena de prisão de um a oito anos.", "corruption", "untoc/8/1/b"},
		{"pt", "Lei da droga", "Quem cultivar plantas de cannabis sem autorização é punido com pena de prisão.", "drug-offences", "drugs-1988/3/1/a/ii"},
		{"it", "Codice penale", "Il pubblico ufficiale che riceve denaro o altra utilità per un atto del suo ufficio è punito con la reclusione da tre a otto anni.", "corruption", "untoc/8/1/b"},
		{"it", "Codice penale", "Chiunque si introduce abusivamente in un sistema informatico, abusivamente si introduce o vi si mantiene, è punito con la reclusione.", "cybercrime", "cybercrime/7"},
	} {
		x := one(c.language, c.title, "", c.text)
		tg.Tag(&x)
		p := x.Provisions[0]
		if !slices.Contains(ids(p.Topics), c.topic) || !slices.Contains(ids(p.Needs), c.need) {
			t.Errorf("%q\n\thas topics %v and requirements %v, want %s and %s", c.text, ids(p.Topics), ids(p.Needs), c.topic, c.need)
		}
		if err := x.Check(); err != nil {
			t.Error(err)
		}
		for _, g := range p.Needs {
			if len(g.Evidence) == 0 || g.Rule == "" || g.By != corpus.ByProgram || g.Weight <= 0 || g.Weight > 1 {
				t.Errorf("%s: tag without evidence, rule or weight: %+v", c.need, g)
			}
		}
	}
}

// Laws about something else carry no topic, though they speak of transport, official, licence, property and imprisonment.
func TestTagger_Unrelated(t *testing.T) {
	tg := tagger(t)
	for _, c := range []struct{ language, title, text string }{
		{"en", "Harbours Act", "The harbour master may order a vessel to be moved; a master who fails to comply commits an offence and is liable to a fine."},
		{"en", "Companies Act", "A director shall disclose any interest in a contract with the corporation and retain a record of it for six years."},
		{"fr", "Code de la route", "Le conducteur qui transporte une personne sans autorisation est puni d'une amende."},
		{"es", "Ley de protección de datos", "El responsable conservará los datos durante cinco años y los comunicará a la autoridad."},
		{"de", "Bauordnung", "Wer ohne Genehmigung baut, handelt ordnungswidrig; die Behörde kann das Bauwerk beseitigen lassen."},
		{"ru", "Лесной план", "Органы управления ведут учет земель и сообщают сведения о них гражданам."},
		{"ar", "نظام المرور", "يجب على كل سائق حمل رخصة القيادة وتقديمها عند الطلب."},
		{"zh", "婚姻登记条例", "当事人应当提供身份证件，登记机关应当保存档案。"},
		{"pt", "Lei das autarquias", "O presidente pode autorizar a venda de bens em hasta pública."},
	} {
		x := one(c.language, c.title, "", c.text)
		tg.Tag(&x)
		if p := x.Provisions[0]; len(p.Topics)+len(p.Needs) > 0 {
			t.Errorf("%q has topics %v and requirements %v by %v, want none", c.text, ids(p.Topics), ids(p.Needs), p.Topics)
		}
	}
}

// What people decided stays, wins over the program, and tagging again changes nothing.
func TestTagger_People(t *testing.T) {
	tg := tagger(t)
	x := one("en", "Penal Code", "Bribery", "A public officer who accepts a bribe is liable to imprisonment for five years.")
	x.Provisions[0].Topics = []corpus.Tag{
		{ID: "corruption", By: "A. Lawyer", Rejected: true}, {ID: "witness-protection", By: "A. Lawyer", Weight: 1}, {ID: "piracy", By: corpus.ByProgram, Weight: .9},
	}
	tg.Tag(&x)
	first := slices.Clone(x.Provisions[0].Topics)
	if diff := cmp.Diff([]string{"witness-protection", "corruption"}, ids(first)); diff != "" {
		t.Errorf("topics (-want +got):\n%s", diff)
	}
	tg.Tag(&x)
	if diff := cmp.Diff(first, x.Provisions[0].Topics); diff != "" {
		t.Errorf("tagging again (-first +second):\n%s", diff)
	}
}

// A tag stands on the subdivision whose words earned it, and its evidence are those words.
func TestTagger_Place(t *testing.T) {
	tg := tagger(t)
	x := one("en", "Penal Code", "Offences", "In this section:")
	x.Provisions[0].Children = []corpus.Provision{
		{EID: "sec_1__subsec_1", Kind: "subsection", Text: "The Minister may make rules."},
		{EID: "sec_1__subsec_2", Kind: "subsection", Text: "A person who launders the proceeds of crime, concealing their origin, is liable to imprisonment for ten years."},
	}
	tg.Tag(&x)
	p := x.Provisions[0]
	if len(p.Needs) > 0 || len(p.Children[0].Needs) > 0 {
		t.Errorf("requirements %v on the section and %v on the first subsection, want them on the second", ids(p.Needs), ids(p.Children[0].Needs))
	}
	i := slices.IndexFunc(p.Children[1].Needs, func(g corpus.Tag) bool { return g.ID == "untoc/6/1/a" })
	if i < 0 {
		t.Fatalf("requirements of the second subsection: %v", ids(p.Children[1].Needs))
	}
	var words []string
	for _, s := range p.Children[1].Needs[i].Evidence {
		words = append(words, p.Children[1].Text[s.Start:s.End])
	}
	if got := strings.Join(words, " | "); !strings.Contains(got, "proceeds of crime") {
		t.Errorf("evidence %q lacks the proceeds of crime", got)
	}
}

// Words and rules of a library's own.
func TestNewWith(t *testing.T) {
	s, err := topic.Load()
	if err != nil {
		t.Fatal(err)
	}
	words := fstest.MapFS{"en.txt": {Data: []byte("khat = khat, miraa\n")}, "eo.txt": {Data: []byte("khat = kato\n")}}
	rules := fstest.MapFS{"topics.txt": {Data: []byte("drug-offences\n  .9 khat\n")}}
	tg, err := NewWith(s, words, rules)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ language, text string }{{"en", "Nobody may sell miraa near a school."}, {"eo", "Kato estas malpermesita."}} {
		x := one(c.language, "Criminal Law", "", c.text)
		x.Title = map[string]string{"en": "Criminal Law", "eo": "Kato"}[c.language]
		tg.Tag(&x)
		if !slices.Contains(ids(x.Provisions[0].Topics), "drug-offences") && c.language == "en" {
			t.Errorf("%q has topics %v", c.text, ids(x.Provisions[0].Topics))
		}
	}
	for _, bad := range []string{"drug-offences\n  .9 nothing-known\n", "  .9 khat\n", "witchcraft\n  .9 khat\n", "drug-offences\n  9 khat\n", "drug-offences\n  .9 khat or drug\n", "drug-offences\n  .9 khat /x\n", "drug-offences\n  .9\n"} {
		if _, err := NewWith(s, words, fstest.MapFS{"topics.txt": {Data: []byte(bad)}}); err == nil {
			t.Errorf("rules %q were accepted", bad)
		}
	}
}

// Every requirement has a rule, or another one that stands for it.
func TestRules_Complete(t *testing.T) {
	tg := tagger(t)
	has := map[string]bool{}
	for _, r := range tg.needs {
		has[r.id] = true
		for _, e := range tg.equal[r.id] {
			has[e] = true
		}
	}
	for id := range tg.topicOf {
		if !has[id] {
			t.Errorf("no rule for requirement %s", id)
		}
	}
	topics := map[string]bool{}
	for _, r := range tg.topics {
		topics[r.id] = true
	}
	s, _ := topic.Load()
	for _, x := range s.Topics {
		if !topics[x.ID] || tg.home[x.ID] == nil {
			t.Errorf("topic %s has no rule, or no words at home in it", x.ID)
		}
	}
}

// Every language knows every group that a rule asks for.
func TestLexicon_Complete(t *testing.T) {
	tg := tagger(t)
	for _, rules := range [][]rule{tg.topics, tg.needs} {
		for _, r := range rules {
			for _, c := range slices.Concat(r.near, r.other, r.absent) {
				for _, a := range c {
					for _, l := range tg.lexicon.Languages() {
						if !tg.lexicon.Has(l, a.group) {
							t.Errorf("%s: lexicon/%s.txt has no words for %q", r.id, l, tg.lexicon.Name(a.group))
						}
					}
				}
			}
		}
	}
}

func FuzzParseRules(f *testing.F) {
	lexicon, err := topic.LoadLexicon(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("firearms\n  .9 firearm + unit:penalty - drug /40\n")
	f.Add("firearms\n  home firearm|weapon\n")
	f.Add("  .9 firearm")
	f.Fuzz(func(t *testing.T, text string) {
		rules, err := parseRules("fuzz.txt", text, lexicon)
		for _, r := range rules {
			if err == nil && r.home == nil && (r.weight <= 0 || r.weight > 1 || len(r.near)+len(r.other) == 0) {
				t.Errorf("%q gave the rule %+v", text, r)
			}
		}
	})
}

func BenchmarkTagger(b *testing.B) {
	tg := tagger(b)
	x := one("en", "Penal Code", "Bribery", strings.Repeat("A public officer who accepts a bribe is liable to imprisonment for five years. ", 20))
	b.SetBytes(int64(len(x.Provisions[0].Text)))
	for b.Loop() {
		tg.Tag(&x)
	}
}

// What a convention puts in one duty another puts in three: a finding for the first of the three is one for the whole, and not for the second and third.
func TestCarryOver(t *testing.T) {
	equal := map[string][]string{"a": {"whole"}, "b": {"whole"}, "c": {"whole"}, "whole": {"a", "b", "c"}}
	found := &rule{name: "found"}
	for range 20 { // maps are walked in any order
		best := map[string]finding{"a": {weight: 0.8, rule: found}, "b": {weight: 0.5, rule: found}}
		carryOver(best, equal, func(f finding, e string) bool { return e != "c" })
		got := map[string]float64{}
		for id, f := range best {
			got[id] = math.Round(100*f.weight) / 100
		}
		if diff := cmp.Diff(map[string]float64{"a": 0.8, "b": 0.5, "whole": 0.72}, got); diff != "" {
			t.Fatalf("weights (-want +got):\n%s", diff)
		}
	}
}

// What is said of drugs alone carries out the drug convention's duty, and not the same one on terrorism.
func TestTagger_OtherSubject(t *testing.T) {
	tg := tagger(t)
	x := one("en", "Narcotics Act", "Penalty", "A person who sells a narcotic drug is guilty of an offence and liable to imprisonment for a term of ten years.")
	tg.Tag(&x)
	got := ids(x.Provisions[0].Needs)
	if !slices.Contains(got, "drugs-1988/3/4/a") || slices.Contains(got, "terrorism-financing/4") {
		t.Errorf("requirements %v, want that of the drug convention and none on terrorism", got)
	}
}
