package app

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// accountRule: 区监察局要加强督查，对工作推进不力的街道和部门进行督办、问责 (the notice, 三(三)).
const accountRule = "通知三(三)"

// AccountRules (问责依据) are the provisions that a finding may cite: 许可法72–77, and the notice's own words.
var AccountRules = []string{"72.1", "72.2", "72.3", "72.4", "72.5", "72.6", "72.7", "72.8", "73", "74.1", "74.2", "74.3", "75", "76", "77", "notice"}

// AccountMeasures (问责措施) are what is done: 责令改正 (72、74), 提醒谈话, 通报批评, 建议处分 (by who appoints, or
// the supervisory organ), 移送 where it may be a crime.
var AccountMeasures = []string{"correct", "talk", "criticise", "sanction", "refer"}

// RecordAccount (问责登记) records a finding against a unit, or one of its people: by who watches over the
// unit from apart, on something that is so: a late case, an upheld alarm, a case with an Article 72
// risk, a complaint found true. It is news to who is held to account.
func (h *Hall) RecordAccount(ctx context.Context, a store.Account, staff string) (store.Account, error) {
	a.Ref, a.Facts, a.Staff = strings.TrimSpace(a.Ref), strings.TrimSpace(a.Facts), strings.TrimSpace(a.Staff)
	if !slices.Contains(h.ComplaintsOver(staff), a.Unit) {
		return a, ErrNoRight
	}
	v := lengthFault("facts", a.Facts, 2000, true)
	choose := func(field string, ok bool) {
		if !ok {
			v = append(v, casework.FieldError{Field: field, Code: "choose", Rule: accountRule})
		}
	}
	choose("rule", slices.Contains(AccountRules, a.Rule))
	choose("measure", slices.Contains(AccountMeasures, a.Measure))
	if a.Staff != "" {
		no, fault := h.staffNamed(a.Staff)
		switch {
		case fault == "" && no == staff:
			fault = "complaintSelf"
		case fault == "" && !h.partOf(no, a.Unit):
			fault = "accountStaff"
		}
		if a.Staff = no; fault != "" {
			v = append(v, casework.FieldError{Field: "staff", Code: fault, Rule: accountRule})
		}
	}
	so, err := h.accountSource(ctx, a)
	if err != nil {
		return a, err
	}
	if !so {
		v = append(v, casework.FieldError{Field: "ref", Code: "accountSource", Rule: accountRule})
	}
	if len(v) > 0 {
		return a, v
	}
	a.ID, a.At, a.By = store.NewID(h.Now()), h.Now(), staff
	var news store.Plan
	for _, no := range h.heldToAccount(a) {
		news = append(news, h.tellOne(a.ID, no, a.ID, 0, StaffAccount)...)
	}
	return h.Store.AddAccount(ctx, a, news...)
}

// accountSource tells whether what a finding rests on is so, and is the unit's.
func (h *Hall) accountSource(ctx context.Context, a store.Account) (so bool, err error) {
	switch a.Source {
	case store.OfAlarm:
		id, bad := strconv.ParseInt(a.Ref, 10, 64)
		if bad != nil {
			return false, nil
		}
		alarm, err := h.Store.Alarm(ctx, id)
		return alarm.State == store.AlarmUpheld && alarm.Unit == a.Unit, notMissing(err)
	case store.OfComplaint:
		c, err := h.Store.ComplaintByNo(ctx, a.Ref)
		return (c.Outcome == "upheld" || c.Outcome == "partly") && c.Unit == a.Unit, notMissing(err)
	case store.OfLate, store.OfRisk:
		return h.accountCase(ctx, a)
	}
	return false, nil
}

// accountCase tells whether a case was late in the unit, or has what 许可法72(4) calls a breach: a second
// notice for supplements, or an acceptance that came by silence.
func (h *Hall) accountCase(ctx context.Context, a store.Account) (bool, error) {
	rec, err := h.Store.CaseByNo(ctx, a.Ref)
	if err != nil {
		return false, notMissing(err)
	}
	tallies, err := h.tallies(rec)
	if err != nil {
		return false, err
	}
	for _, t := range tallies {
		risk := t.What == casework.TallySupplementAgain || t.What == casework.TallyDeemed
		late := t.Late > 0 || t.Missed != casework.NoneMissed
		if t.Unit == a.Unit && (a.Source == store.OfRisk && risk || a.Source == store.OfLate && late) {
			return true, nil
		}
	}
	env, err := h.env(rec.Case, system)
	late := slices.ContainsFunc(casework.Work(rec.Case, env), func(t casework.Task) bool {
		return t.Unit == a.Unit && !t.Waiting && !t.Due.IsZero() && h.Today() > t.Due
	})
	return a.Source == store.OfLate && late, err
}

