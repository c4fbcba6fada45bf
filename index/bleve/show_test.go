package bleve

import (
	"math/rand/v2"
	"testing"
)

func TestBeginnings_KeptByStemmers(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	words := []string{"dying", "lying", "tying", "skies", "by", "ugly", "idly", "Aemter", "Uebel", "Oel", "äußerst", "aîné", "qui", "llave", "iguales", "uomo", "ying", "yes"}
	letters := []rune("aaeeiiouybcdfghjklmnpqrstvwxzäéñß")
	for range 20_000 {
		word := make([]rune, 1+rng.IntN(9))
		for i := range word {
			word[i] = letters[rng.IntN(len(letters))]
		}
		words = append(words, string(word))
	}
	for language := range keepsFirst {
		c := newChain(language)
		for _, word := range words {
			term := c.make(word)
			if term == "" {
				continue
			}
			if beginningsOf(language, map[string]bool{term: true}).without(word) {
				t.Errorf("%s: %q is passed over where %q is asked for", language, word, term)
			}
		}
	}
}

func TestBeginnings_PassOver(t *testing.T) {
	b := beginningsOf("en", map[string]bool{"licenc": true, "die": true})
	for word, want := range map[string]bool{"licences": false, "Licensing": false, "dying": false, "Lawful": true, "do": true, "firearm": true, "l": false, "é": false, "12": false} {
		if got := b.without(word); got != want {
			t.Errorf("without(%q) = %v, want %v", word, got, want)
		}
	}
	if beginningsOf("ar", map[string]bool{"قانون": true}) != nil {
		t.Error("Arabic words begin otherwise than their terms")
	}
}
