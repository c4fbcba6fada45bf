package bleve

// understand settles the language of the question.
func (s *search) understand() {
	s.result.Language = s.q.Language
}

// level measures the whole question in each language: a word that a language has no term for counts half, since nothing could be found for it
// there. coverage and base divide by it.
func (s *search) level() {
	n := len(s.plan.groups)
	reference := make([]float64, n)
	for i := range s.plan.groups {
		for _, idf := range s.b.idf[i] {
			reference[i] = max(reference[i], idf)
		}
	}
	s.whole, s.reference = map[string]float64{}, 0
	for i := range reference {
		s.reference += reference[i]
	}
	missing := 1.0
	if s.q.Expand {
		missing = 0.5
	}
	for _, language := range s.plan.searched {
		for i := range s.plan.groups {
			if idf := s.b.idf[i][language]; idf > 0 {
				s.whole[language] += idf
			} else if !s.plan.groups[i].replaced(language) {
				s.whole[language] += missing * reference[i]
			}
		}
	}
}

// replaced says whether the group is a word of a concept that stands in another group for this language.
func (g *group) replaced(language string) bool { return g.gone[language] }

// ablated says whether a mechanism is switched off, for the table of doc/ranking.md.
func ablated(name string) bool { return ablation == name }

var ablation string

func (s *search) cite(allowed bits) { s.bonus = map[int]float64{} }

func (s *search) correct() string { return "" }
