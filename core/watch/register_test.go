package watch_test

import (
	"slices"
	"testing"

	"yimen/core/period"
	"yimen/core/watch"
)

// of puts an entry of a register beside a file, looked at in the spring of 2026.
func of(f *watch.File) {
	wd := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	f.Rules.ComplaintTake, f.Rules.ComplaintReply, f.Rules.AccountState = wd(5), wd(15), wd(5)
	f.Now = date("2026-05-01").At(9, 0)
}

// complained edits a sound complaint: taken down at a counter, taken up, handed on, answered.
func complained(edit func(*watch.Complained)) func(*watch.File) {
	return func(f *watch.File) {
		of(f)
		at := func(day string) period.Instant { return date(day).At(9, 0) }
		f.Complained = &watch.Complained{No: "TS2026000001", At: at("2026-03-02"), Taken: at("2026-03-09"), Settled: at("2026-03-23"), State: "answered", Outcome: "upheld",
			Staff: "sl", Watch: "330303-sgb", Way: "counter", By: "ck", Deeds: []watch.Deed{
				{N: 1, At: at("2026-03-09"), What: "take", By: "jc", Unit: "330303"},
				{N: 2, At: at("2026-03-10"), What: "pass", By: "jc", Unit: "330303-sgb", Text: "归口管理"},
				{N: 3, At: at("2026-03-23"), What: "answer", By: "sg", Unit: "330303-sgb", Text: "属实，已责令改正"}}}
		edit(f.Complained)
	}
}

// blamed edits a sound finding: recorded, stated against, confirmed by another.
func blamed(edit func(*watch.Blamed)) func(*watch.File) {
	return func(f *watch.File) {
		of(f)
		at := func(day string) period.Instant { return date(day).At(9, 0) }
		f.Blamed = &watch.Blamed{No: "WZ2026000001", At: at("2026-03-02"), Settled: at("2026-03-04"), State: "confirmed", By: "jc", Staff: "sl", Deeds: []watch.Deed{
			{N: 1, At: at("2026-03-03"), What: "state", By: "sl", Text: "当天有三十人排队"}, {N: 2, At: at("2026-03-04"), What: "confirm", By: "sg", Text: "事实清楚"}}}
		edit(f.Blamed)
	}
}

// alarmed edits a sound alarm: objected to, dismissed by another.
func alarmed(edit func(*watch.Alarmed)) func(*watch.File) {
	return func(f *watch.File) {
		of(f)
		at := func(day string) period.Instant { return date(day).At(9, 0) }
		f.Alarmed = &watch.Alarmed{No: "7", Raised: at("2026-03-02"), State: "dismissed", Deeds: []watch.Deed{
			{N: 1, At: at("2026-03-03"), What: "objected", By: "sh", Text: "当日系统停机"}, {N: 2, At: at("2026-03-04"), What: "dismissed", By: "jc", Text: "查属实"}}}
		edit(f.Alarmed)
	}
}

// TestSoundRegisters: in an entry as it should be nothing is found; nor where a unit as a whole is held
// to account and let its days pass, or an alarm was upheld unheard.
func TestSoundRegisters(t *testing.T) {
	for name, with := range map[string]func(*watch.File){
		"complaint":                complained(func(*watch.Complained) {}),
		"written by who complains": complained(func(c *watch.Complained) { c.Way, c.By = "online", "" }),
		"declined": complained(func(c *watch.Complained) {
			c.Deeds, c.Watch, c.Taken, c.Outcome = slices.Clone(c.Deeds[:1]), "330303", 0, ""
			c.Deeds[0].What, c.Deeds[0].Text, c.State, c.Settled = "decline", "请向法院提出", "declined", c.Deeds[0].At
		}),
		"finding": blamed(func(*watch.Blamed) {}),
		"unheard after its days": blamed(func(b *watch.Blamed) {
			b.Staff, b.Deeds, b.State = "", []watch.Deed{{N: 1, At: date("2026-03-10").At(9, 0), What: "drop", By: "sg", Text: "不属实"}}, "dropped"
			b.Settled = b.Deeds[0].At
		}),
		"alarm": alarmed(func(*watch.Alarmed) {}),
		"upheld unheard": alarmed(func(a *watch.Alarmed) {
			a.Deeds, a.State = []watch.Deed{{N: 1, At: a.Raised, What: "upheld", By: "jc", Text: "逾期未说明"}}, "upheld"
		}),
	} {
		var f watch.File
		with(&f)
		if all := watch.Check(f, calendar); len(all) > 0 {
			t.Errorf("%s: %v", name, all)
		}
	}
}

