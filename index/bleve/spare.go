package bleve

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// spare says how many processors have no search to work on, so that a long question may have them too: alone it is answered sooner, and among many none waits for
// its helpers.
type spare struct {
	atWork atomic.Int32 // searches, and helpers of searches
}

// enter is called where a search begins; leave where it ends.
func (s *spare) enter() (leave func()) {
	s.atWork.Add(1)
	return func() { s.atWork.Add(-1) }
}

// take is one processor that has nothing else to do, if there is one.
func (s *spare) take() bool {
	if int(s.atWork.Add(1)) <= runtime.GOMAXPROCS(0) {
		return true
	}
	s.atWork.Add(-1)
	return false
}

// each calls do with 0 to n-1, by the caller and by as many spare processors as there is work for. What do does for one number must not touch what it does for another. A panic of a
// helper is the caller's.
func (s *spare) each(n int, do func(i int)) {
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i)
		}
	}
	var helpers sync.WaitGroup
	var failed atomic.Pointer[any]
	for range n - 1 {
		if !s.take() {
			break
		}
		helpers.Go(func() {
			defer s.atWork.Add(-1)
			defer func() {
				if p := recover(); p != nil {
					failed.Store(&p)
				}
			}()
			work()
		})
	}
	defer func() { // not before the helpers are done: the caller gives away what they work on
		helpers.Wait()
		if p := failed.Load(); p != nil {
			panic(*p)
		}
	}()
	work()
}
