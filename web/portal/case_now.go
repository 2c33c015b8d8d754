package portal

import (
	"context"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// now is the answer to the four questions that people have: where is it, what comes next,
// who acts, until when (and why that day).
type now struct {
	Title, Next string
	Who         string // unit and post whose turn it is; empty when it is nobody's
	Until       due    // the last day of that turn
	Light       ui.Light
	Tone        ui.Tone
	Yours       bool // the applicant himself is to act
}

// clockOf is the clock that people wait for in each state.
var clockOf = map[casework.State]casework.ClockName{
	casework.Received:      casework.AcceptanceClock,
	casework.Supplementing: casework.SupplementClock,
	casework.Reviewing:     casework.PromisedClock,
	casework.Approving:     casework.PromisedClock,
	casework.Suspended:     casework.PromisedClock,
	casework.Granted:       casework.DeliveryClock,
	casework.Denied:        casework.DeliveryClock,
	casework.Issuing:       casework.DeliveryClock,
}

func (p *portal) now(ctx context.Context, f app.File) now {
	state := f.State()
	key := string(state)
	if state == casework.Closed {
		key = "ended." + string(f.Ended)
		if f.Ended == casework.Concluded && f.Decision != nil && !f.Decision.Granted {
			key = "ended.denied"
		}
	}
	n := now{Yours: state == casework.Supplementing, Tone: toneOf(f)}
	n.Until, n.Light = p.until(ctx, f)
	args := []any{"unit", p.unitByCode(ctx, f.Unit()), "item", itemName(ctx, f.Item), "result", itemResult(ctx, f.Item),
		"day", n.Until.On, "procedure", stopName(ctx, f), "until", stopUntil(ctx, f), "next", p.nextUnit(ctx, f)}
	n.Title, n.Next = say(ctx, "now."+key, args...), say(ctx, "next."+key, args...)
	if f.Payable() {
		n.Next, n.Tone = payNext(ctx, f, n.Next), ui.Warn
	}
	if own, some := p.toDo(ctx, f, n); some {
		return own
	}
	if f.Task != nil && !n.Yours && f.Ended == "" {
		n.Who = p.whoActs(ctx, f)
	}
	return n
}

// whoActs is the unit and post whose turn it is, with those that examine at the same time.
func (p *portal) whoActs(ctx context.Context, f app.File) string {
	who := say(ctx, "now.who", "unit", p.unitByCode(ctx, f.Task.Unit), "post", ui.CodeName(ctx, "post", string(f.Task.Post)))
	var also []string
	for _, t := range f.Beside {
		also = append(also, p.unitByCode(ctx, t.Unit))
	}
	if len(also) == 0 {
		return who
	}
	return say(ctx, "now.also", "who", who, "also", strings.Join(also, ui.Say(ctx, "portal.listed")))
}

func (p *portal) until(ctx context.Context, f app.File) (due, ui.Light) {
	return p.untilOf(ctx, f, clockOf[f.State()])
}

func (p *portal) untilOf(ctx context.Context, f app.File, name casework.ClockName) (due, ui.Light) {
	for _, k := range f.Clocks {
		if k.Name == name {
			return p.due(ctx, f, k.Clock), light(k.Light)
		}
	}
	return due{}, ""
}

// late says that a limit for the decision has passed, and what the applicant can do.
type late struct{ Title, Text string }

func (p *portal) late(ctx context.Context, f app.File, complaint string) late {
	var worst casework.Light
	for _, k := range f.Clocks {
		if k.Done.IsZero() && f.Ended == "" && (k.Light == casework.Purple || k.Light == casework.Red && worst == "" && k.Name == casework.PromisedClock) {
			worst = k.Light
		}
	}
	if worst == "" {
		return late{}
	}
	day := p.due(ctx, f, f.Statutory(f.Item)).On
	return late{say(ctx, "late."+string(worst)), say(ctx, "late."+string(worst)+".text", "day", day, "phone", complaint)}
}

// toneOf colours the sentence of where the case is.
func toneOf(f app.File) ui.Tone {
	switch {
	case f.State() == casework.Supplementing:
		return ui.Warn
	case f.Ended == casework.NotAccepted, f.Ended == casework.AcceptanceRevoked, f.Decision != nil && !f.Decision.Granted:
		return ui.Bad
	case f.Decision != nil:
		return ui.Good
	case f.Ended != "":
		return ui.Mute
	}
	return ui.Info
}

// nextUnit is the unit that the case goes to from the one that holds it, which may have two
// steps on end.
func (p *portal) nextUnit(ctx context.Context, f app.File) string {
	for i := f.At + 1; i < len(f.Route); i++ {
		if f.Route[i] != f.Unit() {
			return p.unitByCode(ctx, f.Route[i])
		}
	}
	return ""
}

// openStop is the Article 45 procedure under way, nil when there is none.
func openStop(f app.File) *casework.Stop {
	if n := len(f.Stops); n > 0 && f.Stops[n-1].To.IsZero() {
		return &f.Stops[n-1]
	}
	return nil
}

func stopName(ctx context.Context, f app.File) string {
	if s := openStop(f); s != nil {
		return ui.CodeName(ctx, "special", string(s.Kind))
	}
	return ""
}

func stopUntil(ctx context.Context, f app.File) string {
	if s := openStop(f); s != nil {
		return ui.Day(ctx, s.Told)
	}
	return ""
}

// events is the history in plain words, newest first 办理经过, with a mark at what the
// applicant was sent a message of.
func (p *portal) events(ctx context.Context, f app.File) ([]ui.Event, error) {
	told, err := p.told(ctx, f)
	if err != nil {
		return nil, err
	}
	var list []ui.Event
	for i := len(f.Facts) - 1; i >= 0; i-- {
		fact := f.Facts[i]
		if fact.Act == org.Draft {
			continue
		}
		event := ui.Event{
			Title: say(ctx, "event."+string(fact.Act)), Text: p.factText(ctx, f, fact), By: p.byWhom(ctx, fact),
			At: ui.When(ctx, fact.At), AtISO: iso(fact.At), Tone: factTone(fact),
		}
		if told[fact.Seq] {
			event.By = say(ctx, "event.told", "by", event.By)
		}
		list = append(list, event)
	}
	return list, nil
}

// told are the facts that a message was sent of, by their place in the history.
func (p *portal) told(ctx context.Context, f app.File) (map[int]bool, error) {
	list, err := p.hall.Store.Told(ctx, f.ID)
	told := map[int]bool{}
	for _, t := range list {
		told[t.Seq] = true
	}
	return told, err
}

// iso is the moment for a datetime attribute, with its offset.
func iso(i period.Instant) string {
	text := ui.ISO(i)
	if len(text) < 19 {
		return ""
	}
	return text[:10] + "T" + text[11:] + "+08:00"
}

func factTone(f casework.Fact) ui.Tone {
	switch f.Act {
	case org.RequestSupplement, org.Suspend, org.Extend, org.Return, org.Tick, org.Recount:
		return ui.Warn
	case org.RefuseAcceptance, org.RevokeAcceptance, org.RevokeCommitted, org.Deny:
		return ui.Bad
	case org.Accept, org.AcceptPending, org.AcceptCommitted, org.Grant, org.Issue, org.Serve, org.Conclude:
		return ui.Good
	}
	return ui.Info
}

// byWhom names the unit and post that acted, never a member of staff; the applicant is "you".
func (p *portal) byWhom(ctx context.Context, f casework.Fact) string {
	switch f.By.Kind {
	case org.ByApplicant:
		if f.By.Via != "" {
			return mine(ctx, "by.via", "via", f.By.Via)
		}
		return say(ctx, "by.you")
	case org.BySystem:
		return say(ctx, "by.time")
	}
	unit := f.Right.Unit
	if f.Right.For != "" {
		unit = f.Right.For // a stationed body's power
	}
	return say(ctx, "now.who", "unit", p.unitByCode(ctx, unit), "post", ui.CodeName(ctx, "post", string(f.Right.Post)))
}

// factText is what an applicant is told of a fact. Opinions inside the hall are not shown:
// they are proposals, the decision is what counts.
func (p *portal) factText(ctx context.Context, f app.File, fact casework.Fact) string {
	switch a := fact.Body.(type) {
	case *casework.Submit:
		if a.Channel == catalog.AtKiosk {
			return say(ctx, "fact.submit.kiosk", "unit", p.unitByCode(ctx, a.AcceptUnit), "terminal", ui.TerminalName(ctx, a.Terminal))
		}
		return say(ctx, "fact.submit", "unit", p.unitByCode(ctx, a.AcceptUnit))
	case *casework.Receive:
		return say(ctx, "fact.receive", "channel", ui.CodeName(ctx, "channel", string(a.Channel)))
	case *casework.RequestSupplement:
		if a.Because != "" {
			return say(ctx, "fact.askedAgain", "n", len(a.Defects), "because", a.Because)
		}
		return say(ctx, "fact.requestSupplement", "n", len(a.Defects))
	case *casework.Supplement:
		return say(ctx, "fact.supplement", "n", len(a.Materials)) + atTerminal(ctx, a.Terminal)
	case *casework.Accept:
		text := say(ctx, "fact.accept", "day", ui.Day(ctx, a.On))
		if a.OnSpot {
			text += ui.Say(ctx, "handout.told.onSpot")
		}
		return text
	case *casework.RefuseAcceptance:
		text := say(ctx, "fact.refuse", "ground", ui.CodeName(ctx, "ground", string(a.Ground)), "reason", a.Reason)
		if a.Competent != "" {
			text += say(ctx, "fact.refuse.to", "competent", a.Competent)
		}
		return text + falsehoodText(ctx, a.Falsehood)
	case *casework.Suspend:
		return say(ctx, "fact.suspend", "kind", ui.CodeName(ctx, "special", string(a.Kind)), "from", ui.Day(ctx, a.From), "to", ui.Day(ctx, a.Told))
	case *casework.Resume:
		return say(ctx, "fact.resume", "day", ui.Day(ctx, a.EndedOn))
	case *casework.Extend:
		return say(ctx, "fact.extend", "by", ui.Limit(ctx, a.By), "reason", a.Reason)
	case *casework.Issue:
		return say(ctx, "fact.issue", "no", a.No)
	case *casework.Serve:
		return servedText(ctx, a)
	case *casework.Tick:
		return ui.CodeName(ctx, "lapse", string(a.What))
	case *casework.Recount:
		return ui.Moved(ctx, *a, p.hall.CalendarOf(f.Case))
	}
	return p.moreText(ctx, f, fact)
}
