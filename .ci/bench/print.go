package main

import (
	"fmt"
	"time"
)

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d.Microseconds())/1000) }

// printSize prints what was measured at one size, with each peer's part of Pandect's figure or the other way round, so that more is better for Pandect.
func printSize(t texts, all []measured) {
	fmt.Println("| | fill s | … processor s | index anew s | index MB | index / text | disk MB | first answer, cold s | warm s | resident MB after it | after all rounds | … files' pages of it |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, m := range all {
		again := "–"
		if m.again > 0 {
			again = fmt.Sprintf("%.1f", m.again.Seconds())
		}
		fmt.Printf("| %s | %.1f | %.1f | %s | %.0f | %.2f | %.0f | %.2f | %.2f | %.0f | %.0f | %.0f |\n", m.engine, m.fill.Seconds(), m.fillWork.Seconds(), again, mega(m.index), float64(m.index)/float64(t.bytes), mega(m.disk),
			m.cold.Seconds(), m.warm.Seconds(), mega(m.idle), mega(m.all), mega(m.files))
	}
	fmt.Println("\nTotal, three facets (Pandect: seven), ten hits with marked snippets, over HTTP; ms:")
	fmt.Printf("\n| | 1 client p50 | p95 | p99 | a second | %d clients p50 | p95 | p99 | a second | processor an answer | refused | hits found |\n", clients)
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, m := range all {
		fmt.Printf("| %s | %s | %s | %s | %.0f | %s | %s | %s | %.0f | %s | %d | %d in %d |\n", m.engine, ms(m.one.p50), ms(m.one.p95), ms(m.one.p99), m.one.rate,
			ms(m.many.p50), ms(m.many.p95), ms(m.many.p99), m.many.rate, ms(m.many.work), m.many.refused, m.one.totals, m.one.asked)
	}
	fmt.Println()
	for _, m := range all[1:] {
		own := all[0]
		filling := "filling not measured (kept from an earlier run)"
		if own.fill > 0 && m.fill > 0 {
			filling = fmt.Sprintf("filling %.1f × its time (processor %.1f ×)", own.fill.Seconds()/m.fill.Seconds(), own.fillWork.Seconds()/m.fillWork.Seconds())
		}
		if own.again > 0 && m.fill > 0 {
			filling += fmt.Sprintf(", the index alone %.1f ×", own.again.Seconds()/m.fill.Seconds())
		}
		fmt.Printf("- beside %s: %s; requests a second %.2f × at one client, %.2f × at %d; p95 %.2f × and %.2f ×; processor time an answer %.2f ×\n", m.engine,
			filling, own.one.rate/m.one.rate, own.many.rate/m.many.rate, clients,
			own.one.p95.Seconds()/m.one.p95.Seconds(), own.many.p95.Seconds()/m.many.p95.Seconds(),
			own.many.work.Seconds()/m.many.work.Seconds())
	}
	fmt.Println()
}

// printGrowth prints how each engine's figures grow from one size to the next.
func printGrowth(sizes []int, grown map[string][]measured) {
	if len(sizes) < 2 {
		return
	}
	fmt.Println("## Growth")
	fmt.Println("\n| | provisions | p50 | p95 | p99 | p95 of 32 clients | a second at 32 | filling | index | resident |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	for _, name := range []string{"Pandect", "SQLite FTS5", "PostgreSQL", "Lucene"} {
		for i := 1; i < len(grown[name]); i++ {
			a, b := grown[name][i-1], grown[name][i]
			filling := "–" // kept from an earlier run
			if a.fill > 0 && b.fill > 0 {
				filling = fmt.Sprintf("× %.1f", b.fill.Seconds()/a.fill.Seconds())
			}
			fmt.Printf("| %s | %d → %d | × %.1f | × %.1f | × %.1f | × %.1f | × %.2f | %s | × %.1f | × %.1f |\n", name, sizes[i-1], sizes[i],
				b.one.p50.Seconds()/a.one.p50.Seconds(), b.one.p95.Seconds()/a.one.p95.Seconds(), b.one.p99.Seconds()/a.one.p99.Seconds(), b.many.p95.Seconds()/a.many.p95.Seconds(),
				b.many.rate/a.many.rate, filling, float64(b.index)/float64(a.index), float64(b.all)/float64(a.all))
		}
	}
	fmt.Println()
}
