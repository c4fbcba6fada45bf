package bleve

import "strings"

// questionFrames are the pieces by which a question asks, folded, by language: one a line, words parted by blanks, ^ before those that only begin a question. They carry no subject; left in, they
// look for provisions that hold "what" or "how".
var questionFrames = func() map[string][]frame {
	m := map[string][]frame{}
	for language, lines := range frameLines {
		for line := range strings.Lines(lines) {
			var words []string
			for _, w := range plainWords(line) {
				words = append(words, w.text)
			}
			if len(words) > 0 {
				m[language] = append(m[language], frame{words, strings.HasPrefix(line, "^")})
			}
		}
	}
	return m
}()

// frame of a question. One that only begins questions ("laws on …") stands in titles too.
type frame struct {
	words []string
	first bool
}

var frameLines = map[string]string{
	"en": `what is the
what are the
what is
what are
what does
what do
what
how is
how are
how does
how do
how can
how to
how
which provisions
which laws
which law
which sections
which section
which articles
which
who can
who may
who
whom
when can
when is
when
where is
where
why
is it possible to
is it legal to
is it an offence to
is there a
is there any
is there
are there
can i
can a
can you
could you
does the law
do i need
does
tell me about
tell me
show me
find me
looking for
i need
i want to know
please
anything about
something about
provisions on
provision on
laws on
law on
what happens if
what happens to
what happens when
what kind of
what sort of
under what conditions
under which conditions
in which cases
in what cases
how long is
how long can
how long
how much is
how much
how many
how does the law define
how is it defined
who is allowed to
who has the power to
who decides
which countries
which country
which states
do countries
is it allowed to
is it permitted to
is it required to
is it a crime to
is it punishable to
is it
is someone
is anyone
is a person
are people
should i
must i
may i
may a
will i
am i
i am looking for
i would like to know
i would like
i want
give me
list of all
list all
list the
compare the
explain
^information about
^information on
^articles on
^articles about
^sections on
^sections about
^provisions about
^laws about
^legislation on
^legislation about
^rules on
^rules about
regarding
concerning
with regard to
according to the law
according to
under the law
in law
does the law say about
does the law say
the law say about
the law say`,
	"fr": `quelle est la
quelle est
quelles sont les
quelles sont
quel est le
quel est
quels sont les
quels sont
quelle
quel
quels
quelles
est-ce que
est ce que
est il possible de
est il
comment est
comment
qui peut
quand
pourquoi
y a t il
qu est ce que
dispositions relatives a
dispositions sur
qu est-ce que
qu est-ce qu
est ce qu
est-ce qu
que se passe t il si
que se passe-t-il si
que risque
que dit la loi sur
que prevoit la loi
que prevoit
dans quels cas
dans quel cas
dans quelles conditions
a quelles conditions
de quelle maniere
combien de temps
combien
peut on
peut-on
puis je
puis-je
doit on
doit-on
existe t il
existe-t-il
y a-t-il
a-t-on le droit de
a t on le droit de
ou trouver
ou se trouve
je cherche
je voudrais savoir
je voudrais
donnez moi
donnez-moi
montrez moi
montrez-moi
^lois sur
^textes sur
^articles sur
selon la loi
en ce qui concerne
concernant`,
	"es": `cual es la
cual es el
cual es
cuales son las
cuales son los
cuales son
que es
que
como se
como
quien puede
quien
cuando
es posible
existe
disposiciones sobre
que dice la ley sobre
que establece la ley sobre
que ley
que leyes
que articulo
que sucede si
que pasa si
cual
cuales
quienes
en que casos
en que caso
en que condiciones
bajo que condiciones
cuanto tiempo
cuanto
cuantos
cuantas
donde
por que
puedo
se puede
puede un
es legal
es delito
esta permitido
hay alguna ley sobre
hay
necesito
busco
quiero saber
muestrame
^leyes sobre
^normas sobre
^articulos sobre
segun la ley
con respecto a`,
	"pt": `qual e a
qual e o
qual
quais sao
quais
como se
como
o que e
quem pode
quando
qual e
quais sao as
quais sao os
que lei
que leis
o que diz a lei sobre
o que acontece se
o que
em que casos
em que condicoes
quanto tempo
quanto
quantos
quantas
onde
por que
porque
posso
pode se
e possivel
e legal
e crime
existe
existem
ha alguma lei sobre
ha
quem
preciso
procuro
quero saber
mostre me
^leis sobre
^normas sobre
^artigos sobre
disposicoes sobre
segundo a lei
de acordo com a lei`,
	"de": `was ist
was sind
wie wird
wie werden
wie ist
wie
welche vorschriften
welche
welcher
welches
wer darf
wer
wann
ist es moglich
gibt es
was bedeutet
was
welche gesetze gibt es
welche gesetze
welchen
welchem
was passiert wenn
was passiert
was geschieht wenn
was sagt das gesetz
was droht
droht
unter welchen voraussetzungen
unter welchen bedingungen
in welchen fallen
in welchem fall
wie hoch ist die
wie hoch ist
wie hoch
wie lange
wie viel
wie viele
wie kann
wie kann man
wie kann ich
wo steht
wo ist
wo
warum
weshalb
darf ich
darf man
kann ich
kann man
muss ich
muss man
ist es erlaubt
ist es strafbar
ist es verboten
ist es
ich suche
ich mochte wissen
ich brauche
zeige mir
zeig mir
^gesetze uber
^vorschriften uber
^bestimmungen uber
^regelungen zu
nach dem gesetz`,
	"ru": `что такое
что
каково
какова
какой
какая
какие
какое
как
кто может
кто
когда
можно ли
предусмотрено ли
что грозит
предусмотрено за
что будет
какую
каким
каких
какими
каковы
в каких случаях
при каких условиях
каким образом
сколько
сколько лет
где
куда
почему
зачем
имеет ли право
имеет ли
может ли
должен ли
должна ли
есть ли
существует ли
является ли
разрешено ли
запрещено ли
ли
кому
кого
чем
мне нужно
нужно ли
ищу
покажи
найди
^законы о
^законы об
^нормы о
^статьи о
^статьи об
согласно закону
по закону`,
	"ar": `ما هي
ما هو
ما
كيف
هل
من هو
متى
ماذا
اين
ماهي
ماهو
ما حكم
ما المقصود ب
ما المقصود
ما معنى
هل يجوز
هل يمكن
هل توجد
هل يوجد
هل هناك
هل يحق
كم
كم مدة
كم سنة
من يحق له
من الذي
من التي
اي
أي
أية
لماذا
كيف يتم
كيف يمكن
كيف يعاقب
متى يجوز
أين
في أي حالة
في اي الحالات
ما الحالات التي
ماذا يحدث اذا
ماذا يقول القانون عن
أبحث عن
ابحث عن
اريد ان اعرف
أرني
قوانين بشأن
القوانين المتعلقة ب
القوانين المتعلقة
النصوص المتعلقة
وفقا للقانون
بموجب القانون`,
	"vi": `đung hay sai
là gi
nhu the nao
bao nhieu
theo quy đinh cua
có đung khong
hay khong`,
	"it": `qual e la
qual e il
qual e
quali sono
come si
come
chi puo
quando
che cosa
cosa`,
	"nl": `wat is
wat zijn
wat
hoe wordt
hoe
welke
wie mag
wanneer`,
}

