package ingest

import "testing"

func TestPersianDate(t *testing.T) {
	for printed, want := range map[string]string{
		"1383/4/28": "2004-07-18", "1403/1/1": "2024-03-20", "1400/1/1": "2021-03-21", "1399/12/30": "2021-03-20", "1307/2/18": "1928-05-08", "1392/2/1": "2013-04-21",
		"1383/13/1": "", "83/4/28": "", "": "",
	} {
		if got := persianDate(printed).String(); got != want {
			t.Errorf("persianDate(%q) = %s, want %s", printed, got, want)
		}
	}
}

func TestHijriYear(t *testing.T) {
	for printed, want := range map[string]int{
		"1430/7/21": 2009, "21/7/1430هـ": 2009, "21 رجب 1430 هـ": 2009, "21 من ذي القعدة 1437": 2016, "27/12/1431": 2010, "8/2/1432": 2011, "2 ربيع الآخر 1379": 1959, "1430": 0, "": 0,
	} {
		if got := hijriYear(printed); got != want {
			t.Errorf("hijriYear(%q) = %d, want %d", printed, got, want)
		}
	}
}
