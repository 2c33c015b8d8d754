package desk

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
	"yimen/web/ui"
)

// Who accepts a case sees by what it was handed in: whose mandate, for what and how long, and that it
// has ended since; of who represents a firm, that only he says so.
func TestAuthorityIsShown(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	ctx := ui.With(r.Context(), &ui.Req{Lang: ui.Zh})
	day := w.hall.Today()
	m := store.Handler{From: day.Add(-9), To: day.Add(30), Items: []string{house}, AcceptedAt: day.Add(-8).At(9, 0)}
	p := casePage{desk: &Desk{hall: w.hall}}
	says := func(want ...string) {
		t.Helper()
		pairs := p.authority(ctx)
		if len(pairs) != 1 {
			t.Fatalf("%d pairs", len(pairs))
		}
		for _, text := range want {
			if !strings.Contains(pairs[0].Text+pairs[0].Note, text) {
				t.Errorf("no %q in %q, %q", text, pairs[0].Text, pairs[0].Note)
			}
		}
	}
	if pairs := p.authority(ctx); len(pairs) > 0 {
		t.Errorf("of a person: %+v", pairs)
	}
	p.acted = &app.Authority{Firm: "永昌餐饮有限公司", Name: "林秀兰", Mandate: &m}
	says("林秀兰", "永昌餐饮有限公司", m.From.String(), m.To.String(), "农村村民建房审批", day.Add(-8).String(), "核对证照")
	if note := p.authority(ctx)[0].Note; strings.Contains(note, "结束") {
		t.Errorf("it stands: %s", note)
	}
	m.Items, m.EndedAt = nil, period.Instant(w.hall.Now())
	says("全部事项", "已于 "+day.String()+" 结束")
	p.acted.Mandate = nil
	says("林秀兰", "自述为法定代表人", "核对证照")
}

// The page of a case that a handler handed in says so, read from what the firm and he agreed on.
func TestAuthorityIsRead(t *testing.T) {
	w, ctx := testkit.Open(t, testkit.SQLite(t)), t.Context()
	rep := w.Resident(t, store.Resident{Name: "周建国", Phone: "13805779001", IDType: casework.ResidentID, IDNo: "330302195203084127"}, "a")
	hand := w.Resident(t, store.Resident{Name: "林秀兰", Phone: "13805779002", IDType: casework.ResidentID, IDNo: "330302194905067212"}, "a")
	firm, err := w.AddFirm(ctx, rep.ID, "92330303MA2CB0BK77", "永昌餐饮有限公司")
	must(t, err)
	must(t, w.Invite(ctx, rep, firm, store.Handler{Name: hand.Name, Phone: hand.Phone, From: w.Today(), To: w.Today()}, ""))
	list, err := w.Store.Invited(ctx, hand.Phone)
	must(t, err)
	must(t, w.TakeMandate(ctx, hand, list[0].ID))
	rec, err := w.BeginFor(ctx, hand.ID, firm.ID, testkit.Firm, casework.Filing{Channel: catalog.Online})
	must(t, err)
	full, err := w.Filing(ctx, rec, testkit.Community)
	must(t, err)
	full.Applicant = rec.Applicant
	rec, err = w.SubmitAs(ctx, rec.Draft, full, hand.ID)
	must(t, err)
	staff := w.Directory().People()
	i := slices.IndexFunc(staff, func(s org.Staff) bool { _, err := w.Open(ctx, rec.No, app.StaffActor(s)); return err == nil })
	if i < 0 {
		t.Fatal("nobody may open it")
	}
	p, err := (&Desk{hall: w.Hall}).openCase(ctx, rec.No, staff[i])
	must(t, err)
	if p.acted == nil || p.acted.Mandate == nil || p.acted.Mandate.ID != list[0].ID {
		t.Fatalf("%+v", p.acted)
	}
	if !slices.ContainsFunc(p.applicant(ctx), func(pair ui.Pair) bool {
		return strings.Contains(pair.Text, "受永昌餐饮有限公司的账号委托")
	}) {
		t.Errorf("%+v", p.applicant(ctx))
	}
}
