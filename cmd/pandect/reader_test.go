package main

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestWithoutSettings holds that a child that reads hostile files is told no setting of ours.
func TestWithoutSettings(t *testing.T) {
	got := withoutSettings([]string{"PATH=/bin", "PANDECT_SECRET=x", "HOME=/root", "PANDECT_EDIT=true"})
	if !slices.Equal(got, []string{"PATH=/bin", "HOME=/root"}) {
		t.Errorf("%q", got)
	}
}

// TestAdviseUpkeep holds that doctor says what to do for a library that was not looked after.
func TestAdviseUpkeep(t *testing.T) {
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	ago := func(days int) time.Time { return now.AddDate(0, 0, -days) }
	for _, tt := range []struct {
		last map[string]time.Time
		want string
	}{
		{nil, ""},
		{map[string]time.Time{"ingestion": ago(1)}, "saved       never; run: pandect backup DEST\nchecked     never; run: pandect check\n"},
		{map[string]time.Time{"ingestion": ago(1), "backup": ago(3), "check": ago(40)}, "saved       3 days ago, and something was taken in since; run: pandect backup DEST\nchecked     40 days ago; run: pandect check\n"},
		{map[string]time.Time{"ingestion": ago(30), "backup": ago(8), "check": ago(8)}, "saved       8 days ago; run: pandect backup DEST\nchecked     8 days ago\n"},
		{map[string]time.Time{"ingestion": ago(30), "backup": ago(3), "check": ago(8)}, "saved       3 days ago\nchecked     8 days ago\n"},
	} {
		var b strings.Builder
		if adviseUpkeep(&b, tt.last, now); b.String() != tt.want {
			t.Errorf("%v: %q, want %q", tt.last, b.String(), tt.want)
		}
	}
}
