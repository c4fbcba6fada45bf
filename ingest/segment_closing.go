package ingest

import "regexp"

// longestSignature is how many letters a line of those who sign has at most: name and office.
const longestSignature = 90

// closing is where, in the wording of the last unit, the law's own wording ends: at a closing formula, at the line that says where and when it was
// done, or at the names of those who signed. It is end where nothing shows it.
func (t *tree) closing(from, end int) int {
	for i := from; i < end; i++ {
		if p := &t.ps[i]; !p.quoted && p.kind != TableRow && (closingFormula.MatchString(p.text) || len([]rune(p.text)) <= longestSignature && placeAndDate.MatchString(p.text)) {
			return i
		}
	}
	i := end
	for i > from && isSignature(&t.ps[i-1]) {
		i--
	}
	if i == end || i == 0 || !endsSentence(t.ps[i-1].text) || i == end-1 && len([]rune(t.ps[i].text)) > longestSignature/2 {
		return end
	}
	return i
}

// isSignature says whether a line may name a person or an office: short, no point of a list, no sentence.
func isSignature(p *paragraph) bool {
	_, numbered := readEnumerator(p.text)
	return (!numbered || initials.MatchString(p.text)) && len([]rune(p.text)) < longestSignature && p.kind != TableRow && p.kind != ListItem && !p.quoted && (!endsSentence(p.text) || openSignature.MatchString(p.text))
}

// initials begin a name: A. Writer, J. P. H. Donner.
var initials = regexp.MustCompile(`^(?:\p{Lu}\. ?)+\p{Lu}\p{Ll}+`)

// openSignature is the end of a line to which the next gives the name, and what stands for a hand.
var openSignature = regexp.MustCompile(`(?i)[,:]$|\b(v\. ?r|s\. ?k|sgd|с\. ?р|m\. ?p|l\. ?s|s\.s\.)\.,?\)?$`)

// closingFormula begins what ends laws, in the languages whose laws have one: the order to publish and to obey, the place and day, the witness.
var closingFormula = regexp.MustCompile(`(?i)^(in witness whereof|in faith whereof|done (at|in) \pL|given (at|under)\b|approved,$|` +
	`en foi de quoi|fait à \pL|fait le \d|donné à \pL|promulguons la présente|la présente loi (organique )?(sera|est) (exécutée|publiée|enregistrée)|le présent (décret|code|dahir) sera (publié|exécuté)|` +
	`en fe de lo cual|y por cuanto|por tanto[,:]|dad[ao] en (la|el) \pL|dado en \pL|comuníquese|publíquese|regístrese|cúmplase|promúlguese|transitorios?$|artículos transitorios$|en cumplimiento de lo dispuesto por la fracción|` +
	`aprovad[ao] em \d|promulgad[ao] em \d|publique-se|referendad[ao] em \d|em testemunho|` +
	`la presente legge,? munita|il presente decreto,? munito|data a \pL|dato a \pL|è fatto obbligo a chiunque|` +
	`das vorstehende gesetz wird|zu urkund dessen|gegeben zu \pL|die verfassungsmäßigen rechte des bundesrates|datum des inkrafttretens|` +
	`lasten en bevelen|gegeven te \pL|givet på |under vor kongelige hånd|på regeringens vägnar|skelbiu šį lietuvos|likums saeimā pieņemts|` +
	`această lege a fost adoptată|prezenta lege a fost adoptată|законът е приет|законът е подпечатан|президент (украины|україни|российской федерации|республики \pL+)$|` +
	`disahkan di|ditetapkan di|diundangkan di|agar setiap orang mengetahuinya|luật này (đã )?được quốc hội|` +
	`ผู้รับสนองพระบรมราชโองการ|ผู้รับสนองพระราชโองการ|قانون فوق مشتمل|قانون بالا مشتمل|(و)?حرر ب\pL|صدر (في|ب)\pL* |ينشر هذا القانون|يبصم هذا القانون|وإثباتا لما تقدم|وإشهادا على ذلك|命令公佈|立法會主席|以昭信守)`)

// placeAndDate is a line that says where and when: "Bucureşti, 21 noiembrie 2001", "Αθήνα, 14 Οκτωβρίου 2002", "Ljubljana, dne 1. februarja 2008".
var placeAndDate = regexp.MustCompile(`^\p{Lu}[\pL’'. -]{1,30}, (?:(?:le|el|em|dne|den|am|the|on|a|ai|dana|дана|dnia) )?(?:\d{1,2}(?:st|nd|rd|th|er|º|\.)? ?(?:de |of )?\pL+,? (?:de |of )?(?:18|19|20)\d\d|\d{1,2}[./]\d{1,2}[./](?:18|19|20)\d\d)\b`)
