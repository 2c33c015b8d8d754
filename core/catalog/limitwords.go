package catalog

import (
	"regexp"
	"strconv"
	"strings"

	"yimen/core/period"
)

// LimitWords is a period as the forms of the notice say it.
func LimitWords(p period.Period) string {
	switch {
	case p.IsZero():
		return "无"
	case p.N == 0:
		return "即办"
	case p.Unit == period.NaturalDay:
		return strconv.Itoa(p.N) + "日"
	case p.Unit == period.Month:
		return strconv.Itoa(p.N) + "个月"
	}
	return strconv.Itoa(p.N) + "个工作日"
}

var limitSaid = regexp.MustCompile(`^(\d{1,4})个?(工作日|自然日|日|天|月)(内|以内)?$`)

// ReadLimit reads a period as people write it: 20个工作日, 即办, 15日, 2个月, 无, or 20wd. It is
// false for anything else.
func ReadLimit(text string) (period.Period, bool) {
	text = strings.Join(strings.Fields(text), "")
	switch text {
	case "", "无":
		return period.Period{}, true
	case "即办", "当场", "当日", "当场办结", "当日办结":
		return period.Period{Unit: period.WorkingDay}, true
	}
	if p, err := period.Parse(text); err == nil {
		return p, true
	}
	m := limitSaid.FindStringSubmatch(text)
	if m == nil {
		return period.Period{}, false
	}
	n, err := strconv.Atoi(m[1])
	unit := map[string]period.Unit{"工作日": period.WorkingDay, "月": period.Month}[m[2]]
	if unit == 0 {
		unit = period.NaturalDay
	}
	return period.Period{N: n, Unit: unit}, err == nil
}
