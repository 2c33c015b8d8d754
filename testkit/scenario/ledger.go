package scenario

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Ledger (台账) is a hall that keeps, beside the cases, what people say and are held to: alarms,
// ratings, complaints, findings. They are no acts on a case and change none, so the pure core knows
// nothing of them; over HTTP they go through the same use cases as the pages.
type Ledger interface {
	// Beside sets the clock of the hall behind, and gives it.
	Beside(period.Instant) *app.Hall
}

// Beside is Ledger.
func (s *Stored) Beside(at period.Instant) *app.Hall {
	s.at = at
	return s.hall
}

// Beside is Ledger.
func (h *Web) Beside(at period.Instant) *app.Hall {
	h.site.Set(at)
	return h.site.Hall
}

// errNoLedger: alarms, ratings and the like are kept in a database.
var errNoLedger = errors.New("预警、评价、投诉和问责记在数据库里，此处不能演练：请用 yimen scenario --db")

// entry is where a deed on a ledger is done: by whom, in which hall, about which case.
type entry struct {
	*app.Hall
	who  org.Actor
	c    casework.Case
	play *play
}

func (entry) ctx() context.Context { return context.Background() }

// file is the case as its applicant opens it.
func (e entry) file() (app.File, error) { return e.Track(e.ctx(), e.c.No, e.c.Query) }

// alarm is the newest alarm about the case of a kind; of any kind when none is named.
func (e entry) alarm(kind store.AlarmKind) (found store.Alarm, err error) {
	all, err := e.alarms()
	for _, a := range all {
		if kind == "" || a.Kind == kind {
			found = a
		}
	}
	if err == nil && found.ID == 0 {
		err = faultf("本办件没有这样的预警")
	}
	return found, err
}

// alarms are those about the case, the oldest first.
func (e entry) alarms() (all []store.Alarm, err error) {
	for after := int64(0); ; {
		list, err := e.Store.AlarmsSince(e.ctx(), 0, after, 500)
		if err != nil || len(list) == 0 {
			return all, err
		}
		for _, a := range list {
			if a.CaseID == e.c.ID {
				all = append(all, a)
			}
		}
		after = list[len(list)-1].ID
	}
}

// deedWords are the deeds on ledgers (台账上的行为), with what each asks for.
var deedWords = []struct {
	word  string
	build func(*args) func(entry) error
}{
	{"生成预警", func(*args) func(entry) error {
		return func(e entry) error { return e.RaiseAlarms(e.ctx()) }
	}},
	{"说明预警", stepAlarm(store.AlarmExplained)},
	{"申诉预警", stepAlarm(store.AlarmObjected)},
	{"维持预警", stepAlarm(store.AlarmUpheld)},
	{"核销预警", stepAlarm(store.AlarmDismissed)},
	{"评价", rate((*app.Hall).Rate)},
	{"追评", rate((*app.Hall).RateAgain)},
	{"差评回访", followRating},
	{"差评答复", followRating},
	{"提请不予采信", judgeRating(app.DoubtRating)},
	{"不予采信", judgeRating(app.AsideRating)},
	{"维持评价", judgeRating(app.UpholdRating)},
	{"投诉", complain},
	{"受理投诉", followComplaint(store.TakeComplaint)},
	{"不受理投诉", followComplaint(store.DeclineComplaint)},
	{"转办投诉", followComplaint(store.PassComplaint)},
	{"答复投诉", followComplaint(store.AnswerComplaint)},
	{"登记问责", recordAccount},
	{"陈述问责", stepAccount(store.StateAccount)},
	{"核定问责", stepAccount(store.ConfirmAccount)},
	{"不予问责", stepAccount(store.DropAccount)},
}

func stepAlarm(to store.AlarmState) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		kind, text := choose(a, "预警", alarmWords), a.text("内容")
		return func(e entry) error {
			alarm, err := e.alarm(kind)
			if err != nil {
				return err
			}
			return e.StepAlarm(e.ctx(), alarm.ID, to, text, e.who.No)
		}
	}
}

