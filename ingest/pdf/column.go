package pdf

// columns cuts the rows of a page into lines in reading order.
func columns(p *page, rows []row) []line {
	whole := column{0, p.width}
	var lines []line
	for _, r := range rows {
		lines = append(lines, newLine(r.words, p.number, whole))
	}
	return lines
}
