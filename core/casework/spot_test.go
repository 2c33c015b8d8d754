package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// spotHall may decide the item on the spot.
func spotHall(t tb) *hall {
	h := newHall(t)
	h.item.Procedure.Steps[2].OnSpot = true
	return h.to(t, casework.Received)
}

// TestOnSpot: past the review, to be decided the same day, by somebody else.
func TestOnSpot(t *testing.T) {
	h := spotHall(t)
	h.do(t, casework.Accept{Opinion: "齐全", OnSpot: true}, staff(clerk))
	if h.c.State() != casework.Approving || h.c.At != 2 || h.c.Unit() != "330303-nyj" {
		t.Fatalf("%s at %d", h.c.State(), h.c.At)
	}
	task, _ := casework.Open(h.c, h.env(system))
	if task.Due != h.now.Date() || task.Light(task.Due.Add(1)) != casework.Red {
		t.Errorf("%+v", task)
	}
	refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(clerk)), "notYours")
	h.do(t, casework.Grant{Opinion: "同意"}, staff(approver))
	if task, _ := casework.Open(h.c, h.env(system)); task.Due != h.now.Date() || task.Last == task.Due {
		t.Errorf("to be closed: %+v", task)
	}
}

// TestOnSpotIsTakenBack: what the decider sends back goes the long way, with its usual limit.
func TestOnSpotIsTakenBack(t *testing.T) {
	h := spotHall(t)
	h.do(t, casework.Accept{Opinion: "齐全", OnSpot: true}, staff(clerk))
	h.do(t, casework.Return{Opinion: "需要了解"}, staff(approver))
	if h.c.State() != casework.Reviewing || h.c.OnSpot || h.c.Promised(h.item).Limit != h.item.Promised.Period {
		t.Errorf("%s %+v", h.c.State(), h.c.Promised(h.item))
	}
}

// TestNotOnSpot: only where the approval may, and where nothing before it must be checked.
func TestNotOnSpot(t *testing.T) {
	for name, change := range map[string]func(*catalog.Item){
		"as published":            func(it *catalog.Item) { it.Procedure.Steps[2].OnSpot = false },
		"a check comes first":     func(it *catalog.Item) { it.Procedure.Steps[1].Check = true },
		"the decider must look":   func(it *catalog.Item) { it.Procedure.Steps[2].Check = true; it.Procedure.Steps[2].OnSpot = false },
		"only the review says so": func(it *catalog.Item) { it.Procedure.Steps[2].OnSpot = false; it.Procedure.Steps[1].OnSpot = true },
	} {
		h := spotHall(t)
		change(h.item)
		t.Log(name)
		invalid(t, h.try(casework.Accept{Opinion: "齐全", OnSpot: true}, staff(clerk)), "onSpot notOnSpot")
	}
}

// TestGenuineEarlyCode (T49): a clerk may take a credit code whose last character does not fit,
// with his reason on file; nobody may take another fault, and no applicant his own.
func TestGenuineEarlyCode(t *testing.T) {
	early := casework.Party{Name: "某公司", IDType: casework.CreditCode, ID: "91350100M000100Y4A", Phone: "13800000001"}
	with := func(change func(*casework.Party)) *hall {
		h := newHall(t)
		p := early
		change(&p)
		h.party = &p
		return h
	}
	h := with(func(*casework.Party) {})
	invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), "applicant.id creditCheck")
	h = with(func(p *casework.Party) { p.Why = " " })
	invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), "applicant.id creditCheck")
	h = with(func(p *casework.Party) { p.Why = "执照原件如此"; p.ID = "91350100M000100I43" })
	invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), "applicant.id creditShape")
	h = with(func(p *casework.Party) {
		p.Why, p.IDType, p.ID = "身份证原件如此", casework.ResidentID, "330303199001010018"
	})
	invalid(t, h.try(casework.Receive{Filing: h.filing()}, staff(clerk)), "applicant.id idCheck")
	h = with(func(p *casework.Party) { p.Why = "我的代码如此" })
	invalid(t, h.try(casework.Submit{Filing: h.filing()}, org.Actor{Kind: org.ByApplicant, No: early.ID}), "applicant.id creditCheck")

	h = with(func(p *casework.Party) { p.Why = "2015年首批换发，已核对执照原件" })
	h.do(t, casework.Receive{Filing: h.filing()}, staff(clerk))
	if h.c.Applicant.Why == "" {
		t.Error("the reason is not on file")
	}
	h = with(func(p *casework.Party) { p.ID, p.Why = "91350100M000100Y43", "多余" })
	h.do(t, casework.Receive{Filing: h.filing()}, staff(clerk))
	if h.c.Applicant.Why != "" {
		t.Error("a reason is kept that nothing needed")
	}
}
