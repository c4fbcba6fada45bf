package pdf

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"image"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pandect/pandect/ingest"
)

// pageTime is how long tesseract may work on one page; 2 s are usual at 300 dpi.
const pageTime = 55 * time.Second

// tesseract is the OCR program, where it is installed. It is safe for concurrent use.
type tesseract struct {
	path      string
	languages map[string]bool // installed: eng, chi_sim …
}

// findTesseract gives nil where the program or its data are missing.
func findTesseract() *tesseract {
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return nil
	}
	out, err := exec.Command(path, "--list-langs").CombinedOutput() // #nosec G204 -- the program that PATH names
	if err != nil {
		return nil
	}
	t := &tesseract{path: path, languages: map[string]bool{}}
	for _, line := range strings.Split(string(out), "\n")[1:] {
		t.languages[strings.TrimSpace(line)] = true
	}
	return t
}

// run gives img to tesseract and returns what it writes. It tells of progress while it waits.
func (t *tesseract) run(ctx context.Context, img *image.Gray, dpi float64, args ...string) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, pageTime)
	defer cancel()
	args = append([]string{"-", "-", "--dpi", strconv.Itoa(int(dpi + 0.5))}, args...)
	cmd := exec.CommandContext(limited, t.path, args...) // #nosec G204 -- the same, and arguments of our own
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1") // its threads cost more than they save; pages run side by side
	cmd.Stdin = greymap(img)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start tesseract: %w", err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case err := <-done:
			if err != nil {
				return nil, fmt.Errorf("tesseract: %w", err)
			}
			return out.Bytes(), nil
		case <-tick.C:
			ingest.Progress(ctx)
		}
	}
}

// greymap is img as a portable greymap (PGM), which costs nothing to write.
func greymap(img *image.Gray) *bytes.Reader {
	b := img.Bounds()
	var buf bytes.Buffer
	buf.Grow(len(img.Pix) + 32)
	fmt.Fprintf(&buf, "P5\n%d %d\n255\n", b.Dx(), b.Dy())
	for y := range b.Dy() {
		buf.Write(img.Pix[y*img.Stride : y*img.Stride+b.Dx()])
	}
	return bytes.NewReader(buf.Bytes())
}

// read gives the words of img as glyphs, one a word's letter, in points.
func (t *tesseract) read(ctx context.Context, img *image.Gray, dpi float64, languages string) (scan, error) {
	out, err := t.run(ctx, img, dpi, "-l", languages, "hocr")
	if err != nil {
		return scan{}, err
	}
	return parseHOCR(out, 72/dpi)
}

// orientation is what tesseract says of a page's script and by how many degrees it must be turned to stand upright.
func (t *tesseract) orientation(ctx context.Context, img *image.Gray, dpi float64) (script string, rotate int) {
	if !t.languages["osd"] {
		return "", 0
	}
	out, err := t.run(ctx, img, dpi, "--psm", "0", "-l", "osd")
	if err != nil {
		return "", 0
	}
	for _, line := range strings.Split(string(out), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "Script":
			script = strings.TrimSpace(value)
		case "Rotate":
			rotate, _ = strconv.Atoi(strings.TrimSpace(value))
		}
	}
	return script, rotate
}

// scan is a page as OCR read it.
type scan struct {
	words []word
	conf  float64 // mean over the letters, 0..1
	slope float64 // of the lines, as printed: the page was tilted by so much
}

// properties of hOCR (the hOCR specification 1.2, title attributes).
var (
	boxOf      = regexp.MustCompile(`bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)`)
	baselineOf = regexp.MustCompile(`baseline (-?[\d.]+) (-?[\d.]+)`)
	sizeOf     = regexp.MustCompile(`x_size ([\d.]+)`)
	confOf     = regexp.MustCompile(`x_wconf (\d+)`)
)

// ocrLine is where a line of hOCR runs.
type ocrLine struct {
	x0, bottom    float64
	slope, offset float64
	size          float64
}

// parseHOCR reads tesseract's hOCR; scale turns its pixels into points.
func parseHOCR(data []byte, scale float64) (scan, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	var s scan
	var line ocrLine
	var current *word
	var slopes []float64
	for {
		token, err := d.Token()
		if token == nil {
			if len(s.words) == 0 && err != nil && err.Error() != "EOF" {
				return s, fmt.Errorf("read hocr: %w", err)
			}
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			class, title := attr(e, "class"), attr(e, "title")
			if strings.HasPrefix(class, "ocr_") && e.Name.Local == "span" {
				line = parseLine(title)
				slopes = append(slopes, line.slope)
			}
			if class == "ocrx_word" {
				s.words = append(s.words, parseWord(title, line, scale))
				current = &s.words[len(s.words)-1]
			}
		case xml.CharData:
			if current != nil {
				current.text += strings.TrimSpace(string(e))
			}
		case xml.EndElement:
			if e.Name.Local == "span" {
				current = nil
			}
		}
	}
	if len(slopes) > 0 {
		s.slope = median(slopes)
	}
	s.settle()
	return s, nil
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func numbersOf(re *regexp.Regexp, s string) []float64 {
	var values []float64
	if m := re.FindStringSubmatch(s); m != nil {
		for _, v := range m[1:] {
			f, _ := strconv.ParseFloat(v, 64)
			values = append(values, f)
		}
	}
	return values
}

func parseLine(title string) ocrLine {
	var l ocrLine
	if b := numbersOf(boxOf, title); b != nil {
		l.x0, l.bottom, l.size = b[0], b[3], b[3]-b[1]
	}
	if b := numbersOf(baselineOf, title); b != nil {
		l.slope, l.offset = b[0], b[1]
	}
	if b := numbersOf(sizeOf, title); b != nil && b[0] > 0 {
		l.size = b[0]
	}
	return l
}

func parseWord(title string, l ocrLine, scale float64) word {
	w := word{size: l.size * scale}
	b := numbersOf(boxOf, title)
	if b == nil {
		return w
	}
	w.x0, w.x1 = b[0]*scale, b[2]*scale
	w.y = (l.bottom + l.offset + l.slope*((b[0]+b[2])/2-l.x0)) * scale
	if c := numbersOf(confOf, title); c != nil {
		w.conf = math.Max(c[0]/100, 0.01) // 0 would mean: not read by OCR
	}
	return w
}
