package scenario

import (
	"context"
	"encoding/json"
	"slices"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/watch"
)

// watchWords are what the re-checker (监察) can find late or odd on a case. What no story can bring
// about has no word: what is broken, and what only damage, an older version or another setting leaves.
var watchWords = vocabulary[string]{
	{"号码存疑", "numberOverridden"}, {"登记迟延", "registeredLate"}, {"版本不是来件日的", "versionNotOfArrival"},
	{"再次告知", "askedAgain"}, {"补交逾期", "pendingLate"}, {"未告知视为受理", "deemedAccepted"},
	{"期满未处理", "tickMissing"}, {"原件逾期", "originalsLate"},
	{"听证逾期", "hearingLate"}, {"督办逾期", "chaseLate"}, {"并联逾期", "besideLate"},
	{"指派逾期", "testersLate"},
	{"连续暂停", "stopsInRow"}, {"末日暂停", "stopOnLastDay"}, {"多次暂停", "stopsMany"},
	{"意见过快", "hasty"}, {"一人两岗", "onePersonTwoPosts"},
	{"岗位超期", "stepLate"}, {"承诺超期", "promiseLate"}, {"法定超期", "statuteLate"}, {"即办超期", "quickLate"}, {"核查逾期", "inspectionLate"},
	{"有效期过长", "validityLonger"}, {"先送达后制证", "servedBeforeIssue"}, {"送达超期", "deliveryLate"}, {"决定未送达", "exitUnserved"}, {"归档逾期", "filedLate"},
	{"延续申请过晚", "renewLate"}, {"逾期未决视为延续", "renewedBySilence"}, {"注销逾期", "cancelLate"},
}

// watched is what the re-checker finds on the case of a view: each kind once, in any order. It is
// told the facts, the definitions and what the hall shows, and reckons for itself.
func watched(v view) string {
	f := watch.File{No: v.No, Item: app.WatchItem(v.env.Item), Rules: app.WatchRules(v.env.Rules), Now: v.env.Now,
		Shown: app.WatchShown(v.Case, v.env.Item, v.env.Rules, v.env.Cal)}
	for _, fact := range v.facts {
		text, err := json.Marshal(fact)
		if err != nil {
			return err.Error()
		}
		f.Facts = append(f.Facts, text)
	}
	var found []string
	for _, one := range watch.Check(f, v.env.Editions) {
		word, known := watchWords.say(one.Code)
		if !known {
			word = one.Code
		}
		found = append(found, word)
	}
	slices.Sort(found)
	return joined(slices.Compact(found))
}

// facts are those of the case in play.
func (p *play) facts(c casework.Case) ([]casework.Fact, error) {
	if c.Version == 0 {
		return nil, nil
	}
	switch h := p.hall.(type) {
	case History:
		return h.Facts(p.current)
	case Ledger:
		return h.Beside(p.now).Store.Facts(context.Background(), c.ID)
	}
	return nil, nil
}
