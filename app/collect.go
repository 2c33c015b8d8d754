package app

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strings"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
)

// Calls lists the rounds of collecting, newest first.
func (r *Registers) Calls() []board.Call {
	list := slices.Clone(r.calls)
	slices.SortStableFunc(list, func(a, b board.Call) int { return cmp.Compare(b.From, a.From) })
	return list
}

// Call finds one, and how often it was entered.
func (r *Registers) Call(code string) (board.Call, int, bool) {
	i := slices.IndexFunc(r.calls, func(c board.Call) bool { return c.Code == code })
	if i < 0 {
		return board.Call{}, 0, false
	}
	return r.calls[i], r.version(callKind, code), true
}

// Submission is what a body sent last for a part, and how often; zero where it never did.
func (r *Registers) Submission(call string, annex int, unit string) (board.Submission, int) {
	code := board.SubmissionCode(call, annex, unit)
	return r.submissions[code], r.version(submissionKind, code)
}

// SaveCall gives out a call, new with version 0, or changes one. Errors: ErrNoRight, Faults,
// store.ErrConflict.
func (h *Hall) SaveCall(ctx context.Context, c board.Call, version int, by string) error {
	if !h.SetsRounds(by) {
		return ErrNoRight
	}
	if err := faults(board.CheckCall(c)); err != nil {
		return err
	}
	return h.enter(ctx, callKind, c.Code, version, by, c)
}

// EndCall (结束) closes a call: nobody is reminded of it any more, nothing more is sent in.
func (h *Hall) EndCall(ctx context.Context, code, by string) error {
	c, version, ok := h.Registers().Call(code)
	if !ok {
		return ErrNotFound
	}
	if !c.Ended.IsZero() {
		return refusedFor("callEnded")
	}
	c.Ended = h.Today()
	return h.SaveCall(ctx, c, version, by)
}

// Owed (应报) is one form that one body has to send in, with how it stands.
type Owed struct {
	Call board.Call
	board.Part
	Unit    org.Unit
	Sent    board.Submission
	Version int
	board.Standing
}

// OwedOf lists what a call asks for, annex by annex.
func (h *Hall) OwedOf(c board.Call) []Owed {
	var list []Owed
	reg, today := h.Registers(), h.Today()
	for _, p := range c.Parts {
		for _, u := range c.UnitsOf(p, h.Directory()) {
			o := Owed{Call: c, Part: p, Unit: u}
			o.Sent, o.Version = reg.Submission(c.Code, p.Annex, u.Code)
			o.Standing = board.StandingOf(o.Sent, p.Due, today)
			list = append(list, o)
		}
	}
	return list
}

// Owed finds one form of a call.
func (h *Hall) Owed(call string, annex int, unit string) (Owed, bool) {
	c, _, ok := h.Registers().Call(call)
	if !ok {
		return Owed{}, false
	}
	for _, o := range h.OwedOf(c) {
		if o.Annex == annex && o.Unit.Code == unit {
			return o, true
		}
	}
	return Owed{}, false
}

// Reminders (催报) are the forms that somebody's own bodies still have to send in: near their
// day, past it, or sent back. For the district office they are those that wait for its judgment.
func (h *Hall) Reminders(staff string) []Owed {
	kept, office := h.KeptUnits(staff), h.SetsRounds(staff)
	if len(kept) == 0 {
		return nil
	}
	var list []Owed
	for _, c := range h.Registers().Calls() {
		if !c.Ended.IsZero() || c.From > h.Today() {
			continue
		}
		for _, o := range h.OwedOf(c) {
			own := slices.Contains(kept, o.Unit.Code) && o.Owed() && o.Standing != board.Waiting
			if own || office && (o.Standing == board.InTime || o.Standing == board.InLate) {
				list = append(list, o)
			}
		}
	}
	return list
}

// SendForm (报送) sends in a form for a body, over the version that was read, with its file: the
// scan of the signed and sealed form, or what the system made of the catalogue. Errors:
// ErrNoRight, ErrNotFound, Faults, *UploadError, store.ErrConflict.
func (h *Hall) SendForm(ctx context.Context, s board.Submission, version int, by, name string, content io.Reader) error {
	o, ok := h.Owed(s.Call, s.Annex, s.Unit)
	if !ok {
		return ErrNotFound
	}
	if !h.Reports(by, s.Unit) {
		return ErrNoRight
	}
	if err := onward(o, board.SentIn); err != nil {
		return err
	}
	s.State, s.On, s.First = board.SentIn, h.Today(), o.Sent.First
	if s.First.IsZero() {
		s.First = s.On
	}
	s.Leader, s.By, s.Remark = strings.TrimSpace(s.Leader), strings.TrimSpace(s.By), strings.TrimSpace(s.Remark)
	s.File = board.Evidence{Sum: "-"} // it is named by the form's own check
	if err := faults(board.CheckSubmission(s)); err != nil {
		return err
	}
	var err error
	if s.File, err = h.keepEvidence(ctx, name, content); err != nil {
		return err
	}
	return h.enter(ctx, submissionKind, s.Code(), version, by, s)
}

// JudgeForm (采纳、退回) takes a form in or sends it back with a remark: the district office, and
// nobody who sent it in himself. Errors: ErrNoRight, ErrNotFound, Faults,
// store.ErrConflict.
func (h *Hall) JudgeForm(ctx context.Context, call string, annex int, unit string, version int, to board.Sent, remark, by string) error {
	o, ok := h.Owed(call, annex, unit)
	if !ok {
		return ErrNotFound
	}
	if !h.SetsRounds(by) {
		return ErrNoRight
	}
	if to == board.SentIn {
		return refusedFor("reportState")
	}
	if err := onward(o, to); err != nil {
		return err
	}
	_, entries, err := h.Submissions(ctx, call, annex, unit)
	if err != nil {
		return err
	}
	if entries[0].By == by {
		return refusedFor("reportSamePerson")
	}
	s := o.Sent
	s.State, s.On, s.Remark = to, h.Today(), strings.TrimSpace(remark)
	if err := faults(board.CheckSubmission(s)); err != nil {
		return err
	}
	return h.enter(ctx, submissionKind, s.Code(), version, by, s)
}

// onward tells whether a form may go on to a state.
func onward(o Owed, to board.Sent) error {
	switch {
	case !o.Call.Ended.IsZero():
		return refusedFor("callEnded")
	case !o.Sent.Next(to):
		return refusedFor("reportState")
	}
	return nil
}

// Submissions reads all that was sent in for a part and what became of it, newest first.
func (h *Hall) Submissions(ctx context.Context, call string, annex int, unit string) ([]board.Submission, []store.Entry, error) {
	return historyOf[board.Submission](ctx, h, submissionKind, board.SubmissionCode(call, annex, unit))
}

// refusedFor is a fault of the form as a whole.
func refusedFor(rule string) Faults {
	return Faults{{Rule: rule, Severity: catalog.Error}}
}
