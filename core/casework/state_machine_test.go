package casework_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// document is what docs/state-machine.md says, taken apart line by line.
type document struct {
	states []string          // the columns of the table of acts and states
	marks  map[string]bool   // "accept received"
	arrows map[string]bool   // "received reviewing accept", from the diagram
	steps  map[string]bool   // "accept received reviewing", from the transitions
	who    map[string]string // act → the posts that may do it, sorted
	rule   map[string]string // act → article
}

// cells of a row of a Markdown table; nil for any other line.
func cells(line string) []string {
	if !strings.HasPrefix(line, "|") {
		return nil
	}
	row := strings.Split(strings.Trim(line, "|"), "|")
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	return row
}

func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '、' })
}

var arrow = regexp.MustCompile(`^ +(\w+) --> (\w+) : (.+)$`)

// section gives the lines under a heading.
func section(t *testing.T, text, heading string) []string {
	t.Helper()
	_, rest, found := strings.Cut(text, "\n## "+heading+"\n")
	if !found {
		t.Fatalf("docs/state-machine.md has no section %q", heading)
	}
	rest, _, _ = strings.Cut(rest, "\n## ")
	return strings.Split(rest, "\n")
}

func readDocument(t *testing.T) document {
	t.Helper()
	raw, err := os.ReadFile("../../docs/state-machine.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	d := document{marks: map[string]bool{}, arrows: map[string]bool{}, steps: map[string]bool{}, who: map[string]string{}, rule: map[string]string{}}
	for _, line := range section(t, text, "Diagram") {
		if m := arrow.FindStringSubmatch(line); m != nil {
			for _, act := range list(m[3]) {
				d.arrows[m[1]+" "+m[2]+" "+strings.TrimSpace(act)] = true
			}
		}
	}
	for _, line := range section(t, text, "Acts and states") {
		switch row := cells(line); {
		case row == nil || strings.HasPrefix(row[0], "-"):
		case row[0] == "act":
			d.states = row[1:]
		default:
			d.mark(t, row)
		}
	}
	for _, line := range section(t, text, "Transitions") {
		if row := cells(line); len(row) == 7 && row[0] != "act" && !strings.HasPrefix(row[0], "-") {
			d.transition(t, row)
		}
	}
	return d
}

func (d document) mark(t *testing.T, row []string) {
	if len(row) != len(d.states)+1 {
		t.Fatalf("row %s has %d columns, want %d", row[0], len(row), len(d.states)+1)
	}
	for i, cell := range row[1:] {
		if cell != "" {
			d.marks[row[0]+" "+d.states[i]] = true
		}
	}
}

func (d document) transition(t *testing.T, row []string) {
	act := row[0]
	for _, from := range list(row[2]) {
		for _, to := range list(row[3]) {
			d.steps[act+" "+strings.TrimSpace(from)+" "+strings.TrimSpace(to)] = true
		}
	}
	who := list(row[4])
	slices.Sort(who)
	if before, told := d.who[act]; told && before != strings.Join(who, " ") || d.rule[act] != "" && d.rule[act] != row[5] {
		t.Errorf("two rows of %s name different posts or articles", act)
	}
	d.who[act], d.rule[act] = strings.Join(who, " "), row[5]
}

// named is a state as the document calls it, with the ending of a closed case.
func named(c casework.Case) string {
	switch s := c.State(); s {
	case casework.None:
		return "none"
	case casework.Closed:
		return fmt.Sprintf("closed (%s)", c.Ended)
	default:
		return string(s)
	}
}

func bare(state string) string { before, _, _ := strings.Cut(state, " ("); return before }

// procedures are roads of every shape: the usual one, two reviews, none, no issuing, and two
// bodies side by side.
func procedures() [][]catalog.Step {
	s := item().Procedure.Steps
	shared := s[1]
	shared.Beside = []catalog.Body{{Name: "会审", Unit: "department:traffic", Limit: shared.Limit}}
	return [][]catalog.Step{s, {s[0], s[1], s[1], s[2], s[3]}, {s[0], s[2], s[3]}, s[:3], {s[0], shared, s[2], s[3]}}
}

// cast is everybody who might do an act, by the name that the document gives them. The
// head holds the approval post too, so he comes last.
var cast = []struct {
	name string
	who  org.Actor
}{
	{"申请人", applicant}, {"系统", system}, {"受理岗", staff(clerk)}, {"审核岗", staff(reviewer)},
	{"审核岗", staff(partner)},
	{"审批岗", staff(approver)}, {"制证岗", staff(issuer)}, {"负责人", staff(head)}, {"监察岗", staff(overseer)}, {"主持人", staff(presider)},
}

// tour plays all acts as all actors from every situation that can be reached.
type tour struct {
	marks, steps map[string]bool
	who          map[string]map[string]bool
	rule         map[string]string
	seen         map[string]bool
}

// from tries everything in one situation, then goes on from what came of it.
func (w *tour) from(t *testing.T, h hall) {
	situation := fmt.Sprint(named(h.c), h.c.At, h.c.Ask != nil, h.c.Ask != nil && h.c.Ask.Posted != nil, len(h.c.Extensions), h.c.Pending != nil, h.c.Pending != nil && h.c.Pending.BroughtOn.IsZero(), h.c.OriginalsOn.IsZero(), h.c.Channel, h.c.Posts, h.c.SaidOn, h.c.Parts,
		h.c.Fee != nil, h.c.OwesFee(), h.c.OpenAmendment() != nil, h.c.Commitment != nil, inspected(h.c), life(h.c.Licence), h.c.Unserved())
	if w.seen[situation] {
		return
	}
	w.seen[situation] = true
	for act := range law {
		state := bare(named(h.c))
		for _, actor := range cast {
			next := h
			next.facts = nil
			if at := casework.NextTick(h.c, h.env(system)); act == org.Tick && at != 0 {
				next.now = at
			}
			if act == org.Urge {
				next.now = max(next.now, missed)
			}
			if act == org.Recount {
				next.announce(spring(t))
			}
			err := next.try(online(next.sample(act), actor.who), actor.who)
			var r casework.Refusal
			if asRefusal(err, &r) && r.Code == "wrongState" {
				w.rule[string(act)] = r.Rule
				continue
			}
			w.marks[string(act)+" "+state] = true
			if err == nil {
				w.done(act, actor.name, named(h.c), named(next.c))
				w.from(t, next)
			}
		}
	}
}

// online proves a payment of the applicant himself.
func online(cmd casework.Command, who org.Actor) casework.Command {
	pay, ok := cmd.(casework.PayFee)
	if !ok || who.Kind != org.ByApplicant {
		return cmd
	}
	pay.Payment = casework.Payment{Provider: "test", Ref: "T1"}
	return pay
}

// heard tries the acts by which people are heard, which need others before them.
func (w *tour) heard(t *testing.T) {
	for act := range before {
		for _, state := range law[act].in {
			for _, actor := range cast {
				w.once(*heardAt(t, act, state), act, actor.name, actor.who)
			}
		}
	}
	h := heardAt(t, org.RequestRecusal, casework.Suspended) // the request is taken back, and the clock goes on
	from := named(h.c)
	h.do(t, casework.RequestHearing{Wish: casework.HearingWaived}, applicant)
	w.done(org.RequestHearing, "申请人", from, named(h.c))
}

// chased tries the reply to a supervisor wherever a unit can be pressed.
func (w *tour) chased(t *testing.T) {
	for _, state := range law[org.AnswerChase].in {
		for _, actor := range cast {
			w.once(*ready(t, org.AnswerChase, state), org.AnswerChase, actor.name, actor.who)
		}
	}
}

// renewed lets a licence end before its renewal is decided.
func (w *tour) renewed(t *testing.T) {
	for _, steps := range procedures() {
		for _, state := range []casework.State{casework.Reviewing, casework.Approving, casework.Suspended} {
			h := renewal(t, day(2026, 3, 2))
			h.item.Procedure.Steps = steps
			for _, act := range roads[state] {
				_ = h.try(h.sample(act), doer(act)) // where there is no such step it is refused
			}
			if h.c.State() != state {
				continue
			}
			for i := range h.c.Stops {
				h.c.Stops[i].Told = day(2027, 1, 1) // longer than the licence is valid
			}
			h.now = casework.NextTick(h.c, h.env(system))
			w.marks["tick "+bare(named(h.c))] = true
			w.once(*h, org.Tick, "系统", system)
		}
	}
}

func (w *tour) once(h hall, act org.Act, name string, who org.Actor) {
	from := named(h.c)
	if h.try(h.sample(act), who) == nil {
		w.done(act, name, from, named(h.c))
	}
}

// life is what distinguishes one stage of a licence's life from another.
func life(l *casework.Licence) string {
	if l == nil {
		return ""
	}
	heard := l.Proposal != nil && l.Proposal.Heard != nil
	return fmt.Sprint(l.Proposal != nil, heard, l.Revoked != nil, l.Cancelled != nil, l.Reminded, l.ExpiredOn.IsZero())
}

func (w *tour) done(act org.Act, by, from, to string) {
	w.steps[fmt.Sprintf("%s %s %s", act, bare(from), to)] = true
	if by == "主持人" && act != org.HoldHearing { // who presides is of the issuing post here
		by = "制证岗"
	}
	if w.who[string(act)] == nil {
		w.who[string(act)] = map[string]bool{}
	}
	if by != "负责人" || !w.who[string(act)]["审批岗"] {
		w.who[string(act)][by] = true
	}
}

// TestDocument holds docs/state-machine.md to the code: its table of acts and states, its
// transitions with posts and articles, and its diagram are exactly what Decide does.
func TestDocument(t *testing.T) {
	w := tour{map[string]bool{}, map[string]bool{}, map[string]map[string]bool{}, map[string]string{}, map[string]bool{}}
	for _, steps := range procedures() {
		for _, short := range []bool{false, true} {
			h := newHall(t)
			h.item.Procedure.Steps, h.short = steps, short
			h.now = period.NewDate(2026, 3, 2).At(9, 0)
			clear(w.seen)
			w.from(t, *h)
		}
		h := wordHall(t)
		h.item.Procedure.Steps = steps
		clear(w.seen)
		w.from(t, *h)
		h = faxHall(t, catalog.FromOriginals)
		h.item.Procedure.Steps = steps
		clear(w.seen)
		w.from(t, *h)
	}
	w.heard(t)
	w.chased(t)
	w.renewed(t)
	d := readDocument(t)
	same(t, "table of acts and states", d.marks, w.marks)
	same(t, "transitions", d.steps, w.steps)
	arrows := map[string]bool{}
	for step := range w.steps {
		part := strings.SplitN(step, " ", 3)
		arrows[part[1]+" "+bare(part[2])+" "+part[0]] = true
	}
	same(t, "diagram", d.arrows, arrows)
	for act, by := range w.who {
		if posts := strings.Join(slices.Sorted(maps.Keys(by)), " "); d.who[act] != posts {
			t.Errorf("%s is done by %s, the document says %s", act, posts, d.who[act])
		}
	}
	for act, rule := range w.rule {
		if d.rule[act] != rule {
			t.Errorf("%s rests on %s, the document says %s", act, rule, d.rule[act])
		}
	}
}

func same(t *testing.T, what string, told, done map[string]bool) {
	t.Helper()
	for _, line := range slices.Sorted(maps.Keys(told)) {
		if !done[line] {
			t.Errorf("%s: the document has %q, the code has not", what, line)
		}
	}
	for _, line := range slices.Sorted(maps.Keys(done)) {
		if !told[line] {
			t.Errorf("%s: the code has %q, the document has not", what, line)
		}
	}
}

// inspected is how far the inspection of a commitment is.
func inspected(c casework.Case) string {
	if c.Commitment == nil {
		return ""
	}
	return fmt.Sprint(len(c.Commitment.Inspections), c.Commitment.Revoked != nil)
}
