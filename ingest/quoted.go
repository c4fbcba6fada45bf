package ingest

import "strings"

// longestQuote is how many paragraphs a quotation may run through before a missing closing mark is assumed.
const longestQuote = 80

// markQuoted marks what an amending law quotes: paragraphs that begin while a quotation is open. It is opened by a mark that opens, or by one that opens
// and closes alike (", ') at the start of a paragraph, below one that announces it.
func markQuoted(ps []paragraph) {
	var q quotation
	since, straight := 0, byte(0)
	unmark := func(from, to int) {
		for j := from; j < to; j++ {
			ps[j].quoted = false
		}
	}
	for i := range ps {
		text := strings.TrimSpace(ps[i].text)
		switch {
		case straight != 0 && i-since > longestQuote:
			unmark(since+1, i)
			straight = 0
		case straight != 0:
			ps[i].quoted = true
			if closesStraight(text, straight) {
				straight = 0
			}
			continue
		}
		if q.open > 0 && i-since > longestQuote {
			unmark(since+1, i)
			q = quotation{}
		}
		ps[i].quoted = q.open > 0
		before := q.open
		q.read(ps[i].text)
		if before == 0 && q.open > 0 {
			since = i
		}
		if q.open == 0 && i > 0 && announces(ps[i-1].text) && opensStraight(text) {
			straight, since = text[0], i
		}
	}
	if q.open > 0 || straight != 0 { // never closed: a misprint, not a quotation
		unmark(since+1, len(ps))
	}
}

// quotation counts marks that open and close. The mark “ opens in English and closes in German, behind „.
type quotation struct{ open, low int }

func (q *quotation) read(s string) {
	opened, closed := 0, 0
	for _, r := range s {
		switch r {
		case '„', '‟':
			q.low++
			opened++
		case '“':
			if q.low > 0 {
				q.low--
				closed++
			} else {
				opened++
			}
		case '”':
			q.low = max(0, q.low-1)
			closed++
		case '«', '「', '『':
			opened++
		case '»', '」', '』':
			closed++
		}
	}
	q.open = max(0, q.open+opened-closed)
	if closed > opened {
		*q = quotation{}
	}
}

// announces says whether a paragraph ends as one that introduces a quotation does.
func announces(s string) bool {
	s = strings.TrimRight(s, " \u00A0")
	for _, end := range []string{":", "：", "—", "–", ":-"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// opensStraight says whether a quotation between marks that are alike begins with s and does not end in it.
func opensStraight(s string) bool {
	return s != "" && (s[0] == '"' || s[0] == '\'') && strings.Count(s, s[:1])%2 == 1
}

func closesStraight(s string, mark byte) bool {
	s = strings.TrimRight(s, " .;,")
	return s != "" && s[len(s)-1] == mark && strings.Count(s, string(mark))%2 == 1
}
