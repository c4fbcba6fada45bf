package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of one measurement, so that a slow engine does not keep the others waiting.
const (
	passTime  = 20 * time.Second // of one client
	crowdTime = 8 * time.Second  // of many
	clients   = 32
)

// timing is what some clients measured.
type timing struct {
	p50, p95, p99 time.Duration
	rate          float64       // answers a second
	work          time.Duration // of the server's processors, an answer
	answers       int
	refused       int // answers other than 200
	totals        int // hits found in all
	asked         int
}

func newClient() *http.Client {
	return &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: clients, DisableCompression: true}}
}

func fetch(client *http.Client, url string) (body []byte, status int, err error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	return body, resp.StatusCode, err
}

// pass asks the questions one after the other.
func pass(s *serving, asks []ask) (timing, error) {
	client := newClient()
	defer client.CloseIdleConnections()
	var t timing
	var times []time.Duration
	var busy time.Duration
	for _, q := range asks {
		began := time.Now()
		body, status, err := fetch(client, s.url(q))
		took := time.Since(began)
		if err != nil || status != http.StatusOK {
			return t, fmt.Errorf("%s: status %d: %w: %.200s", s.url(q), status, err, body)
		}
		var a struct{ Total int }
		if err := json.Unmarshal(body, &a); err != nil {
			return t, fmt.Errorf("%s: %w", s.url(q), err)
		}
		t.totals += a.Total
		t.asked++
		times = append(times, took)
		if busy += took; busy > passTime {
			break
		}
	}
	t.rate = float64(len(times)) / busy.Seconds()
	t.percentiles(times)
	return t, nil
}

// crowd lets many clients ask at once, each the next question of the list.
func crowd(s *serving, asks []ask) (timing, error) {
	client := newClient()
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(context.Background(), crowdTime)
	defer cancel()
	var next, refused atomic.Int64
	var mu sync.Mutex
	var times []time.Duration
	var failed error
	var wg sync.WaitGroup
	began := time.Now()
	for range clients {
		wg.Go(func() {
			var own []time.Duration
			for ctx.Err() == nil {
				q := asks[int(next.Add(1))%len(asks)]
				asked := time.Now()
				_, status, err := fetch(client, s.url(q))
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				if status != http.StatusOK {
					refused.Add(1)
					continue
				}
				own = append(own, time.Since(asked))
			}
			mu.Lock()
			times = append(times, own...)
			mu.Unlock()
		})
	}
	wg.Wait()
	t := timing{answers: len(times), rate: float64(len(times)) / time.Since(began).Seconds(), refused: int(refused.Load())}
	t.percentiles(times)
	return t, failed
}

func (t *timing) percentiles(times []time.Duration) {
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	at := func(p float64) time.Duration { return times[min(len(times)-1, int(float64(len(times))*p))] }
	t.p50, t.p95, t.p99 = at(0.5), at(0.95), at(0.99)
}

// firstAnswer is how long a server takes from its start until it has answered a question.
func firstAnswer(begin func() (*serving, error), q ask) (*serving, time.Duration, error) {
	began := time.Now()
	s, err := begin()
	if err != nil {
		return nil, 0, err
	}
	client := newClient()
	defer client.CloseIdleConnections()
	for {
		body, status, err := fetch(client, s.url(q))
		if err == nil && status == http.StatusOK {
			return s, time.Since(began), nil
		}
		if time.Since(began) > time.Minute {
			return nil, 0, fmt.Errorf("no answer within a minute: status %d: %w: %.200s; %w", status, err, body, s.Close())
		}
		time.Sleep(time.Millisecond)
	}
}
