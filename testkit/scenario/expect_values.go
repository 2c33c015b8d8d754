package scenario

import (
	"slices"
	"strconv"
	"strings"

	"yimen/core/period"
)

const none = "无"

// provisional marks a day that a later calendar may move.
const provisional = "暂定"

var decisionWords = vocabulary[string]{{"准予", "granted"}, {"不予", "denied"}, {none, ""}}

func say[T ~string | bool](v vocabulary[T], is T) string {
	word, _ := v.say(is)
	return word
}

func oneOf[T comparable](v vocabulary[T]) func(string) (string, error) {
	return func(text string) (string, error) {
		_, err := v.read(text)
		return text, err
	}
}

// anything takes a name.
func anything(text string) (string, error) {
	if text == "" {
		return "", faultf("等号之后应写内容")
	}
	return text, nil
}

// names takes a list of names, in order.
func names(text string) (string, error) { return anything(joined(list(text))) }

// anyOrder takes a list whose order is of no matter.
func anyOrder(text string) (string, error) {
	all := list(text)
	slices.Sort(all)
	return anything(joined(all))
}

func number(text string) (string, error) {
	if n, err := strconv.Atoi(text); err != nil || n < 0 {
		return "", faultf("「%s」不是数", text)
	}
	return text, nil
}

func day(text string) (string, error) {
	if text == none {
		return text, nil
	}
	if _, err := period.ParseDate(text); err != nil {
		return "", faultf("「%s」不是日期，应写成 2026-03-02 或 无", text)
	}
	return text, nil
}

func due(text string) (string, error) {
	if _, err := day(strings.TrimSuffix(text, provisional)); err != nil {
		return "", faultf("「%s」不是日期，应写成 2026-03-02、2027-01-08暂定 或 无", text)
	}
	return text, nil
}

func dueDay(d period.Due) string {
	if d.Provisional {
		return date(d.On) + provisional
	}
	return date(d.On)
}

func date(d period.Date) string {
	if d.IsZero() {
		return none
	}
	return d.String()
}

func person(no string) string {
	if s, ok := staffByNo(no); ok {
		return s.Name
	}
	return none
}

func joined(all []string) string {
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, ",")
}
