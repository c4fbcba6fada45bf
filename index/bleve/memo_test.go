package bleve

import (
	"fmt"
	"sync"
	"testing"
)

// What several ask and tell at once is kept up to the limit, and never another's.
func TestMemo(t *testing.T) {
	m := memo{limit: 300}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 500 {
				word := fmt.Sprint(i)
				if made, ok := m.get(word); ok && made != "made of "+word {
					t.Errorf("%s is %q", word, made)
				}
				m.put(word, "made of "+word)
			}
		})
	}
	all.Wait()
	kept := 0
	for i := range 500 {
		if _, ok := m.get(fmt.Sprint(i)); ok {
			kept++
		}
	}
	if kept != 300 {
		t.Errorf("%d kept of at most 300", kept)
	}
}
