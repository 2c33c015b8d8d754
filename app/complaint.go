package app

import (
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// complaintRule: 投诉渠道 (the notice, 二(三)); whoever finds that the rules of licensing are broken may
// report it, and it is looked into in good time (许可法65).
const complaintRule = "通知二(三)、许可法65"

// ComplaintKinds (投诉类别) are what one can complain of.
var ComplaintKinds = []string{"delay", "refusal", "again", "fee", "attitude", "conduct", "other"}

// sentTwice is how long the same words count as sent twice.
const sentTwice = 10 * 60 * 1000

// Complain (投诉) registers a complaint under a number and a query code, and hands it to the unit that
// watches over the one complained of. Who complains need not say his name, and need not write: what is
// said at a counter, by phone or by letter is taken down by staff (首问负责), who thereby learn its number
// and code and no more. Of a case number that there is not, nobody is told that there is none.
func (h *Hall) Complain(ctx context.Context, c store.Complaint) (store.Complaint, error) {
	return h.ComplainOnce(ctx, "", c)
}

// ComplainOnce is Complain for who sends a key with it: the same key makes one complaint, however often and
// with whatever words it is sent; who sent it compares. Without a key the same words within ten minutes are one.
func (h *Hall) ComplainOnce(ctx context.Context, key string, c store.Complaint) (store.Complaint, error) {
	for _, text := range []*string{&c.Officer, &c.Name, &c.Phone, &c.Text} {
		*text = strings.TrimSpace(*text)
	}
	if c.By == "" {
		c.Way = store.ComplainedOnline
	}
	if v := h.complaintFaults(c); len(v) > 0 {
		return c, v
	}
	c.CaseID, c.Item = 0, ""
	if rec, err := h.Store.CaseByNo(ctx, c.CaseNo); err == nil {
		c.CaseID, c.Item = rec.ID, rec.Item
	} else if !errors.Is(err, store.ErrNotFound) {
		return c, err
	}
	now := h.Now()
	if same, err := h.sameComplaint(ctx, key, c, now); !errors.Is(err, store.ErrNotFound) {
		return same, err
	}
	if no, fault := h.staffNamed(c.Officer); fault == "" { // a name that only one has: he has no hand in it from the beginning
		c.Staff = no
	}
	c.ID, c.At, c.Code, c.Watch = store.NewID(now), now, newQueryCode(), h.complaintWatcher(c)
	made, err := h.Store.AddComplaint(ctx, key, c, h.tellWatch(c, 0)...)
	if store.ConflictIn(err, "idem") {
		return h.Store.ComplaintByKey(ctx, key)
	}
	return made, err
}

func (h *Hall) sameComplaint(ctx context.Context, key string, c store.Complaint, now period.Instant) (store.Complaint, error) {
	if key != "" {
		return h.Store.ComplaintByKey(ctx, key)
	}
	return h.Store.SameComplaint(ctx, c, now-sentTwice)
}

// complaintWatcher is whose complaints are first: 区审管办, whose the 日常督查 is, but of what breaks
// discipline 区监察局 (the notice, 三(三)). Each hands on to the other what is not his.
func (h *Hall) complaintWatcher(c store.Complaint) string {
	if c.Kind == "conduct" {
		return h.watcherFirst(c.Unit, supervisionFunction)
	}
	return h.watcher(c.Unit)
}

func (h *Hall) complaintFaults(c store.Complaint) (v casework.Invalid) {
	if _, known := h.Directory().Unit(c.Unit, h.Today()); !known {
		v = append(v, casework.FieldError{Field: "unit", Code: "choose", Rule: complaintRule})
	}
	if c.By != "" && !slices.Contains(store.ComplaintWays, c.Way) {
		v = append(v, casework.FieldError{Field: "way", Code: "choose", Rule: complaintRule})
	}
	if !slices.Contains(ComplaintKinds, c.Kind) {
		v = append(v, casework.FieldError{Field: "kind", Code: "choose", Rule: complaintRule})
	}
	v = append(v, lengthFault("text", c.Text, 2000, true)...)
	v = append(v, lengthFault("officer", c.Officer, 100, false)...)
	v = append(v, lengthFault("name", c.Name, 100, false)...)
	return append(v, lengthFault("phone", c.Phone, 20, false)...)
}

// OpenComplaint (查询投诉) gives a complaint to who has its number and code.
func (h *Hall) OpenComplaint(ctx context.Context, no, code string) (store.Complaint, error) {
	c, err := h.Store.ComplaintByNo(ctx, no)
	if errors.Is(err, store.ErrNotFound) {
		return c, ErrWrongCode
	}
	if err == nil && subtle.ConstantTimeCompare([]byte(c.Code), []byte(code)) != 1 {
		return store.Complaint{}, ErrWrongCode
	}
	return c, err
}

// ComplaintsOver are the units about which somebody reads complaints: those over which he watches, but
// those in which he works or leads himself, unless nobody else watches over them (信访工作条例: 不得转给被投诉的单位).
func (h *Hall) ComplaintsOver(staff string) []string {
	return slices.DeleteFunc(h.Overseen(staff), func(u string) bool { return h.partOf(staff, u) && h.watchedApart(u) })
}

// partOf tells whether somebody belongs to a unit, or holds any post of it today.
func (h *Hall) partOf(staff, unit string) bool {
	return slices.Contains(h.unitsOf(staff), unit) || h.watchesIn(staff, unit)
}

// ReadsComplaint tells whether somebody may read a complaint: who watches over the unit complained
// of, and never the one complained of.
func (h *Hall) ReadsComplaint(c store.Complaint, staff string) bool {
	return staff != c.Staff && slices.Contains(h.ComplaintsOver(staff), c.Unit)
}

// HandlesComplaint tells whether it is somebody's to act on: he reads it, and does the watching in the
// unit that has it.
func (h *Hall) HandlesComplaint(c store.Complaint, staff string) bool {
	return c.Settled == 0 && h.watchesIn(staff, c.Watch) && h.ReadsComplaint(c, staff)
}

// ComplaintDeeds are what somebody can do about it now: it is taken up or declined, then answered; and handed
// on until then, where another unit watches too.
func (h *Hall) ComplaintDeeds(c store.Complaint, staff string) []store.ComplaintDeed {
	var list []store.ComplaintDeed
	switch {
	case !h.HandlesComplaint(c, staff):
		return nil
	case c.State == store.ComplaintRegistered:
		list = append(list, store.TakeComplaint, store.DeclineComplaint)
	default:
		list = append(list, store.AnswerComplaint)
	}
	if len(h.ComplaintWatchers(c)) > 0 {
		list = append(list, store.PassComplaint)
	}
	return list
}

// Complaint reads one for who watches over the unit; ErrNoRight to everybody else, also where there is none.
func (h *Hall) Complaint(ctx context.Context, no, staff string) (store.Complaint, error) {
	c, err := h.Store.ComplaintByNo(ctx, no)
	if errors.Is(err, store.ErrNotFound) || err == nil && !h.ReadsComplaint(c, staff) {
		return store.Complaint{}, ErrNoRight
	}
	return c, err
}

// ComplaintAct is what a supervisor does about a complaint.
type ComplaintAct struct {
	Deed    store.ComplaintDeed
	Text    string
	Outcome store.ComplaintOutcome // of an answer
	To      string                 // the unit to which it is handed on
	Staff   string                 // 工号 or name of the one complained of, when it is taken up
	Seen    int                    // version that was looked at; 0 = as it stands
}

// FollowComplaint (受理、不予受理、转办、答复投诉) does it, and tells who complained. It is taken up before it is
// answered; the one complained of, once known, has no hand in it.
func (h *Hall) FollowComplaint(ctx context.Context, no string, a ComplaintAct, staff string) error {
	c, err := h.Complaint(ctx, no, staff)
	if err != nil {
		return err
	}
	a.Text = strings.TrimSpace(a.Text)
	if a.Seen != 0 && a.Seen != c.Version() {
		if again, err := h.sentAgain(ctx, c, a, staff); err != nil || again {
			return err
		}
		return casework.Refusal{Code: "complaintMoved", Rule: complaintRule}
	}
	if a.Deed != store.PassComplaint && !slices.Contains(h.ComplaintDeeds(c, staff), a.Deed) || !h.HandlesComplaint(c, staff) { // where it goes is told by its field
		return casework.Refusal{Code: "complaintMoved", Rule: complaintRule}
	}
	v := lengthFault("text", a.Text, 2000, a.Deed != store.TakeComplaint)
	next, more := h.complaintAfter(c, a, staff)
	if v = append(v, more...); len(v) > 0 {
		return v
	}
	x := store.ComplaintStep{At: h.Now(), Deed: a.Deed, By: staff, Unit: next.Watch, Text: a.Text}
	also := h.tellComplainant(next, a.Deed)
	if a.Deed == store.PassComplaint {
		also = h.tellWatch(next, int64(c.Steps+1))
	}
	err = h.Store.StepComplaint(ctx, next, x, also...)
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "complaintMoved", Rule: complaintRule}
	}
	return err
}

