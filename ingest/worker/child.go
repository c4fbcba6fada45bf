package worker

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os/exec"
	"time"

	"github.com/pandect/pandect/ingest"
)

// child is one process that runs Serve. It is used by one goroutine at a time.
type child struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	files int
}

func start(cmd *exec.Cmd) (*child, error) {
	ownGroup(cmd)
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &child{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 1<<16)}, nil
}

// ask sends one file and waits for its answer under the limits. After a failure the child must be killed.
func (c *child) ask(ctx context.Context, req request, data []byte, limits Limits) (response, *ingest.Failure) {
	c.files++
	done, beats := make(chan struct{}), make(chan struct{}, 1)
	var resp response
	var err error
	go func() {
		defer close(done)
		err = writeRequest(c.in, req, data)
		for err == nil {
			if resp, err = readResponse(c.out); !resp.Beat {
				return
			}
			select {
			case beats <- struct{}{}:
			default:
			}
		}
	}()
	failure := c.watch(ctx, done, beats, limits)
	if failure != nil {
		c.kill() // closes the pipes, which ends the goroutine
		<-done
		return response{}, failure
	}
	if err != nil {
		return response{}, crashed()
	}
	return resp, nil
}

// watch waits for done, the end of ctx, or a limit passed. Nil if done came first.
func (c *child) watch(ctx context.Context, done, beats <-chan struct{}, limits Limits) *ingest.Failure {
	began, last, lastCPU := time.Now(), time.Now(), cpuTime(c.cmd.Process.Pid)
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-done:
			return nil
		case <-ctx.Done():
			return &ingest.Failure{Kind: "interrupted", Message: "stopped before it was read; run the same command again"}
		case <-beats:
			last, lastCPU = time.Now(), cpuTime(c.cmd.Process.Pid)
		case <-look.C:
			if cpuTime(c.cmd.Process.Pid)-lastCPU > limits.CPU || time.Since(last) > limits.Time || time.Since(began) > limits.Total {
				return &ingest.Failure{Kind: "timeout", Message: "reading it took too long; it is damaged or hostile: try another copy, or split it"}
			}
			if resident(c.cmd.Process.Pid) > limits.Memory {
				return &ingest.Failure{Kind: "memory", Message: fmt.Sprintf("reading it took more than %d MiB of memory; it is hostile, or too large: split it", limits.Memory>>20)}
			}
		}
	}
}

func (c *child) kill() {
	killGroup(c.cmd)
	c.in.Close()
	_ = c.cmd.Wait() // it was killed: its status says nothing new
}
