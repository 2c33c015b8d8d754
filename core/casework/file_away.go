package casework

import (
	"slices"
	"strconv"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// FileAway (归档) closes the file of an ended case, 一案一卷: every paper of it in the order of the
// procedure, numbered page after page, with the time it is kept. What happened to the case
// is not touched by it.
type FileAway struct {
	Papers []Paper   `json:"p"`
	Keep   Retention `json:"k"`
	Place  string    `json:"w,omitempty"` // 档号、存放位置
}

// Paper (卷内文件) is one line of the contents list (卷内目录).
type Paper struct {
	Code  string `json:"c"` // see Contents; material codes begin with "m:"
	Pages int    `json:"n"`
	From  int    `json:"f,omitempty"` // first page, filled in by decide
}

// Retention (保管期限) is how long a file is kept (国家档案局令第8号).
type Retention string

// The retention periods.
const (
	Permanent   Retention = "permanent" // 永久
	ThirtyYears Retention = "30y"       // 定期30年
	TenYears    Retention = "10y"       // 定期10年
)

// Retentions are all of them.
var Retentions = []Retention{Permanent, ThirtyYears, TenYears}

// Archived (案卷) is the closed file.
type Archived struct {
	On     period.Date `json:"on"`
	By     string      `json:"by"`
	Papers []Paper     `json:"p"`
	Keep   Retention   `json:"k"`
	Place  string      `json:"w,omitempty"`
}

// Contents are the papers that the file of a case must hold, in order: what was handed in, then
// what each act of the procedure left. Whatever document an act makes has its place here.
func Contents(c Case) []string {
	list := []string{"form", "receipt"}
	for _, m := range c.Materials {
		list = append(list, "m:"+m.Code)
	}
	add := func(yes bool, code string) {
		if yes {
			list = append(list, code)
		}
	}
	add(c.Agent != nil, "mandate")
	add(c.Delivery != nil, "serviceAddress")
	add(len(c.Corrections) > 0, "corrections")
	add(c.Ask != nil, "supplement")
	add(!c.AcceptedOn.IsZero(), "acceptance")
	add(c.Pending != nil, "pending")
	add(c.Commitment != nil, "commitment")
	c.heardPapers(add)
	add(slices.ContainsFunc(c.Stops, func(s Stop) bool { return s.Kind != catalog.Hearing }), "special")
	add(len(c.Extensions) > 0, "extension")
	add(len(c.Opinions) > 0, "opinions")
	add(c.Decision != nil, "decision")
	add(c.Fee != nil, "fee")
	add(c.Issued != nil, "licence")
	add(c.Served != nil, "service")
	add(c.Ended != Concluded, "ending")
	add(c.Ended != Concluded && len(c.ExitsServed) > 0, "service")
	add(slices.ContainsFunc(c.Amendments, func(a Amendment) bool { return a.Agreed }), "amended")
	add(c.Commitment != nil && len(c.Commitment.Inspections) > 0, "inspection")
	l := c.life()
	add(l.Proposal != nil || l.Decided != nil || l.Cancelled != nil || c.Commitment != nil && c.Commitment.Revoked != nil, "afterwards")
	return list
}

// heardPapers are those of looking at the place and of hearing people (许可法34、36、46–48).
func (c Case) heardPapers(add func(yes bool, code string)) {
	add(len(c.Checks) > 0, "siteCheck")
	add(slices.ContainsFunc(c.Interested, func(p Interested) bool { return !p.ToldOn.IsZero() }), "interest")
	add(len(c.Statements) > 0, "statements")
	h := c.Hearing
	if h == nil {
		return
	}
	add(len(h.Told) > 0, "hearingRight")
	add(!h.OwnOn.IsZero(), "hearingPublic")
	add(slices.ContainsFunc(c.Stops, func(s Stop) bool { return s.Kind == catalog.Hearing }), "hearingNotice")
	add(slices.ContainsFunc(h.Recusals, func(r Recusal) bool { return r.Decided }), "recusal")
	add(h.held(), "hearingMinutes")
}

const fileRule = "案卷评查标准"

// Act names the act.
func (FileAway) Act() org.Act { return org.FileAway }

func (a FileAway) decide(c Case, env Env) (Command, error) {
	if c.Archived != nil {
		return nil, Refusal{"filedBefore", fileRule, []string{c.Archived.On.String()}}
	}
	if err := c.filable(env); err != nil {
		return nil, err
	}
	var v Invalid
	want := Contents(c)
	var papers []Paper
	page := 1
	for _, code := range want {
		i := slices.IndexFunc(a.Papers, func(p Paper) bool { return p.Code == code })
		v.need(i >= 0 && a.Papers[i].Pages >= 1, "pages."+code, "pagesMissing", fileRule)
		if i < 0 {
			continue
		}
		p := a.Papers[i]
		v.need(p.Pages <= 9999, "pages."+code, "pagesMany", fileRule)
		papers = append(papers, Paper{Code: code, Pages: p.Pages, From: page})
		page += max(0, p.Pages)
	}
	for i, p := range a.Papers {
		twice := slices.ContainsFunc(a.Papers[:i], func(o Paper) bool { return o.Code == p.Code })
		v.need(slices.Contains(want, p.Code) && !twice, "papers."+strconv.Itoa(i), "paperUnknown", fileRule, p.Code)
	}
	v.need(slices.Contains(Retentions, a.Keep), "keep", "choose", "国家档案局令8号")
	v.short(a.Place, "place", maxName)
	a.Papers = papers
	return a, v.err()
}

func (a FileAway) apply(c *Case, f Fact) {
	c.Archived = &Archived{On: f.At.Date(), By: f.By.No, Papers: a.Papers, Keep: a.Keep, Place: a.Place}
}

// FilingTime (归档时限) is the time to file a case that has ended. It is the hall's own and
// stands beside the clocks of the procedure.
func (c Case) FilingTime(rules Rules) period.Clock {
	return period.Clock{From: c.EndedOn, Limit: rules.FileWithin, Basis: fileRule}
}
