package corpus

import (
	"context"
	"time"
)

// Catalog keeps what is known of every law. It is the truth beside the originals: the index is rebuilt from it.
// Methods are safe for concurrent use. What a method returned without error survives a power cut.
//
// A text is known by law, language and From. Putting a text whose key is there already supersedes the older wording, which is kept in the file
// but no longer counted, listed, exported or indexed. Of several wordings in a language the one that is read today (ReadsBefore) is shown, searched and tagged
// where none is named; the index holds that one.
type Catalog interface {
	// Put stores texts in one transaction, with an attempt for each (nil for an import). ErrInvalid by Text.Check: nothing is stored then.
	// What people decided (tags by a person, corrected fields) is carried over to the new wording where its EID is still there.
	Put(ctx context.Context, texts []Text, attempts []Attempt) error
	// Rewrite calls fn with every current text of laws and stores, as Put does, those that fn changes, all in one transaction: what others put meanwhile waits.
	// Unknown laws are ignored.
	Rewrite(ctx context.Context, laws []URI, fn func(t *Text)) error
	// RecordAttempt stores an attempt that brought no text.
	RecordAttempt(ctx context.Context, a Attempt) error
	// Seen is the newest accepted attempt on these bytes; ErrNotFound if there was none.
	Seen(ctx context.Context, sha256 string) (Attempt, error)
	// Original is what is known of the original of a wording, current or earlier, of a law that is in the library; ErrNotFound for every other file.
	Original(ctx context.Context, sha256 string) (Original, error)
	// Attempts lists attempts, newest first.
	Attempts(ctx context.Context, f AttemptFilter) ([]Attempt, error)

	// Texts lists the current texts of a law without provisions, the original language first, of one language as ReadsBefore has them today; ErrNotFound if the law is unknown.
	Texts(ctx context.Context, law URI) ([]Text, error)
	// Text is the current text with its tree, in a language ("" for the first of Texts); ErrNotFound.
	Text(ctx context.Context, law URI, language string) (Text, error)
	// Versions lists every wording of a law that is held, superseded ones too, in the order of Texts and of one date the newest first; ErrNotFound if
	// the law is unknown or withdrawn. Version is one of them by its ID, with its tree; ErrNotFound.
	Versions(ctx context.Context, law URI) ([]Version, error)
	Version(ctx context.Context, law URI, id string) (Text, error)
	// Named finds laws by the keys under which wording names them (Mention.Keys, Law.NameKeys), those of a country and international ones; a law is
	// found under every key that it has. Where a subdivision has none under a key, its state's are found. Keys that no law has are left out.
	Named(ctx context.Context, country string, keys []string) (map[string][]URI, error)
	// RelatedTo lists what the current texts of other laws say of a law, in order of their ids and of what they say; a relation that several texts of one law
	// have is listed once, and one that a person rejected is left out.
	RelatedTo(ctx context.Context, law URI) ([]Related, error)
	// Units returns units in the order asked for, for snippets; a reference to what Moved gives it where it stands now, an unknown one a zero Unit.
	Units(ctx context.Context, refs []Ref) ([]Unit, error)
	// Each calls fn with every current text (tree included) in order of id, language and From. fn must not call the catalogue's writers.
	Each(ctx context.Context, fn func(Text) error) error
	// EachOf calls fn with every current text of a law, in the order of Each; an unknown law has none.
	EachOf(ctx context.Context, law URI, fn func(Text) error) error
	// Changes lists laws, withdrawn ones too, by the time of their newest change and then by id. What is put later is never listed as changed earlier.
	Changes(ctx context.Context, f ChangeFilter) ([]Change, error)
	// Laws lists laws without provisions by f, in order of id, and how many there are in all.
	Laws(ctx context.Context, f LawFilter) ([]Text, int, error)
	// SetTag stores what a person says of one topic (or requirement) of a provision: that it has it, or has not. It takes the place of what was said of it before,
	// and survives every re-run. ErrNotFound if there is no such provision, ErrInvalid for a tag of the program.
	SetTag(ctx context.Context, ref Ref, requirement bool, tag Tag) (Correction, error)
	// Correct stores what people change of laws, all or nothing, and gives it as it was stored. ErrInvalid by Correction.Check, or where nothing would change; ErrNotFound if there is no such law or provision;
	// ErrConflict if what is corrected is not as Before or Seen say any more, a law to be restored is there, or a correction that is to be taken back was already, or was
	// corrected again since. Texts in which a field has another value than Before are left alone. What was corrected survives every re-run; a correction of the structure that
	// does not fit a new reading is left out, and a warning of the text says so. A law that was merged into another stays so, whatever is put under its id.
	Correct(ctx context.Context, cs ...Correction) ([]Correction, error)
	// Moved is where a law that was merged into another, or a provision whose address people changed, stands now; ErrNotFound where that is nowhere else. At an address that
	// was given to another provision since, both may be found.
	Moved(ctx context.Context, ref Ref) (Ref, error)
	// Corrections lists what people changed, the newest first: what SetTag and Judge store too.
	Corrections(ctx context.Context, f CorrectionFilter) ([]Correction, error)
	// Delete withdraws laws: they leave every list and the index; their originals stay. Unknown ids are ignored.
	Delete(ctx context.Context, laws ...URI) error

	// ReadToday keeps of texts, in their order, those that are read today of their law and language as the catalogue has them: what belongs into the index.
	ReadToday(ctx context.Context, texts []Text) ([]Text, error)
	// Unindexed calls fn with laws that are to leave the index of this schema (withdrawn, merged with another, or to be put again), then with texts that are read today and not yet
	// in it, in order.
	Unindexed(ctx context.Context, schema int, fn func(changed []Text, deleted []URI) error) error
	// MarkIndexed says that these texts, or withdrawn laws, are in the index of this schema as the catalogue has them; each in the place of what its law had in its language.
	MarkIndexed(ctx context.Context, schema int, texts []Text, deleted []URI) error

	// ForgetIndexed says that no text is in any index: the folder was lost, or is new.
	ForgetIndexed(ctx context.Context) error

	// Judge stores what a person decided; Judgements lists the newest (by At, then as stored) a requirement for a country ("" for all) and an instrument
	// ("" for all), JudgementHistory all of them, in order of country, requirement and time. ErrInvalid by Judgement.Check: nothing is stored then.
	Judge(ctx context.Context, js ...Judgement) error
	Judgements(ctx context.Context, country, instrument string) ([]Judgement, error)
	JudgementHistory(ctx context.Context, country, instrument string) ([]Judgement, error)

	Status(ctx context.Context) (Status, error)
	Close() error
}

