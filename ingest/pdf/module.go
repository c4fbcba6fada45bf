package pdf

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// module calls the functions that pdfium exports, by their C names. go-pdfium's own methods take a lock, look up two handles and
// allocate four times per character; called like this a page's characters cost a tenth of that (measured: 107 pages a
// second against 300). go-pdfium keeps the module in a package that cannot be imported, hence the reflection: on
// values it exports, once a file.
type module struct {
	lookup reflect.Value // func(name string) Function
	memory memory
	funcs  map[string]function
	stack  [16]uint64
	err    error // the first call that failed; after it the module is not to be trusted
}

type function interface {
	CallWithStack(ctx context.Context, stack []uint64) error
}

type memory interface {
	Read(offset, byteCount uint32) ([]byte, bool)
	Write(offset uint32, v []byte) bool
	Size() uint32
}

var errEngine = errors.New("this version of go-pdfium is built otherwise than expected")

func bind(implementation any) (m *module, err error) {
	defer func() {
		if recover() != nil { // reflection on a shape that changed
			m, err = nil, errEngine
		}
	}()
	v := reflect.ValueOf(implementation)
	m = &module{lookup: v.MethodByName("Fn"), funcs: map[string]function{}}
	guest := v.Elem().FieldByName("Module").Elem()
	var ok bool
	m.memory, ok = guest.MethodByName("Memory").Call(nil)[0].Interface().(memory)
	if !ok || !m.lookup.IsValid() {
		return nil, errEngine
	}
	return m, nil
}

// call returns the first result of an exported function; 0 after a failure, which m.err keeps.
func (m *module) call(name string, params ...uint64) uint64 {
	if m.err != nil {
		return 0
	}
	f, ok := m.funcs[name]
	if !ok {
		f, ok = m.lookup.Call([]reflect.Value{reflect.ValueOf(name)})[0].Interface().(function)
		if !ok {
			m.err = fmt.Errorf("%s: %w", name, errEngine)
			return 0
		}
		m.funcs[name] = f
	}
	copy(m.stack[:], params)
	if err := f.CallWithStack(context.Background(), m.stack[:]); err != nil {
		m.err = fmt.Errorf("%s: %w", name, err)
		return 0
	}
	return m.stack[0]
}

// alloc gives n bytes of the module's memory; 0 where it has none left.
func (m *module) alloc(n int) uint64 { return m.call("malloc", uint64(n)) }
func (m *module) free(p uint64)      { m.call("free", p) }

// read returns a copy-free view, valid until the next call; nil if out of range.
func (m *module) read(p uint64, n int) []byte {
	b, ok := m.memory.Read(uint32(p), uint32(n))
	if !ok {
		return nil
	}
	return b
}

func float32At(b []byte) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32(b)))
}

func float64At(b []byte) float64 { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }

func asFloat32(v uint64) float64 { return float64(math.Float32frombits(uint32(v))) }
func asInt(v uint64) int         { return int(int32(uint32(v))) }
