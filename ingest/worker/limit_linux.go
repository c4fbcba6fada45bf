package worker

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// ownGroup puts the child into a process group of its own, so that what it starts (OCR) ends with it, and has the kernel kill it when
// this program dies first.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

func killGroup(cmd *exec.Cmd) { _ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// resident is the memory in bytes that process pid holds, 0 if that cannot be read.
func resident(pid int) int64 {
	return number(pid, "statm", 1) * int64(os.Getpagesize())
}

// cpuTime is the processor time that process pid has used, without its children; 0 if that cannot be read.
func cpuTime(pid int) time.Duration {
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux
	return time.Duration(number(pid, "stat", 13)+number(pid, "stat", 14)) * tick
}

// number is the field at index i of a file of /proc/<pid>, where fields are separated by blanks (proc(5)); 0 if it cannot be read.
// The child's name, which may hold blanks, is that of this program.
func number(pid int, file string, i int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", pid, file))
	if err != nil {
		return 0
	}
	fields := bytes.Fields(b)
	if len(fields) <= i {
		return 0
	}
	n, _ := strconv.ParseInt(string(fields[i]), 10, 64)
	return n
}
