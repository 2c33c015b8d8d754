package watch

import (
	"maps"
	"slices"
	"strings"

	"yimen/core/period"
)

// recounting are the stages in which a limit runs.
const recounting = "received supplementing reviewing approving suspended granted denied issued"

// kept is a last day that stands for the run of a clock that began on from; fixed if the
// clock had ended, else it only comes no earlier.
type kept struct {
	from, on period.Date
	fixed    bool
}

// moved is one clock of a recount, as the fact has it or as it is reckoned here.
type moved struct {
	From  period.Date `json:"f"`
	Old   period.Date `json:"o"`
	New   period.Date `json:"n"`
	Kept  bool        `json:"k"`
	Fixed bool        `json:"x"`
}

func (m moved) said() string {
	if m.New.IsZero() {
		return "—"
	}
	return m.New.String()
}

// held is the last day of a clock, unless another one stands.
func (w *walk) held(name string, from, due period.Date) period.Date {
	k, ok := w.kept[name]
	if ok && k.from == from && !due.IsZero() && (k.fixed || due < k.on) {
		return k.on
	}
	return due
}

// recount checks what is written down of days that an arrangement moved, and holds to it.
func (w *walk) recount() {
	var rows []struct {
		Clock string `json:"c"`
		Unit  string `json:"u"`
		moved
	}
	w.read("m", &rows)
	said := map[string]moved{}
	for _, row := range rows {
		said[row.Clock+row.Unit] = row.moved
	}
	want := w.moves(w.prior, w.fact.At)
	for _, name := range slices.Sorted(maps.Keys(union(said, want))) {
		w.need(said[name] == want[name], "recountWrong", name+"Due", said[name].said(), want[name].said())
	}
	w.need(len(want) > 0 && len(rows) == len(said), "recountWrong", "recount", number(len(rows)), number(len(want)))
	if w.kept == nil {
		w.kept = map[string]kept{}
	}
	for name, m := range want {
		delete(w.kept, name)
		if m.Kept || m.Fixed {
			w.kept[name] = kept{m.From, m.New, m.Fixed}
		}
	}
}

func union(a, b map[string]moved) map[string]moved {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// recounted: nobody acts before the days that moved are written down.
func (w *walk) recounted() {
	if moved := w.moves(w.prior, w.fact.At); len(moved) > 0 {
		w.find("recountSkipped", slices.Sorted(maps.Keys(moved))[0]+"Due")
	}
}

// moves reckons what the calendar of one moment and that of a later one give otherwise.
func (w *walk) moves(before, after period.Instant) map[string]moved {
	if w.cal.At(before) == w.cal.At(after) || !slices.Contains(strings.Fields(recounting), string(w.stage)) || w.over() {
		return nil
	}
	w.asOf = before
	was := w.days()
	w.asOf = after
	is := w.days()
	w.asOf = 0
	all := map[string]moved{}
	for day, old := range was {
		name, clock := strings.CutSuffix(day, "Due")
		if m := (moved{From: w.begins(name), Old: old, New: is[day]}); clock && m.Old != m.New {
			all[name] = w.hold(name, m, after.Date())
		}
	}
	return all
}

// hold: a clock that ended keeps its day; what the applicant was told to do by a day stays
// open to that day; the hall's own days come no earlier than today.
func (w *walk) hold(name string, m moved, today period.Date) moved {
	least := min(m.Old, today)
	switch {
	case !w.runs(name):
		m.New, m.Fixed = m.Old, true
		return m
	case slices.Contains([]string{"supplement", "transit", "originals", "pending", "askHearing"}, name):
		least = m.Old
	}
	if m.New < least {
		m.New, m.Kept = least, true
	}
	return m
}

// runs tells whether a clock that has begun still runs.
func (w *walk) runs(name string) bool {
	undecided := w.decidedOn.IsZero()
	switch name {
	case "acceptance":
		return w.stage == received
	case "supplement":
		return w.stage == supplementing && w.notice.posted.IsZero()
	case "transit":
		return w.stage == supplementing
	case "pending":
		return w.owes() && undecided
	case "originals":
		return w.originalsOn.IsZero() && undecided
	case "askHearing":
		return w.hearing.told[w.hearing.last].answer == "" && undecided
	case "hearing":
		return w.hearing.heldOn.IsZero() && undecided
	case "step":
		return undecided && w.saidOn.IsZero()
	case "delivery":
		return true // up to service, and then nothing is recounted
	}
	if p := w.besideOf(name); p != nil {
		return undecided && p.on.IsZero()
	}
	return undecided
}

// begins is the day from which a clock counts.
func (w *walk) begins(name string) period.Date {
	switch name {
	case "acceptance":
		if !w.supplementedOn.IsZero() {
			return w.supplementedOn
		}
		return w.receivedOn
	case "supplement":
		return w.notice.on
	case "transit":
		return w.notice.last
	case "pending":
		return w.owed.on
	case "originals":
		return w.noticedOn
	case "step":
		return w.stepOn
	case "askHearing":
		return w.hearing.told[w.hearing.last].told
	case "hearing":
		return w.hearing.askedOn()
	case "delivery":
		return w.decidedOn
	}
	if p := w.besideOf(name); p != nil {
		return p.since
	}
	return w.decisionFrom()
}
