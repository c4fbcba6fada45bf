package compare

import "testing"

// Sums and terms, as a table sorts them: max of what the first penalty says (a term in months), 0 where a number cannot be read for sure. words is what
// it shows.
func TestPenalties_Numbers(t *testing.T) {
	for _, c := range []struct {
		language, in, words string
		max                 float64
	}{
		{"en", "a fine not exceeding 1.5 million shillings", "1.5 million shillings", 1.5e6},
		{"en", "a fine of Rs. 1,00,000", "Rs. 1,00,000", 1e5},
		{"en", "a fine of Rs. 12,34,567", "Rs. 12,34,567", 1234567},
		{"en", "a fine which may extend to 2.5 lakh rupees", "2.5 lakh rupees", 250000},
		{"en", "a fine of Rs. 50,000", "Rs. 50,000", 50000},
		{"en", "a fine of Kshs. 20,000", "Kshs. 20,000", 20000},
		{"en", "a fine of 7.5 million dollars", "7.5 million dollars", 7.5e6},
		{"en", "a fine of one hundred and fifty thousand dollars", "one hundred and fifty thousand dollars", 150000},
		{"en", "a fine of two million five hundred thousand shillings", "two million five hundred thousand shillings", 2.5e6},
		{"en", "a fine of two lakh fifty thousand rupees", "two lakh fifty thousand rupees", 250000},
		{"en", "a fine of one thousand crore rupees", "one thousand crore rupees", 1e10},
		{"en", "a fine of 2 million 500 thousand shillings", "2 million 500 thousand shillings", 2.5e6},
		{"en", "a fine of ten thousand (10,000) dollars", "ten thousand (10,000) dollars", 10000},
		{"en", "a fine of 1,000.50 dollars", "1,000.50 dollars", 1000.5},
		{"en", "a fine of $1,000,000", "1,000,000", 1e6},
		{"en", "a fine of 12.05.2010 dollars", "12.05.2010 dollars", 0},
		{"en", "a fine of five fifteen dollars", "five fifteen dollars", 0},
		{"en", "imprisonment for one hundred and twenty months", "one hundred and twenty months", 120},
		{"en", "imprisonment for nineteen years", "nineteen years", 228},
		{"en", "imprisonment for a term not exceeding seventy years", "seventy years", 840},
		{"en", "imprisonment for twenty-five years", "twenty-five years", 300},
		{"en", "imprisonment for five (5) years", "five (5) years", 60},
		{"en", "imprisonment for 5 (five) years", "5 (five) years", 60},
		{"en", "imprisonment for 1.5 years", "1.5 years", 18},
		{"en", "imprisonment for ten to fifteen years", "ten to fifteen years", 180},
		{"de", "Freiheitsstrafe bis zu vierzehn Jahren", "vierzehn Jahren", 168},
		{"de", "Freiheitsstrafe bis zu fünfundzwanzig Jahren", "fünfundzwanzig Jahren", 300},
		{"de", "Freiheitsstrafe bis zu einundzwanzig Monaten", "einundzwanzig Monaten", 21},
		{"de", "Geldstrafe bis zu einhundertfünfzigtausend Euro", "einhundertfünfzigtausend Euro", 150000},
		{"de", "Geldbuße bis zu fünf Millionen Euro", "fünf Millionen Euro", 5e6},
		{"de", "Geldbuße bis zu 1,5 Millionen Euro", "1,5 Millionen Euro", 1.5e6},
		{"de", "Geldbuße bis zu 50.000,00 Euro", "50.000,00 Euro", 50000},
		{"de", "Geldstrafe bis zu siebenhundertzwanzig Tagessätzen", "siebenhundertzwanzig Tagessätzen", 720},
		{"fr", "une amende de cent cinquante mille euros", "cent cinquante mille euros", 150000},
		{"fr", "une amende de quatre-vingt-dix-neuf mille francs", "quatre-vingt-dix-neuf mille francs", 99000},
		{"fr", "une amende de 2,5 millions de francs", "2,5 millions de francs", 2.5e6},
		{"fr", "une amende de 1 500 000 francs CFA", "1 500 000 francs", 1.5e6},
		{"fr", "un emprisonnement de vingt et un ans", "vingt et un ans", 252},
		{"fr", "un emprisonnement de soixante-quinze mois", "soixante-quinze mois", 75},
		{"fr", "un emprisonnement de dix-sept ans", "dix-sept ans", 204},
		{"es", "prisión de veinticinco años", "veinticinco años", 300},
		{"es", "prisión de treinta y cinco años", "treinta y cinco años", 420},
		{"es", "multa de dos mil quinientos millones de pesos", "dos mil quinientos millones de pesos", 2.5e9},
		{"es", "multa de 1.500 millones de pesos", "1.500 millones de pesos", 1.5e9},
		{"es", "multa de doscientas mil unidades", "doscientas mil unidades", 200000},
		{"es", "multa de cien a quinientos soles", "cien a quinientos soles", 500},
		{"pt", "pena de reclusão de vinte e cinco anos", "vinte e cinco anos", 300},
		{"pt", "multa de cento e cinquenta mil reais", "cento e cinquenta mil reais", 150000},
		{"pt", "multa de R$ 1.500,00", "R$ 1.500,00", 1500},
		{"pt", "multa de dois mil e quinhentos euros", "dois mil e quinhentos euros", 2500},
		{"pt", "prisão de dezessete anos", "dezessete anos", 204},
		{"ru", "штраф в размере до 1,5 миллиона рублей", "1,5 миллиона рублей", 1.5e6},
		{"ru", "штраф в размере до полутора миллионов рублей", "полутора миллионов рублей", 1.5e6},
		{"ru", "штраф в размере до ста пятидесяти тысяч рублей", "ста пятидесяти тысяч рублей", 150000},
		{"ru", "штраф до 500 тыс. рублей", "500 тыс. рублей", 500000},
		{"ru", "лишением свободы на срок до двадцати пяти лет", "двадцати пяти лет", 300},
		{"ru", "лишением свободы на срок до девятнадцати лет", "девятнадцати лет", 228},
		{"ar", "بالسجن مدة لا تزيد على خمسة وعشرين سنة", "خمسة وعشرين سنة", 300},
		{"ar", "بالحبس مدة لا تزيد على خمس عشرة سنة", "خمس عشرة سنة", 180},
		{"ar", "بالحبس مدة لا تزيد على سنتين", "سنتين", 24},
		{"ar", "وبغرامة لا تزيد على مائة وخمسين ألف دينار", "مائة وخمسين ألف دينار", 150000},
		{"ar", "وبغرامة لا تزيد على خمسمائة ألف ريال", "خمسمائة ألف ريال", 500000},
		{"ar", "وبغرامة لا تزيد على عشرة آلاف درهم", "عشرة آلاف درهم", 10000},
		{"ar", "وبغرامة لا تزيد على ٥٠٬٠٠٠ دينار", "٥٠٬٠٠٠ دينار", 50000},
		{"zh", "并处罚金1.5万元", "1.5万元", 15000},
		{"zh", "处二十五年有期徒刑", "二十五年", 300},
		{"zh", "并处五十万元罚款", "五十万元", 500000},
		{"zh", "并处罚款三百二十万元", "三百二十万元", 3.2e6},
		{"it", "con la reclusione fino a venticinque anni", "venticinque anni", 300},
		{"it", "con la reclusione fino a ventuno anni", "ventuno anni", 252},
		{"it", "con la multa di centocinquantamila euro", "centocinquantamila euro", 150000},
		{"it", "con la multa di euro 25.822", "euro 25.822", 25822},
	} {
		got := Penalties(c.in, c.language)
		if len(got) != 1 {
			t.Errorf("Penalties(%q) = %+v, want %q: %v", c.in, got, c.words, c.max)
			continue
		}
		if got[0].Words != c.words || got[0].Max != c.max {
			t.Errorf("Penalties(%q) = %q: %v, want %q: %v", c.in, got[0].Words, got[0].Max, c.words, c.max)
		}
	}
}

// Numbers that are no penalty.
func TestPenalties_None(t *testing.T) {
	for _, c := range []struct{ language, in string }{
		{"ru", "Закон от 5 мая 2010 года о лишении свободы"}, {"en", "section 5 of the Prisons Act provides for imprisonment"}, {"en", "a fine under regulation 3.1.2 of the Order"},
		{"es", "el año 2010 y la prisión"},
	} {
		if got := Penalties(c.in, c.language); len(got) > 0 {
			t.Errorf("Penalties(%q) = %+v, want none", c.in, got)
		}
	}
}
