package gap

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/pandect/pandect/corpus"
)

// Question is one requirement as the self-assessment asks it, with its answer so far.
type Question struct {
	Requirement
	Answered string  // AnsweredNow, AnsweredBefore, AnsweredElsewhere; "" for not yet
	Basis    []Basis // what the answer cites
}

// How a question has its answer.
const (
	AnsweredNow       = "now"       // in this cycle
	AnsweredBefore    = "before"    // in an earlier cycle: carried over until somebody confirms it
	AnsweredElsewhere = "elsewhere" // for an equivalent requirement, which is not asked twice
)

// Basis is a provision cited as legal basis, as it reads today.
type Basis struct {
	corpus.Cited
	Law, Label, Heading string // Law: the title as printed; all empty where the provision is no longer held
	Language            string
}

// Questionnaire is an assessment as a form: its questions in the order of the review, cluster by cluster and then by article.
type Questionnaire struct {
	Assessment
	Cycle     string
	Cycles    []string // in which something was answered, newest name first
	Questions []Question
}

// Count is how many questions have an answer of one kind; "" for those that have none.
func (q *Questionnaire) Count(answered string) (n int) {
	for i := range q.Questions {
		if q.Questions[i].Answered == answered {
			n++
		}
	}
	return n
}

// Questionnaire makes the form of a country and an instrument for a cycle ("" for the newest named so far). ErrNotFound for an unknown instrument.
func (a *Analyst) Questionnaire(ctx context.Context, country, instrument, cycle string) (Questionnaire, error) {
	assessment, err := a.Assess(ctx, country, instrument)
	if err != nil {
		return Questionnaire{}, err
	}
	q := Questionnaire{Assessment: assessment, Cycle: cycle}
	for _, r := range assessment.Requirements {
		if j := r.Judgement; j != nil && j.Cycle != "" && !slices.Contains(q.Cycles, j.Cycle) {
			q.Cycles = append(q.Cycles, j.Cycle)
		}
	}
	slices.SortFunc(q.Cycles, func(x, y string) int { return cmp.Compare(y, x) })
	if q.Cycle == "" && len(q.Cycles) > 0 {
		q.Cycle = q.Cycles[0]
	}
	for _, r := range assessment.Requirements {
		question := Question{Requirement: r, Answered: answered(r.Judgement, q.Cycle)}
		if r.Judgement != nil {
			if question.Basis, err = a.basis(ctx, r.Judgement.Provisions); err != nil {
				return Questionnaire{}, err
			}
		}
		q.Questions = append(q.Questions, question)
	}
	slices.SortStableFunc(q.Questions, func(x, y Question) int { return cmp.Compare(clusterOrder(x.Cluster), clusterOrder(y.Cluster)) })
	return q, nil
}

func answered(j *Judgement, cycle string) string {
	switch {
	case j == nil:
		return ""
	case j.From != "":
		return AnsweredElsewhere
	case j.Cycle != cycle:
		return AnsweredBefore
	}
	return AnsweredNow
}

// clusterOrder puts the clusters of the review first, I to IV, then what is in none.
func clusterOrder(cluster string) int {
	if i := slices.Index([]string{"I", "II", "III", "IV"}, cluster); i >= 0 {
		return i
	}
	return 9
}

// basis looks up what cited provisions are called today.
func (a *Analyst) basis(ctx context.Context, cited []corpus.Cited) ([]Basis, error) {
	if len(cited) == 0 {
		return nil, nil
	}
	refs := make([]corpus.Ref, len(cited))
	for i, c := range cited {
		refs[i] = c.Ref
	}
	units, err := a.Catalog.Units(ctx, refs)
	if err != nil {
		return nil, fmt.Errorf("cited provisions: %w", err)
	}
	out := make([]Basis, len(cited))
	for i, c := range cited {
		out[i] = Basis{Cited: c}
		if units[i].Law == "" {
			continue
		}
		texts, err := a.Catalog.Texts(ctx, c.Law)
		if err != nil {
			return nil, fmt.Errorf("law of a cited provision: %w", err)
		}
		title := texts[0].Title
		for _, t := range texts {
			if t.Language == units[i].Language {
				title = t.Title
				break
			}
		}
		out[i].Law, out[i].Label, out[i].Heading, out[i].Language = title, units[i].Label, units[i].Heading, units[i].Language
	}
	return out, nil
}

// Rows is the questionnaire as a table, a question a row behind a row of headings: what the review asks for (applicable law, provisions, address) with
// remarks and needs. address makes the link to a provision.
func (q *Questionnaire) Rows(language string, address func(corpus.Ref) string) [][]string {
	out := [][]string{{"cluster", "requirement", "question", "duty", "force", "answer", "answered", "legal basis", "address", "remark", "assistance needed", "cycle", "by", "date"}}
	for i := range q.Questions {
		r := &q.Questions[i]
		duty, _ := r.Wording(language)
		row := []string{r.Cluster, r.ID, cmp.Or(r.Titles[language], r.Titles["en"]), duty, r.Force, "", r.Answered, "", "", "", "", "", "", ""}
		if j := r.Judgement; j != nil {
			var basis, links []string
			for _, b := range r.Basis {
				basis = append(basis, b.String())
				links = append(links, address(b.Ref))
			}
			row[5], row[7], row[8], row[9], row[10] = j.State, strings.Join(basis, "; "), strings.Join(links, " "), j.Remark, j.Needs
			row[11], row[12], row[13] = j.Cycle, j.By, j.At.Format("2006-01-02")
		}
		out = append(out, row)
	}
	return out
}

// String is the citation: law, label and heading; the reference where the provision is no longer held.
func (b Basis) String() string {
	if b.Law == "" {
		return b.Ref.String()
	}
	s := b.Law + ", " + b.Label
	if b.Heading != "" {
		s += " " + b.Heading
	}
	return s
}
