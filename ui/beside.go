package ui

import "github.com/pandect/pandect/corpus"

// Pair is a provision in two languages; either side may be empty.
type Pair struct{ Left, Right []Block }

// Pairs sets the blocks of two texts of one law side by side, provision by provision: by eid, else by kind and number. The order is that of
// the left; what only the right has follows the provision that it follows there. Ids of the right are left out, so that each stands once.
func Pairs(left, right []Block) []Pair {
	lefts, rights := unitsOf(left), unitsOf(right)
	byEID, byNumber := map[corpus.EID]int{}, map[[2]string]int{}
	for i, u := range rights {
		byEID[u[0].EID] = i
		if key := numbered(u[0]); key[1] != "" {
			byNumber[key] = i
		}
	}
	used := make([]bool, len(rights))
	pairs := make([]Pair, 0, len(lefts))
	next := 0
	for _, u := range lefts {
		i, ok := byEID[u[0].EID]
		if !ok {
			i, ok = byNumber[numbered(u[0])]
		}
		if !ok || used[i] {
			pairs = append(pairs, Pair{Left: u})
			continue
		}
		for ; next < i; next++ { // what stands before it on the right and found no partner
			if !used[next] && !partnered(rights[next], lefts) {
				pairs, used[next] = append(pairs, Pair{Right: anonymous(rights[next])}), true
			}
		}
		pairs, used[i] = append(pairs, Pair{Left: u, Right: anonymous(rights[i])}), true
		next = max(next, i+1)
	}
	for i, u := range rights {
		if !used[i] {
			pairs = append(pairs, Pair{Right: anonymous(u)})
		}
	}
	return pairs
}

// unitsOf cuts blocks into containers and units, each with its subdivisions.
func unitsOf(blocks []Block) [][]Block {
	var out [][]Block
	for i, b := range blocks {
		if !b.Subdivision() || len(out) == 0 {
			out = append(out, blocks[i:i+1:i+1])
		} else {
			out[len(out)-1] = append(out[len(out)-1], b)
		}
	}
	return out
}

func numbered(b Block) [2]string { return [2]string{b.Kind, b.Number} }

func partnered(u []Block, others [][]Block) bool {
	for _, o := range others {
		if o[0].EID == u[0].EID || u[0].Number != "" && numbered(o[0]) == numbered(u[0]) {
			return true
		}
	}
	return false
}

func anonymous(u []Block) []Block {
	out := make([]Block, len(u))
	for i, b := range u {
		b.EID = ""
		out[i] = b
	}
	return out
}
