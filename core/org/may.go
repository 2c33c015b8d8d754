package org

import (
	"cmp"
	"slices"

	"yimen/core/period"
)

// law is one row of the table of rights: who may do an act, in which post, at which unit.
type law struct {
	by    ActorKind
	posts []Post                  // any of them will do; only for ByStaff
	at    func(t Target) []string // the units at which the post must be held
	turn  bool                    // the post must also be the one the current step asks for
	head  bool                    // only the 负责人, in person: a stationing does not lend it
	apart bool                    // not the person who accepted the case
	own   bool                    // the applicant may do it too
	over  bool                    // the supervisor of that unit, or of one above it, may do it too
}

// The units of a target at which a post may have to be held.
func atAccepting(t Target) []string { return []string{t.AcceptUnit} }
func atHolder(t Target) []string    { return []string{t.Unit} }
func atDecider(t Target) []string   { return []string{cmp.Or(t.Decider, t.Unit)} }
func atExtender(t Target) []string  { return []string{cmp.Or(t.Extender, t.Decider, t.Unit)} }
func atBeside(t Target) []string    { return t.Beside }
func atChased(t Target) []string    { return t.Chased }
func atEither(t Target) []string    { return []string{t.Unit, t.AcceptUnit} }
func atBody(t Target) []string      { return []string{t.Unit, cmp.Or(t.Decider, t.Unit)} }

func atAny(t Target) []string { return append(atEither(t), atDecider(t)...) }

