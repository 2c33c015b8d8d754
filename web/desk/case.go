package desk

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
	"yimen/web/ui"
)

// casePage is a case as the page shows it: the file, and what came of an act just tried.
type casePage struct {
	app.File
	desk     *Desk
	who      org.Staff       // the reader
	fields   []catalog.Field // of the item's form
	toldOf   []store.Told
	sent     []store.Delivery // what went out of the house for the case
	findings []watch.Finding  // of the re-checker, for a supervisor
	blamed   []store.Account  // that hold somebody to account for the case, of those the reader may read
	overseen bool
	blames   bool            // the reader may record such a finding
	payments []store.Payment // what platforms reported for it

	documents []app.Document
	works     []store.Work // open work with who claimed it

	fallen  map[string]casework.LicenceState // licences shown as materials that stand no more
	checks  []store.MaterialCheck            // what clerks found in the materials
	phrases []store.Phrase                   // for opinions
	related []store.Record                   // other cases of the applicant
	all     bool                             // of those all are shown, not the newest alone
	looking []store.Reading                  // who else opened it a short while ago
	asked   []store.Question                 // what the applicant asked within it
	acted   *app.Authority                   // by what it was handed in for a legal person

	done  org.Act    // just done: said at the head
	open  org.Act    // the act whose form stands open; empty = the first offered
	typed ui.Form    // what was typed into it, with what is wrong
	stale *app.Stale // somebody was first
}

// openCase reads the case for the page; the read is logged with its ground.
func (d *Desk) openCase(ctx context.Context, no string, who org.Staff) (casePage, error) {
	p := casePage{desk: d, who: who}
	var err error
	if p.File, err = d.hall.Open(ctx, no, app.StaffActor(who)); err != nil {
		return p, err
	}
	if p.fields, err = d.hall.Forms.Fields(*p.Item); err != nil {
		return p, err
	}
	if err = d.watched(ctx, &p, who); err != nil {
		return p, err
	}
	if p.toldOf, err = d.hall.Store.Told(ctx, p.ID); err != nil {
		return p, err
	}
	if p.sent, err = d.hall.Store.DeliveriesOf(ctx, p.ID); err != nil {
		return p, err
	}
	if p.payments, err = d.hall.Store.Payments(ctx, no); err != nil {
		return p, err
	}
	if p.works, err = d.hall.Store.WorkOf(ctx, no); err != nil {
		return p, err
	}
	if p.acted, err = d.hall.AuthorityOf(ctx, p.Record); err != nil {
		return p, err
	}
	if err = d.readNotes(ctx, &p, who); err != nil {
		return p, err
	}
	p.documents, err = d.hall.Documents(ctx, p.Record)
	return p, err
}

// readNotes reads what colleagues noted beside the case, and what stands in relation to it.
func (d *Desk) readNotes(ctx context.Context, p *casePage, who org.Staff) (err error) {
	if p.checks, err = d.hall.Store.MaterialChecks(ctx, p.ID); err != nil {
		return err
	}
	if p.fallen, err = d.hall.Fallen(ctx, p.Case); err != nil {
		return err
	}
	if p.phrases, err = d.hall.Store.Phrases(ctx, who.No); err != nil {
		return err
	}
	if p.looking, err = d.hall.Looking(ctx, p.ID, who.No); err != nil {
		return err
	}
	if p.asked, err = d.hall.Store.QuestionsOf(ctx, p.ID); err != nil {
		return err
	}
	p.related, err = d.hall.Related(ctx, p.Record, app.StaffActor(who))
	return err
}

// showCase (案卷) is everything of one case, and the acts that the reader may do.
func (d *Desk) showCase(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.openCase(r.Context(), r.PathValue("no"), who)
	if err != nil {
		return err
	}
	if p.open = org.Act(r.URL.Query().Get("act")); p.apart() {
		return ui.See(w, r, actPath(p.No, p.open))
	}
	p.all = r.URL.Query().Get("related") == "all"
	p.done = d.takeDone(w, r)
	return ui.Show(w, r, http.StatusOK, caseTempl(p))
}

var caseNumber = regexp.MustCompile(`^[0-9]{21}$`)

