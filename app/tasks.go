package app

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"sync"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// linted remembers what the lint says of a published version, which never changes but for the day
// on which it ends, and of a form, which many items share.
type linted struct{ versions, forms sync.Map }

type lintedVersion struct {
	code    string
	version int
	to      period.Date
}

func (l *linted) findings(it *catalog.Item) []catalog.Finding {
	return once(&l.versions, lintedVersion{it.Code, it.Version, it.To}, func() []catalog.Finding {
		return catalog.CheckWith(*it, l.form)
	})
}

func (l *linted) form(form json.RawMessage) []catalog.Finding {
	return once(&l.forms, string(form), func() []catalog.Finding { return catalog.CheckForm(form) })
}

// once finds something out when it is asked for the first time.
func once(known *sync.Map, key any, find func() []catalog.Finding) []catalog.Finding {
	if found, ok := known.Load(key); ok {
		return found.([]catalog.Finding)
	}
	found := find()
	known.Store(key, found)
	return found
}

// measured keeps the lists behind the measures for as long as what they are reckoned from stands.
type measured struct {
	sync.Mutex
	of   basis
	rows map[board.Measure][]board.Row
}

// basis is all that the measures are reckoned from.
type basis struct {
	directory *org.Directory
	catalogue *Catalogue
	registers *Registers
	on        period.Date
}

// Measured is the list behind every measure today. The lists are shared: nobody may change them.
func (h *Hall) Measured() map[board.Measure][]board.Row {
	now := basis{h.Directory(), h.Catalogue(), h.Registers(), h.Today()}
	h.measured.Lock() // who comes while they are reckoned waits for them
	defer h.measured.Unlock()
	if h.measured.of != now {
		h.measured.rows = board.World{Directory: now.directory, Items: now.catalogue.All(now.on), Findings: h.lint.findings,
			Posts: now.registers.FixedPosts("", now.on), Facilities: now.registers.Facilities("", now.on),
			Services: now.registers.Conveniences, On: now.on}.Rows()
		h.measured.of = now
	}
	return h.measured.rows
}

// Rounds lists the breakdowns of tasks, newest first.
func (r *Registers) Rounds() []board.Round {
	list := slices.Clone(r.rounds)
	slices.SortStableFunc(list, func(a, b board.Round) int { return int(b.From) - int(a.From) })
	return list
}

// NewestRound is the breakdown of tasks that was set last; empty where none was.
func (r *Registers) NewestRound() board.Round {
	if rounds := r.Rounds(); len(rounds) > 0 {
		return rounds[0]
	}
	return board.Round{}
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
