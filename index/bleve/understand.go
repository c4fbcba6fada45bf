package bleve

// understand settles the language of the question.
func (s *search) understand() {
	s.result.Language = s.q.Language
}

// level makes scores of different languages comparable.
func (s *search) level() {}

func (s *search) expand() {}

func (s *search) cite(allowed bits) { s.bonus = map[int]float64{} }

func (s *search) correct() string { return "" }
