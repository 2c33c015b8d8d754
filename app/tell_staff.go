package app

import (
	"context"
	"encoding/json"
	"errors"
	"net/mail"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// The turns of which staff are told (内部消息), as their templates are named.
const (
	StaffArrived  = "staff.arrived"  // 新待办
	StaffUrged    = "staff.urged"    // 催办: the applicant reminded
	StaffChased   = "staff.chased"   // 督办: a supervisor demanded
	StaffObjected = "staff.objected" // 陈述申辩、要求听证、申请回避
	StaffYellow   = "staff.yellow"   // 预警
	StaffRed      = "staff.red"      // 超过承诺期限
	StaffPurple   = "staff.purple"   // 超过法定期限
	StaffRateNear = "staff.rateNear" // 差评的回访、答复即将到期
	StaffRateLate = "staff.rateLate" // 差评的回访、答复已经超期

	StaffAccount       = "staff.account"       // 问责登记及其经过
	StaffQuestion      = "staff.question"      // 转来的首问
	StaffComplaint     = "staff.complaint"     // 新投诉
	StaffComplaintNear = "staff.complaintNear" // 投诉的受理、答复即将到期
	StaffComplaintLate = "staff.complaintLate" // 投诉的受理、答复已经超期

	StaffFormNear  = "staff.formNear"  // 填报即将到期
	StaffFormToday = "staff.formToday" // 填报今天到期
	StaffFormLate  = "staff.formLate"  // 逾期未报
	StaffFormBack  = "staff.formBack"  // 退回待改
	StaffFormNow   = "staff.formNow"   // 立即催报: the district office reminds by hand
)

// StaffTurns are all of them.
var StaffTurns = []string{StaffArrived, StaffUrged, StaffChased, StaffObjected, StaffYellow, StaffRed, StaffPurple, StaffRateNear, StaffRateLate,
	StaffFormNear, StaffFormToday, StaffFormLate, StaffFormBack, StaffFormNow, StaffAccount, StaffQuestion, StaffComplaint, StaffComplaintNear, StaffComplaintLate}

// pressing are those told by short message too: they can't wait for the next look at the mail.
var pressing = []string{StaffUrged, StaffChased, StaffRed, StaffPurple, StaffFormToday, StaffFormLate, StaffFormNow, StaffComplaintLate}

// JobStaff is the follow-up work of a fact of which staff alone are told.
const JobStaff = "staff"

// Call (内部通知) says of what the workers of a queue are told.
type Call struct {
	Turn string   `json:"t"`
	Unit string   `json:"u"`
	Post org.Post `json:"p"`
}

// calls are what staff are told of after an act: whose turn it has become, and what an applicant or a
// supervisor wants of who has it.
func calls(before, next casework.Case, fact casework.Fact, work []casework.Task, env casework.Env) []Call {
	turn := ""
	switch fact.Act {
	case org.Urge:
		turn = StaffUrged
	case org.Chase:
		turn = StaffChased
	case org.MakeStatement, org.RequestHearing, org.RequestRecusal:
		turn = StaffObjected
	}
	var had []casework.Task
	if turn == "" && len(work) > 0 && before.Version > 0 && before.State() != casework.Drafting {
		had = casework.Work(before, env)
	}
	var list []Call
	for _, t := range work {
		waited := slices.ContainsFunc(had, func(o casework.Task) bool { return o.Unit == t.Unit && o.Post == t.Post && !o.Waiting })
		switch {
		case turn != "":
			list = append(list, Call{turn, t.Unit, t.Post})
		case !t.Waiting && !waited:
			list = append(list, Call{StaffArrived, t.Unit, t.Post})
		}
	}
	return list
}

// crew is who works which queue, as the directory is today.
type crew struct {
	dir  *org.Directory
	day  period.Date
	work map[workplace][]worker
}

type worker struct {
	staff string
	items []string // none = all
}

type crews struct{ now atomic.Pointer[crew] }

// workers are who works a queue today for an item.
func (h *Hall) workers(unit string, post org.Post, item string) []string {
	dir, today := h.Directory(), h.Today()
	c := h.crews.now.Load()
	if c == nil || c.dir != dir || c.day != today {
		c = &crew{dir, today, map[workplace][]worker{}}
		for _, s := range dir.People() {
			for _, d := range dir.Desks(s.No, today) {
				at := workplace{d.Unit, d.Post}
				c.work[at] = append(c.work[at], worker{s.No, d.Items})
			}
		}
		h.crews.now.Store(c)
	}
	var list []string
	for _, w := range c.work[workplace{unit, post}] {
		if (len(w.items) == 0 || slices.Contains(w.items, item)) && !slices.Contains(list, w.staff) {
			list = append(list, w.staff)
		}
	}
	return list
}

// TellStaff is the plan that tells staff of a fact: the workers of each queue, but who did it himself.
// work is the identity of the job that tells them.
func (h *Hall) TellStaff(work int64, c casework.Case, f casework.Fact, list []Call) (plan store.Plan) {
	for _, call := range list {
		for _, no := range h.workers(call.Unit, call.Post, c.Item) {
			if f.By.Kind != org.ByStaff || f.By.No != no {
				plan = append(plan, h.tellOne(work, no, c.ID, int64(f.Seq), call.Turn)...)
			}
		}
	}
	return plan
}

// tellOne tells a member of staff in his own list, by e-mail where he has an address, and of what
// presses by short message. Under one identity he is told once.
func (h *Hall) tellOne(id int64, no string, caseID, mark int64, turn string) store.Plan {
	return h.tell(store.StaffMessage{ID: id, CaseID: caseID, Mark: mark, Staff: no, Turn: turn})
}

func (h *Hall) tell(m store.StaffMessage) store.Plan {
	now := h.Now()
	plan := store.Plan{m.Insert()}
	who, ok := h.Directory().OnStaff(m.Staff, h.Today())
	if !ok {
		return plan
	}
	for _, w := range h.StaffWays(who, m.Turn) {
		d := store.Delivery{ID: store.NewID(now), CaseID: m.CaseID, Seq: int(m.Mark), Channel: w.Channel, Masked: w.Masked, MadeAt: now, Staff: m.Staff, Turn: m.Turn, About: m.About}
		plan = append(plan, d.Insert())
	}
	return plan
}

// StaffWays are the ways in which a member of staff is told of a turn, beside his own list.
func (h *Hall) StaffWays(who org.Staff, turn string) (ways []Way) {
	if a, err := mail.ParseAddress(who.Email); err == nil && h.Couriers.Mail != nil {
		ways = append(ways, Way{ByMail, a.Address, maskedMail(a.Address)})
	}
	if m := mobile.FindStringSubmatch(strings.ReplaceAll(who.Phone, " ", "")); m != nil && h.Couriers.SMS != nil && slices.Contains(pressing, turn) {
		ways = append(ways, Way{BySMS, m[1], m[1][:3] + "****" + m[1][7:]})
	}
	return ways
}

// alarmTurn is how staff are told of an alarm; rateTurn and complainTurn, of one about a poor rating or a complaint.
var (
	alarmTurn = map[store.AlarmKind]string{store.AlarmYellow: StaffYellow, store.AlarmRed: StaffRed, store.AlarmPurple: StaffPurple}
	rateTurn  = map[store.AlarmKind]string{store.AlarmYellow: StaffRateNear, store.AlarmRed: StaffRateLate}

	complainTurn = map[store.AlarmKind]string{store.AlarmYellow: StaffComplaintNear, store.AlarmRed: StaffComplaintLate}
)

// freshAlarm is how long after it was raised staff are told of an alarm: long enough for a process that
// died between the two.
const freshAlarm = 30 * time.Minute

// TellAlarms tells of the lights that were raised lately: the workers of the queue and the head of its
// unit of each; of what is past its day those who supervise the unit too (预警、黄牌、红牌). Of a poor
// rating or a complaint those alone whose alarm it is: whom it is about is not told.
func (h *Hall) TellAlarms(ctx context.Context) error {
	var after int64
	since := h.Now() - period.Instant(freshAlarm.Milliseconds())
	type telling struct {
		staff, turn string
		about       int64
		day         period.Date
	}
	told := map[telling]bool{} // a case may have missed a day at several bodies (并联): of both it is told once
	for {
		fresh, err := h.Store.AlarmsSince(ctx, since, after, alarmBatch)
		if err != nil || len(fresh) == 0 {
			return err
		}
		var plan store.Plan
		for _, a := range fresh {
			turn, staff, about, err := h.tellsOf(ctx, a)
			if err != nil {
				return err
			}
			for _, no := range staff {
				if t := (telling{no, turn, about, a.Day}); !told[t] {
					told[t] = true
					plan = append(plan, h.tellOne(a.ID, no, about, int64(a.Day), turn)...)
				}
			}
		}
		if err := h.Store.Write(ctx, plan); err != nil {
			return err
		}
		after = fresh[len(fresh)-1].ID
	}
}

// tellsOf is how and whom an alarm tells, and of what: of a case, or of a complaint.
func (h *Hall) tellsOf(ctx context.Context, a store.Alarm) (turn string, staff []string, about int64, err error) {
	switch {
	case a.Complaint != 0:
		c, err := h.Store.Complaint(ctx, a.Complaint)
		return complainTurn[a.Kind], h.hearsOfComplaint(c, a.Unit), a.Complaint, err
	case a.OfRating():
		return rateTurn[a.Kind], h.hearsOfWatch(a.Unit), a.CaseID, nil
	case alarmTurn[a.Kind] != "":
		return alarmTurn[a.Kind], h.hears(a), a.CaseID, nil
	}
	return "", nil, 0, nil
}

// hears is who is told of a light.
func (h *Hall) hears(a store.Alarm) []string {
	dir, today := h.Directory(), h.Today()
	list := h.workers(a.Unit, org.Post(a.Code), a.Item)
	for _, s := range dir.People() {
		for _, o := range dir.HoldingsOf(s.No, today) {
			leads := o.Head && o.Unit == a.Unit
			watches := o.Post == org.Supervisor && a.Kind != store.AlarmYellow && dir.ReadsAs(s.No, a.Unit, today, org.Supervisor)
			if (leads || watches) && !slices.Contains(list, s.No) {
				list = append(list, s.No)
			}
		}
	}
	return list
}

// hearsOfWatch is who has to call back, to take up or to answer: who supervises in the unit that
// watches, and its head.
func (h *Hall) hearsOfWatch(unit string) []string {
	dir, today := h.Directory(), h.Today()
	var list []string
	for _, s := range dir.People() {
		if slices.ContainsFunc(dir.HoldingsOf(s.No, today), func(o org.Holding) bool { return o.Unit == unit && (o.Head || o.Post == org.Supervisor) }) {
			list = append(list, s.No)
		}
	}
	return list
}

// SetContact (修改联系方式) lets a member of staff write where he is told: his own e-mail and phone, for
// the password. It is a change of the directory with its log, and of nothing else in it.
func (h *Hall) SetContact(ctx context.Context, staff, email, phone, password, addr string) error {
	if err := h.reassure(ctx, staff, "password", password, addr); err != nil {
		return err
	}
	for range attempts {
		snap, version, err := h.Store.Directory(ctx)
		if err != nil {
			return err
		}
		place := slices.IndexFunc(snap.Staff, func(s org.Staff) bool { return s.No == staff })
		if place < 0 {
			return ErrNotFound
		}
		row := snap.Staff[place]
		before := rowText(row)
		row.Email, row.Phone = strings.TrimSpace(email), strings.TrimSpace(phone)
		if v := h.checkRows(snap.With(place, row), org.StaffList, Amendment{Place: place, Row: row, Reason: contactReason}); len(v) > 0 {
			return v
		}
		now := h.Now()
		err = h.Store.AmendDirectory(ctx, version, place, row, store.RightChange{ID: store.NewID(now), At: now, Kind: string(org.StaffList), Code: staff, By: staff,
			Before: before, After: rowText(row), Reason: contactReason})
		if err == nil {
			return h.Reload(ctx)
		}
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return store.ErrConflict
}

// contactReason stands in the log, where administrators write why.
const contactReason = "本人修改联系方式"

// noticeText is the payload of a job.
func noticeText(n Notice) string {
	text, err := json.Marshal(n)
	if err != nil {
		panic(err) // integers and codes always marshal
	}
	return string(text)
}
