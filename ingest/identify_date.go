package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// months in the languages of laws.
var months = [12]string{
	"january|jan|janvier|enero|januar|jänner|janeiro|gennaio|января|січня|يناير|كانون الثاني|ocak|januari|januarie|stycznia|ianuarie|jaanuar|janúar|január|januára|januarja|ledna|siječnja|јануара|јануари|януари|студзеня|ιανουαρίου|sausio|janvāri|janvārī|tammikuuta|қаңтар|yanvar|جانفي|ژانویه|जनवरी|জানুয়ারি|জানুয়ারী|มกราคม|ינואר|იანვარი|հունվարի",
	"february|feb|février|fevrier|febrero|februar|feber|fevereiro|febbraio|февраля|лютого|فبراير|شباط|şubat|februari|lutego|februarie|veebruar|febrúar|február|februára|februarja|února|veljače|фебруара|фебруари|февруари|лютага|φεβρουαρίου|vasario|februārī|helmikuuta|ақпан|fevral|فيفري|फरवरी|फ़रवरी|ফেব্রুয়ারি|ফেব্রুয়ারী|กุมภาพันธ์|פברואר|თებერვალი|փետրվարի",
	"march|mar|mars|marzo|märz|março|марта|березня|مارس|آذار|mart|maart|maret|mac|marca|martie|märts|március|března|ožujka|март|сакавіка|μαρτίου|kovo|martā|maaliskuuta|наурыз|मार्च|মার্চ|มีนาคม|מרץ|მარტი|մարտի",
	"april|apr|avril|abril|aprile|апреля|квітня|أبريل|ابريل|إبريل|نيسان|nisan|kwietnia|aprilie|aprill|apríl|április|apríla|aprila|dubna|travnja|априла|април|красавіка|απριλίου|balandžio|aprīlī|huhtikuuta|сәуір|aprel|أفريل|अप्रैल|এপ্রিল|เมษายน|אפריל|აპრილი|ապրիլի",
	"may|mai|mayo|maio|maggio|мая|травня|مايو|أيار|mayıs|mei|maja|maí|május|mája|května|svibnja|маја|май|траўня|μαΐου|μαίου|gegužės|maijā|toukokuuta|мамыр|ماي|मई|মে|พฤษภาคม|מאי|მაისი|մայիսի",
	"june|jun|juin|junio|juni|junho|giugno|июня|червня|يونيو|يونيه|حزيران|haziran|jun|czerwca|iunie|juuni|júní|június|júna|junija|června|lipnja|јуна|јуни|юни|чэрвеня|ιουνίου|birželio|jūnijā|kesäkuuta|маусым|iyun|جوان|जून|জুন|มิถุนายน|יוני|ივნისი|հունիսի",
	"july|jul|juillet|julio|juli|julho|luglio|июля|липня|يوليو|يوليه|تموز|temmuz|julai|lipca|iulie|juuli|júlí|július|júla|julija|července|srpnja|јула|јули|юли|ліпеня|ιουλίου|liepos|jūlijā|heinäkuuta|шілде|iyul|جويلية|يوليوز|जुलाई|জুলাই|กรกฎาคม|יולי|ივლისი|հուլիսի",
	"august|aug|août|aout|agosto|августа|серпня|أغسطس|اغسطس|آب|ağustos|augustus|agustus|ogos|sierpnia|ágúst|augusztus|avgusta|srpna|kolovoza|август|жніўня|αυγούστου|rugpjūčio|augustā|elokuuta|тамыз|avqust|avgust|أوت|غشت|अगस्त|আগস্ট|আগষ্ট|สิงหาคม|אוגוסט|აგვისტო|օգոստոսի",
	"september|sept|sep|septembre|septiembre|setiembre|setembro|settembre|сентября|вересня|سبتمبر|أيلول|eylül|września|septembrie|szeptember|septembra|září|rujna|септембра|септември|верасня|σεπτεμβρίου|rugsėjo|septembrī|syyskuuta|қыркүйек|sentyabr|شتنبر|सितम्बर|सितंबर|সেপ্টেম্বর|กันยายน|ספטמבר|სექტემბერი|սեպտեմբերի",
	"october|oct|octobre|octubre|oktober|outubro|ottobre|октября|жовтня|أكتوبر|اكتوبر|تشرين الأول|ekim|oktober|października|octombrie|oktoober|október|októbra|oktobra|října|октобра|октомври|кастрычніка|οκτωβρίου|spalio|oktobrī|lokakuuta|қазан|oktyabr|अक्तूबर|अक्टूबर|অক্টোবর|ตุลาคม|אוקטובר|ოქტომბერი|հոկտեմբերի",
	"november|nov|novembre|noviembre|novembro|ноября|листопада|نوفمبر|تشرين الثاني|kasım|listopada|noiembrie|nóvember|novembra|listopadu|studenoga|studenog|новембра|ноември|лістапада|νοεμβρίου|lapkričio|novembrī|marraskuuta|қараша|noyabr|نونبر|नवम्बर|नवंबर|নভেম্বর|พฤศจิกายน|נובמבר|ნოემბერი|նոյեմբերի",
	"december|dec|décembre|decembre|diciembre|dezember|dezembro|dicembre|декабря|грудня|ديسمبر|كانون الأول|aralık|desember|disember|grudnia|decembrie|detsember|decembra|prosince|prosinca|децембра|декември|снежня|δεκεμβρίου|gruodžio|decembrī|joulukuuta|желтоқсан|dekabr|دجنبر|दिसम्बर|दिसंबर|ডিসেম্বর|ธันวาคม|דצמבר|დეკემბერი|դեկտեմբերի",
}