func rate(say func(*app.Hall, context.Context, app.File, string, string) error) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		level, text := choose(a, "满意度", ratingWords), a.text("意见")
		return func(e entry) error {
			f, err := e.file()
			if err != nil {
				return err
			}
			return say(e.Hall, e.ctx(), f, level, text)
		}
	}
}

func followRating(a *args) func(entry) error {
	text := a.text("内容")
	return func(e entry) error { return e.FollowRating(e.ctx(), e.c.No, text, e.who.No) }
}

func judgeRating(deed app.RatingDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		text := a.text("理由")
		return func(e entry) error { return e.JudgeRating(e.ctx(), e.c.No, deed, text, e.who.No) }
	}
}

// complain takes a complaint down; by who complains himself, or by who hears it.
func complain(a *args) func(entry) error {
	c := store.Complaint{Unit: a.unit("单位"), Kind: choose(a, "类别", complaintWords), Text: a.text("内容"), Officer: a.text("人员"), Way: choose(a, "方式", wayWords)}
	about := choose(a, "办件", yesWords)
	return func(e entry) error {
		c := c
		if e.who.Kind == org.ByStaff {
			c.By = e.who.No
		} else {
			c.Name = e.who.Name
		}
		if about {
			c.CaseNo = e.c.No
		}
		made, err := e.Complain(e.ctx(), c)
		if err == nil {
			e.play.complaint = made.No
		}
		return err
	}
}

func followComplaint(deed store.ComplaintDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		act := app.ComplaintAct{Deed: deed, Text: a.text("内容"), Outcome: choose(a, "结果", outcomesOfComplaint), To: a.unit("转给"), Staff: a.text("人员")}
		return func(e entry) error { return e.FollowComplaint(e.ctx(), e.play.complaint, act, e.who.No) }
	}
}

// recordAccount records a finding; it rests on the case in play, on its newest alarm or on the complaint.
func recordAccount(a *args) func(entry) error {
	one := store.Account{Source: choose(a, "来源", sourceWords), Unit: a.unit("单位"), Staff: a.text("人员"), Rule: a.text("规定"), Measure: choose(a, "措施", measureWords), Facts: a.text("事实")}
	return func(e entry) error {
		one := one
		switch one.Source {
		case store.OfComplaint:
			one.Ref = e.play.complaint
		case store.OfAlarm:
			alarm, err := e.alarm("")
			if err != nil {
				return err
			}
			one.Ref = fmt.Sprint(alarm.ID)
		default:
			one.Ref = e.c.No
		}
		made, err := e.RecordAccount(e.ctx(), one, e.who.No)
		if err == nil {
			e.play.account = made.No
		}
		return err
	}
}

func stepAccount(deed store.AccountDeed) func(*args) func(entry) error {
	return func(a *args) func(entry) error {
		text := a.text("内容")
		return func(e entry) error { return e.StepAccount(e.ctx(), e.play.account, deed, text, e.who.No) }
	}
}

// deed is a line on which somebody does something on a ledger.
type deed struct {
	at        period.Instant
	who, unit string
	do        func(entry) error
}

// deedWord finds the deed that a line tells; the word stands after day, time and who.
func deedWord(words []word) (build func(*args) func(entry) error, is bool) {
	i := slices.IndexFunc(words, func(w word) bool { return !dated(w) })
	if i < 0 || i+1 >= len(words) || words[i+1].given {
		return nil, false
	}
	for _, d := range deedWords {
		if d.word == words[i+1].text {
			return d.build, true
		}
	}
	return nil, false
}

