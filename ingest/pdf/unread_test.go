package pdf

import (
	"image"
	"slices"
	"testing"
)

// sheetOf is a white page with black bars where the rectangles are: what a grid sees of print.
func sheetOf(w, h int, bars ...image.Rectangle) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for _, b := range bars {
		for y := b.Min.Y; y < b.Max.Y; y++ {
			for x := b.Min.X; x < b.Max.X; x++ {
				img.Pix[y*img.Stride+x] = 0
			}
		}
	}
	return img
}

func TestUnread(t *testing.T) {
	const size = 40.0
	read := word{text: "Fees", n: 4, x0: 100, x1: 300, y: 130, size: size}
	tests := []struct {
		name string
		bar  image.Rectangle
		want bool
	}{
		{"a figure alone", image.Rect(100, 200, 130, 230), true},
		{"a line", image.Rect(100, 200, 900, 232), true},
		{"a word that was read", image.Rect(100, 100, 300, 132), false},
		{"dust", image.Rect(500, 500, 506, 506), false},
		{"a rule", image.Rect(100, 400, 900, 405), false},
		{"a seal", image.Rect(500, 500, 700, 700), false},
		{"the edge of the paper", image.Rect(0, 500, 30, 530), false},
	}
	for _, test := range tests {
		img := sheetOf(1000, 1000, image.Rect(100, 100, 300, 132), test.bar)
		got := unread(img, &scan{words: []word{read}}, 1, size)
		if found := slices.ContainsFunc(got, test.bar.Overlaps); found != test.want {
			t.Errorf("%s: found %v, want %v (%v)", test.name, found, test.want, got)
		}
	}
}

func TestScan_Misshapen(t *testing.T) {
	s := scan{words: []word{
		{text: "provides", n: 8, x0: 100, x1: 250, y: 100, size: 40, conf: 0.95},
		{text: "830", n: 3, x0: 20, x1: 480, y: 200, size: 80, conf: 0.22}, // three small lines and a number, read as one
		{text: "RE", n: 2, x0: 20, x1: 160, y: 240, size: 54, conf: 0.32},
		{text: "thc", n: 3, x0: 300, x1: 360, y: 100, size: 40, conf: 0.4}, // badly printed, but of the right shape
	}}
	got := s.misshapen(1, 40)
	if want := []image.Rectangle{image.Rect(20, 128, 480, 253)}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
