package topic

// Hit is a term found in a passage: the group it belongs to and its tokens, half open.
type Hit struct {
	Group    int32
	From, To int32
}

// Scanner reads one passage after another for the terms of a language. It keeps what it learnt about words, so it is made once a
// goroutine; it is not safe for concurrent use.
type Scanner struct {
	words  *Words
	known  map[string][]int32
	Tokens []Token // of the passage, in order
	Hits   []Hit   // of the passage, by token
}

// NewScanner makes a scanner for the words.
func (w *Words) NewScanner() *Scanner { return &Scanner{words: w, known: map[string][]int32{}} }

// maxKnown bounds the memory of a scanner; the words of a large code are about 20,000.
const maxKnown = 50_000

// Reset begins a new passage.
func (s *Scanner) Reset() { s.Tokens, s.Hits = s.Tokens[:0], s.Hits[:0] }

// Add appends a piece (a heading, the text of a provision) to the passage.
func (s *Scanner) Add(piece int, text string) {
	eachWord(text, func(folded []byte, from, to int) {
		marks, ok := s.known[string(folded)]
		if !ok {
			if len(s.known) > maxKnown {
				clear(s.known)
			}
			marks = s.words.marks(string(folded))
			s.known[string(folded)] = marks
		}
		s.Tokens = append(s.Tokens, Token{int32(piece), int32(from), int32(to), marks})
	})
}

// Scan finds every term in the passage, in time linear in its tokens: a term is tried only where its first word stands. Terms do not reach
// from one piece into another but where pieces are subdivisions of one sentence, which is allowed since laws are written so.
func (s *Scanner) Scan() []Hit {
	for i := range s.Tokens {
		for _, m := range s.Tokens[i].marks {
			for _, t := range s.words.first[m] {
				if end := s.rest(t, 1, i+1); end > 0 {
					s.Hits = append(s.Hits, Hit{t.group, int32(i), int32(end)})
				}
			}
		}
	}
	return s.Hits
}

// rest is the token after the last when the steps of t from n on stand at or soon after token i; 0 if they do not.
func (s *Scanner) rest(t *term, n, i int) int {
	if n == len(t.steps) {
		return i
	}
	step := &t.steps[n]
	for j := i; j < len(s.Tokens) && j <= i+step.gap; j++ {
		if satisfies(s.Tokens[j].marks, step.any) {
			if end := s.rest(t, n+1, j+1); end > 0 {
				return end
			}
		}
	}
	return 0
}

func satisfies(marks, any []int32) bool {
	for _, a := range any {
		for _, m := range marks {
			if m == a {
				return true
			}
		}
	}
	return false
}
