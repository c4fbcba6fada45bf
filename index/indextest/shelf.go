// Package indextest proves that an engine keeps the contract of index.Engine, and holds the ranking cases that every engine answers.
//
// The laws are those of fictional states, in words of our own. An engine's test calls Run, and Ranking with a golden file of its own.
package indextest

import (
	"context"
	"fmt"
	"slices"

	"github.com/pandect/pandect/corpus"
)

// Shelf is a catalogue in memory: the Source that an engine shows its hits from.
type Shelf struct {
	texts   []corpus.Text
	related []corpus.Related // to the law that the relation names
}

// Put keeps texts, in the place of earlier ones of the same law and language.
func (s *Shelf) Put(texts ...corpus.Text) {
	for _, t := range texts {
		s.texts = slices.DeleteFunc(s.texts, func(o corpus.Text) bool { return o.ID == t.ID && o.Language == t.Language })
		s.texts = append(s.texts, t)
	}
}

// Units implements index.Source.
func (s *Shelf) Units(_ context.Context, refs []corpus.Ref) ([]corpus.Unit, error) {
	out := make([]corpus.Unit, len(refs))
	for i := range s.texts {
		for _, u := range s.texts[i].Units() {
			for k, r := range refs {
				if r == u.Ref {
					out[k] = u
				}
			}
		}
	}
	return out, nil
}

// Texts implements index.Source.
func (s *Shelf) Texts(_ context.Context, law corpus.URI) ([]corpus.Text, error) {
	var out []corpus.Text
	for _, t := range s.texts {
		if t.ID == law {
			t.Provisions = nil
			out = append(out, t)
		}
	}
	if out == nil {
		return nil, fmt.Errorf("%s: %w", law, corpus.ErrNotFound)
	}
	return out, nil
}

// RelatedTo implements index.Source.
func (s *Shelf) RelatedTo(_ context.Context, law corpus.URI) (out []corpus.Related, err error) {
	for _, r := range s.related {
		if r.Law == law {
			out = append(out, r)
		}
	}
	return out, nil
}

// section makes a basic unit.
func section(number, heading, text string, topics ...string) corpus.Provision {
	p := corpus.Provision{EID: corpus.EID("sec_" + number), Kind: "section", Number: number, Label: number + ".", Heading: heading, Text: text}
	for _, t := range topics {
		p.Topics = append(p.Topics, corpus.Tag{ID: t, Weight: 1})
	}
	return p
}

func law(id, country, language, kind, title string, year int, status string, sections ...corpus.Provision) corpus.Text {
	return corpus.Text{Law: corpus.Law{ID: corpus.URI(id), Country: country, Type: kind, Title: title, Year: year, Status: status}, Language: language, Provisions: sections}
}

// Library is what the cases are asked of.
func Library() []corpus.Text {
	arms := law("xa/act/1998/4", "XA", "en", "act", "Arms Control Act 1998", 1998, "in force",
		section("1", "Meaning of terms", "In this Act, weapon means a device that throws a shot, bullet or other missile by an explosive."),
		section("2", "Licence to keep a weapon", "No person shall keep a weapon unless the Registrar has given that person a licence. Ammunition is kept under the same licence.", "firearms"),
		section("3", "Unlicensed keeping", "A person who keeps a weapon without a licence commits an offence and is liable to imprisonment for five years.", "firearms"),
		section("4", "Marking", "Every maker of weapons shall stamp a mark on each weapon at the time it is made.", "firearms"),
	)
	arms.Provisions[2].Needs = []corpus.Tag{{ID: "firearms-protocol/5/1/a", Weight: 1}}
	people := law("xa/act/2009/12", "XA", "en", "act", "Trafficking in Persons Act 2009", 2009, "in force",
		section("1", "Short title", "This Act may be cited as the Trafficking in Persons Act."),
		section("2", "Trafficking in persons", "A person who recruits, moves or harbours another by force or deceit in order to exploit that other commits trafficking in persons and is liable to imprisonment for twenty years.", "trafficking-in-persons"),
		section("3", "Consent", "The consent of the victim of trafficking in persons to the exploitation is of no account."),
		section("4", "Protection of victims", "The name of a victim shall not be made public. The court may order a closed hearing."),
	)
	people.Provisions[1].Needs = []corpus.Tag{{ID: "tip-protocol/5/1", Weight: 1}}
	french := law("xb/loi/2011/7", "XB", "fr", "act", "Loi relative à la traite des êtres humains", 2011, "in force",
		section("1", "Définition", "Constitue la traite des êtres humains le fait de recruter une personne par la contrainte aux fins de l’exploiter.", "trafficking-in-persons"),
		section("2", "Peine", "La traite des êtres humains est punie de dix ans d’emprisonnement."),
		section("3", "Armes", "La détention d’une arme à feu sans autorisation est punie de trois ans d’emprisonnement."),
	)
	german := law("xd/gesetz/wg", "XD", "de", "act", "Waffengesetz (WaffG)", 2002, "repealed",
		section("5", "Erlaubnis", "Wer eine Schusswaffe besitzen will, bedarf der Erlaubnis der Behörde."),
		section("6", "Menschenhandel", "Wer eine andere Person durch Gewalt zur Ausbeutung anwirbt, wird wegen Menschenhandels bestraft."),
	)
	chinese := law("xf/fa/xing", "XF", "zh", "code", "某国刑法", 1999, "in force",
		section("240", "", "拐卖妇女、儿童的，处五年以上十年以下有期徒刑，并处罚金。"),
		section("241", "", "收买被拐卖的妇女、儿童的，处三年以下有期徒刑。"),
	)
	amending := law("xa/act/2015/3", "XA", "en", "act", "Arms Control (Amendment) Act 2015", 2015, "repealed",
		section("1", "Copied section", "Where the Registrar refuses a licence the applicant may within thirty days ask the court to review the refusal, and the court may confirm it, set it aside, or send the matter back to the Registrar with directions that the court thinks fit in the circumstances of the case."),
	)
	copied := law("xa/act/2016/9", "XA", "en", "act", "Arms Control (Consolidation) Act 2016", 2016, "in force",
		section("8", "Review", "Where the Registrar refuses a licence the applicant may within thirty days ask the court to review the refusal, and the court may confirm it, set it aside, or send the matter back to the Registrar with directions that the court thinks fit in the circumstances of the case."),
	)
	return []corpus.Text{arms, people, french, german, chinese, amending, copied}
}
