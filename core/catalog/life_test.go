package catalog

import (
	"errors"
	"testing"

	"yimen/core/period"
)

// TestTheTableOfMoves: each move is possible in its stages alone, for its hands alone.
func TestTheTableOfMoves(t *testing.T) {
	keeper, leader, office, all := Hands{No: "k", Keeper: true}, Hands{No: "l", Leader: true}, Hands{No: "o", Office: true}, Hands{No: "a", Keeper: true, Leader: true, Office: true}
	for _, stage := range Stages {
		for _, c := range []struct {
			move   Move
			stages []Stage
			hands  Hands
		}{
			{SaveDraft, []Stage{InDraft, Returned}, keeper}, {CheckDraft, []Stage{InDraft, Returned}, keeper},
			{SignDraft, []Stage{Checked}, leader}, {TakeBack, []Stage{Checked, Signed}, keeper}, {TakeBack, []Stage{Checked, Signed}, leader},
			{Report, []Stage{Signed}, keeper}, {Take, []Stage{Reported}, office}, {SendBack, []Stage{Reported, Accepted}, office},
			{Publish, []Stage{Accepted}, office}, {Drop, []Stage{InDraft, Returned}, keeper}, {Comment, Stages, leader},
		} {
			want := "draftStage"
			for _, s := range c.stages {
				if s == stage {
					want = ""
				}
			}
			if got := codeOf(Draft{Stage: stage}.Can(c.move, c.hands)); got != want {
				t.Errorf("%s in %s: %q, want %q", c.move, stage, got, want)
			}
			if want == "" && codeOf(Draft{Stage: stage}.Can(c.move, Hands{No: "x"})) != "draftNotYours" {
				t.Errorf("%s in %s is anybody's", c.move, stage)
			}
		}
	}
	written := Draft{Stage: Checked, Writers: []string{"a"}, Preparer: "k"}
	if codeOf(written.Can(SignDraft, all)) != "draftSamePerson" {
		t.Error("who wrote it may sign it")
	}
	reported := Draft{Stage: Reported, Leader: "a"}
	if codeOf(reported.Can(Take, all)) != "draftSamePerson" {
		t.Error("who signed it may accept it")
	}
}

func codeOf(err error) string {
	var m MoveError
	errors.As(err, &m)
	return m.Code
}

func TestApply(t *testing.T) {
	d := Draft{Stage: Reported, Rev: 4, Writers: []string{"k"}, Preparer: "k", Leader: "l"}
	if _, err := d.Apply(SendBack, Hands{No: "o", Office: true}, " "); codeOf(err) != "draftRemark" {
		t.Error(err)
	}
	back, err := d.Apply(SendBack, Hands{No: "o", Office: true}, "补依据")
	if err != nil || back.Stage != Returned || back.Preparer != "" || back.Leader != "" || back.Rev != 5 {
		t.Errorf("%+v %v", back, err)
	}
	saved, err := back.Apply(SaveDraft, Hands{No: "k2", Keeper: true}, "")
	if err != nil || len(saved.Writers) != 2 || len(back.Writers) != 1 || saved.Stage != Returned {
		t.Errorf("%+v %v", saved, err)
	}
	if _, err := saved.Apply(CheckDraft, Hands{No: "k2", Keeper: true}, ""); codeOf(err) != "draftUnsound" {
		t.Errorf("an empty item was checked off: %v", err)
	}
}

func TestEnds(t *testing.T) {
	day := func(d int) period.Date { return period.NewDate(2026, 3, d) }
	list := []*Item{{Version: 1, From: day(1)}, {Version: 2, From: day(10), To: day(20)}, {Version: 3, From: day(15)}}
	got := Ends(list, func(version int) (period.Date, bool) { return day(25), version == 3 })
	for i, want := range []period.Date{day(9), day(14), day(25)} {
		if got[i].To != want {
			t.Errorf("version %d ends %s, want %s", i+1, got[i].To, want)
		}
	}
	if list[0].To != 0 || list[1].To != day(20) {
		t.Error("what was published changed")
	}
	alone := []*Item{{Version: 1, From: day(1)}}
	if got := Ends(alone, func(int) (period.Date, bool) { return 0, false }); got[0] != alone[0] {
		t.Error("a version that nothing ends was copied")
	}
}

func TestReadLimit(t *testing.T) {
	for text, want := range map[string]string{"20个工作日": "20wd", " 20 个工作日内": "20wd", "15日": "15d", "15天": "15d", "15个自然日": "15d", "2个月": "2m", "即办": "0wd", "当场": "0wd", "无": "", "": "", "5wd": "5wd"} {
		if got, ok := ReadLimit(text); !ok || got.String() != want {
			t.Errorf("%q: %s %v", text, got, ok)
		}
	}
	for _, text := range []string{"二十日", "20", "尽快", "20个", "12345日"} {
		if got, ok := ReadLimit(text); ok {
			t.Errorf("%q was read as %s", text, got)
		}
	}
	for _, p := range []string{"20wd", "15d", "2m", "0wd"} {
		limit, _ := period.Parse(p)
		if back, ok := ReadLimit(LimitWords(limit)); !ok || back != limit {
			t.Errorf("%s: %s", p, LimitWords(limit))
		}
	}
}

func TestFormRowsGoThereAndBack(t *testing.T) {
	rows := []FormRow{
		{Name: "a", Title: "类别", TitleEN: "Kind", Kind: "select", Required: true, Options: []string{"道路|Road", "房屋|House"}},
		{Title: "面积", Kind: "number", Lowest: "0.5", Highest: "200"},
		{Title: "说明", Kind: "textarea"},
		{Title: "同意", Kind: "boolean"},
		{Title: "开工日", Kind: "date", Hint: "预计", Group: "工程"},
	}
	form := WriteForm(rows)
	fields, err := Fields(form)
	if err != nil || len(fields) != 5 || fields[1].Name != "f1" || fields[2].Name != "f2" || fields[2].MaxLength != formMost || !fields[0].Required || fields[0].Options[1].EN != "House" {
		t.Fatalf("%+v %v", fields, err)
	}
	if again := WriteForm(FormRows(form)); string(again) != string(form) {
		t.Errorf("%s\n%s", form, again)
	}
	unfinished := WriteForm([]FormRow{{Kind: "select"}, {}})
	if back := FormRows(unfinished); len(back) != 2 || back[0].Kind != "select" {
		t.Errorf("%+v", back)
	}
	if empty, err := Fields(WriteForm(nil)); err != nil || len(empty) != 0 {
		t.Error(empty, err)
	}
}
