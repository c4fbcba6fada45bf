package bleve

import "strings"

// questionFrames are the pieces by which a question asks, folded, by language: one a line, words parted by blanks. They carry no subject; left in, they
// look for provisions that hold "what" or "how".
var questionFrames = func() map[string][][]string {
	m := map[string][][]string{}
	for language, lines := range frameLines {
		for line := range strings.Lines(lines) {
			if words := strings.Fields(foldLatinUnless(language, line)); len(words) > 0 {
				m[language] = append(m[language], words)
			}
		}
	}
	return m
}()

// foldLatinUnless folds as plainWords does.
func foldLatinUnless(_, line string) string { return foldLatin(strings.ToLower(line)) }

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
law on`,
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
dispositions sur`,
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
disposiciones sobre`,
	"pt": `qual e a
qual e o
qual
quais sao
quais
como se
como
o que e
quem pode
quando`,
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
was`,
	"ru": `что такое
что
какое наказание
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
предусмотрено ли`,
	"ar": `ما هي
ما هو
ما
كيف
هل
من هو
متى
ماذا
اين`,
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

// wideFrames are those of Chinese and Japanese, which writes no blanks: they are taken out wherever they stand.
var wideFrames = []string{
	"怎么办", "怎么样", "什么是", "是什么", "有什么", "什么", "怎么", "怎样", "如何", "是否可以", "是否", "可不可以", "可以", "能不能", "能否", "可否", "应该", "应当如何", "请问", "为什么",
	"哪些", "哪个", "多少", "多久", "吗", "呢", "有没有", "需不需要", "会不会", "算不算", "属于", "需要", "如果", "的话",
}
