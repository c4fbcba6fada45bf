// Package tag gives provisions their topics and requirements, with weight, the words that are the evidence and the rule that fired.
//
// The rules (rules/*.txt) are written once for all languages, with names of groups of words; the words stand in corpus/topic/lexicon, one
// file a language. Nothing is learnt and nothing is hidden: a lawyer can read why a tag is there and change it. doc/tagging.md tells
// how. It judges one provision at a time with its law's title and the headings above it, and reads no other law.
package tag

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/corpus/topic"
)

//go:embed rules/*.txt
var ruleData embed.FS

// Tagger implements ingest.Tagger. It is safe for concurrent use: rules and words are shared, scanners are one a goroutine.
type Tagger struct {
	lexicon  *topic.Lexicon
	topics   []rule
	needs    []rule
	topicOf  map[string]string    // of a requirement
	offence  map[string]bool      // requirements that ask for an offence
	equal    map[string][]string  // requirements equivalent to a requirement
	home     map[string]condition // words at home in a topic
	penal    int32                // the group of words that name a penal law
	scanners sync.Map             // language → *sync.Pool of *worker
}

// New makes a tagger with the embedded words and rules. ErrInvalid if a rule names something the scheme does not have.
func New(scheme *topic.Scheme) (*Tagger, error) { return NewWith(scheme, nil, nil) }

// NewWith adds a library's own words (lexicon: <language>.txt) and rules (rules: topics.txt, requirements.txt); nil adds nothing.
func NewWith(scheme *topic.Scheme, words, rules fs.FS) (*Tagger, error) {
	lexicon, err := topic.LoadLexicon(words)
	if err != nil {
		return nil, err
	}
	t := &Tagger{lexicon: lexicon, topicOf: map[string]string{}, offence: map[string]bool{}, equal: map[string][]string{}, home: map[string]condition{}}
	for r := range scheme.Requirements() {
		t.topicOf[r.ID], t.equal[r.ID] = r.Topic, r.Equivalent
		t.offence[r.ID] = r.Kind == "criminalise"
	}
	embedded, err := fs.Sub(ruleData, "rules")
	if err != nil {
		return nil, err
	}
	for _, folder := range [...]fs.FS{embedded, rules} {
		if folder == nil {
			continue
		}
		if err := t.read(folder, "topics.txt", &t.topics); err != nil {
			return nil, err
		}
		if err := t.read(folder, "requirements.txt", &t.needs); err != nil {
			return nil, err
		}
	}
	for _, r := range t.topics {
		if _, ok := scheme.Topic(r.id); !ok {
			return nil, fmt.Errorf("topics.txt: no topic %q: %w", r.id, corpus.ErrInvalid)
		}
		if r.home != nil {
			t.home[r.id] = r.home
		}
	}
	t.topics = slices.DeleteFunc(t.topics, func(r rule) bool { return r.home != nil })
	t.penal, _ = lexicon.Group("penal-law")
	for i := range t.needs {
		r := &t.needs[i]
		topic, ok := t.topicOf[r.id]
		if !ok {
			return nil, fmt.Errorf("requirements.txt: no requirement %q: %w", r.id, corpus.ErrInvalid)
		}
		r.own = r.names(t.home[topic])
	}
	return t, nil
}

func (t *Tagger) read(folder fs.FS, name string, into *[]rule) error {
	names, err := fs.Glob(folder, name)
	if err != nil || len(names) == 0 {
		return err
	}
	b, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	rs, err := parseRules(name, string(b), t.lexicon)
	*into = append(*into, rs...)
	return err
}

// Tag gives each provision of text its topics and requirements, replacing those that the program gave before and leaving those of
// people. A language without a lexicon gets none. Cost: linear in the text.
func (t *Tagger) Tag(text *corpus.Text) {
	for p := range corpus.All(text.Provisions) {
		p.Topics, p.Needs = kept(p.Topics), kept(p.Needs)
	}
	w := t.worker(text.Language)
	if w == nil {
		return
	}
	defer w.pool.Put(w)
	w.law(t, text)
}

// kept are the tags of people, among them what they rejected.
func kept(tags []corpus.Tag) []corpus.Tag {
	var out []corpus.Tag
	for _, t := range tags {
		if t.By != corpus.ByProgram && t.By != "" || t.Rejected {
			out = append(out, t)
		}
	}
	return out
}

// worker lends a scanner for the language; nil where there are no words for it.
func (t *Tagger) worker(language string) *worker {
	if p, ok := t.scanners.Load(language); ok {
		return p.(*sync.Pool).Get().(*worker)
	}
	words := t.lexicon.Words(language)
	if words == nil {
		return nil
	}
	pool := &sync.Pool{}
	pool.New = func() any {
		w := &worker{pool: pool, scanner: words.NewScanner(), view: view{byWord: make([][]topic.Hit, t.lexicon.Groups()), scale: 1}}
		w.view.sanction, _ = t.lexicon.Group("sanction")
		w.view.side, _ = t.lexicon.Group("side-heading")
		if language == "zh" || language == "ja" {
			w.view.scale = 2
		}
		return w
	}
	p, _ := t.scanners.LoadOrStore(language, pool)
	return p.(*sync.Pool).Get().(*worker)
}