// sentAgain tells whether the last that was done is this very deed of the same person over the same version.
func (h *Hall) sentAgain(ctx context.Context, c store.Complaint, a ComplaintAct, staff string) (bool, error) {
	if a.Seen != c.Version()-1 {
		return false, nil
	}
	steps, err := h.Store.ComplaintSteps(ctx, c.ID)
	if err != nil || len(steps) == 0 {
		return false, err
	}
	last := steps[len(steps)-1]
	return last.Deed == a.Deed && last.By == staff && last.Text == a.Text && (a.Deed != store.AnswerComplaint || c.Outcome == a.Outcome), nil
}

// complaintAfter is the complaint as a deed leaves it.
func (h *Hall) complaintAfter(c store.Complaint, a ComplaintAct, staff string) (next store.Complaint, v casework.Invalid) {
	now := h.Now()
	switch next = c; a.Deed {
	case store.TakeComplaint:
		next.Taken, next.State = now, store.ComplaintTaken
		if name := strings.TrimSpace(a.Staff); name != "" {
			no, fault := h.staffNamed(name)
			if fault == "" && no == staff {
				fault = "complaintSelf"
			}
			if next.Staff = no; fault != "" {
				v = casework.Invalid{{Field: "staff", Code: fault, Rule: complaintRule}}
			}
		}
	case store.DeclineComplaint:
		next.Settled, next.State = now, store.ComplaintDeclined
	case store.PassComplaint:
		if next.Watch = a.To; !slices.Contains(h.ComplaintWatchers(c), a.To) {
			v = casework.Invalid{{Field: "to", Code: "choose", Rule: complaintRule}}
		}
	case store.AnswerComplaint:
		next.Settled, next.State, next.Outcome = now, store.ComplaintAnswered, a.Outcome
		if !slices.Contains(store.ComplaintOutcomes, a.Outcome) {
			v = casework.Invalid{{Field: "outcome", Code: "choose", Rule: complaintRule}}
		}
	}
	return next, v
}

