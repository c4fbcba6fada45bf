package bleve

import (
	"flag"
	"testing"

	"github.com/pandect/pandect/index/indextest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestRanking(t *testing.T) { indextest.Ranking(t, open, "testdata/ranking", *update) }
