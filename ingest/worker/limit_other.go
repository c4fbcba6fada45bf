//go:build !linux

package worker

import (
	"os/exec"
	"time"
)

// Elsewhere than on Linux only time is limited from outside; memory by the child's own soft limit.
func ownGroup(*exec.Cmd)         {}
func killGroup(cmd *exec.Cmd)    { _ = cmd.Process.Kill() }
func resident(int) (bytes int64) { return 0 }
func cpuTime(int) time.Duration  { return 0 }
