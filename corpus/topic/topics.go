package topic

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Languages in which every topic, instrument, article and requirement has a name: the six of the United Nations.
var Languages = []string{"en", "fr", "es", "ru", "ar", "zh"}

// readTopics reads a table of the columns id, broader and one label_<language> each.
func (s *Scheme) readTopics(folder fs.FS, name string) error {
	t, err := readTable(folder, name)
	if err != nil {
		return err
	}
	for _, row := range t.rows {
		id := row.cell("id")
		labels := row.byLanguage("label_")
		if id == "" || labels["en"] == "" {
			return row.errorf("a topic needs id and label_en")
		}
		s.Topics = append(s.Topics, corpus.Topic{ID: id, Broader: row.cell("broader"), Labels: labels})
	}
	return nil
}

// Within lists the topic and all below it, itself first; nil for an unknown topic.
func (s *Scheme) Within(id string) []string {
	if _, ok := s.Topic(id); !ok {
		return nil
	}
	ids := []string{id}
	for _, t := range s.Topics { // broader ones stand first, so one pass is enough
		for _, i := range ids {
			if t.Broader == i {
				ids = append(ids, t.ID)
				break
			}
		}
	}
	return ids
}

// table is a CSV file with a header, as a spreadsheet saves it: a byte order mark and semicolons are understood.
type table struct {
	rows []row
}

type row struct {
	file  string
	line  int
	cells map[string]string
}

func (r row) cell(column string) string { return strings.TrimSpace(r.cells[column]) }

// byLanguage gathers the cells of the columns prefix+language that are not empty.
func (r row) byLanguage(prefix string) map[string]string {
	m := map[string]string{}
	for column, v := range r.cells {
		if language, ok := strings.CutPrefix(column, prefix); ok && strings.TrimSpace(v) != "" {
			m[language] = strings.TrimSpace(v)
		}
	}
	return m
}

func (r row) errorf(format string, args ...any) error {
	return fmt.Errorf("%s line %d: %s: %w", r.file, r.line, fmt.Sprintf(format, args...), corpus.ErrInvalid)
}