// registers are damages of their entries.
var registers = []damaged{
	{"registerNo", "granted", "", "", complained(func(c *watch.Complained) { c.No = "TS2025000001" })},
	{"registerNo", "granted", "", "", blamed(func(b *watch.Blamed) { b.No = "TS2026000001" })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds[2].N = 4 })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds[1].At = c.At })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds[0].By = " " })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds = c.Deeds[1:] })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds[2].Text = "" })},
	{"registerSteps", "granted", "", "", complained(func(c *watch.Complained) { c.Deeds[2].What = "forget" })},
	{"registerSteps", "granted", "", "", blamed(func(b *watch.Blamed) { b.Deeds[1].What = "forget" })},
	{"registerSteps", "granted", "", "", alarmed(func(a *watch.Alarmed) { a.Deeds[1].What = "explained" })},
	{"registerSteps", "granted", "", "", alarmed(func(a *watch.Alarmed) { a.Deeds[0].At--; a.Raised = a.Deeds[0].At + 1 })},
	{"registerState", "granted", "", "", complained(func(c *watch.Complained) { c.Outcome = "" })},
	{"registerState", "granted", "", "", complained(func(c *watch.Complained) { c.Watch = "330303" })},
	{"registerState", "granted", "", "", complained(func(c *watch.Complained) { c.Taken-- })},
	{"registerState", "granted", "", "", complained(func(c *watch.Complained) { c.Way = "online" })},
	{"registerState", "granted", "", "", blamed(func(b *watch.Blamed) { b.State = "dropped" })},
	{"registerState", "granted", "", "", blamed(func(b *watch.Blamed) { b.Settled++ })},
	{"registerState", "granted", "", "", alarmed(func(a *watch.Alarmed) { a.State = "upheld" })},
	{"complaintSelf", "granted", "", "", complained(func(c *watch.Complained) { c.Staff = "sg" })},
	{"complaintTakeLate", "granted", "", "", complained(func(c *watch.Complained) { c.Taken = date("2026-03-10").At(0, 0); c.Deeds[0].At = c.Taken })},
	{"complaintReplyLate", "granted", "", "", complained(func(c *watch.Complained) { c.Settled = date("2026-03-24").At(0, 0); c.Deeds[2].At = c.Settled })},
	{"complaintReplyLate", "granted", "", "", complained(func(c *watch.Complained) { c.Settled, c.State, c.Outcome, c.Deeds = 0, "taken", "", c.Deeds[:2] })},
	{"blamedSelf", "granted", "", "", blamed(func(b *watch.Blamed) { b.Staff = b.By })},
	{"blamedSelf", "granted", "", "", blamed(func(b *watch.Blamed) { b.Deeds[0].By = "sh" })},
	{"blamedSelf", "granted", "", "", blamed(func(b *watch.Blamed) { b.Deeds[1].By = "jc" })},
	{"blamedSelf", "granted", "", "", blamed(func(b *watch.Blamed) { b.Deeds[1].By = "sl" })},
	{"blamedUnheard", "granted", "", "", blamed(func(b *watch.Blamed) { b.Deeds = b.Deeds[1:]; b.Deeds[0].N = 1 })},
	{"alarmSelf", "granted", "", "", alarmed(func(a *watch.Alarmed) { a.Deeds[1].By = "sh" })},
	{"alarmUnheard", "granted", "", "", alarmed(func(a *watch.Alarmed) { a.Deeds = a.Deeds[1:]; a.Deeds[0].N = 1 })},
}