// readDeed reads when, who, what and with what; what follows → is returned.
func (p *parser) readDeed(words []word, build func(*args) func(entry) error) (d deed, after []word, err error) {
	if d.at, words, err = when(words, p.latest); err != nil {
		return d, nil, err
	}
	if d.at < p.latest {
		return d, nil, faultf("时间 %s 早于前面的行为", d.at)
	}
	p.latest = d.at
	if d.who, d.unit, err = readActor(words[0].text); err != nil {
		return d, nil, err
	}
	rest, after := cutArrow(words[2:])
	given := args{words: slices.Clone(rest)}
	d.do = build(&given)
	return d, after, given.done()
}

// enter does the deed; that somebody has no right is a refusal, too.
func (d deed) enter(p *play) error {
	e, err := p.entry(d.at)
	if err != nil {
		return err
	}
	p.now = d.at
	if e.who, err = p.cast(d.who, d.unit); err != nil {
		return err
	}
	if err = d.do(e); errors.Is(err, app.ErrNoRight) {
		return casework.Refusal{Code: "notYours"}
	}
	return err
}

func (p *play) entry(at period.Instant) (entry, error) {
	h, ok := p.hall.(Ledger)
	if !ok {
		return entry{}, errNoLedger
	}
	c, err := p.hall.Case(p.current)
	return entry{Hall: h.Beside(at), c: c, play: p}, err
}

// play does a deed that must be done, and leaves the case as it was.
func (d deed) play(p *play) error {
	before, err := p.hall.Case(p.current)
	if err != nil {
		return err
	}
	if err := d.enter(p); err != nil {
		if refused(err) {
			return &Broken{Expected: "办成", Found: sayRefusal(err)}
		}
		return err
	}
	after, err := p.hall.Case(p.current)
	if err == nil && shown(before) != shown(after) {
		return &Broken{Expected: "办件不变 " + shown(before), Found: shown(after)}
	}
	return err
}

// readDeedRefusal reads 拒 … → … of a deed.
func (p *parser) readDeedRefusal(words []word, build func(*args) func(entry) error) (func(*play) error, error) {
	d, after, err := p.readDeed(words, build)
	if err != nil {
		return nil, err
	}
	if len(after) < 2 {
		return nil, faultf("「拒」的一行应以 → 因=… 或 → 字段=… 结尾")
	}
	want, err := readReasons(after[1:], ledgerCodes, ledgerFields.read)
	return func(p *play) error {
		switch err := d.enter(p); {
		case err == nil:
			return &Broken{Expected: "拒绝 " + want.text, Found: "办成"}
		case !refused(err):
			return err
		case !want.fits(err):
			return &Broken{Expected: "拒绝 " + want.text, Found: sayRefusal(err)}
		}
		return nil
	}, err
}

func refused(err error) bool {
	var refusal casework.Refusal
	var invalid casework.Invalid
	return errors.As(err, &refusal) || errors.As(err, &invalid)
}

func sayRefusal(err error) string {
	var refusal casework.Refusal
	if errors.As(err, &refusal) {
		code, _ := ledgerCodes.say(refusal.Code)
		return "拒绝 因=" + code + " " + refusal.Code + " 依据=" + refusal.Rule
	}
	var invalid casework.Invalid
	errors.As(err, &invalid)
	text := "拒绝"
	for _, f := range invalid {
		field, _ := ledgerFields.say(f.Field)
		code, _ := ledgerCodes.say(f.Code)
		text += fmt.Sprintf(" %s=%s（%s %s）", field, code, f.Field, f.Code)
	}
	return text
}

