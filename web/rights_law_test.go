package web_test

import (
	"slices"
	"strings"

	"yimen/core/org"
)

// The oracle: who is let in to which route, written from the notice (温龙政办〔2015〕36号) and the
// Licensing Law in words, beside core/org and without it. docs/rights.md says how to add a row.

// answer is how a door answers.
type answer string

const (
	in         answer = "let in"
	signIn     answer = "asked to sign in"
	forbidden  answer = "forbidden"
	absent     answer = "not found"
	notFitting answer = "wrong code"
)

// knock is one address of a route, of a case or of none.
type knock struct {
	method, pattern, path string
	c                     *filed
}

// law says which answers are right. Most are one answer; two where it depends on what lies there.
type law func(r reader, k knock) []answer

func just(a answer) []answer { return []answer{a} }

func when(ok bool, otherwise answer) []answer {
	if ok {
		return just(in)
	}
	return just(otherwise)
}

// browses tells whether somebody came with a session of the staff; a token opens the interface only.
func (r reader) browses() bool { return r.staff != "" && r.token == nil }

func (r reader) holds(names ...string) bool {
	return slices.ContainsFunc(r.posts, func(s seat) bool { return slices.Contains(names, s.post) })
}

func (r reader) scoped(scope string) bool { return slices.Contains(r.token, scope) }

// Who works on cases: 受理、审核、审批、制证 (附件2 的四个环节).
var works = strings.Fields("acceptance review approval issuing")

// stations are what each street's centre takes in by the district's written authorisation
// (进驻授权, 通知二(一)2): 受理、审核、制证, never 审批.
func lends(unit string, s seat) bool {
	station, ok := strings.CutPrefix(unit, s.unit+"-")
	return ok && strings.HasPrefix(s.unit, "330303") && len(s.unit) == 9 && slices.Contains(strings.Fields("gaj scjg zrzy cgzf hbj fgj"), station) &&
		slices.Contains([]string{"acceptance", "review", "issuing"}, s.post)
}

// watches tells whose work a supervisor of a unit looks at: the unit's and what is below it. A
// district's 审管办 and 监察委 look at the whole district, a street at its communities, a department
// at its stations (通知三(三)). A street does not look at a department's station.
func watches(supervisor, unit string) bool {
	switch supervisor {
	case unit, sgb, "330303-jcj":
		return strings.HasPrefix(unit, "330303")
	}
	if len(supervisor) == 9 {
		return len(unit) == 12 && strings.HasPrefix(unit, supervisor) && !strings.Contains(unit, "-")
	}
	_, department, _ := strings.Cut(supervisor, "-")
	return department != "" && strings.HasSuffix(unit, "-"+department)
}

// reads: 谁经办谁查阅. Who works on cases in a body that the case passes, himself, by authorisation
// or standing in; who supervises such a body. Nobody else of the staff: no keeper, no
// administrator, no agent, no body above or beside (个人信息保护法28、29: only what the duty needs).
func (r reader) reads(c *filed) bool {
	if len(r.bound) > 0 && !slices.Contains(r.bound, c.item) {
		return false
	}
	for _, s := range r.ownAndLent() {
		for _, unit := range c.way {
			if slices.Contains(works, s.post) && (s.unit == unit || lends(unit, s)) || s.post == "supervisor" && watches(s.unit, unit) {
				return true
			}
		}
	}
	return false
}

// ownAndLent are the posts in which somebody works today.
func (r reader) ownAndLent() []seat {
	if r.acts == "" {
		return r.posts
	}
	for _, o := range readers() {
		if o.staff == r.acts && o.token == nil {
			return slices.Concat(r.posts, o.posts)
		}
	}
	return r.posts
}

// sees tells whether somebody may see the applicant's data of a case by any way.
func (r reader) sees(c *filed) bool { return r.knows == c.name || r.owns == c.name || r.reads(c) }

