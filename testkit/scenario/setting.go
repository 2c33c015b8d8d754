package scenario

import (
	"slices"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// setting is what a scenario takes for granted. What stands before the first 场景 of a
// file is the beginning of every scenario's.
type setting struct {
	basis      []string
	items      []catalog.Item // defined here
	item       string         // name or code of the item in use
	acceptUnit string         // code
	applicant  casework.Party
	rules      casework.Rules
	standIns   []org.StandIn

	calendar *period.Calendar // as the lines read so far leave it; nil = the program's
	base     *period.Calendar // as it is known when the story begins; nil = the program's
	bases    [][]byte         // the files of that
	arranges bool             // there is a line 日历 or 公布日历
}

func (s setting) clone() setting {
	s.standIns = slices.Clone(s.standIns)
	s.basis, s.items, s.bases = slices.Clone(s.basis), slices.Clone(s.items), slices.Clone(s.bases)
	for i := range s.items {
		s.items[i].Procedure.Steps = slices.Clone(s.items[i].Procedure.Steps)
		s.items[i].Materials = slices.Clone(s.items[i].Materials)
	}
	return s
}

// versions lists the versions of an item by name or code.
func (s *setting) versions(item string) []catalog.Item {
	var all []catalog.Item
	for _, i := range s.items {
		if i.Name == item || i.Code == item {
			all = append(all, i)
		}
	}
	return all
}

// heads are the lines that set the stage.
var heads = map[string]func(*setting, []word) error{
	"事项": (*setting).readItem,
	"环节": func(s *setting, w []word) error {
		step, err := readStep(w)
		return s.onItem(err, func(i *catalog.Item) { i.Procedure.Steps = append(i.Procedure.Steps, step) })
	},
	"材料": func(s *setting, w []word) error {
		m, err := readMaterial(w)
		return s.onItem(err, func(i *catalog.Item) {
			i.Materials = append(i.Materials, m)
			i.Sheet.CommitInstead = i.Sheet.CommitInstead || m.Commit
		})
	},
	"受理单位": func(s *setting, w []word) (err error) {
		s.acceptUnit, err = unitCode(plain(w))
		return err
	},
	"申请人": func(s *setting, w []word) (err error) {
		s.applicant, err = readApplicant(w)
		return err
	},
	"设定": (*setting).readRules,
	"代岗": (*setting).readStandIn,
	"日历": (*setting).readCalendar,
}

// readItem takes a name alone for an item known elsewhere, unless steps follow.
func (s *setting) readItem(words []word) error {
	item, err := readItem(words)
	if err != nil {
		return err
	}
	s.item = item.Name
	if len(words) == 1 {
		return nil
	}
	s.items = slices.DeleteFunc(s.items, func(i catalog.Item) bool { return i.Name == item.Name && i.Version == item.Version })
	s.items = append(s.items, item)
	return nil
}

// onItem changes the item that is being defined.
func (s *setting) onItem(err error, change func(*catalog.Item)) error {
	if err != nil {
		return err
	}
	if n := len(s.items); n > 0 && s.items[n-1].Name == s.item {
		change(&s.items[n-1])
		return nil
	}
	return faultf("「环节」「材料」应跟在写有期限的「事项」之后")
}

// readRules reads the line 设定.
func (s *setting) readRules(words []word) error {
	a := args{words: words}
	for _, limit := range []struct {
		key string
		to  *period.Period
	}{{"受理期限", &s.rules.AcceptWithin}, {"送达期限", &s.rules.DeliverWithin}, {"延长期限", &s.rules.ExtendBy}, {"联合延长期限", &s.rules.JointExtendBy}, {"补正最长", &s.rules.MaxSupplement}} {
		if p := a.period(limit.key); !p.IsZero() {
			*limit.to = p
		}
	}
	if word, ok := a.take("逾期不补正"); ok {
		switch word {
		case "视为撤回", "不处理":
			s.rules.LapseEnds = word == "视为撤回"
		default:
			a.fail(unknown(word, []string{"视为撤回", "不处理"}))
		}
	}
	return a.done()
}