// wideFrames are those of languages that write no blanks: they are taken out wherever they stand.
var wideFrames = []string{
	"怎么办", "怎么样", "什么是", "是什么", "有什么", "什么", "怎么", "怎样", "如何", "是否可以", "是否", "可不可以", "可以", "能不能", "能否", "可否", "应该", "应当如何", "请问", "为什么",
	"在什么情况下", "什么情况下", "什么条件", "会怎样", "有没有规定", "是不是", "请告诉我", "告诉我", "我想知道", "想知道", "关于", "の法律は何", "とは何ですか", "とは何か", "何ですか", "ですか", "ますか", "どのように", "どのような", "どんな", "どうなりますか", "について", "教えてください", "哪些", "哪个", "多少", "多久", "吗", "呢", "有没有", "需不需要", "会不会", "算不算", "属于", "需要", "如果", "的话",
	"คืออะไร", "อย่างไร", "อะไรบ้าง", "อะไร", "หรือไม่", "ได้หรือไม่", "ใคร", "เมื่อใด", "เมื่อไร", "ที่ไหน", "ทำไม", "เท่าใด", "เท่าไร", "ไหม", "តើ", "អ្វីខ្លះ", "អ្វី", "ដូចម្តេច", "យ៉ាងណា", "ແນວໃດ", "ແມ່ນຫຍັງ", "ຫຍັງ", "ບໍ່ແມ່ນ", "ဘာလဲ", "ဘယ်လို", "ဘယ်သူ", "သလား",
}