// ComplaintWatchers are the other units that watch over the one complained of, and where somebody may
// act on the complaint: to them it can be handed on.
func (h *Hall) ComplaintWatchers(c store.Complaint) (units []string) {
	dir, today := h.Directory(), h.Today()
	for _, s := range dir.People() {
		for _, o := range dir.HoldingsOf(s.No, today) {
			if o.Post == org.Supervisor && o.Unit != c.Watch && !slices.Contains(units, o.Unit) && h.ReadsComplaint(c, s.No) {
				units = append(units, o.Unit)
			}
		}
	}
	return units
}

// ComplaintClocks are its limits, each with its own light.
func (h *Hall) ComplaintClocks(c store.Complaint) []Clock {
	var out []Clock
	for _, k := range h.complaintLimits(c) {
		out = append(out, clock(k, h.Calendar(), h.Today(), k.Light(h.Calendar(), h.Rules, h.Today())))
	}
	return out
}

func (h *Hall) complaintLimits(c store.Complaint) []casework.Running {
	limit := func(name casework.ClockName, within period.Period, done period.Instant) casework.Running {
		k := casework.Running{Name: name, Clock: period.Clock{From: c.At.Date(), Limit: within, Basis: complaintRule}}
		if done != 0 {
			k.Done = done.Date()
		}
		return k
	}
	taken := c.Taken
	if taken == 0 {
		taken = c.Settled // declined
	}
	return []casework.Running{limit(casework.ComplaintTakeClock, h.Rules.ComplaintTake, taken), limit(casework.ComplaintReplyClock, h.Rules.ComplaintReply, c.Settled)}
}

