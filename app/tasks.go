package app

import (
	"context"
	"io"
	"slices"
	"sync"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// linted remembers what the lint says of a published version, which never changes.
type linted struct{ of sync.Map }

func (l *linted) findings(it *catalog.Item) []catalog.Finding {
	if found, ok := l.of.Load(it); ok {
		return found.([]catalog.Finding)
	}
	found := catalog.Check(*it)
	l.of.Store(it, found)
	return found
}

// Measured is the list behind every measure today.
func (h *Hall) Measured() map[board.Measure][]board.Row {
	today, reg := h.Today(), h.Registers()
	return board.World{Directory: h.Directory(), Items: h.Catalogue().All(today), Findings: h.lint.findings,
		Posts: reg.FixedPosts("", today), Facilities: reg.Facilities("", today), Services: reg.Conveniences, On: today}.Rows()
}

// Rounds lists the breakdowns of tasks, newest first.
func (r *Registers) Rounds() []board.Round {
	list := slices.Clone(r.rounds)
	slices.SortStableFunc(list, func(a, b board.Round) int { return int(b.From) - int(a.From) })
	return list
}

// Round finds one, and how often it was entered.
func (r *Registers) Round(code string) (board.Round, int, bool) {
	i := slices.IndexFunc(r.rounds, func(x board.Round) bool { return x.Code == code })
	if i < 0 {
		return board.Round{}, 0, false
	}
	return r.rounds[i], r.version(roundKind, code), true
}

// Progress is what a unit has said of a task last, and how often it spoke; zero where it has
// said nothing.
func (r *Registers) Progress(round string, task int, unit string) (board.Progress, int) {
	code := board.ProgressCode(round, task, unit)
	return r.progress[code], r.version(progressKind, code)
}

// SetsRounds tells whether somebody sets tasks: the keeper of the district's approval office.
func (h *Hall) SetsRounds(staff string) bool {
	return slices.ContainsFunc(h.Directory().HoldingsOf(staff, h.Today()), func(o org.Holding) bool {
		u, ok := h.Directory().Unit(o.Unit, h.Today())
		return ok && o.Post == org.Keeper && u.Kind == org.AssessorOffice
	})
}

// SaveRound enters a round, new with version 0. Errors: ErrNoRight, Faults, store.ErrConflict.
func (h *Hall) SaveRound(ctx context.Context, r board.Round, version int, by string) error {
	if !h.SetsRounds(by) {
		return ErrNoRight
	}
	if err := faults(board.CheckRound(r)); err != nil {
		return err
	}
	return h.enter(ctx, roundKind, r.Code, version, by, r)
}

// Reports tells whether somebody may say how far a unit is: its keeper, or one above.
func (h *Hall) Reports(staff, unit string) bool {
	return h.Directory().KeepsFor(staff, unit, h.Today())
}

// Report (报送进展) enters what a unit says of a task, with a file as evidence where name is not
// empty; else the evidence it gave before stands. Errors: ErrNoRight, ErrNotFound, Faults,
// *UploadError, store.ErrConflict.
func (h *Hall) Report(ctx context.Context, p board.Progress, version int, by, name string, content io.Reader) error {
	round, _, ok := h.Registers().Round(p.Round)
	task, known := round.Task(p.Task)
	if !ok || !known || !slices.ContainsFunc(task.UnitsOf(h.Directory(), round.From), func(u org.Unit) bool { return u.Code == p.Unit }) {
		return ErrNotFound
	}
	if !h.Reports(by, p.Unit) {
		return ErrNoRight
	}
	old, _ := h.Registers().Progress(p.Round, p.Task, p.Unit)
	p.File, p.On = old.File, h.Today()
	if name != "" {
		file, err := h.keepEvidence(ctx, name, content)
		if err != nil {
			return err
		}
		p.File = &file
	}
	if err := faults(board.CheckProgress(p)); err != nil {
		return err
	}
	return h.enter(ctx, progressKind, p.Code(), version, by, p)
}

// keepEvidence stores a file under the rules of every upload.
func (h *Hall) keepEvidence(ctx context.Context, name string, content io.Reader) (board.Evidence, error) {
	name, ok := plainName(name)
	if !ok {
		return board.Evidence{}, &UploadError{Code: "fileName"}
	}
	mime, blob, err := h.keepFile(ctx, name, content)
	return board.Evidence{Name: name, Sum: blob.Sum, Mime: mime, Size: blob.Size}, err
}

// ProgressHistory reads all that a unit has said of a task, newest first.
func (h *Hall) ProgressHistory(ctx context.Context, round string, task int, unit string) ([]board.Progress, []store.Entry, error) {
	return historyOf[board.Progress](ctx, h, progressKind, board.ProgressCode(round, task, unit))
}

// Lint is what the rules of quality find in a published version.
func (h *Hall) Lint(it *catalog.Item) []catalog.Finding { return h.lint.findings(it) }