// The laws.
var (
	// everybody: what is published (公开), and doors at which one says who one is.
	everybody law = func(reader, knock) []answer { return just(in) }

	// opened: a public page that shows what it has, or says that there is nothing.
	opened law = func(reader, knock) []answer { return []answer{in, absent} }

	// onTheWay: a step of a way that was not begun leads to its beginning.
	onTheWay law = func(reader, knock) []answer { return []answer{in, signIn, absent} }

	// terminals: only a paired device in service; whoever signs in elsewhere, or knows a code, is none.
	terminals law = func(reader, knock) []answer { return just(forbidden) }

	// staffs: everybody of the staff.
	staffs law = func(r reader, _ knock) []answer { return when(r.browses(), signIn) }

	// resident: whoever is signed in to an account of his own.
	resident law = func(r reader, _ knock) []answer {
		if r.owns == "" {
			return just(signIn)
		}
		return []answer{in, absent}
	}

	// readsCase: the case page and everything that hangs on it.
	readsCase law = func(r reader, k knock) []answer {
		if !r.browses() {
			return just(signIn)
		}
		return when(r.reads(k.c), forbidden)
	}

	// watchesCase: 查阅记录 are for who supervises.
	watchesCase law = func(r reader, k knock) []answer {
		if !r.browses() {
			return just(signIn)
		}
		return when(r.reads(k.c) && r.holds("supervisor"), forbidden)
	}

	// followsRating: 差评回访 is done by who supervises the body that is rated, which decided, or took
	// the case in where nothing was decided. The rated body does not learn whether it was rated.
	followsRating law = func(r reader, k knock) []answer {
		if !r.browses() {
			return just(signIn)
		}
		unit := k.c.accepting
		if slices.ContainsFunc(k.c.acts, func(a org.Act) bool { return a == org.Grant || a == org.Deny }) {
			unit = k.c.decider
		}
		return when(slices.ContainsFunc(r.ownAndLent(), func(s seat) bool { return s.post == "supervisor" && watches(s.unit, unit) }), forbidden)
	}

	// ownCase: the applicant, by his query code or his account. Everybody else is sent to where
	// the code is asked for, whether the case exists or not.
	ownCase law = func(r reader, k knock) []answer {
		return when(r.token == nil && (r.knows == k.c.name || r.owns == k.c.name), signIn)
	}

	// apiCase: the interface with a query code, or with scope read.
	apiCase law = func(r reader, k knock) []answer {
		switch {
		case r.token != nil && r.knows != "":
			return when(r.knows == k.c.name, notFitting)
		case len(r.token) == 0:
			return just(signIn)
		}
		return when(r.scoped("read") && r.staff != "" && r.reads(k.c), forbidden)
	}

	// apiOwn: what the applicant does over the interface: by query code alone.
	apiOwn law = func(r reader, k knock) []answer {
		if r.token == nil || r.knows == "" {
			return just(signIn)
		}
		return when(r.knows == k.c.name, notFitting)
	}

	// apiActs: scope act, and the right to the case. What is wrong with a body may be told before:
	// the forms are no secret.
	apiActs law = func(r reader, k knock) []answer {
		if len(r.token) == 0 {
			return just(signIn)
		}
		if k.method != "GET" && r.scoped("act") {
			return []answer{in, forbidden}
		}
		return when(r.scoped("act") && r.reads(k.c), forbidden)
	}
)

// anyPost keeps a page to some posts, of whatever unit.
func anyPost(names ...string) law {
	return func(r reader, _ knock) []answer {
		if !r.browses() {
			return just(signIn)
		}
		for _, s := range r.ownAndLent() {
			if slices.Contains(names, s.post) {
				return just(in)
			}
		}
		return just(forbidden)
	}
}

// withScope keeps an operation to tokens of a scope.
func withScope(scope string) law {
	return func(r reader, _ knock) []answer {
		if len(r.token) == 0 {
			return just(signIn)
		}
		return when(r.scoped(scope), forbidden)
	}
}

// maybe is a law for addresses at which nothing may lie: who is let in finds that out.
func maybe(l law) law {
	return func(r reader, k knock) []answer {
		if a := l(r, k); a[0] == in {
			return []answer{in, absent}
		} else {
			return a
		}
	}
}

// The laws of things that are no cases; rightsWorld makes the things.

// standsIn: a stand-in is told to the two persons, to the 负责人 of the absent one, and to the
// administrators; to others there is none. It is of lw202.
var standsIn law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.staff == "lw202" || r.acts == "lw202" || r.staff == "lw204" || r.holds("administrator"), absent)
}

// concerns: a question (首问登记) is for who was asked and for the unit in which it was asked, here
// 永中街道; to others there is none.
var concerns law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.worksAt(street), absent)
}

func (r reader) worksAt(unit string) bool {
	return r.home == unit || slices.ContainsFunc(r.posts, func(s seat) bool { return s.unit == unit })
}

// hearsAlarm: an alarm (预警) is for who works for the unit it is about, here the planning station,
// and for its supervisors: for those who would read its cases.
var hearsAlarm law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	r.bound = nil // it is the unit's, not an item's
	return when(r.reads(&filed{way: []string{"330303001-zrzy"}}), forbidden)
}

// receives: 最低生活保障 is received at a community's counter (收件) by its 受理岗.
var receives law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(slices.ContainsFunc(r.posts, func(s seat) bool {
		return s.post == "acceptance" && len(s.unit) == 12 && !strings.Contains(s.unit, "-")
	}), forbidden)
}

// enters: the keeper of a unit that has a centre, or of what is above one.
var enters law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.keeps(street) || r.keeps(town), forbidden)
}

// keepsDraft: a draft of an item, here of 区市场监管局, is for its keepers and its leader; the
// district office sees it once it is reported. To other keepers there is none.
var keepsDraft law = func(r reader, k knock) []answer {
	switch {
	case !r.browses():
		return just(signIn)
	case !r.keepsOrLeads():
		return just(forbidden)
	}
	return when(slices.ContainsFunc(r.posts, func(s seat) bool { return s.unit == "330303-scjg" }), absent)
}

// keepsOrLeads: who keeps a catalogue, or signs for one as leader (分管领导, 审批岗).
func (r reader) keepsOrLeads() bool { return r.holds("keeper", "approval") }

// reports: a unit's keeper, or one above it, says how far the unit is; here 永中街道.
var reports law = func(r reader, k knock) []answer {
	if !r.browses() {
		return just(signIn)
	}
	return when(r.keeps(street), forbidden)
}

// entersHere: what stands in a centre is entered by its keepers; here the centre of 永中街道.
var entersHere = reports

// shapeFirst is a law for operations whose body is held against the document of the interface
// before anybody is asked who he is.
func shapeFirst(l law) law {
	return func(r reader, k knock) []answer { return append(l(r, k), in) }
}

// keepsOwn: a case is kept in an account, so who has shown its code alone is asked to sign in.
var keepsOwn law = func(r reader, k knock) []answer { return when(r.owns == k.c.name, signIn) }
