package scenario

import (
	"cmp"
	"fmt"

	"yimen/store"
)

// accountDeeds are what is done about findings that hold to account (问责).
var accountDeeds = []ledgerDeed{
	{"登记问责", recordAccount},
	{"陈述问责", stepAccount(store.StateAccount)},
	{"核定问责", stepAccount(store.ConfirmAccount)},
	{"不予问责", stepAccount(store.DropAccount)},
}

// recordAccount records a finding; it rests on the case in play, on its newest alarm or on the complaint.
func recordAccount(a *args) func(entry) error {
	one := store.Account{Source: choose(a, "来源", sourceWords), Unit: a.unit("单位"), Staff: a.text("人员"), Rule: a.text("规定"), Measure: choose(a, "措施", measureWords), Facts: a.text("事实")}
	return func(e entry) error {
		one := one
		switch one.Source {
		case store.OfComplaint:
			one.Ref = e.play.complaint
		case store.OfAlarm:
			alarm, err := e.alarm("")
			if err != nil {
				return err
			}
			one.Ref = fmt.Sprint(alarm.ID)
		default:
			one.Ref = e.c.No
		}
		made, err := e.RecordAccount(e.ctx(), one, e.who.No)
		if err == nil {
			e.play.account = made.No
		}
		return err
	}
}

func stepAccount(deed store.AccountDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		text := a.text("内容")
		return func(e entry) error { return e.StepAccount(e.ctx(), e.play.account, deed, text, e.who.No) }
	}
}

// accountChecks look at the last finding.
var accountChecks = []ledgerCheck{
	{"问责", func(e entry) (string, error) {
		a, err := e.Store.AccountByNo(e.ctx(), e.play.account)
		return cmp.Or(say(accountStates, a.State), none), absent(err)
	}},
	{"陈述届满", func(e entry) (string, error) {
		a, err := e.Store.AccountByNo(e.ctx(), e.play.account)
		if err != nil {
			return none, absent(err)
		}
		return e.AccountHeardOn(a).String(), nil
	}},
}
