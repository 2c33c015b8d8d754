package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
)

// TestWhoReconsiders: by level and kind of the deciding body, and by the day of the decision.
func TestWhoReconsiders(t *testing.T) {
	h := newHall(t)
	for _, test := range []struct {
		body        string
		before, now []string
	}{
		{"330303-nyj", []string{"温州市龙湾区人民政府"}, []string{"温州市龙湾区人民政府"}}, // no city department of the function here
		{"330303-zrzy", []string{"温州市龙湾区人民政府", "温州市自然资源和规划局"}, []string{"温州市龙湾区人民政府"}},
		{"330303-gaj", []string{"温州市龙湾区人民政府"}, []string{"温州市人民政府", "温州市龙湾区人民政府"}},
		{"330303001", []string{"温州市龙湾区人民政府"}, []string{"温州市龙湾区人民政府"}},
		{"330303001-scjg", []string{"龙湾区市场监督管理局", "温州市龙湾区人民政府"}, []string{"温州市龙湾区人民政府"}},
		{"330303001012", []string{"温州市龙湾区人民政府"}, []string{"温州市龙湾区人民政府"}},
		{"330303", []string{"温州市人民政府"}, []string{"温州市人民政府"}},
		{"330300-zrzy", []string{"温州市人民政府", "省级主管部门"}, []string{"温州市人民政府"}},
		{"330300", []string{"浙江省人民政府"}, []string{"浙江省人民政府"}},
	} {
		u, ok := h.dir.Unit(test.body, h.now.Date())
		if !ok {
			t.Fatalf("no unit %s", test.body)
		}
		for on, want := range map[period.Date][]string{day(2023, 12, 31): test.before, day(2024, 1, 1): test.now} {
			r := casework.RemediesOf(u, on, h.env(org.Actor{}))
			var got []string
			for _, b := range r.Bodies {
				got = append(got, b.Name)
			}
			if len(got) != len(want) {
				t.Errorf("%s on %s: %v, want %v", test.body, on, got, want)
				continue
			}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("%s on %s: %v, want %v", test.body, on, got, want)
				}
			}
			if r.Within.N != 60 || r.AfterAll.N != 15 || r.Body.Code != test.body {
				t.Errorf("%s: %+v", test.body, r)
			}
		}
	}
}

// TestOnlineRemedy: who is served online is told where to apply online, since 2024 and where
// an address is known.
func TestOnlineRemedy(t *testing.T) {
	for _, test := range []struct {
		year    int
		address string
		want    string
	}{{2026, "https://fy.example.cn", "https://fy.example.cn"}, {2023, "https://fy.example.cn", ""}, {2026, "", ""}} {
		h := newHall(t)
		h.rules.ReconsiderAt = test.address
		h.now = day(test.year, 3, 2).At(9, 0)
		h.wish = &casework.Delivery{Mode: casework.Electronic, Address: "a@example.cn", Consent: true}
		h.to(t, casework.Denied)
		if got := h.c.Remedies(h.env(system)).Channel; got != test.want {
			t.Errorf("%d: to be served online: %q", test.year, got)
		}
		h.do(t, casework.Serve{Mode: casework.PostMail, Proof: "EMS1"}, staff(issuer))
		if got := h.c.Remedies(h.env(system)).Channel; got != "" {
			t.Errorf("%d: served by post: %q", test.year, got)
		}
	}
}

// TestRemedyOfWhomEntrusted: a station that decides in its department's name is no body of
// its own (许可法24).
func TestRemedyOfWhomEntrusted(t *testing.T) {
	h := newHall(t)
	h.item.Procedure.Steps[2].Unit = "station:agri"
	h.item.Sheet.Implementer.Delegate, h.item.Sheet.Implementer.Function = "永中林业站", "agri"
	h.to(t, casework.Reviewing)
	if r := h.c.Remedies(h.env(system)); r.Body.Code != "330303-nyj" {
		t.Errorf("the respondent is %s", r.Body.Name)
	}
}
