package corpus

import (
	"slices"
	"strconv"
	"strings"
)

// Twins finds laws that may be one: of one country, and with the same title and year, or with the same type, number and year. By law, the others in order of id. Pairs that
// people said to be apart are left out, and so are those of whom more than mostAlike are called alike: a gazette, a form.
func Twins(laws []Text, apart ...Correction) map[URI][]URI {
	alike := map[string][]URI{}
	for i := range laws {
		t := &laws[i]
		year := strconv.Itoa(t.Year)
		if words := strings.ToLower(oneLine(t.Title)); words != "" {
			key := strings.Join([]string{"title", t.Country, year, words}, "\x00")
			alike[key] = append(alike[key], t.ID)
		}
		if t.Number != "" && t.Year != 0 {
			key := strings.Join([]string{"number", t.Country, year, t.Type, t.Number}, "\x00")
			alike[key] = append(alike[key], t.ID)
		}
	}
	twins := map[URI][]URI{}
	for _, ids := range alike {
		if len(ids) > mostAlike {
			continue
		}
		for _, id := range ids {
			for _, other := range ids {
				if other != id && !slices.Contains(twins[id], other) {
					twins[id] = append(twins[id], other)
				}
			}
		}
	}
	for _, c := range apart {
		for _, pair := range [][2]URI{{c.Law, URI(c.After)}, {URI(c.After), c.Law}} {
			if list := slices.DeleteFunc(twins[pair[0]], func(id URI) bool { return id == pair[1] }); len(list) > 0 {
				twins[pair[0]] = list
			} else {
				delete(twins, pair[0])
			}
		}
	}
	for _, list := range twins {
		slices.Sort(list)
	}
	return twins
}

// mostAlike is how many laws of one name may be one law that came in so often. Were it any number, a few thousand issues of a gazette would be millions of pairs.
const mostAlike = 50
