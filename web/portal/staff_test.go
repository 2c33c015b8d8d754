package portal

import (
	"context"
	"slices"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/starter"
)

// staffFor finds somebody of the starter's staff who may do an act on a case now.
func staffFor(t *testing.T, hall *app.Hall, no string, act org.Act) org.Actor {
	t.Helper()
	rec, err := hall.Store.CaseByNo(context.Background(), no)
	if err != nil {
		t.Fatal(err)
	}
	snap, err := app.ReadDirectory(starter.Data, "org")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snap.Staff {
		who := org.Actor{Kind: org.ByStaff, No: s.No, Name: s.Name}
		if _, ok := hall.Directory().May(who, act, rec.Target(hall.Today())); ok {
			return who
		}
	}
	t.Fatalf("nobody may %s the case at %s", act, rec.Unit())
	return org.Actor{}
}

// accepted lets the staff accept a case, and take in at once what might have come later.
func accepted(t *testing.T, hall *app.Hall, no string) {
	t.Helper()
	rec, err := hall.Store.CaseByNo(context.Background(), no)
	if err != nil {
		t.Fatal(err)
	}
	item, _ := hall.Catalogue().Version(rec.Item, rec.ItemVersion)
	var late []casework.Given
	for _, m := range rec.Lacking(item, catalog.Deferrable) {
		late = append(late, casework.Given{Code: m.Code, How: casework.Copy, Count: 1})
	}
	if len(late) == 0 {
		staffDo(t, hall, no, casework.Accept{Opinion: "齐全"})
		return
	}
	staffDo(t, hall, no, casework.AcceptPending{Opinion: "容缺", Limit: fiveDays, Promise: "本人"}, casework.BringPending{Materials: late})
}

// staffDo lets the staff act on a case.
func staffDo(t *testing.T, hall *app.Hall, no string, cmds ...casework.Command) {
	t.Helper()
	for _, cmd := range cmds {
		lookedAt(t, hall, no, cmd.Act())
		if _, err := hall.Do(context.Background(), no, 0, cmd, staffFor(t, hall, no, cmd.Act())); err != nil {
			t.Fatalf("%s: %v", cmd.Act(), err)
		}
	}
}

// lookedAt makes the on-site check that an opinion or decision waits for.
func lookedAt(t *testing.T, hall *app.Hall, no string, act org.Act) {
	t.Helper()
	rec, err := hall.Store.CaseByNo(context.Background(), no)
	if err != nil {
		t.Fatal(err)
	}
	item, _ := hall.Catalogue().Version(rec.Item, rec.ItemVersion)
	if !slices.Contains([]org.Act{org.Pass, org.Veto, org.Grant, org.Deny}, act) || !rec.LacksCheck(item) {
		return
	}
	two := hall.Directory().Workers(rec.Unit(), hall.Today())
	staffDo(t, hall, no, casework.SiteCheck{Checkers: []casework.Checker{{No: two[0].No, Cert: "浙C1"}, {No: two[1].No, Cert: "浙C2"}},
		On: rec.AcceptedOn, Begins: "00:00", Ends: "00:01", Place: "现场", Findings: "与申请一致", Signer: rec.Applicant.Name})
}