// findCase (查找) goes to a case by its number; any other words are looked for in my queue.
func (d *Desk) findCase(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	text := strings.Trim(strings.Join(strings.Fields(r.URL.Query().Get("no")), ""), "/") // "/" is the key that leads to the box
	switch {
	case caseNumber.MatchString(text):
		return ui.See(w, r, "/desk/cases/"+text)
	case text == "":
		return ui.See(w, r, "/desk")
	}
	return ui.See(w, r, queueView{base: myQueue}.address("q", text))
}

func (p casePage) today() period.Date { return p.desk.hall.Today() }

func (p casePage) itemName(ctx context.Context) string {
	return ui.Of(ctx, ui.Text{Zh: p.Item.Name, En: p.Item.NameEN})
}

// light is the case's light today; empty when nobody in the hall has a turn.
func (p casePage) light() ui.Light {
	if p.Task == nil {
		return ""
	}
	return ui.Light(p.Task.Light(p.today()))
}

func toneOf(l ui.Light) ui.Tone {
	switch l {
	case ui.Yellow:
		return ui.Warn
	case ui.Red, ui.Purple:
		return ui.Bad
	}
	return ""
}

// stateName says where the case stands; of a closed one how it ended.
func (p casePage) stateName(ctx context.Context) string {
	if p.Ended != "" {
		return ui.CodeName(ctx, "ended", string(p.Ended))
	}
	return ui.StateName(ctx, p.State())
}

// figures are the few things a clerk looks for first.
func (p casePage) figures(ctx context.Context) []ui.Pair {
	out := []ui.Pair{{Term: ui.Say(ctx, "desk.case.state"), Text: p.stateName(ctx)}}
	if p.Ended != "" {
		out = append(out, ui.Pair{Term: ui.Say(ctx, "desk.case.ended"), Text: p.EndedOn.String()})
		for _, t := range p.tasks() {
			out = append(out, ui.Pair{Term: turnName(ctx, t), Tone: toneOf(ui.Light(t.Light(p.today()))),
				Text: p.seatName(ctx, t) + " · " + ui.Say(ctx, "desk.case.until", "day", p.desk.sure(ctx, t.Due, t.Due.String()))})
		}
		return out
	}
	left := p.desk.hall.Calendar().Count(p.today(), p.Task.Due)
	return append(out,
		ui.Pair{Term: ui.Say(ctx, "desk.case.holder"), Text: p.holder(ctx)},
		ui.Pair{Term: ui.Say(ctx, "desk.case.due"), Text: p.desk.sure(ctx, p.Task.Due, p.Task.Due.String())},
		ui.Pair{Term: ui.Say(ctx, "desk.case.left"), Text: leftText(ctx, *p.Task, left, p.today()), Tone: toneOf(p.light())})
}

// holder is the unit and the post whose turn it is.
func (p casePage) holder(ctx context.Context) string {
	return p.seatName(ctx, *p.Task)
}

// seatName is the unit and the post of a piece of work.
func (p casePage) seatName(ctx context.Context, t casework.Task) string {
	return p.desk.unitName(ctx, t.Unit) + " · " + ui.CodeName(ctx, "post", string(t.Post))
}

// tasks are all pieces of work, the first first.
func (p casePage) tasks() []casework.Task {
	if p.Task == nil {
		return nil
	}
	return append([]casework.Task{*p.Task}, p.Beside...)
}

// turn says in one sentence who is to act, for a reader whose turn it is not.
func (p casePage) turn(ctx context.Context) string {
	switch {
	case p.Ended != "":
		return ui.Say(ctx, "desk.acts.ended", "how", p.stateName(ctx))
	case p.State() == casework.Supplementing:
		return ui.Say(ctx, "desk.acts.applicant")
	}
	if len(p.acts()) > 0 {
		return ui.Say(ctx, "desk.acts.elsewhere", "who", p.holder(ctx))
	}
	return ui.Say(ctx, "desk.acts.others", "who", p.holder(ctx))
}

// staleSentence says who was first, when, and with what.
func (p casePage) staleSentence(ctx context.Context) string {
	last := p.stale.Last
	return ui.Say(ctx, "codes.stale", "0", p.actorName(ctx, last), "1", ui.When(ctx, last.At), "2", ui.ActName(ctx, last.Act))
}

