package pdf

import "math"

// style is what is usual in a document.
type style struct {
	size    float64 // of body letters, in points
	leading float64 // from baseline to baseline within a paragraph
}

// measure finds the style of sheets: the size of most letters, and the most frequent distance of rows in it.
func measure(sheets []sheet) style {
	sizes, gaps := map[int]int{}, map[int]int{}
	for _, s := range sheets {
		for i, r := range s.rows {
			for _, w := range r.words {
				sizes[int(math.Round(w.size*5))] += w.n
			}
			if i > 0 {
				if gap := r.y - s.rows[i-1].y; gap > 0.8*r.size && gap < 3*r.size {
					gaps[int(math.Round(gap*4))] += 1
				}
			}
		}
	}
	st := style{size: float64(mode(sizes, 50)) / 5}
	st.leading = float64(mode(gaps, int(st.size*4*1.2))) / 4
	if st.leading < 0.9*st.size || st.leading > 2.6*st.size {
		st.leading = 1.2 * st.size
	}
	return st
}

// mode is the key counted most, its neighbours' counts added; the smallest of equals, or fallback for an empty map.
func mode(counts map[int]int, fallback int) int {
	best, most := fallback, 0
	for k, n := range counts {
		n += counts[k-1]/2 + counts[k+1]/2
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}
