package relation

import (
	"testing"

	"github.com/pandect/pandect/corpus"
)

// A record of wording alone has one provision without an id: what it says of other laws is kept, without a place that would be taken for one in the title.
func TestFind_WithoutProvisionIDs(t *testing.T) {
	text := corpus.Text{Law: corpus.Law{ID: "xa/act/2001/5#3", Country: "XA", Title: "Ports Act, s. 3"}, Language: "en", Provisions: []corpus.Provision{
		{Kind: "section", Text: "For the purposes of this section the Customs and Excise Act, 1998 is repealed, and section 4 of the Customs and Excise Act, 1998 is amended."},
	}}
	Find(&text)
	if len(text.Relations) == 0 {
		t.Fatal("nothing found")
	}
	if err := text.Check(); err == nil {
		return
	}
	for _, r := range text.Relations {
		if r.Evidence != (corpus.Span{}) {
			t.Errorf("%+v points into wording that has no id", r)
		}
	}
}
