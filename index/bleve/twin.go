package bleve

import "strings"

// findTwins numbers the units that are one provision in several languages: the same law, country and EID in texts of different languages. Some
// publishers give each language an id of its own (…#12.en, …#12.fr; udhr/fr, udhr/de): ids that differ in nothing but the code of
// the text's language are one law too. v.twin is 0 for a unit without twins.
func (v *view) findTwins() {
	type text struct{ law, language, country uint32 }
	keys := map[text]uint32{}
	names := map[string]uint32{}
	texts := map[uint32]map[uint32]bool{} // languages by key
	key := make([]uint32, v.n)
	for d := range v.n {
		if !v.live.has(d) {
			continue
		}
		t := text{v.law.of[d], v.language.of[d], v.country.of[d]}
		k, ok := keys[t]
		if !ok {
			law := withoutLanguage(v.law.names[t.law], v.language.names[t.language])
			if apart != nil && apart(law) {
				law = v.law.names[t.law] + "\n" + v.language.names[t.language]
			}
			k = intern2(names, v.country.names[t.country]+"\n"+law)
			keys[t] = k
		}
		key[d] = k
		if texts[k] == nil {
			texts[k] = map[uint32]bool{}
		}
		texts[k][t.language] = true
	}
	type unit struct {
		key uint32
		eid uint32
	}
	members := map[unit][]int32{}
	for d := range v.n {
		if v.live.has(d) && len(texts[key[d]]) > 1 {
			u := unit{key[d], v.eid.of[d]}
			members[u] = append(members[u], int32(d))
		}
	}
	v.twin = make([]int32, v.n)
	v.twins = [][]int32{nil}
	for d := range v.n {
		if !v.live.has(d) || v.twin[d] != 0 {
			continue
		}
		if m := members[unit{key[d], v.eid.of[d]}]; len(m) > 1 {
			for _, other := range m {
				v.twin[other] = int32(len(v.twins))
			}
			v.twins = append(v.twins, m)
		}
	}
}

// apart is nil but in tests, which ask how laws that the library holds in one language are found: it says which are no twins.
var apart func(law string) bool

func intern2(names map[string]uint32, s string) uint32 {
	if id, ok := names[s]; ok {
		return id
	}
	names[s] = uint32(len(names)) + 1
	return names[s]
}

// withoutLanguage is a law's id with the last part that is the code of its language blanked. The first part is the jurisdiction and stays.
func withoutLanguage(id, language string) string {
	_, rest, ok := strings.Cut(id, "/")
	if !ok || language == "" {
		return id
	}
	first := len(id) - len(rest)
	at := -1
	for from := first; from < len(id); {
		end := from + strings.IndexAny(id[from:]+"/", "/.#_-:")
		if strings.EqualFold(id[from:end], language) {
			at = from
		}
		from = end + 1
	}
	if at < 0 {
		return id
	}
	return id[:at] + "*" + id[at+len(language):]
}

// pool gives every twin what the best of them earned: what is found of a provision in one language is found of it in all.
func (s *search) pool() {
	if !s.q.Expand || ablated("twins") {
		return
	}
	s.via = map[int]int{}
	done := map[int32]bool{}
	if len(s.v.twins) == 1 {
		return
	}
	s.b.touched.each(func(d int) {
		c := s.v.twin[d]
		if c == 0 || done[c] {
			return
		}
		done[c] = true
		best, score := -1, 0.0
		for _, m := range s.v.twins[c] {
			if base := s.base(int(m)); base > score {
				best, score = int(m), base
			}
		}
		if best < 0 {
			return
		}
		for _, m := range s.v.twins[c] {
			if int(m) != best {
				s.via[int(m)] = best
			}
		}
	})
	for d := range s.via {
		s.b.touched.set(d)
	}
}
