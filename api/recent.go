package api

import (
	"context"
	"slices"
	"sync"

	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// recent keeps the texts read last, as long as the library does not change: who turns the pages of a long law asks for it again and again, and to read it costs
// more than all the rest of its page. Safe for concurrent use; the texts are shared and not to be changed.
type recent struct {
	mu   sync.Mutex
	kept []keptText // the one asked for last at the end
}

type keptText struct {
	key  textKey
	text countedText
	size int
}

// countedText is a text with what its page says of its units: to cut it into them takes as long as to write a part of it.
type countedText struct {
	corpus.Text
	units  int
	topics map[string]int // units by topic

	outline []ui.Block // shared: parts are to be cloned before they are filled
	parts   [][]ui.Block
}

func countUnits(t corpus.Text) countedText {
	c := countedText{Text: t, topics: map[string]int{}, outline: ui.Outline(&t)}
	c.parts = ui.Split(c.outline)
	for _, u := range t.Units() {
		c.units++
		for _, tag := range u.Topics {
			c.topics[tag.ID]++
		}
	}
	return c
}

type textKey struct {
	library       string // fingerprint, and the day, which says what is read of several wordings
	law, language string
	version       string // "": the one that is read today
}

const (
	maxRecent     = 8
	maxRecentSize = 24 << 20 // bytes of wording
)

// get is the text of a key, read by read where it is not kept.
func (r *recent) get(key textKey, read func() (corpus.Text, error)) (countedText, error) {
	r.mu.Lock()
	if i := slices.IndexFunc(r.kept, func(k keptText) bool { return k.key == key }); i >= 0 {
		k := r.kept[i]
		r.kept = append(slices.Delete(r.kept, i, i+1), k)
		r.mu.Unlock()
		return k.text, nil
	}
	r.mu.Unlock()
	text, err := read()
	if err != nil {
		return countedText{}, err
	}
	t := countUnits(text)
	k := keptText{key: key, text: t}
	for p := range corpus.All(t.Provisions) {
		k.size += len(p.Text) + len(p.Heading) + 500
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kept = append(slices.DeleteFunc(r.kept, func(k keptText) bool { return k.key == key || k.key.library != key.library }), k)
	for total := sizeOfTexts(r.kept); len(r.kept) > 0 && (len(r.kept) > maxRecent || total > maxRecentSize); total = sizeOfTexts(r.kept) {
		r.kept = slices.Delete(r.kept, 0, 1)
	}
	return t, nil
}

func sizeOfTexts(all []keptText) (n int) {
	for _, k := range all {
		n += k.size
	}
	return n
}

// versionText is Catalog.Version.
func (s *server) versionText(ctx context.Context, law corpus.URI, version string) (countedText, error) {
	status, err := s.state.now(ctx)
	if err != nil {
		return countedText{}, err
	}
	return s.texts.get(textKey{library: status.Fingerprint + corpus.Today().String(), law: string(law), version: version}, func() (corpus.Text, error) { return s.Catalog.Version(ctx, law, version) })
}

// reader gives wordings as the server keeps them.
type reader struct{ *server }

// Versions is Catalog.Versions.
func (r reader) Versions(ctx context.Context, law corpus.URI) ([]corpus.Version, error) {
	return r.Catalog.Versions(ctx, law)
}

// Version is versionText.
func (r reader) Version(ctx context.Context, law corpus.URI, id string) (corpus.Text, error) {
	t, err := r.versionText(ctx, law, id)
	return t.Text, err
}

// recentText is Catalog.Text of the library as its counts are known.
func (s *server) recentText(ctx context.Context, law corpus.URI, language string) (countedText, error) {
	status, err := s.state.now(ctx)
	if err != nil {
		return countedText{}, err
	}
	return s.texts.get(textKey{library: status.Fingerprint + corpus.Today().String(), law: string(law), language: language}, func() (corpus.Text, error) { return s.Catalog.Text(ctx, law, language) })
}
