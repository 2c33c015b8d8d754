package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/period"
)

// TestFalseMaterial: refused or denied with a warning; in matters of public safety nothing
// more for a year, whose first day is the next one.
func TestFalseMaterial(t *testing.T) {
	refuse := casework.RefuseAcceptance{Ground: casework.FalseMaterial, Reason: "权属证明系伪造"}
	deny := casework.Deny{Ground: casework.DenyFalse, Opinion: "不同意", Reasons: "权属证明系伪造", Article: "许可法第七十八条"}
	for _, safety := range []bool{false, true} {
		want := period.Date(0)
		if safety {
			want = day(2027, 3, 2)
		}
		h := newHall(t)
		h.item.Safety = safety
		h.to(t, casework.Received)
		h.do(t, refuse, staff(clerk))
		if bar, barred := casework.BarOf(h.c, h.facts[1]); h.c.Ended != casework.NotAccepted || h.c.Falsehood == nil || !h.c.Falsehood.Warned || bar.Until != want || barred != safety {
			t.Errorf("safety %v: %+v, %+v", safety, h.c.Falsehood, bar)
		}
		h = newHall(t)
		h.item.Safety = safety
		h.to(t, casework.Approving)
		h.do(t, deny, staff(approver))
		if bar, barred := casework.BarOf(h.c, h.facts[3]); h.c.Decision == nil || bar.Until != want || barred != safety || barred && (bar.Party != citizen || bar.Item != h.item.Code || bar.Rule != "许可法78") {
			t.Errorf("safety %v: %+v, %+v", safety, h.c.Falsehood, bar)
		}
	}
	h := newHall(t)
	h.item.Type = "07"
	h.to(t, casework.Received)
	invalid(t, h.try(refuse, staff(clerk)), "ground onlyLicence")
}

// TestFalseMaterialNeedsNoCheck: what the papers prove needs no look at the place.
func TestFalseMaterialNeedsNoCheck(t *testing.T) {
	h := newHall(t)
	h.item.Procedure.Steps[2].Check = true
	h.to(t, casework.Approving)
	h.do(t, casework.Deny{Ground: casework.DenyFalse, Opinion: "不同意", Reasons: "伪造", Article: "许可法第七十八条"}, staff(approver))
}

// TestBarred: on the last day an application is refused with the provision, on the next taken.
func TestBarred(t *testing.T) {
	h := newHall(t)
	h.bar = casework.Bar{Party: citizen, Item: "felling", Until: day(2026, 3, 2), Rule: "许可法79"}
	err := h.try(casework.Receive{Filing: filing()}, staff(clerk))
	invalid(t, err, "applicant.id barred")
	if v, _ := err.(casework.Invalid); len(v) == 1 && (v[0].Rule != "许可法79" || v[0].Args[0] != "2026-03-02") {
		t.Errorf("refused by %+v", v)
	}
	invalid(t, h.try(casework.Submit{Filing: filing()}, applicant), "applicant.id barred")
	h.now = day(2026, 3, 3).At(9, 0)
	h.do(t, casework.Receive{Filing: filing()}, staff(clerk))
}

// A licence got by fraud and revoked bars its holder for the three years of Article 79.
func TestRevocationBars(t *testing.T) {
	c := casework.Case{Item: "LW-XK-003", Applicant: casework.Party{ID: "330102199003075115"}}
	bar, barred := casework.BarOf(c, casework.Fact{Body: casework.RevokeLicence{BarUntil: day(2029, 3, 9)}})
	if want := (casework.Bar{Party: c.Applicant.ID, Item: c.Item, Until: day(2029, 3, 9), Rule: "许可法79"}); !barred || bar != want {
		t.Errorf("%+v, want %+v", bar, want)
	}
	if _, barred = casework.BarOf(c, casework.Fact{Body: casework.RevokeLicence{}}); barred {
		t.Error("a revocation without a bar bars")
	}
}
