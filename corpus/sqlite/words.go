package sqlite

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/pandect/pandect/corpus"
)

// titleWords are the words by which LawFilter.Words finds a law, each behind a blank. SQLite itself knows the capitals of ASCII alone.
func titleWords(l *corpus.Law) string {
	var b strings.Builder
	add := func(s string) {
		for _, w := range wordsOf(s) {
			b.WriteString(" " + w)
		}
	}
	add(l.Title)
	for _, language := range slices.Sorted(maps.Keys(l.Titles)) {
		add(l.Titles[language])
	}
	add(l.Number)
	return b.String()
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(corpus.Slug(s), func(r rune) bool { return r == '-' })
}

// beginning is the pattern of LIKE for a word that begins with w. Chinese and Japanese write no blanks: there, any place begins a word.
func beginning(w string) string {
	if strings.ContainsFunc(w, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) }) {
		return "%" + escapeLike(w) + "%"
	}
	return "% " + escapeLike(w) + "%"
}

// fillWords does for older texts what migration 0002 cannot say in SQL.
func fillWords(ctx context.Context, tx *sql.Tx) error {
	words := map[int64]string{}
	err := rows(ctx, tx, func(r *sql.Rows) error {
		var id int64
		var head []byte
		if err := r.Scan(&id, &head); err != nil {
			return err
		}
		t, err := readHead(head)
		words[id] = titleWords(&t.Law)
		return err
	}, "SELECT id, head FROM text")
	if err != nil {
		return err
	}
	for id, w := range words {
		if _, err := tx.ExecContext(ctx, "UPDATE text SET words = ? WHERE id = ?", w, id); err != nil {
			return err
		}
	}
	return nil
}
