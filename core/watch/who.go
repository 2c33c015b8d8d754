package watch

import (
	"slices"
	"strings"
)

// who (何人) is asked of an act: what kind of actor and, of staff, which post at which unit.
type who struct {
	kind  string               // applicant, staff or system
	own   bool                 // the applicant may do it as well as staff
	posts string               // any of them will do
	at    func(*walk) []string // the units at which it must be held
	turn  bool                 // the post must be the one of the present step
	head  bool                 // only the 负责人, in person
	over  bool                 // a supervisor may do it too; of which unit, only the directory tells
	apart bool                 // not the person who accepted
}

// The actors of the procedure.
var (
	drafter   = who{kind: "draft"}
	applicant = who{kind: "applicant"}
	system    = who{kind: "system"}
	clerk     = who{kind: "staff", posts: "acceptance", at: (*walk).accepting}
	bringer   = who{kind: "staff", posts: "acceptance", at: (*walk).accepting, own: true}
	reviewer  = who{kind: "staff", posts: "review", at: (*walk).holder, turn: true}
	partner   = who{kind: "staff", posts: "review", at: (*walk).besides}
	examiner  = who{kind: "staff", posts: "review approval", at: (*walk).holder, turn: true}
	decider   = who{kind: "staff", posts: "approval", at: (*walk).holder, apart: true}
	head      = who{kind: "staff", posts: "approval", at: (*walk).extending, head: true, apart: true}
	issuer    = who{kind: "staff", posts: "issuing", at: (*walk).holder}
	handing   = who{kind: "staff", posts: "issuing acceptance", at: (*walk).either}

	inspector = who{kind: "staff", posts: "review approval", at: (*walk).deciding}
	undoer    = who{kind: "staff", posts: "approval", at: (*walk).deciding, apart: true}
	speaker   = who{kind: "staff", posts: "acceptance review approval", at: (*walk).either, own: true}
	teller    = who{kind: "staff", posts: "acceptance review approval", at: (*walk).either}
	leader    = who{kind: "staff", posts: "approval", at: (*walk).deciding, head: true}
	anybody   = who{kind: "staff", posts: "acceptance review approval issuing", at: (*walk).body} // in person the presider, see holdHearing
	paying    = who{kind: "staff", posts: "issuing acceptance", at: (*walk).either, own: true}
	mending   = who{kind: "staff", posts: "acceptance approval issuing", at: (*walk).anywhere}
	settling  = who{kind: "staff", posts: "approval", at: (*walk).deciding}

	approver   = who{kind: "staff", posts: "approval", at: (*walk).deciding}
	chief      = who{kind: "staff", posts: "approval", at: (*walk).deciding, head: true}
	supervisor = who{kind: "staff", over: true}
	answering  = who{kind: "staff", posts: "acceptance review approval issuing", at: (*walk).chasing}
	ender      = who{kind: "staff", posts: "acceptance review approval", at: (*walk).holder, turn: true, over: true}
)

func (w *walk) accepting() []string { return []string{w.acceptUnit} }
func (w *walk) body() []string      { return append(w.holder(), w.deciding()...) }
func (w *walk) either() []string    { return append(w.holder(), w.acceptUnit) }
func (w *walk) anywhere() []string  { return append(w.either(), w.deciding()...) }

// holder is the unit of the step that holds the case.
func (w *walk) holder() []string {
	if w.place < len(w.route) {
		return []string{w.route[w.place]}
	}
	return w.accepting()
}

// extending is the unit whose head extends: the deciding one, or for joint handling the
// government.
func (w *walk) extending() []string {
	if w.government != "" {
		return []string{w.government}
	}
	return w.deciding()
}

// deciding is the unit of the approval step, whose power the case is.
func (w *walk) deciding() []string {
	if i := slices.Index(w.posts, "approval"); i >= 0 && i < len(w.route) {
		return []string{w.route[i]}
	}
	return w.holder()
}

// doer checks who did the act.
func (w *walk) doer() {
	need, by := w.law.who, w.fact.By
	switch {
	case need.kind == "draft": // whoever knows the draft's code
		w.need(by.Kind == "applicant", "wrongActor", by.Kind)
	case by.Kind == "applicant" && (need.own || need.kind == "applicant"):
		w.need(by.No != "" && by.No == w.petitioner, "wrongActor", "applicant")
	case by.Kind != need.kind || by.Kind == "staff" && blank(by.No):
		w.find("wrongActor", by.Kind)
	case by.Kind == "staff":
		w.right(need)
		w.separate()
	}
}

// right checks the ground that the fact gives.
func (w *walk) right(need who) {
	r := w.fact.Right
	if need.over && r.Post == "supervisor" {
		w.need(!blank(r.Unit), "wrongUnit", w.fact.Act, r.Unit)
		return
	}
	ofTurn := !need.turn || r.Post == w.post()
	w.need(slices.Contains(strings.Fields(need.posts), r.Post) && ofTurn, "wrongPost", w.fact.Act, r.Post)
	w.need(need.at != nil && slices.Contains(need.at(w), r.body()), "wrongUnit", w.fact.Act, r.body())
	w.need((r.For == "") == (r.Paper == ""), "paperMissing", r.For)
	w.need(!need.head || r.Head && r.For == "", "notHead", w.fact.By.No)
	w.need(r.As == "" || r.As != w.fact.By.No, "standInSelf", r.As)
	for _, no := range w.doers() {
		w.need(!need.apart || no != w.acceptedBy && no != w.acceptedAs, "acceptorDecides", no)
	}
}

// doers are who did the act and, where he stood in for another (代岗), in whose post: what
// must be apart is apart for both.
func (w *walk) doers() []string {
	if as := w.fact.Right.As; as != "" {
		return []string{w.fact.By.No, as}
	}
	return []string{w.fact.By.No}
}

// apartPosts (分设岗位) should be filled by different people. Issuing follows orders and is
// not among them.
var apartPosts = []string{"acceptance", "review", "approval"}

// separate notes who acted in which post, and who acted in two.
func (w *walk) separate() {
	post := w.fact.Right.Post
	for _, no := range w.doers() {
		if !slices.Contains(apartPosts, post) || slices.Contains(w.said[no], post) {
			continue
		}
		for _, other := range w.said[no] {
			w.find("onePersonTwoPosts", no, other, post)
		}
		w.said[no] = append(w.said[no], post)
	}
}
