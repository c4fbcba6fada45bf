package api

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"github.com/pandect/pandect/corpus"
)

// issuer is what the issuer said of itself: asked by one for all who wait, and once. That it did not answer is remembered for a while, so that those who come
// then are told at once.
type issuer struct {
	mu       sync.Mutex // never held while it is asked
	provider *oidc.Provider
	asked    chan struct{} // closed when the question under way is answered; nil: none is
	err      error         // of the last question
	failed   time.Time     // when that was
}

// issuerRest is how long an issuer that did not answer is not asked again.
const issuerRest = 10 * time.Second

// ask waits for the answer no longer than ctx. ErrUnavailable where the issuer is away.
func (i *issuer) ask(ctx context.Context, address string) (*oidc.Provider, error) {
	i.mu.Lock()
	if i.provider != nil || i.err != nil && time.Since(i.failed) < issuerRest {
		defer i.mu.Unlock()
		return i.provider, i.err
	}
	if i.asked == nil {
		i.asked = make(chan struct{})
		go i.learn(context.WithoutCancel(ctx), address, i.asked) // those who come later wait for it too
	}
	asked := i.asked
	i.mu.Unlock()
	select {
	case <-asked:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.provider, i.err
}

func (i *issuer) learn(ctx context.Context, address string, asked chan struct{}) {
	p, err := oidc.NewProvider(ctx, address) // it keeps its context, to fetch keys
	if err != nil {
		err = fmt.Errorf("OpenID Connect: ask %s: %v: %w", address, err, corpus.ErrUnavailable)
	}
	i.mu.Lock()
	defer i.mu.Unlock()
	i.provider, i.err, i.failed, i.asked = p, err, time.Now(), nil
	close(asked)
}

// issuerClient asks the issuer: no longer than a person waits, and no more than a key set may hold.
var issuerClient = &http.Client{Timeout: 10 * time.Second, Transport: bounded{http.DefaultTransport}}

const maxIssuerAnswer = 1 << 20 // bytes

type bounded struct{ http.RoundTripper }

func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		resp.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(resp.Body, maxIssuerAnswer), resp.Body}
	}
	return resp, err
}
