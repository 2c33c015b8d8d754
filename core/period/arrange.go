package period

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
)

// Arrangement (放假安排) is what the notices say about one year.
type Arrangement struct {
	Papers []string `json:"papers"` // addresses of the notices
	Off    []Date   `json:"off"`    // days off by the arrangement
	Work   []Date   `json:"work"`   // Saturdays and Sundays that are worked
}

// Arrangement is what is known of a year; ok is false when nothing is.
func (c *Calendar) Arrangement(year int) (a Arrangement, ok bool) {
	known, ok := c.years[year]
	if !ok {
		return a, false
	}
	a.Papers = slices.Clone(known.papers)
	for _, l := range known.off {
		a.Off = append(a.Off, l.day)
	}
	for _, l := range known.work {
		a.Work = append(a.Work, l.day)
	}
	return a, true
}

// File writes arrangements as a calendar file, see README.md.
func File(years map[int]Arrangement) []byte {
	named := map[string]Arrangement{}
	for year, a := range years {
		a.Papers, a.Off, a.Work = some(a.Papers), some(a.Off), some(a.Work)
		named[strconv.Itoa(year)] = a
	}
	text, err := json.MarshalIndent(map[string]any{"years": named}, "", " ")
	if err != nil {
		panic(err) // days and addresses always marshal
	}
	return text
}

// some is a list that is written as [] when it is empty.
func some[T any](list []T) []T { return append([]T{}, list...) }

// YearsOf lists the years that a calendar file speaks of. The error is a *FileError.
func YearsOf(name string, data []byte) ([]int, error) {
	all, err := readArrangements(name, data)
	if err != nil {
		return nil, err
	}
	years := map[int]bool{}
	for _, a := range all {
		years[a.year] = true
	}
	return slices.Sorted(maps.Keys(years)), nil
}
