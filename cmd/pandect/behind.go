package main

// behind does one thing while its owner prepares the next: a batch goes to the disk and into the index on one processor while the next is read on another. The zero value
// is ready; it is for one goroutine.
type behind struct {
	done chan error // of what is being done; nil: nothing is
}

// begin begins fn when what was begun before is done; the error is that of before.
func (b *behind) begin(fn func() error) error {
	if err := b.wait(); err != nil {
		return err
	}
	done := make(chan error, 1)
	b.done = done
	go func() { done <- fn() }()
	return nil
}

// wait waits for what is being done, and gives its error once.
func (b *behind) wait() error {
	if b.done == nil {
		return nil
	}
	err := <-b.done
	b.done = nil
	return err
}