// laws is the table of rights. Read is not in it: see mayRead. Separation of acceptance
// from decision (apart) is the notice's split of posts, made personal.
var laws = map[Act]law{
	Draft:    {by: ByApplicant},
	Submit:   {by: ByApplicant},
	Withdraw: {by: ByApplicant},
	Urge:     {by: ByApplicant},

	Tick:        {by: BySystem},
	NoteRenewal: {by: BySystem}, // what became of an application about the licence
	Recount:     {by: BySystem}, // what a confirmed arrangement of holidays does to a case

	Receive:           {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	CorrectOnSpot:     {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	RequestSupplement: {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	AllowSupplement:   {by: ByStaff, at: atHolder, over: true},                              // 许可法72(4): whose breach it may be does not allow it
	Supplement:        {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting, own: true}, // brought, posted or sent in
	NotePosted:        {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting, own: true}, // said at the counter or by telephone
	Accept:            {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	AcceptPending:     {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	AcceptCommitted:   {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	BringPending:      {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting, own: true},
	RevokeAcceptance:  {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	TellNoLicence:     {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},
	RefuseAcceptance:  {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},

	ReceiveOriginals: {by: ByStaff, posts: []Post{Acceptance}, at: atAccepting},

	SiteCheck: {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},

	FindInterest:     {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	NotifyInterested: {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	MakeStatement:    {by: ByStaff, posts: []Post{Acceptance, Review, Approval}, at: atEither, own: true},
	AnswerStatement:  {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},

	TellHearing:     {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	AnnounceHearing: {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	RequestHearing:  {by: ByStaff, posts: []Post{Acceptance, Review, Approval}, at: atEither, own: true},
	ScheduleHearing: {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	ServeHearing:    {by: ByStaff, posts: []Post{Acceptance, Review, Approval}, at: atEither}, // by who arranges it, or the counter for him
	RequestRecusal:  {by: ByStaff, posts: []Post{Acceptance, Review, Approval}, at: atEither, own: true},
	DecideRecusal:   {by: ByStaff, posts: []Post{Approval}, at: atDecider, head: true},
	HoldHearing:     {by: ByStaff, posts: workingPosts, at: atBody}, // in person by the presider, who holds any post of the body: casework
	Pass:            {by: ByStaff, posts: []Post{Review}, at: atHolder, turn: true},
	Veto:            {by: ByStaff, posts: []Post{Review}, at: atHolder, turn: true},
	Return:          {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	Suspend:         {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},
	Resume:          {by: ByStaff, posts: []Post{Review, Approval}, at: atHolder, turn: true},

	JointOpinion: {by: ByStaff, posts: []Post{Review}, at: atBeside},

	Extend: {by: ByStaff, posts: []Post{Approval}, at: atExtender, head: true, apart: true}, // 许可法42: 本行政机关负责人, 联合办理的本级人民政府负责人
	Grant:  {by: ByStaff, posts: []Post{Approval}, at: atHolder, apart: true},
	Deny:   {by: ByStaff, posts: []Post{Approval}, at: atHolder, apart: true},

	InspectCommitment: {by: ByStaff, posts: []Post{Review, Approval}, at: atDecider},
	RevokeCommitted:   {by: ByStaff, posts: []Post{Approval}, at: atDecider, apart: true},

	Issue:     {by: ByStaff, posts: []Post{Issuing}, at: atHolder},
	Serve:     {by: ByStaff, posts: []Post{Issuing, Acceptance}, at: atEither},
	Terminate: {by: ByStaff, posts: []Post{Acceptance, Review, Approval}, at: atHolder, turn: true, over: true},

	Chase:       {by: ByStaff, at: atHolder, over: true},          // 通知三(三): 督办
	AnswerChase: {by: ByStaff, posts: workingPosts, at: atChased}, // whoever works there answers for the unit

	OrderFee: {by: ByStaff, posts: []Post{Issuing, Acceptance}, at: atEither},
	PayFee:   {by: ByStaff, posts: []Post{Issuing, Acceptance}, at: atEither, own: true}, // online
	Conclude: {by: ByStaff, posts: []Post{Issuing, Acceptance}, at: atEither},

	FileAway:          {by: ByStaff, posts: []Post{Issuing, Acceptance}, at: atEither},
	ProposeAmendment:  {by: ByStaff, posts: []Post{Acceptance, Approval, Issuing}, at: atAny},
	SettleAmendment:   {by: ByStaff, posts: []Post{Approval}, at: atDecider}, // not who proposed it: see casework
	ProposeRevocation: {by: ByStaff, posts: []Post{Approval}, at: atDecider},
	HearHolder:        {by: ByStaff, posts: []Post{Approval}, at: atDecider},
	RevokeLicence:     {by: ByStaff, posts: []Post{Approval}, at: atDecider, head: true}, // 许可法69: 作出决定的行政机关
	SuspendLicence:    {by: ByStaff, posts: []Post{Approval}, at: atDecider},
	ReturnLicence:     {by: ByStaff, posts: []Post{Approval}, at: atDecider},
	CancelLicence:     {by: ByStaff, posts: []Post{Approval}, at: atDecider},
}

// acts is every act in the order a page offers them.
var acts = []Act{
	Draft, Submit, Receive, CorrectOnSpot, RequestSupplement, AllowSupplement, Supplement, NotePosted, Accept, AcceptPending, AcceptCommitted, TellNoLicence, RefuseAcceptance,
	BringPending, RevokeAcceptance, ReceiveOriginals, SiteCheck, Pass, Veto, JointOpinion, Return,
	FindInterest, NotifyInterested, MakeStatement, AnswerStatement, TellHearing, AnnounceHearing, RequestHearing, ScheduleHearing, ServeHearing, RequestRecusal, DecideRecusal, HoldHearing,
	Suspend, Resume, Extend, Grant, Deny, OrderFee, PayFee, Issue, Serve, Conclude, FileAway, ProposeAmendment, SettleAmendment,
	InspectCommitment, RevokeCommitted,
	Withdraw, Urge, Chase, AnswerChase, Terminate, ProposeRevocation, HearHolder, RevokeLicence, SuspendLicence, ReturnLicence, CancelLicence, NoteRenewal, Tick, Recount, Read,
}

// May is the only place that grants a right: it tells whether who may do the act on the
// case, and on what ground. It knows nothing of the case's state; casework asks for both.
func (d *Directory) May(who Actor, act Act, t Target) (Right, bool) {
	if act == Read {
		return d.mayRead(who, t)
	}
	l, known := laws[act]
	switch {
	case !known:
		return Right{}, false
	case who.Kind == ByApplicant && (l.own || l.by == ByApplicant):
		return Right{}, isApplicant(who, t)
	case who.Kind != l.by:
		return Right{}, false
	case l.by == BySystem:
		return Right{}, true
	case l.apart && t.accepted(who.No):
		return Right{}, false
	}
	if r, ok := d.byPost(d.holdings[who.No], l, t); ok {
		return r, true
	}
	return d.byStandIn(who.No, l, t)
}

// accepted tells whether somebody accepted the case, or another did in his post: what one may
// not decide oneself, nobody decides by standing in, for neither of the two.
func (t Target) accepted(staff string) bool {
	return staff == t.AcceptedBy || staff != "" && staff == t.AcceptedAs
}

// byStandIn is the right of who works in the posts of another who is away (代岗). The posts
// stay apart for the absent person, too.
func (d *Directory) byStandIn(staff string, l law, t Target) (Right, bool) {
	for _, s := range d.standIns[staff] {
		if !t.On.Within(s.From, s.To) || l.apart && t.accepted(s.Absent) {
			continue
		}
		if r, ok := d.byPost(d.lent(s, t.On), l, t); ok {
			r.As = s.Absent
			return r, true
		}
	}
	return Right{}, false
}

// Acts returns the acts that who may do on the case: what a page may offer, once casework
// has taken away what the state forbids.
func (d *Directory) Acts(who Actor, t Target) []Act {
	var may []Act
	for _, act := range acts {
		if _, ok := d.May(who, act, t); ok {
			may = append(may, act)
		}
	}
	return may
}

func isApplicant(who Actor, t Target) bool {
	return who.Kind == ByApplicant && who.No != "" && who.No == t.Applicant
}

// byPost looks for a post held at the right unit, then for one lent by a stationing.
func (d *Directory) byPost(held []Holding, l law, t Target) (Right, bool) {
	for _, unit := range l.at(t) {
		for i := range held {
			h := &held[i]
			if h.Unit == unit && h.fits(l, t) {
				return Right{Unit: h.Unit, Post: h.Post, Head: h.Head}, true
			}
			if l.over && h.supervises(t) && d.oversees(h.Unit, unit, t) {
				return Right{Unit: h.Unit, Post: h.Post}, true
			}
		}
		if r, ok := d.byPaper(unit, held, l, t); ok {
			return r, true
		}
	}
	return Right{}, false
}

// byPaper is the right of a centre's staff to act for a body stationed there (进驻): the
// written authorisation must name body, centre, item and post and be in force.
func (d *Directory) byPaper(body string, held []Holding, l law, t Target) (Right, bool) {
	if l.head {
		return Right{}, false
	}
	for _, s := range d.stationed[body] {
		centre, open := d.Centre(s.Centre, t.On)
		if !open || !s.covers(t.Item) || !t.On.Within(s.From, s.To) {
			continue
		}
		for i := range held {
			h := &held[i]
			if h.Unit == centre.Unit && slices.Contains(s.Posts, h.Post) && h.fits(l, t) {
				return Right{Unit: h.Unit, Post: h.Post, For: body, Paper: s.Paper}, true
			}
		}
	}
	return Right{}, false
}

// fits tells whether a holding is in force, of the right post, for the item, and its turn.
func (h *Holding) fits(l law, t Target) bool {
	return t.On.Within(h.From, h.To) && slices.Contains(l.posts, h.Post) &&
		(!l.turn || h.Post == t.Post) &&
		(!l.head || h.Head) &&
		h.covers(t.Item)
}

// supervises tells whether a holding is a supervisor's, in force and for the item.
func (h *Holding) supervises(t Target) bool {
	return h.Post == Supervisor && t.On.Within(h.From, h.To) && h.covers(t.Item)
}

// covers tells whether a holding is for the item; one without a list is for all.
func (h *Holding) covers(item string) bool {
	return len(h.Items) == 0 || slices.Contains(h.Items, item)
}

// covers tells whether an authorisation is for the item; AllItems is for all of the body.
func (s Stationing) covers(item string) bool {
	return s.Item == AllItems || s.Item == item
}

// mayRead grants 查阅: to the applicant; to whoever works on cases in a unit of the route,
// also by a stationing; to the supervisor of a unit of the route or above one; to the
// supervisor of an oversight office for all below its government. Administrators, keepers
// and agents hold no right to read (an agent reads by a mandate, not by a post).
func (d *Directory) mayRead(who Actor, t Target) (Right, bool) {
	if who.Kind != ByStaff {
		return Right{}, isApplicant(who, t)
	}
	return d.readIn(who.No, t, readingPosts)
}

// readingPosts are the posts that let somebody read.
var readingPosts = append(slices.Clone(workingPosts), Supervisor)

// ReadsAs tells whether one of some posts lets somebody read what passes a unit: held there, lent
// by a stationing or a stand-in, or a supervisor's over it. May names only the first post of who
// holds several.
func (d *Directory) ReadsAs(staff, unit string, on period.Date, posts ...Post) bool {
	_, ok := d.readIn(staff, Target{Route: []string{unit}, On: on}, posts)
	return ok
}

func (d *Directory) readIn(staff string, t Target, posts []Post) (Right, bool) {
	if r, ok := d.readBy(d.holdings[staff], t, posts); ok {
		return r, true
	}
	for _, s := range d.StandsIn(staff, t.On) {
		if r, ok := d.readBy(d.lent(s, t.On), t, posts); ok {
			r.As = s.Absent
			return r, true
		}
	}
	return Right{}, false
}

func (d *Directory) readBy(held []Holding, t Target, posts []Post) (Right, bool) {
	work := law{posts: posts}
	for _, unit := range t.Route {
		for i := range held {
			h := &held[i]
			if h.Unit == unit && h.fits(work, t) {
				return Right{Unit: h.Unit, Post: h.Post}, true
			}
			if slices.Contains(posts, Supervisor) && h.supervises(t) && d.oversees(h.Unit, unit, t) {
				return Right{Unit: h.Unit, Post: h.Post}, true
			}
		}
		if r, ok := d.byPaper(unit, held, work, t); ok {
			return r, true
		}
	}
	return Right{}, false
}

// oversees tells whether a supervisor's unit looks after another unit.
func (d *Directory) oversees(supervisor, unit string, t Target) bool {
	if supervisor == unit || d.above(supervisor, unit, t.On) {
		return true
	}
	u, ok := d.Unit(supervisor, t.On)
	return ok && u.Kind == AssessorOffice && (u.Parent == unit || d.above(u.Parent, unit, t.On))
}