var (
	monthOf            = monthNumbers()
	dayFirst, monFirst = dateForms()
	chineseDate        = regexp.MustCompile(`([\d〇零一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日`)
	numericDate        = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})[./]((?:1[6-9]|20)\d\d)\b`)
	portugueseDate     = regexp.MustCompile(`(?i)\b\d+(?:-[A-Z])?/((?:1[89]|20)\d\d),? de (\d{1,2})[º°.]* de (\pL+)`) // Lei n.º 60/2013, de 23 de agosto
	vietnameseDate     = regexp.MustCompile(`(?i)ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)`)
	koreanDate         = regexp.MustCompile(`\b((?:19|20)\d\d)[.년]\s*(\d{1,2})[.월]\s*(\d{1,2})[.일]`)
	yearFirst          = regexp.MustCompile(`(?i)\b((?:1[89]|20)\d\d)\.?\s?(?:m\.|gada|жылғы|жылдын|йил|yil|évi)?\s?(\d{1,2}\.?-?)?\s?(` + strings.Join(months[:], "|") + `)\pL{0,3}(?:\s+(\d{1,2}))?`) // 2011 m. gegužės 26 d., 2009. gada 10. jūlijā, 2009. május 5.
	// eraDate is a date of Japan or Taiwan: 令和元年五月三十一日, 中華民國九十八年一月二十三日; eraYear its year alone: 平成三年法律第九十四号.
	eraDate = regexp.MustCompile(eraYear.String() + `\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日`)
	eraYear = regexp.MustCompile(`(明治|大正|昭和|平成|令和|民國|民国)\s*(元|\d{1,3}|[一二三四五六七八九十百〇零]{1,5})\s*年`)
	isoDate = regexp.MustCompile(`\b((?:1[6-9]|20)\d\d)-(\d{1,2})-(\d{1,2})\b`)

	// ofEnactment and ofOther are words shortly before a date that say whether it is the law's own.
	ofEnactment = regexp.MustCompile(`(?i)(assent|certified|enacted|adopt|authenticat|passed|promulgat|dated|done at|signed|sancionad|dada en|promulgad|fecha|du\s*$|vom\s*$|ausfertigungsdatum|принят|подписан|от\s*$|صدر|بتاريخ|المؤرخ|通过|公布|de\s*$|\[\s*$|first enacted)`)
	ofOther     = regexp.MustCompile(`(?i)(as at|as of|up to|amend|reprint|revis|printed|download|w\.?e\.?f|commence|force|operation|version|consolidat|stand|geändert|fassung|modifi|reform|actualiza|alterad|редакц|изменен|修正|修订|施行|시행|تعديل|updated|repeal|supplement|gazette of)`)
)

func monthNumbers() map[string]int {
	of := map[string]int{}
	for i, names := range months {
		for name := range strings.SplitSeq(names, "|") {
			of[name] = i + 1
		}
	}
	return of
}

// dateForms match "3rd day of June, 2014", "le 1er mars 2003", "1. März 2003", "23 de setiembre de 2004", and "June 3, 2014".
func dateForms() (dayFirst, monthFirst *regexp.Regexp) {
	names := strings.Join(months[:], "|")
	return regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th|er|ro|[º°ª.])?(?:\s+day)?(?:\s+(?:of|de|del|days of))?[\s,]+(` + names + `)[\s,.]+(?:de\s+|del\s+|of\s+|سنة\s+|لسنة\s+|عام\s+)?((?:1[6-9]|20)\d\d)`),
		regexp.MustCompile(`(?i)\b(` + names + `)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:de\s+)?((?:1[6-9]|20)\d\d)`)
}

