package api

import (
	"context"
	"slices"
	"sync"

	"github.com/pandect/pandect/corpus"
)

// recent keeps the texts read last, as long as the library does not change: who turns the pages of a long law asks for it again and again, and to read it costs
// more than all the rest of its page. Safe for concurrent use; the texts are shared and not to be changed.
type recent struct {
	mu   sync.Mutex
	kept []keptText // the one asked for last at the end
}

type keptText struct {
	key  textKey
	text corpus.Text
	size int
}

type textKey struct {
	library       string // fingerprint
	law, language string
}

const (
	maxRecent     = 8
	maxRecentSize = 24 << 20 // bytes of wording
)

// get is the text of a key, read by read where it is not kept.
func (r *recent) get(key textKey, read func() (corpus.Text, error)) (corpus.Text, error) {
	r.mu.Lock()
	if i := slices.IndexFunc(r.kept, func(k keptText) bool { return k.key == key }); i >= 0 {
		k := r.kept[i]
		r.kept = append(slices.Delete(r.kept, i, i+1), k)
		r.mu.Unlock()
		return k.text, nil
	}
	r.mu.Unlock()
	t, err := read()
	if err != nil {
		return t, err
	}
	k := keptText{key: key, text: t}
	for p := range corpus.All(t.Provisions) {
		k.size += len(p.Text) + len(p.Heading) + 200
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

// recentText is Catalog.Text of the library as its counts are known.
func (s *server) recentText(ctx context.Context, law corpus.URI, language string) (corpus.Text, error) {
	status, err := s.state.now(ctx)
	if err != nil {
		return corpus.Text{}, err
	}
	return s.texts.get(textKey{status.Fingerprint, string(law), language}, func() (corpus.Text, error) { return s.Catalog.Text(ctx, law, language) })
}
