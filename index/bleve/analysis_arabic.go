package bleve

import (
	"strings"
	"unicode/utf8"
)

// Arabic forms many plurals inside the word, which no ending tells: شهود are several شاهد. Those of the words of law are listed, plural before singular.
const brokenPlurals = `شهود شاهد
جرائم جريمة
أموال مال
أسلحة سلاح
ذخائر ذخيرة
أشخاص شخص
أطفال طفل
أحداث حدث
قضاة قاضي
محاكم محكمة
أدلة دليل
بنوك بنك
مصارف مصرف
حقوق حق
أحكام حكم
قوانين قانون
أنظمة نظام
لوائح لائحة
مواد مادة
وثائق وثيقة
أجانب أجنبي
خبراء خبير
ضحايا ضحية
شركاء شريك
وزراء وزير
سجون سجن
أعضاء عضو
وكلاء وكيل
نواب نائب
عملاء عميل
رشاوى رشوة
هدايا هدية
أسرار سر
أعمال عمل
أفعال فعل
أطراف طرف
دول دولة
سفن سفينة
عقاقير عقار
نساء امرأة
أرباح ربح
عوائد عائد
أصول أصل
ودائع وديعة
تدابير تدبير
أوامر أمر
شروط شرط
أسباب سبب
ظروف ظرف
أماكن مكان
منازل منزل
مساكن مسكن
أجهزة جهاز
أجور أجر
رسائل رسالة
وسائل وسيلة
بضائع بضاعة
مبالغ مبلغ
رجال رجل
أسماء اسم
أقارب قريب
أزواج زوج
أولاد ولد
مصانع مصنع
مواقع موقع
برامج برنامج
تقارير تقرير
دعاوى دعوى
جنايات جناية
جنح جنحة
عبيد عبد
قصر قاصر
مجرمين مجرم`

// withoutArticle takes the article off a word, with "and", "by", "to" before it: the stemmer gives a noun another stem with it (الإجرامية, إجرامية), and
// more endings are known to it where one stands, so that every word is given one.
func withoutArticle(w string) string {
	for _, prefix := range [...]string{"وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && utf8.RuneCountInString(rest) >= 3 {
			return rest
		}
	}
	return w
}

// prefixes that are written with the word: and, the, to, by. The stemmer takes them off, but the stems differ by them (أسلحة, الأسلحة).
var arabicPrefixes = []string{"", "ال", "و", "وال", "لل", "بال", "ولل", "وبال"}

// singulars gives the stem of the singular for the stem of a broken plural.
func (c *chain) singulars() map[string]string {
	if c.language != "ar" {
		return nil
	}
	out := map[string]string{}
	for line := range strings.Lines(brokenPlurals) {
		plural, singular, _ := strings.Cut(strings.TrimSpace(line), " ")
		to := c.make(singular)
		for _, prefix := range arabicPrefixes {
			for _, form := range [...]string{prefix + plural, prefix + singular} {
				if from := c.make(form); from != to {
					out[from] = to
				}
			}
		}
	}
	return out
}
