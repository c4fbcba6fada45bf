package corpus

import "testing"

func TestHanNumber(t *testing.T) {
	for _, c := range []struct {
		in          string
		value, size int // size in characters
	}{
		{"十二", 12, 2}, {"二百四十条", 240, 4}, {"一百零五", 105, 4}, {"一〇二", 102, 3}, {"二〇〇七年", 2007, 4}, {"千", 1000, 1}, {"三万五千元", 35000, 4},
		{"三十萬元", 300000, 3}, {"兩億", 200000000, 2}, {"一亿三千万", 130000000, 5}, {"一万亿", 1000000000000, 3}, {"五千万零二", 50000002, 5},
		{"条", 0, 0}, {"万一", 0, 0}, {"", 0, 0}, {"12", 0, 0}, {"九九九九九九九九九九九九九九九九九九九", 999999999999999, 15},
	} {
		value, size := HanNumber(c.in)
		if value != c.value || size != 3*c.size {
			t.Errorf("HanNumber(%s) = %d in %d bytes, want %d in %d", c.in, value, size, c.value, 3*c.size)
		}
	}
}

func TestASCIIDigits(t *testing.T) {
	for in, want := range map[string]string{"المادة ٣٤": "المادة 34", "धारा १२": "धारा 12", "第１２条": "第12条", "۱۴۰۲": "1402", "Art. 3²": "Art. 3²", "": ""} {
		if got := ASCIIDigits(in); got != want {
			t.Errorf("ASCIIDigits(%q) = %q, want %q", in, got, want)
		}
	}
}
