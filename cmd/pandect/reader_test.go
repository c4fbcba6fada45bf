package main

import (
	"slices"
	"testing"
)

// TestWithoutSettings holds that a child that reads hostile files is told no setting of ours.
func TestWithoutSettings(t *testing.T) {
	got := withoutSettings([]string{"PATH=/bin", "PANDECT_SECRET=x", "HOME=/root", "PANDECT_EDIT=true"})
	if !slices.Equal(got, []string{"PATH=/bin", "HOME=/root"}) {
		t.Errorf("%q", got)
	}
}
