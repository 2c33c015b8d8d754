package catalog

import (
	"slices"
	"strings"

	"yimen/core/period"
)

// Stage (阶段) is how far a draft of an item has come on its way into the catalogue, by the foot
// of the notice's forms: 经办人 checks, 分管领导 signs, the body reports to 区审管办.
type Stage string

// The stages. A version that was published is afterwards replaced or withdrawn; its draft stays
// published.
const (
	InDraft   Stage = "draft"     // 起草
	Checked   Stage = "checked"   // 经办人已核对
	Signed    Stage = "signed"    // 分管领导已签名
	Reported  Stage = "reported"  // 已报送
	Accepted  Stage = "accepted"  // 区审管办已采纳
	Returned  Stage = "returned"  // 退回修改
	Published Stage = "published" // 已发布
	Dropped   Stage = "dropped"   // 已作废
)

// Stages lists them in order.
var Stages = []Stage{InDraft, Checked, Signed, Reported, Accepted, Returned, Published, Dropped}

// Open tells that something may still be done to a draft.
func (s Stage) Open() bool { return s != Published && s != Dropped }

// Move (流转) names what is done to a draft.
type Move string

// The moves.
const (
	BeginDraft Move = "begin"    // 新建
	SaveDraft  Move = "save"     // 保存
	Comment    Move = "comment"  // 批注
	CheckDraft Move = "check"    // 经办人核对
	TakeBack   Move = "takeBack" // 退回起草: before it was reported
	SignDraft  Move = "sign"     // 分管领导签名
	Report     Move = "report"   // 报送区审管办
	Take       Move = "accept"   // 采纳
	SendBack   Move = "return"   // 退回，附意见
	Publish    Move = "publish"  // 发布
	Drop       Move = "drop"     // 作废
)

// Hands (经手人) is who does a move, as far as it concerns one draft.
type Hands struct {
	No     string // 工号
	Keeper bool   // holds 目录管理岗 in the draft's own unit
	Leader bool   // 分管领导: holds 审批岗 in it
	Office bool   // keeps the district's catalogue: 目录管理岗 of 区审管办
}

// Draft (事项草稿) is a version of an item that is being written.
type Draft struct {
	ID    int64  `json:"-"`
	Rev   int    `json:"-"` // grows by one with every move
	Unit  string `json:"unit"`
	Stage Stage  `json:"stage"`
	Item  Item   `json:"item"`

	From    string `json:"from,omitempty"`    // code of the item it was copied from
	FromVer int    `json:"fromVer,omitempty"` // and its version; a change of an item has its own code here

	Writers  []string `json:"writers,omitempty"`  // 工号 of all who wrote in it
	Preparer string   `json:"preparer,omitempty"` // 经办人
	Leader   string   `json:"leader,omitempty"`   // 分管领导
	Taker    string   `json:"taker,omitempty"`    // who accepted it for the district

	Version int `json:"version,omitempty"` // as which version it was published
}

// ruleOfMove is one row of the table of moves.
type ruleOfMove struct {
	from  []Stage
	to    Stage // empty: the stage stays
	by    func(Hands) bool
	apart bool // nobody who wrote, checked or signed it
	words bool // a remark is asked for
}

func byKeeper(h Hands) bool { return h.Keeper }
func byLeader(h Hands) bool { return h.Leader }
func byOffice(h Hands) bool { return h.Office }
func byOwn(h Hands) bool    { return h.Keeper || h.Leader }
func byAny(h Hands) bool    { return h.Keeper || h.Leader || h.Office }

// moves is the life of a draft: who may do what in which stage. Whoever wrote it does not sign
// it, and whoever wrote, checked or signed it does not accept it for the district.
var moves = map[Move]ruleOfMove{
	SaveDraft:  {from: []Stage{InDraft, Returned}, by: byKeeper},
	Comment:    {from: Stages, by: byAny, words: true},
	CheckDraft: {from: []Stage{InDraft, Returned}, to: Checked, by: byKeeper},
	TakeBack:   {from: []Stage{Checked, Signed}, to: InDraft, by: byOwn, words: true},
	SignDraft:  {from: []Stage{Checked}, to: Signed, by: byLeader, apart: true},
	Report:     {from: []Stage{Signed}, to: Reported, by: byKeeper},
	Take:       {from: []Stage{Reported}, to: Accepted, by: byOffice, apart: true},
	SendBack:   {from: []Stage{Reported, Accepted}, to: Returned, by: byOffice, words: true},
	Publish:    {from: []Stage{Accepted}, to: Published, by: byOffice},
	Drop:       {from: []Stage{InDraft, Returned}, to: Dropped, by: byKeeper, words: true},
}