// actorName names who did a fact.
func (p casePage) actorName(ctx context.Context, f casework.Fact) string {
	switch f.By.Kind {
	case org.BySystem:
		return ui.Say(ctx, "desk.by.system")
	case org.ByApplicant:
		name := p.Applicant.Name
		if f.By.Via != "" {
			name = ui.Say(ctx, "my.via", "name", name, "via", f.By.Via)
		}
		return ui.Say(ctx, "desk.by.applicant", "name", name)
	}
	name := ui.Text{Zh: f.By.Name}
	if s, ok := p.desk.hall.Directory().StaffByNo(f.By.No); ok {
		name.En = s.NameEN
	}
	return ui.Of(ctx, name)
}

// by says who did a fact, in which post, and on which paper if not in their own name.
func (p casePage) by(ctx context.Context, f casework.Fact) string {
	text := p.actorName(ctx, f)
	if f.Right.Post != "" {
		text += " · " + p.desk.unitName(ctx, f.Right.Unit) + " · " + ui.CodeName(ctx, "post", string(f.Right.Post))
	}
	text = p.stoodIn(ctx, text, f.Right.As)
	if f.Right.Head {
		text += ui.Say(ctx, "desk.by.head")
	}
	if f.Right.For != "" {
		text += ui.Say(ctx, "desk.by.for", "unit", p.desk.unitName(ctx, f.Right.For), "paper", f.Right.Paper)
	}
	return text
}

// applicant is who applies, and how the application came.
func (p casePage) applicant(ctx context.Context) []ui.Pair {
	pairs := partyPairs(ctx, p.Applicant, "desk.p.name")
	if p.Agent != nil {
		pairs = append(pairs, partyPairs(ctx, *p.Agent, "desk.p.agent")...)
	}
	pairs = append(pairs, p.authority(ctx)...)
	accepted := p.AcceptedOn.String()
	switch {
	case p.Deemed:
		accepted = ui.Say(ctx, "desk.p.deemed", "day", accepted)
	case accepted == "":
		accepted = ui.Say(ctx, "desk.p.notyet")
	}
	pairs = append(pairs, p.aboutPairs(ctx)...)
	pairs = append(append(pairs, ui.DeliveryPairs(ctx, p.Delivery)...), p.quota(ctx)...)
	return append(pairs,
		ui.Pair{Term: ui.Say(ctx, "desk.p.channel"), Text: ui.CodeName(ctx, "channel", string(p.Channel)), Note: ui.TerminalName(ctx, p.Terminal)},
		ui.Pair{Term: ui.Say(ctx, "desk.p.unit"), Text: p.desk.unitName(ctx, p.AcceptUnit)},
		ui.Pair{Term: ui.Say(ctx, "desk.p.received"), Text: p.ReceivedOn.String()},
		ui.Pair{Term: ui.Say(ctx, "desk.p.accepted"), Text: accepted})
}

func partyPairs(ctx context.Context, who casework.Party, term string) []ui.Pair {
	pairs := []ui.Pair{
		{Term: ui.Say(ctx, term), Text: who.Name},
		{Term: ui.CodeName(ctx, "document", who.IDType), Text: who.ID},
		{Term: ui.Say(ctx, "desk.p.phone"), Text: who.Phone},
	}
	if who.Why != "" {
		pairs[1].Note = ui.Say(ctx, "handout.p.why", "why", who.Why)
	}
	if who.Holder != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "desk.p.holder"), Text: who.Holder})
	}
	return pairs
}

// opinions are what the steps said, in the order of the road.
func (p casePage) opinions(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "desk.opinions")}
	for _, c := range []string{"step", "act", "text", "who", "on"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "desk.opinion."+c), Tight: c != "text"})
	}
	for _, o := range p.Opinions {
		t.Rows = append(t.Rows, ui.Row{Cells: cells(p.stepName(ctx, o.Step), p.opinionAct(ctx, o), o.Text,
			p.stoodIn(ctx, p.desk.staffName(ctx, o.Staff), o.As), p.desk.shortDay(o.On))})
	}
	return t
}

func (p casePage) stepName(ctx context.Context, i int) string {
	if i >= len(p.Item.Procedure.Steps) {
		return ""
	}
	s := p.Item.Procedure.Steps[i]
	return ui.Of(ctx, ui.Text{Zh: s.Name, En: s.NameEN})
}

// offers tells whether the reader may do an act now.
func (p casePage) offers(act org.Act) bool { return slices.Contains(p.Offered, act) }