// raiseComplaints raises what has to be told to who complained, where it nears its last day or is past
// it: the alarm of the unit that has the complaint, and not of whom it is about.
func (h *Hall) raiseComplaints(ctx context.Context) error {
	after, today := int64(0), h.Today()
	kinds := map[casework.Light]store.AlarmKind{casework.Yellow: store.AlarmYellow, casework.Red: store.AlarmRed}
	for {
		open, err := h.Store.OpenComplaints(ctx, after, alarmBatch)
		if err != nil || len(open) == 0 {
			return err
		}
		var list []store.Alarm
		for _, c := range open {
			for _, k := range h.complaintLimits(c) {
				if kind, raised := kinds[k.Light(h.Calendar(), h.Rules, today)]; raised && k.Done.IsZero() {
					list = append(list, store.Alarm{Complaint: c.ID, Kind: kind, Code: string(k.Name), Day: h.Calendar().Due(k.Clock).On, Rule: complaintRule, Unit: c.Watch, Item: c.Item})
				}
			}
		}
		if err := h.raise(ctx, list); err != nil {
			return err
		}
		after = open[len(open)-1].ID
	}
}

// hearsOfComplaint is who is told of a complaint in a unit that watches: not the one complained of.
func (h *Hall) hearsOfComplaint(c store.Complaint, unit string) []string {
	return slices.DeleteFunc(h.hearsOfWatch(unit), func(no string) bool { return no == c.Staff })
}

// tellWatch tells who does the watching in the unit that has a complaint now.
func (h *Hall) tellWatch(c store.Complaint, mark int64) (plan store.Plan) {
	id := store.NewID(h.Now())
	for _, no := range h.hearsOfComplaint(c, c.Watch) {
		plan = append(plan, h.tellOne(id, no, c.ID, mark, StaffComplaint)...)
	}
	return plan
}

// OfComplaint tells whether a message is about a complaint.
func OfComplaint(turn string) bool {
	return strings.HasPrefix(turn, "complaint.") || strings.HasPrefix(turn, StaffComplaint)
}

// ComplaintTurns is what who complained is told of a deed; of a handing-on nothing.
var ComplaintTurns = map[store.ComplaintDeed]string{store.TakeComplaint: "complaint.take", store.DeclineComplaint: "complaint.decline", store.AnswerComplaint: "complaint.answer"}

// tellComplainant sends who complained a short message that he finds the answer on the page of his
// complaint; what it says he reads there with his code.
func (h *Hall) tellComplainant(c store.Complaint, deed store.ComplaintDeed) (plan store.Plan) {
	turn := ComplaintTurns[deed]
	for _, w := range h.Ways(casework.Party{Phone: c.Phone}, nil) {
		if turn != "" {
			plan = append(plan, store.Delivery{ID: store.NewID(h.Now()), CaseID: c.ID, Seq: c.Steps + 1, Turn: turn, Channel: w.Channel, Masked: w.Masked, MadeAt: h.Now()}.Insert())
		}
	}
	return plan
}