// Moves lists the moves in the order a page offers them.
var Moves = []Move{SaveDraft, CheckDraft, SignDraft, Report, Take, Publish, SendBack, TakeBack, Drop, Comment}

// NeedsWords tells whether a move asks for a remark.
func (m Move) NeedsWords() bool { return moves[m].words }

// Waits (待办) are the stages in which a draft waits for such hands to do what brings it on; apart
// are those of them in which it does so only if he did not write, check or sign it.
func (h Hands) Waits() (any, apart []Stage) {
	for _, m := range []Move{CheckDraft, SignDraft, Report, Take, Publish} {
		switch rule := moves[m]; {
		case !rule.by(h):
		case rule.apart:
			apart = append(apart, rule.from...)
		default:
			any = append(any, rule.from...)
		}
	}
	return any, apart
}

// MoveError (不能流转) says by code why a move is refused.
type MoveError struct{ Code string }

func (e MoveError) Error() string { return "catalog: draft: " + e.Code }

// Can tells whether somebody may do a move now; the error is a MoveError.
func (d Draft) Can(m Move, h Hands) error {
	rule, known := moves[m]
	switch {
	case !known || !slices.Contains(rule.from, d.Stage):
		return MoveError{"draftStage"}
	case !rule.by(h):
		return MoveError{"draftNotYours"}
	case rule.apart && d.touched(h.No):
		return MoveError{"draftSamePerson"}
	}
	return nil
}

// touched tells whether somebody wrote, checked or signed the draft.
func (d Draft) touched(no string) bool {
	return slices.Contains(d.Writers, no) || d.Preparer == no || d.Leader == no
}

// Apply does a move. What is not fit to be published is not checked off; the remark is asked for
// where others must know why.
func (d Draft) Apply(m Move, h Hands, remark string) (Draft, error) {
	if err := d.Can(m, h); err != nil {
		return d, err
	}
	rule := moves[m]
	if rule.words && strings.TrimSpace(remark) == "" {
		return d, MoveError{"draftRemark"}
	}
	if m == CheckDraft && !Publishable(Check(d.Sound())) {
		return d, MoveError{"draftUnsound"}
	}
	if rule.to != "" {
		d.Stage = rule.to
	}
	switch m {
	case SaveDraft:
		if !slices.Contains(d.Writers, h.No) {
			d.Writers = append(slices.Clone(d.Writers), h.No)
		}
	case CheckDraft:
		d.Preparer = h.No
	case SignDraft:
		d.Leader = h.No
	case Take:
		d.Taker = h.No
	case TakeBack, SendBack:
		d.Preparer, d.Leader, d.Taker = "", "", ""
	}
	d.Rev++
	return d, nil
}

// Sound is the draft's item as the linter is to see it: version and first day are given when it
// is published.
func (d Draft) Sound() Item {
	it := d.Item
	it.Version = max(1, it.Version)
	if it.From.IsZero() {
		it.From = abolishedOn().Add(1) // any day on which today's types hold
	}
	it.To = 0
	return it
}

// Ends (失效) gives the versions of one item, oldest first, the last day each is in force: its own,
// the day before the next one begins, or the day on which it was withdrawn, whichever comes
// first. Versions that nothing shortens are given back as they are.
func Ends(versions []*Item, withdrawn func(version int) (last period.Date, ok bool)) []*Item {
	out := slices.Clone(versions)
	for i, it := range versions {
		last := it.To
		shorten := func(day period.Date) {
			if last.IsZero() || day < last {
				last = day
			}
		}
		for _, next := range versions[i+1:] {
			shorten(next.From.Add(-1))
		}
		if day, ok := withdrawn(it.Version); ok {
			shorten(day)
		}
		if last != it.To {
			cut := *it
			cut.To = last
			out[i] = &cut
		}
	}
	return out
}

// LocalParts (本地部分) are the paths that differ from body to body where many carry out one item
// of the district: whoever copies it fills them in anew.
var LocalParts = []string{
	"sheet.implementer.name", "sheet.implementer.nameEn", "sheet.implementer.code", "sheet.department.zh", "sheet.department.en",
	"sheet.place.zh", "sheet.place.en", "sheet.hours.zh", "sheet.hours.en", "sheet.phone", "sheet.supervision",
}