func notMissing(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// heldToAccount are the one concerned, or of a unit as a whole who leads it.
func (h *Hall) heldToAccount(a store.Account) (list []string) {
	if a.Staff != "" {
		return []string{a.Staff}
	}
	for _, s := range h.Directory().People() {
		if slices.ContainsFunc(h.Directory().HoldingsOf(s.No, h.Today()), func(o org.Holding) bool { return o.Unit == a.Unit && o.Head }) {
			list = append(list, s.No)
		}
	}
	return list
}

// AccountRole is what somebody may do to a finding.
type AccountRole struct {
	States  bool // say what he has to say
	Settles bool // confirm or drop it
}

// AccountRole tells it; ErrNoRight to whom it is none of his business. Who recorded it never decides
// it, nor who is held to account; nobody decides before the one concerned has spoken, or had his time to.
func (h *Hall) AccountRole(a store.Account, steps []store.AccountStep, staff string) (AccountRole, error) {
	concerned := slices.Contains(h.heldToAccount(a), staff)
	over := slices.Contains(h.ComplaintsOver(staff), a.Unit) || h.leadsWatch(a.By, staff)
	if !concerned && !over && staff != a.By {
		return AccountRole{}, ErrNoRight
	}
	open := a.State == store.AccountProposed
	return AccountRole{States: concerned && open, Settles: over && !concerned && staff != a.By && open && h.heardOut(a, steps)}, nil
}

// heardOut tells whether who is held to account has stated his case, or had the time to.
func (h *Hall) heardOut(a store.Account, steps []store.AccountStep) bool {
	return len(steps) > 0 || h.Today() > h.AccountHeardOn(a)
}

// AccountHeardOn is the last day for a statement.
func (h *Hall) AccountHeardOn(a store.Account) period.Date {
	return h.Calendar().Due(period.Clock{From: a.At.Date(), Limit: h.Rules.AccountState}).On
}

// leadsWatch tells whether somebody leads an office in which another does the watching.
func (h *Hall) leadsWatch(watcher, staff string) bool {
	dir, today := h.Directory(), h.Today()
	return slices.ContainsFunc(dir.HoldingsOf(watcher, today), func(w org.Holding) bool {
		return w.Post == org.Supervisor && slices.ContainsFunc(dir.HoldingsOf(staff, today), func(o org.Holding) bool { return o.Unit == w.Unit && o.Head })
	})
}

// Account reads a finding with what was said to it, for whom it concerns.
func (h *Hall) Account(ctx context.Context, no, staff string) (store.Account, []store.AccountStep, AccountRole, error) {
	a, err := h.Store.AccountByNo(ctx, no)
	if err != nil {
		if errors.Is(err, store.ErrNotFound) {
			err = ErrNoRight
		}
		return a, nil, AccountRole{}, err
	}
	steps, err := h.Store.AccountSteps(ctx, a.ID)
	if err != nil {
		return store.Account{}, nil, AccountRole{}, err
	}
	role, err := h.AccountRole(a, steps, staff)
	if err != nil {
		return store.Account{}, nil, role, err
	}
	return a, steps, role, nil
}

// AccountsOn are the findings that rest on a case, of those that somebody may read.
func (h *Hall) AccountsOn(ctx context.Context, caseNo, staff string) ([]store.Account, error) {
	list, err := h.Store.AccountsOn(ctx, caseNo)
	return slices.DeleteFunc(list, func(a store.Account) bool {
		_, err := h.AccountRole(a, nil, staff)
		return err != nil
	}), err
}

// StepAccount (陈述申辩、核定、不予问责) writes a statement of who is held to account, or the decision of a second person.
func (h *Hall) StepAccount(ctx context.Context, no string, deed store.AccountDeed, text, staff string) error {
	a, _, role, err := h.Account(ctx, no, staff)
	if err != nil {
		return err
	}
	switch {
	case deed == store.StateAccount && role.States:
	case deed == store.ConfirmAccount && role.Settles:
		a.State, a.Settled = store.AccountConfirmed, h.Now()
	case deed == store.DropAccount && role.Settles:
		a.State, a.Settled = store.AccountDropped, h.Now()
	default:
		return casework.Refusal{Code: "accountMoved", Rule: accountRule}
	}
	text = strings.TrimSpace(text)
	if v := lengthFault("text", text, 2000, true); len(v) > 0 {
		return v
	}
	var news store.Plan
	id := store.NewID(h.Now())
	for _, no := range append(h.heldToAccount(a), a.By) {
		if no != staff {
			news = append(news, h.tellOne(id, no, a.ID, int64(a.Steps+1), StaffAccount)...)
		}
	}
	err = h.Store.StepAccount(ctx, a, store.AccountStep{At: h.Now(), Deed: deed, By: staff, Text: text}, news...)
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "accountMoved", Rule: accountRule}
	}
	return err
}