// ledgerChecks are what the line 台账 looks at.
var ledgerChecks = []struct {
	word string
	find func(entry) (string, error)
}{
	{"预警", func(e entry) (string, error) {
		all, err := e.alarms()
		var said []string
		for _, a := range all {
			said = append(said, say(alarmWords, a.Kind)+":"+say(alarmStates, a.State))
		}
		return joined(said), err
	}},
	{"评价", ofRating(func(_ entry, r store.Rating) string { return say(ratingWords, r.Level) })},
	{"追评", ofRating(func(_ entry, r store.Rating) string { return cmp.Or(say(ratingWords, r.AgainLevel), none) })},
	{"采信", ofRating(func(_ entry, r store.Rating) string { return say(yesWords, !r.Aside) })},
	{"回访届满", ofRating(func(e entry, r store.Rating) string { return clockDay(e.RatingClocks(r), casework.CallClock) })},
	{"整改届满", ofRating(func(e entry, r store.Rating) string { return clockDay(e.RatingClocks(r), casework.ReplyClock) })},
	{"投诉", ofComplaint(func(_ entry, c store.Complaint) string { return say(complaintStates, c.State) })},
	{"投诉结果", ofComplaint(func(_ entry, c store.Complaint) string { return cmp.Or(say(outcomesOfComplaint, c.Outcome), none) })},
	{"投诉单位", ofComplaint(func(_ entry, c store.Complaint) string { return unitName(c.Watch) })},
	{"投诉方式", ofComplaint(func(_ entry, c store.Complaint) string { return say(wayWords, c.Way) })},
	{"告知届满", ofComplaint(func(e entry, c store.Complaint) string {
		return clockDay(e.ComplaintClocks(c), casework.ComplaintTakeClock)
	})},
	{"答复届满", ofComplaint(func(e entry, c store.Complaint) string {
		return clockDay(e.ComplaintClocks(c), casework.ComplaintReplyClock)
	})},
	{"问责", func(e entry) (string, error) {
		a, err := e.Store.AccountByNo(e.ctx(), e.play.account)
		return cmp.Or(say(accountStates, a.State), none), absent(err)
	}},
	{"陈述届满", func(e entry) (string, error) {
		a, err := e.Store.AccountByNo(e.ctx(), e.play.account)
		if err != nil {
			return none, absent(err)
		}
		return e.AccountHeardOn(a).String(), nil
	}},
}

// absent: what is not there is 无, and no failure.
func absent(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

func ofRating(tell func(entry, store.Rating) string) func(entry) (string, error) {
	return func(e entry) (string, error) {
		r, err := e.Store.RatingOf(e.ctx(), e.c.ID)
		if err != nil {
			return none, absent(err)
		}
		return tell(e, r), nil
	}
}

func ofComplaint(tell func(entry, store.Complaint) string) func(entry) (string, error) {
	return func(e entry) (string, error) {
		c, err := e.Store.ComplaintByNo(e.ctx(), e.play.complaint)
		if err != nil {
			return none, absent(err)
		}
		return tell(e, c), nil
	}
}

func clockDay(list []app.Clock, name casework.ClockName) string {
	for _, k := range list {
		if k.Name == name {
			return k.Due.On.String()
		}
	}
	return none
}

// readLedger reads 台账 [day] key=value …: how what stands beside the case stands.
func readLedger(words []word, latest period.Instant) (func(*play) error, error) {
	at, words, err := when(words, latest)
	if err != nil {
		return nil, err
	}
	for _, w := range words {
		if !slices.Contains(ledgerCheckWords(), w.key) {
			return nil, unknown(w.String(), withSign(ledgerCheckWords()))
		}
	}
	if len(words) == 0 {
		return nil, unknown("", withSign(ledgerCheckWords()))
	}
	return func(p *play) error {
		e, err := p.entry(at)
		if err != nil {
			return err
		}
		for _, w := range words {
			i := slices.Index(ledgerCheckWords(), w.key)
			found, err := ledgerChecks[i].find(e)
			if err != nil {
				return err
			}
			if want := strings.Join(list(w.text), ","); found != want {
				return &Broken{Expected: w.key + "=" + want, Found: w.key + "=" + found}
			}
		}
		return nil
	}, nil
}

func ledgerCheckWords() (words []string) {
	for _, c := range ledgerChecks {
		words = append(words, c.word)
	}
	return words
}
