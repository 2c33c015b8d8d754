package scenario

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// args are the key=value words of a line. Each is taken by its name; what nobody took is
// unknown, and the names that were asked for are those allowed.
type args struct {
	words []word
	asked []string
	err   error // the first fault
}

// take returns the value of a key and removes it; ok is false when it is not there.
func (a *args) take(key string) (value string, ok bool) {
	if all := a.all(key); len(all) > 0 {
		if len(all) > 1 {
			a.fail(faultf("「%s」写了两次", key))
		}
		return all[0], true
	}
	return "", false
}

// all returns the values of a key that may stand more than once.
func (a *args) all(key string) []string {
	a.asked = append(a.asked, key)
	var found []string
	a.words = slices.DeleteFunc(a.words, func(w word) bool {
		if w.key == key && w.given {
			found = append(found, w.text)
			return true
		}
		return false
	})
	return found
}

func (a *args) text(key string) string {
	v, _ := a.take(key)
	return v
}

// unit reads the name of a unit of the test district.
func (a *args) unit(key string) string {
	code, err := unitCode(a.text(key))
	a.fail(err)
	return code
}

func (a *args) date(key string) period.Date {
	v, ok := a.take(key)
	if !ok {
		return 0
	}
	d, err := period.ParseDate(v)
	if err != nil {
		a.fail(faultf("「%s=%s」不是日期，应写成 2026-03-02", key, v))
	}
	return d
}

// dates reads a list of days.
func (a *args) dates(key string) []period.Date {
	v, ok := a.take(key)
	if !ok {
		return nil
	}
	var all []period.Date
	for _, text := range list(v) {
		d, err := period.ParseDate(text)
		if err != nil {
			a.fail(faultf("「%s=%s」不是日期，应写成 2026-03-02", key, text))
		}
		all = append(all, d)
	}
	return all
}

func (a *args) period(key string) period.Period {
	v, ok := a.take(key)
	if !ok {
		return period.Period{}
	}
	p, err := readPeriod(v)
	a.fail(err)
	return p
}

// choose reads a word of a vocabulary; the zero value when the key is not there.
func choose[T comparable](a *args, key string, v vocabulary[T]) T {
	var is T
	if text, ok := a.take(key); ok {
		var err error
		is, err = v.read(text)
		a.fail(err)
	}
	return is
}

// fail keeps the first fault.
func (a *args) fail(err error) {
	if a.err == nil && err != nil {
		a.err = err
	}
}

// done gives the first fault, or one for a word that nobody asked for.
func (a *args) done() error {
	if a.err == nil && len(a.words) > 0 {
		w := a.words[0]
		if !w.given {
			return unknown(w.text, withSign(a.asked))
		}
		return unknown(w.key, a.asked)
	}
	return a.err
}

func withSign(keys []string) []string {
	var all []string
	for _, k := range keys {
		all = append(all, k+"=…")
	}
	return all
}

// readPeriod reads 5个工作日, 5工作日, 15日, 6个月, or 5wd, 15d, 6m; 即办 is the same day.
func readPeriod(text string) (period.Period, error) {
	if text == "即办" {
		return period.Period{Unit: period.WorkingDay}, nil
	}
	for _, u := range unitWords {
		if number, ok := strings.CutSuffix(text, u.word); ok {
			if p, err := period.Parse(number + u.is.String()); err == nil {
				return p, nil
			}
		}
	}
	return period.Period{}, faultf("「%s」不是期限，应写成 5个工作日、15日、6个月 或 即办", text)
}
