package portal

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// checkView is the last page before handing in.
type checkView struct {
	draft
	Unit     string
	Answers  [][]answer
	Sections []section
	Asked    map[string]bool // names of the fields that are asked with these answers
	Form     ui.Form
	Ways     []app.Way // how he will be told, beside the page of the case
}

var truthField = ui.Field{Name: "truth", Kind: ui.KindCheckbox, Label: ui.Words("portal.check.truth"), Required: true,
	Options: []ui.Option{{Value: "yes", Label: ui.Words("portal.check.truth.yes")}}}

// check shows all answers with a way back to each 核对申请.
func (p *portal) check(w http.ResponseWriter, r *http.Request, d draft) error {
	v, err := p.checkView(r.Context(), d, ui.Form{})
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, checkPage(d.shell(r.Context(), "check"), v))
}

func (p *portal) checkView(ctx context.Context, d draft, f ui.Form) (checkView, error) {
	list, sections, err := p.answers(d.File.Item, d.Form)
	if err != nil {
		return checkView{}, err
	}
	asked, err := p.askedNames(d)
	return checkView{draft: d, Unit: p.unitByCode(ctx, d.AcceptUnit), Answers: list, Sections: sections, Asked: asked, Form: f,
		Ways: p.hall.Ways(d.Applicant, d.Delivery)}, err
}

// submit hands the draft in, once: sent again by a double click, the back button or a lost
// connection it leads to the same voucher.
func (p *portal) submit(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("draft")
	file, err := p.hall.OpenDraft(r.Context(), code)
	if errors.Is(err, app.ErrNotFound) {
		return p.submittedAgain(w, r, code)
	}
	if err != nil {
		return err
	}
	if open, err := p.draftOpen(r, file.Case); err != nil {
		return err
	} else if !open {
		return p.closedDraft(w, r, code)
	}
	d, err := p.draftOf(file, code, false)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	f.Check([]ui.Field{truthField})
	filing := d.filing()
	filing.Materials = d.ready()
	if err := p.checkAll(d, &f); err != nil {
		return err
	}
	if f.OK() {
		var resident int64
		if c := ui.From(r.Context()).Citizen; c != nil {
			resident = c.ID
		}
		rec, err := p.hall.SubmitAs(r.Context(), code, filing, resident)
		if err == nil {
			p.grant(w, r, rec.No, rec.Query)
			return see(w, r, casePath(rec.No)+"/receipt")
		}
		if !f.Refused(r.Context(), err) {
			return err
		}
	}
	v, err := p.checkView(r.Context(), d, f)
	if err != nil {
		return err
	}
	return ui.Again(w, r, checkPage(d.shell(r.Context(), "check"), v))
}

// ready is the materials with the form that the system makes.
func (d draft) ready() []casework.Given {
	list := slices.Clone(d.Materials)
	for _, m := range d.File.Item.Materials {
		has := slices.ContainsFunc(list, func(g casework.Given) bool { return g.Code == m.Code })
		if byForm(d.File.Item, m) && !has {
			list = append(list, casework.Given{Code: m.Code, How: casework.Original, Count: 1})
		}
	}
	return list
}

// checkAll notes everything that the pages before should have asked for: somebody may have
// come here straight.
func (p *portal) checkAll(d draft, f *ui.Form) error {
	if d.AcceptUnit == "" {
		f.Refuse("acceptUnit", "unitUnknown")
	}
	f.Errors = append(f.Errors, partyProblems(d.Applicant)...)
	f.Errors = append(f.Errors, deliveryProblems(d.Delivery)...)
	problems, err := p.formProblems(d.File.Item, d.Form)
	f.Errors = append(f.Errors, problems...)
	for _, m := range lacking(d) {
		f.Refuse(filePrefix+m.Code, "materialMissing", "0", ui.Text{Zh: m.Name, En: m.NameEN})
	}
	refuseLicences(d.Materials, f)
	return err
}

// againWithin is how long after the first hand-in a repeated one still opens the voucher:
// long enough for a lost connection, too short for the next person at the computer.
const againWithin = 30 * 60 * 1000 // milliseconds

