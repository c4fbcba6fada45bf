package pdf

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/pandect/pandect/ingest"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// maxModulePages bounds the memory of one pdfium instance, in WebAssembly pages of 64 KiB (320 MiB): an allocation past it fails
// inside pdfium, which costs the file and not the process.
const maxModulePages = 5120

// engine is pdfium compiled to WebAssembly, started when first needed: starting costs 0.1 s with the compilation cache on disk,
// 2.5 s without.
type engine struct {
	once sync.Once
	pool pdfium.Pool
	err  error
}

func (e *engine) start() error {
	e.once.Do(func() {
		config := wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(maxModulePages)
		if cache := compilationCache(); cache != nil {
			config = config.WithCompilationCache(cache)
		}
		e.pool, e.err = webassembly.Init(webassembly.Config{
			Context: inPlace(context.Background()), MaxTotal: 64, FSConfig: wazero.NewFSConfig(), // no file system: its default is all of it
			RuntimeConfig: config, Stdout: io.Discard, Stderr: io.Discard,
		})
	})
	return e.err
}

// compilationCache is kept in the user's cache folder; nil, and all the same, where that cannot be written.
func compilationCache() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "pandect"))
	if err != nil {
		return nil
	}
	return cache
}

// open gives data to a fresh instance of pdfium: what one file breaks, the next does not see.
func (e *engine) open(ctx context.Context, data []byte) (*file, error) {
	if err := e.start(); err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	ingest.Progress(ctx) // compiling pdfium, the first time, takes seconds
	wait, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	instance, err := e.pool.GetInstanceWithContext(wait)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	m, err := bind(instance.GetImplementation())
	if err != nil {
		instance.Close()
		return nil, err
	}
	f := &file{module: m, instance: instance}
	if err := f.load(data); err != nil {
		f.close()
		return nil, err
	}
	return f, nil
}

func (e *engine) close() error {
	if e.pool == nil {
		return nil
	}
	return e.pool.Close()
}
