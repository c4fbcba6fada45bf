package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/pandect/pandect/corpus"
	"github.com/pandect/pandect/ui"
)

// pageImage gives a page of an original as it looks.
func (s *server) pageImage(c echo.Context) error {
	if s.Pages == nil {
		return fmt.Errorf("pages of originals are not shown here: %w", corpus.ErrNotFound)
	}
	n, err := strconv.Atoi(c.Param("page"))
	if err != nil || n < 1 || n > maxLeaf {
		return fmt.Errorf("page %q is not a number from 1 to %d: %w", c.Param("page"), maxLeaf, corpus.ErrInvalid)
	}
	sum, scale := strings.ToLower(c.Param("sha256")), 1
	switch c.QueryParam("scale") {
	case "", "1":
	case "2":
		scale = 2
	default:
		return fmt.Errorf("scale %q is neither 1 nor 2: %w", c.QueryParam("scale"), corpus.ErrInvalid)
	}
	if _, err := s.describe(c, sum); err != nil {
		return err
	}
	p, err := s.Pages.Page(c.Request().Context(), sum, n, scale)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("ETag", fmt.Sprintf("%q", fmt.Sprintf("%s-%d-%d", sum, n, scale)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	return c.Blob(http.StatusOK, p.MediaType, p.Image)
}

// zooms are how wide a page is shown, in per cent of the room that it has.
var zooms = []int{100, 150, 200, 300}

// zoomOf is the place of a width among zooms.
func zoomOf(asked string) (int, error) {
	if asked == "" {
		return 0, nil
	}
	for i, z := range zooms {
		if asked == strconv.Itoa(z) {
			return i, nil
		}
	}
	return 0, fmt.Errorf("zoom %q is none of %v: %w", asked, zooms, corpus.ErrInvalid)
}

// maxLeaf is the number of the last page that is looked for.
const maxLeaf = 100_000

// fillLeaf shows page ?page= of the original: the wording is that which stands on it, the words sought and the provision that is open are marked.
func (s *server) fillLeaf(c echo.Context, p *ui.LawPage, outline []ui.Block, marks ui.Marks, finish func([]ui.Block) error) error {
	o := p.Text.Original
	if s.Pages == nil || o == nil || o.SHA256 == "" || o.MediaType != "application/pdf" {
		return nil
	}
	values := url.Values{}
	for _, name := range []string{"language", "version", "asof", "q"} {
		if v := c.QueryParam(name); v != "" {
			values.Set(name, v)
		}
	}
	law := p.Here
	if len(values) > 0 {
		law += "?" + values.Encode()
	}
	p.Leaves = law + map[bool]string{true: "?", false: "&"}[len(values) == 0] + "page="
	asked := c.QueryParam("page")
	if asked == "" || p.Beside != nil {
		return nil
	}
	n, err := strconv.Atoi(asked)
	if err != nil || n < 1 || n > maxLeaf {
		return fmt.Errorf("page %q is not a number from 1 to %d: %w", asked, maxLeaf, corpus.ErrInvalid)
	}
	image, err := s.Pages.Page(c.Request().Context(), o.SHA256, n, 1)
	leaf := &ui.Leaf{Number: n, Pages: max(image.Pages, n), Law: law}
	switch {
	case errors.Is(err, corpus.ErrUnsupported), errors.Is(err, corpus.ErrUnavailable):
		leaf.Reason = err.Error()
	case err != nil:
		return err
	default:
		leaf.Image = "/api/v1/originals/" + o.SHA256 + "/pages/" + strconv.Itoa(n)
		leaf.Width, leaf.Height, leaf.Wordless = image.Width, image.Height, len(image.Words) == 0
		leaf.Marks = wordBoxes(image.Words, soughtWords(&p.Text, marks))
	}
	zoom, err := zoomOf(c.QueryParam("zoom"))
	if err != nil {
		return err
	}
	kept := ""
	if leaf.Zoom = zooms[zoom]; zoom > 0 {
		kept, leaf.Image = "&zoom="+strconv.Itoa(leaf.Zoom), leaf.Image+"?scale=2"
	}
	if n > 1 {
		leaf.Prev = p.Leaves + strconv.Itoa(n-1) + kept
	}
	if n < image.Pages {
		leaf.Next = p.Leaves + strconv.Itoa(n+1) + kept
	}
	here := p.Leaves + asked
	if p.Open != "" {
		here += "&eid=" + url.QueryEscape(string(p.Open))
	}
	if zoom > 0 {
		leaf.Smaller = here + "&zoom=" + strconv.Itoa(zooms[zoom-1])
	}
	if zoom+1 < len(zooms) {
		leaf.Larger = here + "&zoom=" + strconv.Itoa(zooms[zoom+1])
	}
	p.Leaf = leaf
	p.Blocks = onLeaf(&p.Text, slices.Clone(outline), n, image.Words)
	if err := finish(p.Blocks); err != nil {
		return err
	}
	if slices.ContainsFunc(p.Blocks, func(b ui.Block) bool { return b.EID == p.Open && p.Open != "" }) {
		open, _ := findProvision(p.Text.Provisions, p.Open)
		leaf.Opened = lineBoxes(image.Words, provisionWords(open))
	}
	return nil
}

// onLeaf are the blocks that begin on a page, after those of the unit that goes on from the page before. Where no words are known of the page the
// unit before is shown, since it may go on.
func onLeaf(t *corpus.Text, blocks []ui.Block, n int, words []corpus.PageWord) []ui.Block {
	first := slices.IndexFunc(blocks, func(b ui.Block) bool { return b.Page >= n })
	if first < 0 {
		first = len(blocks)
	}
	end := first
	for end < len(blocks) && blocks[end].Page <= n {
		end++
	}
	before := first - 1
	for before >= 0 && blocks[before].Subdivision() {
		before--
	}
	if before < 0 || blocks[before].Container {
		return raised(blocks[first:end])
	}
	within := first < end && blocks[first].Subdivision()
	unit, _ := findProvision(t.Provisions, blocks[before].EID)
	if within || len(words) == 0 || unit != nil && lineBoxes(words, provisionWords(unit)) != nil {
		first = before
	}
	return raised(blocks[first:end])
}

// raised gives the headings of blocks the levels they have among themselves, from the one below the page's own: the chapters above are not shown.
func raised(blocks []ui.Block) []ui.Block {
	var above []int // depths of the headings that the next one may stand below
	for i := range blocks {
		if blocks[i].Subdivision() {
			continue
		}
		for len(above) > 0 && above[len(above)-1] >= blocks[i].Depth {
			above = above[:len(above)-1]
		}
		above = append(above, blocks[i].Depth)
		blocks[i].Depth = len(above) - 1
	}
	return blocks
}
