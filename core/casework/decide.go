package casework

import (
	"slices"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Env is everything outside the case that an act may look at.
type Env struct {
	Now   period.Instant
	Cal   *period.Calendar
	Dir   *org.Directory
	Item  *catalog.Item // the version the case runs under
	Actor org.Actor
	Bar   Bar     // what keeps the applicant from applying today; asked of acts that bring a case in
	Shown []Shown // the applicant's valid licences among those that the act hands in
	Rules Rules

	Editions period.Editions // the calendar as it was known before; nil = never another one
	Owned    *Owned          // the licence that the act is about; nil = none, or not read
	Line     *Standing       // of a case that competes for a limited number; nil = not read
}

func (e Env) today() period.Date { return e.Now.Date() }

// said is a last day as a refusal tells it: provisional (暂定) where its year is not arranged.
func (e Env) said(on period.Date) string {
	return period.Due{On: on, Provisional: e.Cal.Provisional(on)}.Text()
}

// Rules are the deployment's choices where the law leaves one (rules §1.2, §1.3).
type Rules struct {
	AcceptWithin  period.Period // 许可法32(4): five working days
	DeliverWithin period.Period // 许可法44: ten working days
	ExtendBy      period.Period // 许可法42(1): ten working days
	JointExtendBy period.Period // 许可法42(2): fifteen working days, for joint handling
	InspectWithin period.Period // 浙2018 A14: sixty working days to look whether a commitment is kept
	MaxSupplement period.Period // the longest supplement period a notice may give
	Transit       period.Period // 民诉法85(4): how long a posted supplement may be on the road
	LapseEnds     bool          // 浙2018 A11(3): an unanswered notice = 视为撤回
	FileWithin    period.Period // 归档: thirty days after the end
	Courts        Courts        // told with the remedies
	ReconsiderAt  string        // address for applying for reconsideration online (复议法22); empty = none is known

	HearingRequest period.Period // 许可法47: five days to ask for a hearing
	HearingWithin  period.Period // 许可法47: held within twenty days of the request
	HearingNotice  period.Period // 许可法48: told seven days before
	RatingCall     period.Period // 差评: called back within a day,
	RatingReply    period.Period // put right and replied to within fifteen; the provinces differ which days they are
	ComplaintTake  period.Period // 投诉: told whether it is taken up within,
	ComplaintReply period.Period // and answered within; chosen by the place, shorter than 信访工作条例 allows (15 and 60 days)
	AccountState   period.Period // 问责登记: who is held to account may state his case within; chosen by the place
	QuestionReply  period.Period // 首问: answered within, where not at once; chosen by the place (限时办结制)
	// A light turns yellow when no more than so many days or so much of the limit is left,
	// whichever is more.
	YellowDays    int
	YellowPercent int
}

// DefaultRules are those of Longwan: 行政许可法 and 浙江「最多跑一次」规定.
func DefaultRules() Rules {
	return Rules{
		AcceptWithin:  period.Period{N: 5, Unit: period.WorkingDay},
		DeliverWithin: period.Period{N: 10, Unit: period.WorkingDay},
		ExtendBy:      period.Period{N: 10, Unit: period.WorkingDay},
		JointExtendBy: period.Period{N: 15, Unit: period.WorkingDay},
		InspectWithin: period.Period{N: 60, Unit: period.WorkingDay},
		MaxSupplement: period.Period{N: 60, Unit: period.NaturalDay},
		Transit:       period.Period{N: 15, Unit: period.NaturalDay},
		LapseEnds:     true,
		FileWithin:    period.Period{N: 30, Unit: period.NaturalDay},
		Courts:        Courts{Basic: "温州市龙湾区人民法院", Intermediate: "温州市中级人民法院"},

		HearingRequest: period.Period{N: 5, Unit: period.WorkingDay},
		HearingWithin:  period.Period{N: 20, Unit: period.WorkingDay},
		HearingNotice:  period.Period{N: 7, Unit: period.WorkingDay},
		RatingCall:     period.Period{N: 1, Unit: period.WorkingDay},
		RatingReply:    period.Period{N: 15, Unit: period.WorkingDay},
		ComplaintTake:  period.Period{N: 5, Unit: period.WorkingDay},
		ComplaintReply: period.Period{N: 15, Unit: period.WorkingDay},
		AccountState:   period.Period{N: 5, Unit: period.WorkingDay},
		QuestionReply:  period.Period{N: 5, Unit: period.WorkingDay},
		YellowDays:     1,
		YellowPercent:  10,
	}
}

// Command is one act with what its doer filled in. Each legal act has a file with its type.
type Command interface {
	Act() org.Act
	// decide checks the content and returns the act with all that follows from it
	// filled in; what it returns is the body of the fact.
	decide(c Case, env Env) (Command, error)
	// apply folds the act into the case. It looks at nothing but the fact.
	apply(c *Case, f Fact)
}

// Fact (事实) is one act done: it is appended, hashed into the chain and never changed.
type Fact struct {
	Seq   int
	Act   org.Act
	At    period.Instant
	By    org.Actor
	Right org.Right // the ground on which it was allowed
	Body  Command
}

// Decide does one act. Refused (Refusal or Invalid): the case comes back unchanged and
// there is no fact. Order of the questions: state, a moved calendar, passed time, right,
// content.
func Decide(c Case, cmd Command, env Env) (Case, Fact, error) {
	act := cmd.Act()
	rule := allowed[act]
	if !c.State().Allows(act) {
		return c, Fact{}, Refusal{"wrongState", rule.rule, []string{string(act), string(c.State())}}
	}
	switch {
	case act == org.Recount && !c.lapsedBefore(env):
	case len(c.Moves(env)) > 0:
		return c, Fact{}, Refusal{Code: "recountFirst", Rule: rule.rule}
	case act != org.Tick && c.lapsed(env):
		return c, Fact{}, Refusal{Code: "timeFirst", Rule: rule.rule}
	}
	right, ok := env.Dir.May(env.Actor, act, target(c, cmd, env))
	if !ok {
		return c, Fact{}, Refusal{"notYours", rule.rule, []string{string(act)}}
	}
	if (c.presides(env.Actor.No) || c.presides(right.As)) && slices.Contains(examination, act) {
		return c, Fact{}, Refusal{Code: "presiderExamines", Rule: holdRule}
	}
	body, err := cmd.decide(c, env)
	if err != nil {
		return c, Fact{}, err
	}
	f := Fact{Seq: c.Version + 1, Act: act, At: env.Now, By: env.Actor, Right: right, Body: body}
	return Replay(c, f), f, nil
}

// Replay folds one fact into the case; the audit derives a case by replaying all of them.
func Replay(c Case, f Fact) Case {
	next := c.clone()
	f.Body.apply(&next, f)
	next.Version, next.ActedAt = f.Seq, f.At
	return next
}

// Allows tells whether a state allows an act to anybody at all (docs/state-machine.md).
func (s State) Allows(act org.Act) bool { return slices.Contains(allowed[act].in, s) }

// Yours asks the questions about an act that its content can't change: nil unless the state allows
// it to others and not to the actor, which is told before what is wrong with the content.
func Yours(c Case, act org.Act, env Env) error {
	if _, may := env.Dir.May(env.Actor, act, c.Target(env.today())); may || !c.State().Allows(act) {
		return nil
	}
	return Refusal{"notYours", allowed[act].rule, []string{string(act)}}
}

// Offered lists the acts that the actor may do on the case now: what a page shows as
// buttons. Decide asks the same two questions again.
func Offered(c Case, env Env) []org.Act {
	var acts []org.Act
	for _, act := range env.Dir.Acts(env.Actor, c.Target(env.today())) {
		if c.State().Allows(act) && possible(c, act, env) {
			acts = append(acts, act)
		}
	}
	return acts
}

// possible leaves out acts that the state allows but this case can never satisfy.
func possible(c Case, act org.Act, env Env) bool {
	if slices.Contains(examination, act) && c.presiding(act, env) {
		return false
	}
	switch act {
	case org.AllowSupplement:
		return c.mayAllow()
	case org.Supplement:
		return env.Actor.Kind == org.ByStaff || c.Ask.Posted == nil || env.today() <= c.Ask.Posted.Last
	case org.NotePosted:
		return c.Ask.Posted == nil
	case org.AcceptPending:
		return len(lacking(c.Materials, env.Item, catalog.Deferrable)) > 0
	case org.AcceptCommitted:
		return c.committable(env.Item)
	case org.InspectCommitment:
		return c.toInspect()
	case org.RevokeCommitted:
		return c.mayRevoke(env)
	case org.BringPending:
		return c.owes()
	case org.RevokeAcceptance:
		return c.Pending != nil
	case org.Pass, org.Veto:
		return !c.LacksCheck(env.Item) && c.SaidOn.IsZero()
	case org.Grant:
		return c.decidable(env) == nil && !c.LacksCheck(env.Item) && !c.owes() && !c.AwaitsOriginals(env.Item) && c.inTurn(env) == nil
	case org.ReceiveOriginals:
		return c.AwaitsOriginals(env.Item)
	case org.Recount:
		return len(c.Moves(env)) > 0
	case org.JointOpinion:
		return len(c.Silent()) > 0
	case org.Return:
		return c.At > 1
	case org.Suspend:
		return len(StopKinds(env.Item.Procedure.Steps[c.At])) > 0
	case org.Deny:
		return c.decidable(env) == nil
	case org.NotifyInterested, org.AnswerStatement, org.TellHearing, org.AnnounceHearing, org.RequestHearing,
		org.ScheduleHearing, org.ServeHearing, org.RequestRecusal, org.DecideRecusal, org.HoldHearing:
		return c.hearable(act, env)
	case org.Extend:
		return len(c.Extensions) == 0 && c.extendable(env) && !c.decisionFrom(env.Item).IsZero()
	case org.OrderFee:
		return env.Item.Sheet.Fee.Charged && (c.Fee == nil || c.Fee.PaidOn.IsZero())
	case org.PayFee:
		return c.Fee.owing() && env.Actor.Kind == org.ByStaff // what is paid online is reported by the platform
	case org.Issue:
		return c.hasIssuing() && !c.feeBars(env.Item)
	case org.Urge:
		due := c.missed(env)
		return !due.IsZero() && !c.urgedFor(due)
	case org.Chase:
		return c.mayChase(env)
	case org.AnswerChase:
		return len(c.Chased) > 0 && len(c.openChases()) > 0
	case org.ProposeRevocation:
		return c.licenceStands(env.Item, env.today()) && c.life().Proposal == nil
	case org.HearHolder, org.RevokeLicence:
		return c.life().Proposal != nil
	case org.SuspendLicence:
		return c.LicenceOn(env.Item, env.today()) == LicenceValid
	case org.ReturnLicence:
		return c.LicenceOn(env.Item, env.today()) == LicenceSuspended
	case org.CancelLicence:
		return c.cancellable(env.Item)
	case org.NoteRenewal:
		return c.HoldsLicence(env.Item) && c.LicenceOn(env.Item, env.today()) != LicenceCancelled
	case org.Tick:
		return !slices.Contains([]State{Reviewing, Approving}, c.State()) || !c.silenceOn().IsZero()
	case org.Resume:
		return c.hearingStop() == nil
	case org.Serve:
		if c.State() == Closed {
			return len(c.Unserved()) > 0
		}
		return c.State() != Granted || !c.hasIssuing() && !c.feeBars(env.Item)
	case org.FileAway:
		return c.Archived == nil && c.filable(env) == nil
	case org.ProposeAmendment:
		return c.OpenAmendment() == nil
	case org.SettleAmendment:
		open := c.OpenAmendment()
		return open != nil && open.By != env.Actor.No
	case org.Conclude:
		return c.Served.On <= env.today()
	}
	return true
}

// Target tells org.May what it must know of the case.
func (c Case) Target(on period.Date) org.Target {
	return org.Target{Item: c.Item, AcceptUnit: c.AcceptUnit, Unit: c.Unit(), Post: c.turn(),
		Route: c.everyUnit(), Decider: c.decider(), Extender: c.Government, Beside: c.Silent(), Chased: c.chasedUnits(),
		AcceptedBy: c.AcceptedBy, AcceptedAs: c.AcceptedAs, Applicant: c.Applicant.ID, On: on}
}

// target is Target for a case that the act itself brings into being.
func target(c Case, cmd Command, env Env) org.Target {
	if n, ok := cmd.(interface{ filing() Filing }); ok {
		f := n.filing()
		c.Item, c.AcceptUnit, c.Applicant = env.Item.Code, f.AcceptUnit, f.Applicant
	}
	if cmd.Act() == org.Draft { // nobody is named yet: a draft is whose code it is
		c.Applicant.ID = env.Actor.No
	}
	return c.Target(env.today())
}

// decider is the unit of the approval step: the body whose power the case is.
func (c Case) decider() string {
	if i := slices.Index(c.Posts, org.Approval); i >= 0 {
		return c.Route[i]
	}
	return ""
}

// turn is the post whose turn it is, empty when nobody in the hall is to act.
func (c Case) turn() org.Post {
	switch c.State() {
	case None, Received, Supplementing:
		return org.Acceptance
	case Reviewing, Approving, Suspended:
		return c.post()
	case Granted, Denied, Issuing, Delivered:
		return org.Issuing
	}
	return ""
}
