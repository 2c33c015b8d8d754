package board

import (
	"slices"
	"testing"

	"yimen/core/catalog"
	"yimen/core/period"
)

// TestNoticeCall: the notice's days, and what a call may not lack.
func TestNoticeCall(t *testing.T) {
	c := NoticeCall()
	if found := CheckCall(c); len(found) > 0 {
		t.Fatal(found)
	}
	for annex, due := range map[int]string{2: "2015-07-10", 3: "2015-07-10", 4: "2015-07-17"} {
		if p, ok := c.Part(annex); !ok || p.Due.String() != due || !p.Streets {
			t.Errorf("annex %d: %+v", annex, p)
		}
	}
	if p, _ := c.Part(3); len(p.Units) != 0 {
		t.Error("annex 3 is filled in by streets alone")
	}
	for field, spoil := range map[string]func(*Call){
		"code":  func(c *Call) { c.Code = "二" },
		"name":  func(c *Call) { c.Name = " " },
		"from":  func(c *Call) { c.From = 0 },
		"phone": func(c *Call) { c.Phone = "" },
		"mail":  func(c *Call) { c.Mail = "lwsgb" },
		"due2":  func(c *Call) { c.Parts = nil },
		"due4":  func(c *Call) { c.Parts = slices.Clone(c.Parts); c.Parts[2].Due = c.From.Add(-1) },
		"units": func(c *Call) { c.Parts = []Part{{Annex: 2, Due: c.From}} },
	} {
		bad := NoticeCall()
		spoil(&bad)
		if found := CheckCall(bad); !slices.ContainsFunc(found, func(f catalog.Finding) bool { return f.Field == field }) {
			t.Errorf("%s: found %v", field, found)
		}
	}
}

// TestStandings: a body stands by its last submission and the day.
func TestStandings(t *testing.T) {
	due := period.NewDate(2015, 7, 10)
	for _, c := range []struct {
		state Sent
		first period.Date
		on    period.Date
		want  Standing
	}{
		{"", 0, due.Add(-6), Waiting},
		{"", 0, due.Add(-5), Near},
		{"", 0, due, Near},
		{"", 0, due.Add(1), Lacking},
		{SentIn, due, due.Add(9), InTime},
		{SentIn, due.Add(1), due.Add(9), InLate},
		{SentBack, due, due, Back},
		{SentBack, due, due.Add(30), Back},
		{TakenIn, due.Add(3), due.Add(30), Accepted},
	} {
		if got := StandingOf(Submission{State: c.state, First: c.first}, due, c.on); got != c.want {
			t.Errorf("%+v stands %s", c, got)
		}
	}
	for _, c := range []struct {
		from, to Sent
		may      bool
	}{{"", SentIn, true}, {SentIn, SentIn, true}, {SentBack, SentIn, true}, {TakenIn, SentIn, false}, {"", TakenIn, false}, {SentIn, TakenIn, true},
		{SentIn, SentBack, true}, {SentBack, SentBack, false}, {TakenIn, SentBack, false}, {SentIn, "x", false}} {
		if (Submission{State: c.from}).Next(c.to) != c.may {
			t.Errorf("from %q to %q", c.from, c.to)
		}
	}
}

// TestSubmissions: who sends names its leader and its clerk, and who sends back says why.
func TestSubmissions(t *testing.T) {
	whole := Submission{Call: "2015", Annex: 2, Unit: "330303001", State: SentIn, File: Evidence{Sum: "x"}, Leader: "陈", By: "林"}
	if found := CheckSubmission(whole); len(found) > 0 {
		t.Fatal(found)
	}
	for field, spoil := range map[string]func(*Submission){
		"file": func(s *Submission) { s.File = Evidence{} }, "leader": func(s *Submission) { s.Leader = "" }, "by": func(s *Submission) { s.By = " " },
		"remark": func(s *Submission) { s.State = SentBack },
	} {
		bad := whole
		spoil(&bad)
		if found := CheckSubmission(bad); len(found) != 1 || found[0].Field != field {
			t.Errorf("%s: found %v", field, found)
		}
	}
}
