package corpus

import "time"

// Change is the newest change of a law: one of its texts came or was replaced, or it was withdrawn.
type Change struct {
	Law       URI
	At        time.Time // UTC, whole seconds: changes of one second are told apart by law
	Withdrawn bool
	Country   string
	Topics    []string // of its provisions, sorted
}

// ChangeFilter chooses changes; zero fields do not filter.
type ChangeFilter struct {
	Law            URI
	Country, Topic string
	From, Until    time.Time // both inclusive
	After          Change    // only what stands behind this one in the order, by At and Law
	Limit          int       // 0 means all
}
