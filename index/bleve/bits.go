package bleve

import mathbits "math/bits"

// bits is a set of document numbers.
type bits []uint64

func newBits(n int) bits { return make(bits, (n+63)/64) }

func (b bits) set(i int)      { b[i>>6] |= 1 << (i & 63) }
func (b bits) clear(i int)    { b[i>>6] &^= 1 << (i & 63) }
func (b bits) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }

func (b bits) and(o bits) {
	for i := range b {
		b[i] &= o[i]
	}
}

func (b bits) or(o bits) {
	for i := range b {
		b[i] |= o[i]
	}
}

func (b bits) not(o bits) {
	for i := range b {
		b[i] &^= o[i]
	}
}

// meets says whether the sets have a member in common.
func (b bits) meets(o bits) bool {
	for i := range b {
		if b[i]&o[i] != 0 {
			return true
		}
	}
	return false
}

func (b bits) clone() bits { return append(bits(nil), b...) }

func (b bits) count() (n int) {
	for _, w := range b {
		n += mathbits.OnesCount64(w)
	}
	return n
}

// appendTo appends the members to out in ascending order.
func (b bits) appendTo(out []int32) []int32 {
	for i, w := range b {
		for w != 0 {
			out = append(out, int32(i<<6+mathbits.TrailingZeros64(w)))
			w &= w - 1
		}
	}
	return out
}

// each calls fn with every member in ascending order.
func (b bits) each(fn func(int)) {
	for i, w := range b {
		for w != 0 {
			fn(i<<6 + mathbits.TrailingZeros64(w))
			w &= w - 1
		}
	}
}
