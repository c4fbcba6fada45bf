package corpus

// Topic is a subject of the scheme (SKOS concept).
type Topic struct {
	ID      string            `json:"id"`
	Broader string            `json:"broader,omitempty"` // ID of the topic above; no cycles
	Labels  map[string]string `json:"labels"`            // by language; en is always there
}

// Label is the topic's name in a language, English where there is none.
func (t *Topic) Label(language string) string { return labelIn(t.Labels, language) }

// Instrument is a treaty (or model law) with its articles and what they ask of a law.
type Instrument struct {
	ID           string            `json:"id"` // untoc, tip-protocol …
	Titles       map[string]string `json:"titles"`
	Short        string            `json:"short,omitempty"` // UNTOC
	Date         Date              `json:"date,omitzero"`   // of adoption
	InForce      Date              `json:"in_force,omitzero"`
	Articles     []Article         `json:"articles"`
	Requirements []Requirement     `json:"requirements"` // in the order of the treaty
}

// Title is the instrument's name in a language, English where there is none.
func (i *Instrument) Title(language string) string { return labelIn(i.Titles, language) }

// Article of an instrument.
type Article struct {
	Number string            `json:"number"`
	Titles map[string]string `json:"titles"`
}

// Requirement is one thing that a law must contain to carry out an article.
type Requirement struct {
	ID         string            `json:"id"` // instrument and place: untoc/6/1/a
	Titles     map[string]string `json:"titles"`
	Text       string            `json:"requirement"`     // the duty in our own words, English
	Texts      map[string]string `json:"texts,omitempty"` // the same in other languages
	Kind       string            `json:"kind"`            // criminalise procedure jurisdiction cooperation prevention victims institution records
	Force      string            `json:"force"`           // shall, shall endeavour, shall consider, may
	Topic      string            `json:"topic,omitempty"`
	Cluster    string            `json:"cluster,omitempty"`    // I..IV of the UNTOC review
	Equivalent []string          `json:"equivalent,omitempty"` // IDs of the same duty in other instruments
}

// Title is the requirement's short name in a language, English where there is none.
func (r *Requirement) Title(language string) string { return labelIn(r.Titles, language) }

// Wording is the duty in a language, and the language that it is in: English where there is no other.
func (r *Requirement) Wording(language string) (text, in string) {
	if t := r.Texts[language]; t != "" {
		return t, language
	}
	return r.Text, "en"
}

func labelIn(labels map[string]string, language string) string {
	if l := labels[language]; l != "" {
		return l
	}
	return labels["en"]
}