func (p *portal) submittedAgain(w http.ResponseWriter, r *http.Request, code string) error {
	rec, err := p.hall.Submitted(r.Context(), code)
	if err != nil {
		return err
	}
	open, err := p.draftOpen(r, rec.Case)
	if err != nil {
		return err
	}
	if !open || p.hall.Now()-rec.SubmittedAt > againWithin {
		return see(w, r, "/apply/"+code)
	}
	p.grant(w, r, rec.No, rec.Query)
	return see(w, r, casePath(rec.No)+"/receipt")
}

// fields are the labels of all that may be wrong here, for the summary.
func (v checkView) fields() []ui.Field {
	list := []ui.Field{truthField, {Name: "acceptUnit", Label: ui.Words("portal.where.unit")}}
	list = append(list, personFields...)
	list = append(list, bodyFields[2])
	list = append(list, ui.AboutFields(v.File.Item)...)
	list = append(list, ui.DeliveryFields()...)
	return append(list, allFields(v.Sections)...)
}

// partyLines are the applicant's lines.
func (v checkView) partyLines(ctx context.Context) []line {
	a := v.Applicant
	list := []line{
		{ID: "applicant.name", Term: say(ctx, "who.name"), Text: a.Name},
		{ID: "applicant.idType", Term: say(ctx, "who.idtype"), Text: documentName(ctx, a.IDType)},
		{ID: "applicant.id", Term: say(ctx, "who.id"), Text: a.ID},
	}
	if a.Holder != "" {
		list = append(list, line{ID: "applicant.holder", Term: say(ctx, "who.holder"), Text: a.Holder})
	}
	return append(list, line{ID: "applicant.phone", Term: say(ctx, "who.phone"), Text: a.Phone})
}

// aboutLines are the licence that it is about, or that it is about none.
func (v checkView) aboutLines(ctx context.Context) []line {
	list := []line{{ID: "about.kind", Term: ui.Say(ctx, "licence.about.kind"), Text: say(ctx, "check.new")}}
	if pairs := ui.AboutPairs(ctx, v.About); len(pairs) > 0 {
		list[0].Text = pairs[0].Text
		list = append(list, line{ID: "about.no", Term: pairs[1].Term, Text: pairs[1].Text})
	}
	return list
}

// deliveryLines are how the result is to be served.
func (v checkView) deliveryLines(ctx context.Context) []line {
	list := []line{}
	for i, p := range ui.DeliveryPairs(ctx, v.Delivery) {
		list = append(list, line{ID: []string{"delivery.mode", "delivery.recipient"}[i], Term: p.Term, Text: p.Text})
		if p.Note != "" {
			list = append(list, line{ID: "delivery.consent", Term: ui.Say(ctx, "handout.d.consent"), Text: p.Note})
		}
	}
	if len(list) == 0 {
		list = append(list, line{ID: "delivery.mode", Term: ui.Say(ctx, "handout.d.mode"), Text: say(ctx, "check.contact")})
	}
	return list
}

func documentName(ctx context.Context, kind string) string {
	if kind == "" {
		return ""
	}
	return ui.CodeName(ctx, "document", kind)
}

// line is one answer on the page.
type line struct{ ID, Term, Text string }

// formLines are the lines of one section of the form, in full: this is where people check.
func (v checkView) formLines(ctx context.Context, i int) []line {
	values := formValues(v.File.Form)
	var list []line
	for _, a := range v.Answers[i] {
		if !v.Asked[a.Field.Name] {
			continue
		}
		text := ui.Of(ctx, a.Text)
		if a.Field.Kind == ui.KindIDCard || a.Field.Kind == ui.KindPhone {
			text = values[a.Field.Name[len(formPrefix):]]
		}
		list = append(list, line{ID: a.Field.Name, Term: ui.Of(ctx, a.Field.Label), Text: text})
	}
	return list
}

func (v checkView) wrongTruth() bool {
	_, wrong := v.Form.Error("truth")
	return wrong
}

func (v checkView) truthAttrs() templ.Attributes {
	if v.wrongTruth() {
		return templ.Attributes{"aria-invalid": "true", "aria-describedby": "truth-error"}
	}
	return nil
}

// itemResult is what the applicant will get.
func itemResult(ctx context.Context, it *catalog.Item) string {
	return guide{Item: it}.resultText(ctx)
}
