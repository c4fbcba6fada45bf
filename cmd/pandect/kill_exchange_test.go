package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pandect/pandect/corpus"
)

// lanterns are n laws of 50 sections each, so that some tens of them are more than one transaction. word stands in every section.
func lanterns(first, n int, word string) []corpus.Text {
	var all []corpus.Text
	for i := first; i < first+n; i++ {
		law := corpus.Text{Law: corpus.Law{ID: corpus.URI(fmt.Sprintf("xa/act/2011/%d", i)), Country: "XA", Type: "act", Number: fmt.Sprint(i), Year: 2011, Title: fmt.Sprintf("Lantern Act %d", i)}, Language: "en"}
		for s := range 50 {
			number := fmt.Sprint(s + 1)
			law.Provisions = append(law.Provisions, corpus.Provision{EID: corpus.EID("sec_" + number), Kind: "section", Number: number, Label: number + ".", Heading: "Licence",
				Text: fmt.Sprintf("No person may light a %s lantern of kind %d without a licence of the registrar.", word, s*i)})
		}
		all = append(all, law)
	}
	return all
}

func writeRecords(t *testing.T, name string, texts []corpus.Text) {
	t.Helper()
	var out strings.Builder
	for i := range texts {
		if err := json.NewEncoder(&out).Encode(texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(name, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

// wordings are the texts of a library, by law; each is whole.
func wordings(t *testing.T, lib *library) map[corpus.URI]string {
	t.Helper()
	all := map[corpus.URI]string{}
	if err := lib.catalog.Each(t.Context(), func(x corpus.Text) error {
		var words []string
		for p := range corpus.All(x.Provisions) {
			words = append(words, p.Text)
		}
		all[x.ID] = strings.Join(words, "\n")
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

func wordingsOf(texts []corpus.Text) map[corpus.URI]string {
	all := map[corpus.URI]string{}
	for _, x := range texts {
		var words []string
		for _, p := range x.Provisions {
			words = append(words, p.Text)
		}
		all[x.ID] = strings.Join(words, "\n")
	}
	return all
}

// between holds that every law reads as before or as after, none by half, and says whether some read as after and some do not yet.
func between(t *testing.T, now, before, after map[corpus.URI]string) (midway bool) {
	t.Helper()
	done, open := 0, 0
	for id, want := range after {
		switch {
		case now[id] == want && before[id] == want:
		case now[id] == want:
			done++
		case now[id] == before[id]:
			open++
		default:
			t.Errorf("%s reads neither as before nor as after: %.100q", id, now[id])
		}
	}
	for id := range before {
		if _, stays := after[id]; stays {
			continue
		}
		if now[id] == "" {
			done++
		} else {
			open++
		}
	}
	for id := range now {
		if before[id] == "" && after[id] == "" {
			t.Errorf("%s came from nowhere", id)
		}
	}
	return done > 0 && open > 0
}

// Whatever moment an import is killed at, every law reads as its old record or as its new one; the import done again brings the rest.
func TestKill_Import(t *testing.T) {
	const each = 44
	cfg := &config{library: filepath.Join(t.TempDir(), "lib")}
	file := filepath.Join(t.TempDir(), "laws.jsonl")
	before, after := map[corpus.URI]string{}, map[corpus.URI]string{}
	killed(t, func(round int) []string {
		records := append(lanterns(0, each/2, fmt.Sprint("tin", round)), lanterns(each/2+round%5*each, each, fmt.Sprint("brass", round))...) // of some laws new records, and others
		writeRecords(t, file, records)
		after = map[corpus.URI]string{}
		for id, w := range before {
			after[id] = w
		}
		for id, w := range wordingsOf(records) {
			after[id] = w
		}
		return []string{"import", "--keep-tags", "--library", cfg.library, file}
	}, func() bool {
		lib := openAfterKill(t, cfg)
		sound(t, lib)
		midway := between(t, wordings(t, lib), before, after)
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
		before = again(t, cfg, after, "import", "--keep-tags", "--library", cfg.library, file)
		return midway
	})
}

// Whatever moment the taking in of a pack is killed at, every law reads as before or as the pack has it, and is withdrawn or not; the pack taken in again
// brings the rest, and nothing that came from its sender is called a conflict.
func TestKill_Merge(t *testing.T) {
	const each = 44
	dir := t.TempDir()
	theirs, cfg := filepath.Join(dir, "theirs"), &config{library: filepath.Join(dir, "ours")}
	file, pack := filepath.Join(dir, "laws.jsonl"), filepath.Join(dir, "pack.zip")
	ran(t, "key", "--library", cfg.library, "--trust", strings.TrimSpace(ran(t, "key", "--library", theirs)), "--name", "theirs")
	before, after := map[corpus.URI]string{}, map[corpus.URI]string{}
	killed(t, func(round int) []string {
		gone := corpus.URI(fmt.Sprintf("xa/act/2011/%d", round%each)) // withdrawn now, and brought back as it was, or changed, in the next round
		records := append(lanterns(0, each/2, fmt.Sprint("tin", round/2)), lanterns(each/2, each, fmt.Sprint("brass", round))...)
		writeRecords(t, file, records)
		ran(t, "import", "--keep-tags", "--library", theirs, file)
		lib, err := openCatalog(&config{library: theirs}, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := lib.catalog.Delete(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		after = wordings(t, lib)
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
		ran(t, "pack", "--library", theirs, "-o", pack)
		return []string{"merge", "--library", cfg.library, pack}
	}, func() bool {
		lib := openAfterKill(t, cfg)
		sound(t, lib)
		midway := between(t, wordings(t, lib), before, after)
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
		before = again(t, cfg, after, "merge", "--library", cfg.library, pack)
		if open := ran(t, "merge", "--library", cfg.library, "--list"); open != "" {
			t.Errorf("conflicts with nobody: %s", open)
		}
		return midway
	})
}

// again does what was killed to its end: the library then is as it was to become.
func again(t *testing.T, cfg *config, want map[corpus.URI]string, args ...string) map[corpus.URI]string {
	t.Helper()
	if out, err := exec.Command("pandect", args...).CombinedOutput(); err != nil {
		t.Fatalf("done again: %v\n%s", err, out)
	}
	lib := openAfterKill(t, cfg)
	defer lib.Close()
	sound(t, lib)
	now := wordings(t, lib)
	if diff := cmp.Diff(want, now); diff != "" {
		t.Errorf("done again (-want +got):\n%s", diff)
	}
	return now
}

// A withdrawal that a kill left half remembered does not keep the law out when its sender brings it back as it was.
func TestMerge_WithdrawnBeforeKill(t *testing.T) {
	dir := t.TempDir()
	theirs, ours := filepath.Join(dir, "theirs"), filepath.Join(dir, "ours")
	file := func(name string) string { return filepath.Join(dir, name) }
	writeRecords(t, file("laws.jsonl"), lanterns(0, 2, "tin"))
	ran(t, "import", "--library", theirs, file("laws.jsonl"))
	ran(t, "key", "--library", ours, "--trust", strings.TrimSpace(ran(t, "key", "--library", theirs)), "--name", "theirs")
	merge := func() {
		ran(t, "pack", "--library", theirs, "-o", file("pack.zip"))
		ran(t, "merge", "--library", ours, file("pack.zip"))
	}
	merge()
	for _, dir := range []string{theirs, ours} { // ours: as if the kill came between the catalogue and merge/came.json
		lib, err := openCatalog(&config{library: dir}, false)
		if err != nil {
			t.Fatal(err)
		}
		if err := lib.catalog.Delete(t.Context(), "xa/act/2011/1"); err != nil {
			t.Fatal(err)
		}
		if err := lib.Close(); err != nil {
			t.Fatal(err)
		}
	}
	merge()
	ran(t, "import", "--library", theirs, file("laws.jsonl"))
	merge()
	lib := openAfterKill(t, &config{library: ours})
	defer lib.Close()
	if now := wordings(t, lib); len(now) != 2 {
		t.Errorf("%d laws, want 2: what was withdrawn and brought back is not here", len(now))
	}
}
