// Command load shows how a running Pandect bears more than it can do: it fills a library of its own with repeated demonstration laws, starts the program on a
// loopback address, asks more and more of it in bounded rounds, and prints what came back. It asks no other machine than its own.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"time"
)

func main() {
	program := flag.String("program", "bin/pandect", "the program to ask")
	dir := flag.String("library", "", "a library to serve; without it one is made and thrown away")
	provisions := flag.Int("provisions", 20_000, "in the library that is made")
	round := flag.Duration("round", 10*time.Second, "length of one round")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *program, *dir, *provisions, *round); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, program, dir string, provisions int, round time.Duration) error {
	if dir == "" {
		made, err := makeLibrary(ctx, program, provisions)
		if err != nil {
			return err
		}
		defer os.RemoveAll(made)
		dir = made
	}
	s, err := start(ctx, program, dir)
	if err != nil {
		return err
	}
	defer s.kill()
	fmt.Printf("%d processors (%s), server and clients on the same ones; rounds of %v; ms\n\n", runtime.NumCPU(), processor(), round)
	fmt.Printf("%-52s %7s %7s %7s %7s %7s %9s %7s %9s %7s\n", "", "asked/s", "200/s", "p50", "p95", "p99", "429+503", "p99", "no Retry", "failed")
	l := &loader{ctx: ctx, base: s.base, round: round, http: newClient()}

	const clients = 8
	capacity := l.closed("searches, 8 clients, each after its last answer", clients, searches)
	rate := float64(capacity.ok) / round.Seconds()
	l.open("the same, at half of that", rate/2, searches)
	l.open("at twice", 2*rate, searches)
	l.open("at four times", 4*rate, searches)
	l.open("pages of laws and searches, at twice", 2*rate, pages)
	l.closed("hostile questions (stars, OR, phrases, ~), 8 clients", clients, hostile)

	ends := l.slowSenders(1000)
	l.open("at half, beside 1000 that send a form byte by byte", rate/2, searches)
	ends()
	ends = l.slowTakers(1000)
	l.open("at half, beside 1000 that take no byte of an export", rate/2, searches)
	ends()
	ends = l.idle(4000)
	l.open("at half, beside 4000 open connections", rate/2, searches)
	ends()
	exports := l.behind(24, "/api/v1/export?format=jsonl")
	l.open("at half, beside 24 exports of the whole library", rate/2, searches)
	l.print("  the exports", exports(), round)
	stopped, err := s.stop(l)
	if err != nil {
		return err
	}
	fmt.Printf("\nstopped under load: %s\n", stopped)
	return ctx.Err()
}