// findDate is the law's own date: the first full one in its title, else that of the front matter which the words before it speak for. A date of
// reprint, amendment or commencement is not the law's.
func findDate(title, front string) corpus.Date {
	if all := datesIn(title); len(all) > 0 {
		return all[0].date
	}
	best, bestScore := corpus.Date{}, -1
	for _, d := range datesIn(front) {
		before := front[max(0, d.at-100):d.at]
		if i := strings.LastIndexByte(before, '\n'); i >= 0 && i > len(before)-80 && len(strings.TrimSpace(before[i:])) > 8 {
			before = before[i:]
		}
		if i := strings.LastIndexAny(before, "]】"); i >= 0 { // [시행 2023. 1. 1.] [법률 제18096호, 2021. 4. 20., 제정]
			before = before[i:]
		}
		score := 1
		if ofEnactment.MatchString(before) {
			score += 2
		}
		if ofOther.MatchString(before) {
			score -= 3
		}
		if score > bestScore && score > 0 {
			best, bestScore = d.date, score
		}
	}
	return best
}

type dateAt struct {
	date    corpus.Date
	at, end int // byte offsets
}

// datesIn lists the full dates of a text in their order.
func datesIn(text string) []dateAt {
	var out []dateAt
	for _, form := range []struct {
		re      *regexp.Regexp
		y, m, d int
	}{{dayFirst, 3, 2, 1}, {monFirst, 3, 1, 2}, {chineseDate, 1, 2, 3}, {numericDate, 3, 2, 1}, {isoDate, 1, 2, 3}, {portugueseDate, 1, 3, 2}, {vietnameseDate, 3, 2, 1}, {koreanDate, 1, 2, 3}} {
		for _, i := range form.re.FindAllStringSubmatchIndex(text, 40) {
			group := func(n int) string { return text[i[2*n]:i[2*n+1]] }
			if d, ok := civil(group(form.y), group(form.m), group(form.d)); ok {
				out = insertDate(out, dateAt{d, i[0], i[1]})
			}
		}
	}
	for _, i := range eraDate.FindAllStringSubmatchIndex(text, 40) {
		if d, ok := civil(strconv.Itoa(eras[text[i[2]:i[3]]]+chineseNumber(text[i[4]:i[5]])), text[i[6]:i[7]], text[i[8]:i[9]]); ok {
			out = insertDate(out, dateAt{d, i[0], i[1]})
		}
	}
	for _, i := range yearFirst.FindAllStringSubmatchIndex(text, 40) {
		day := i[8:10]
		if day[0] < 0 {
			day = i[4:6]
		}
		if day[0] < 0 {
			continue
		}
		if d, ok := civil(text[i[2]:i[3]], text[i[6]:i[7]], strings.Trim(text[day[0]:day[1]], ".-")); ok {
			out = insertDate(out, dateAt{d, i[0], i[1]})
		}
	}
	return out
}

// eras are the years before the first of each.
var eras = map[string]int{"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}

func insertDate(list []dateAt, d dateAt) []dateAt {
	i := len(list)
	for i > 0 && list[i-1].at > d.at {
		i--
	}
	list = append(list, dateAt{})
	copy(list[i+1:], list[i:])
	list[i] = d
	return list
}

func civil(y, m, d string) (corpus.Date, bool) {
	month, ok := monthOf[strings.ToLower(m)]
	if !ok {
		month = chineseNumber(m)
	}
	date, err := corpus.ParseDate(pad(chineseNumber(y), 4) + "-" + pad(month, 2) + "-" + pad(chineseNumber(d), 2))
	return date, err == nil
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}

// chineseNumber reads digits, or a number written in Chinese: 二〇〇七, 二十九, and 元, the first year of an era. 0 where s is neither.
func chineseNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if s == "元" {
		return 1
	}
	n, _ := corpus.HanNumber(s)
	return n
}