// LawFilter chooses laws; zero fields do not filter.
type LawFilter struct {
	Countries                            []string // one of them; a state has the laws of its subdivisions too
	Type, Language, Status, Topic, Words string   // Words: all must begin a word of the title or number
	Year                                 int
	IDs                                  []URI // these alone; nil means all
	Offset, Limit                        int   // Limit 0 means all
}

// Status is what is in a library.
type Status struct {
	Laws       int `json:"laws"`
	Texts      int `json:"texts"`
	Provisions int `json:"provisions"`
	Originals  int `json:"originals"`
	Attempts   int `json:"attempts"`
	Failed     int `json:"failed"`    // originals whose newest attempt failed
	Unindexed  int `json:"unindexed"` // texts and withdrawals that no index knows yet

	Countries map[string]int            `json:"countries"` // laws by country
	Languages map[string]int            `json:"languages"` // texts by language
	Topics    map[string]int            `json:"topics"`    // provisions by topic
	Years     map[int]int               `json:"years"`     // laws by year; 0 where not known
	Coverage  map[string]map[string]int `json:"coverage"`  // provisions by country and topic

	Changed     time.Time `json:"changed"`     // last change of a law
	Fingerprint string    `json:"fingerprint"` // of all current texts: equal fingerprints, equal contents
}
