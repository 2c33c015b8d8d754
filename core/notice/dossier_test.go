package notice_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario"
)

// TestBind: the dossier holds the Chinese documents in their order, every material with a
// name for each of its files, and says how the case ended.
func TestBind(t *testing.T) {
	dir, problems := org.NewDirectory(scenario.District())
	if dir == nil {
		t.Fatal(problems)
	}
	item := &catalog.Item{Code: "X-1", Name: "林木采伐许可", Type: "01", Materials: []catalog.Material{{Code: "m1", Name: "权属证明"}}}
	o := notice.Office{Env: casework.Env{Cal: period.Default(), Dir: dir, Item: item, Rules: casework.DefaultRules()}, Settings: notice.Settings{Demo: true}}
	on := period.NewDate(2026, 5, 20)
	c := casework.Case{No: "330303001260302000001", Applicant: casework.Party{Name: "王喆堃"}, ReceivedOn: on, Materials: []casework.Given{
		{Code: "m1", How: casework.Original, Count: 2},
		{Code: "form", How: casework.Upload, Files: []casework.File{{Name: "a.pdf"}, {Name: "a.pdf"}}},
	}}
	docs := []notice.Document{{Title: "收件凭证", Lang: notice.Zh}, {Title: "Receipt", Lang: notice.En}, {Title: "受理通知书", Lang: notice.Zh}}
	d := notice.Bind(c, docs, o, on, "林𬭎")
	if len(d.Docs) != 2 || d.Docs[0].Title != "收件凭证" || d.Docs[1].Title != "受理通知书" {
		t.Errorf("documents %+v", d.Docs)
	}
	if len(d.Materials) != 2 || d.Materials[0].Name != "权属证明" || d.Materials[0].Copies != "2" || len(d.Materials[0].Files) != 0 {
		t.Errorf("materials %+v", d.Materials)
	}
	if files := d.Materials[1].Files; !slices.Equal(files, []string{"材料02-1-a.pdf", "材料02-2-a.pdf"}) {
		t.Errorf("files %q", files)
	}
	if d.Bound != on || d.By != "林𬭎" || !d.Demo || d.CaseNo != c.No || d.ItemCode != "X-1" {
		t.Errorf("cover %+v", d)
	}
	for _, e := range []struct {
		c    casework.Case
		want string
	}{
		{casework.Case{}, "尚未办结"},
		{casework.Case{Decision: &casework.Decision{Granted: true}, Ended: casework.Concluded}, "准予行政许可"},
		{casework.Case{Decision: &casework.Decision{}, Ended: casework.Concluded}, "不予行政许可"},
		{casework.Case{Ended: casework.NotAccepted}, "不予受理"},
		{casework.Case{Ended: casework.NotNeeded}, "不受理（依法不需要取得许可）"},
		{casework.Case{Ended: casework.Withdrawn}, "申请人撤回申请"},
		{casework.Case{Ended: casework.DeemedWithdrawn}, "视为撤回申请"},
		{casework.Case{Ended: casework.Terminated}, "终止办理"},
		{casework.Case{Ended: casework.AcceptanceRevoked}, "撤销受理"},
		{casework.Case{Ended: casework.Concluded}, "办结"},
	} {
		if got := notice.Bind(e.c, nil, o, on, "").Outcome; got != e.want {
			t.Errorf("ended as %q: %q, want %q", e.c.Ended, got, e.want)
		}
	}
}
