package ingest

import "testing"

// Sentences of fictional laws.
func TestDetectLanguage(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{"en", "A person who recruits another person for the purpose of exploitation commits an offence and is liable on conviction to imprisonment."},
		{"en", "Short title of this Act"},
		{"fr", "Est puni de dix ans d’emprisonnement le fait de recruter une personne à des fins d’exploitation."},
		{"es", "El que reclute a una persona con fines de explotación será castigado con pena de prisión de cinco a diez años."},
		{"pt", "Aquele que recrutar uma pessoa para fins de exploração é punido com pena de prisão de três a dez anos."},
		{"de", "Wer eine Person zum Zweck der Ausbeutung anwirbt, wird mit Freiheitsstrafe von einem Jahr bis zu zehn Jahren bestraft."},
		{"it", "Chiunque recluta una persona al fine di sfruttamento è punito con la reclusione da otto a venti anni."},
		{"nl", "Degene die een ander werft met het oogmerk van uitbuiting wordt gestraft met een gevangenisstraf van ten hoogste acht jaren."},
		{"sv", "Den som rekryterar en annan person i syfte att utnyttja denne döms för människohandel till fängelse i lägst två år."},
		{"pl", "Kto dopuszcza się handlu ludźmi, podlega karze pozbawienia wolności na czas nie krótszy od lat trzech."},
		{"ro", "Recrutarea unei persoane în scopul exploatării se pedepsește cu închisoare de la trei la zece ani."},
		{"tr", "Bir kişiyi sömürü amacıyla tedarik eden kimse sekiz yıldan on iki yıla kadar hapis cezası ile cezalandırılır."},
		{"hu", "Aki mást kizsákmányolás céljából toboroz, bűntett miatt öt évtől tíz évig terjedő szabadságvesztéssel büntetendő."},
		{"id", "Setiap orang yang merekrut seseorang untuk tujuan eksploitasi dipidana dengan pidana penjara paling singkat tiga tahun sebagaimana dimaksud dalam pasal ini."},
		{"ms", "Mana-mana orang yang merekrut seseorang bagi maksud eksploitasi melakukan suatu kesalahan dan hendaklah, apabila disabitkan, dihukum penjara."},
		{"sw", "Mtu yeyote ambaye anaandikisha mtu mwingine kwa madhumuni ya unyonyaji anatenda kosa na atawajibika kwa kifungo cha miaka kumi."},
		{"vi", "Người nào tuyển mộ người khác nhằm mục đích bóc lột thì bị phạt tù từ năm năm đến mười năm theo quy định của luật này."},
		{"ru", "Вербовка человека в целях его эксплуатации наказывается лишением свободы на срок до шести лет."},
		{"uk", "Вербування людини з метою її експлуатації карається позбавленням волі на строк від трьох до восьми років."},
		{"bg", "Който набира лице с цел експлоатация, се наказва с лишаване от свобода от две до осем години."},
		{"kk", "Адамды қанау мақсатында азғырып көндіру бес жылдан жеті жылға дейінгі мерзімге бас бостандығынан айыруға жазаланады."},
		{"ar", "يعاقب بالسجن مدة لا تقل عن خمس سنوات كل من ارتكب جريمة الاتجار بالأشخاص بقصد الاستغلال."},
		{"ar", "نظام مكافحة الرشوة"},
		{"fa", "هر کس شخصی را به قصد بهره\u200cکشی به کار گیرد به حبس از سه تا ده سال محکوم می\u200cشود."},
		{"ur", "جو کوئی شخص استحصال کی غرض سے کسی کو بھرتی کرے اسے دس سال تک قید کی سزا دی جائے گی۔"},
		{"zh", "以剥削为目的招募他人的，处五年以上十年以下有期徒刑，并处罚金。"},
		{"ja", "搾取を目的として人を募集した者は、一年以上十年以下の懲役に処する。"},
		{"ko", "착취할 목적으로 사람을 모집한 자는 1년 이상 10년 이하의 징역에 처한다."},
		{"hi", "जो कोई शोषण के प्रयोजन के लिए किसी व्यक्ति की भर्ती करेगा, वह कारावास से दंडित किया जाएगा।"},
		{"ne", "शोषण गर्ने उद्देश्यले कुनै व्यक्तिलाई भर्ना गर्ने व्यक्तिलाई दश वर्ष कैद वा जरिवाना हुनेछ।"},
		{"th", "ผู้ใดแสวงหาประโยชน์โดยมิชอบ ผู้นั้นกระทำความผิดฐานค้ามนุษย์ ต้องระวางโทษจำคุก"},
		{"am", "ማንኛውም ሰው ለብዝበዛ ዓላማ ሌላ ሰውን የመለመለ እንደሆነ በጽኑ እስራት ይቀጣል።"},
		{"", "12 (3) — 2010"},
	} {
		if got, sure := DetectLanguage(c.text); got != c.want {
			t.Errorf("DetectLanguage(%.40q) = %q (%.2f), want %q", c.text, got, sure, c.want)
		}
	}
}
