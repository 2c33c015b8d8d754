package desk

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// The fields of the counter screen beside the item's own: for each material how it came,
// how many, and its scans; and the draft that holds scans already stored.
const (
	materialPrefix = "material."
	countPrefix    = "count."
	scanPrefix     = "scan."
	draftField     = "draft"
	scanLimit      = 64 << 20 // bytes of one post with scans
	mostCopies     = "99"
)

// documents are the kinds of document an applicant may show.
var documents = []string{casework.ResidentID, casework.CreditCode, casework.Passport, "516", "511", "553"}

// partyFields describe a person or body, by labels of a room of words.
func partyFields(at, labels string, required bool) []ui.Field {
	kinds := ui.Field{Name: at + "idType", Kind: ui.KindSelect, Label: ui.Words(labels + "idType"), Required: required, Half: true}
	for _, k := range documents {
		kinds.Options = append(kinds.Options, ui.Option{Value: k, Label: ui.Words("codes.document." + k)})
	}
	return []ui.Field{
		kinds,
		{Name: at + "id", Kind: ui.KindText, Label: ui.Words(labels + "id"), Required: required, Max: 30, Half: true},
		{Name: at + "name", Kind: ui.KindText, Label: ui.Words(labels + "name"), Required: required, Max: 100, Half: true},
		{Name: at + "phone", Kind: ui.KindText, Label: ui.Words(labels + "phone"), Required: required, Max: 20, Half: true},
	}
}

// applicantFields ask for more where a body applies.
func (c counter) applicantFields() []ui.Field {
	ofBody := func(text string) *ui.Asked {
		return &ui.Asked{Field: "applicant.idType", Is: []string{casework.CreditCode}, Text: ui.Words(text)}
	}
	return append(partyFields("applicant.", "desk.p.", true),
		ui.Field{Name: "applicant.holder", Kind: ui.KindText, Label: ui.Words("desk.p.holder"), When: ofBody("desk.p.holder.hint"), Max: 100},
		ui.Field{Name: "applicant.why", Kind: ui.KindText, Label: ui.Words("handout.f.why"), When: ofBody("handout.f.why.hint"), Max: 500})
}

// numberFields are the first of the applicant's: by the number one finds who it is.
const numberFields = 2

// agentFields may be left out altogether, unless an agent (代办) is the way the application came.
func (c counter) agentFields() []ui.Field {
	return partyFields("agent.", "desk.p.agent.", c.byAgent())
}

func (c counter) byAgent() bool { return c.form.Get("channel") == string(catalog.ByAgent) }

// arrivalFields say how, when and where the application came in.
func (c counter) arrivalFields() []ui.Field {
	channel := ui.Field{Name: "channel", Kind: ui.KindRadio, Label: ui.Words("desk.p.channel"), Required: true}
	for _, ch := range c.channels() {
		o := ui.Option{Value: string(ch), Label: ui.Words("codes.channel." + string(ch))}
		if ch == catalog.ByAgent {
			o.Hint = ui.Words("desk.receive.agent.hint")
		}
		channel.Options = append(channel.Options, o)
	}
	return []ui.Field{channel, c.unitField(),
		{Name: "receivedOn", Kind: ui.KindDate, Label: ui.Words("desk.p.received"), Half: true}}
}

// unitField offers the units once they were asked for; while a post is checked any code
// will do, for the core looks at it.
func (c counter) unitField() ui.Field {
	f := ui.Field{Name: "acceptUnit", Kind: ui.KindText, Label: ui.Words("desk.p.unit"), Required: true, Half: true}
	if len(c.units) > 0 {
		f.Kind = ui.KindSelect
	}
	for _, u := range c.units {
		f.Options = append(f.Options, ui.Option{Value: u.Code, Label: ui.UnitText(u)})
	}
	return f
}

// deliveryFields speak to the clerk who fills them in for the applicant.
func deliveryFields() []ui.Field {
	fields := ui.DeliveryFields()
	for i, f := range fields {
		if key := strings.Replace(f.Name, "delivery.", "handout.d.", 1) + ".hint.desk"; ui.Has(ui.Zh, key) {
			fields[i].Hint = ui.Words(key)
		}
	}
	return fields
}

// howFieldHere offers what came as a file too: at the counter its scan stands beside it.
func howFieldHere(m catalog.Material) ui.Field {
	f := howField(m)
	f.Options = append(f.Options, ui.Option{Value: string(casework.Upload), Label: ui.Words("codes.how.upload")})
	return f
}

func howField(m catalog.Material) ui.Field {
	f := ui.Field{Name: materialPrefix + m.Code, Kind: ui.KindSelect, Label: ui.Text{Zh: m.Name, En: m.NameEN},
		Options: []ui.Option{{Value: string(casework.Original), Label: ui.Words("codes.how.original")},
			{Value: string(casework.Copy), Label: ui.Words("codes.how.copy")}}}
	if m.Licence != "" {
		f.Options = append(f.Options, ui.Option{Value: string(casework.Registered), Label: ui.Words("codes.how.licence")})
	}
	return f
}

func countField(m catalog.Material) ui.Field {
	return ui.Field{Name: countPrefix + m.Code, Kind: ui.KindNumber, Label: ui.Words("desk.m.countOf", "name", ui.Text{Zh: m.Name, En: m.NameEN}),
		Lowest: "1", Highest: mostCopies}
}

func scanField(m catalog.Material) ui.Field {
	return ui.Field{Name: scanPrefix + m.Code, Kind: ui.KindFile, Label: ui.Words("desk.m.scanOf", "name", ui.Text{Zh: m.Name, En: m.NameEN}),
		Accept: ".pdf,.jpg,.jpeg,.png", Multiple: true}
}

// allFields are every field but those of the item's form, in the order of the page.
func (c counter) allFields() []ui.Field {
	all := []ui.Field{{Name: "key", Kind: ui.KindHidden, Required: true, Max: 64}, {Name: draftField, Kind: ui.KindHidden, Max: 32}}
	all = append(all, acceptNowFields()...)
	all = append(all, c.arrivalFields()...)
	all = append(all, c.applicantFields()...)
	all = append(all, c.agentFields()...)
	all = append(all, ui.AboutFields(c.item)...)
	all = append(all, deliveryFields()...)
	for _, m := range c.item.Materials {
		all = append(all, howFieldHere(m), countField(m), scanField(m))
		if m.Licence != "" {
			all = append(all, ui.LicenceField(m))
		}
		if !c.item.MadeOfForm(m.Code) {
			all = append(all, ui.InsteadField(m))
		}
	}
	return all
}

// labelled are all fields, for the summary of what is wrong.
func (c counter) labelled() []ui.Field { return append(c.allFields(), itemFields(c.fields)...) }

// read checks what was typed, stores the scans, and gives the application.
func (c *counter) read(ctx context.Context) (casework.Filing, error) {
	own := ui.Form{Values: map[string][]string{}, Files: c.form.Files}
	for name, list := range c.form.Values {
		if !strings.HasPrefix(name, formPrefix) {
			own.Values[name] = list
		}
	}
	own.Check(c.allFields())
	c.form.Errors = own.Errors
	values := finite(catalog.ReadTyped(c.fields, typedForm(c.form)))
	catalog.DropUnasked(c.fields, values)
	problems, err := c.desk.hall.Forms.Validate(*c.item, values)
	if err != nil {
		return casework.Filing{}, err
	}
	refuseForm(&c.form, problems)
	if err := c.scan(ctx); err != nil {
		return casework.Filing{}, err
	}
	form, err := json.Marshal(values)
	return casework.Filing{
		Channel: catalog.Channel(c.form.Get("channel")), AcceptUnit: c.form.Get("acceptUnit"),
		Applicant: c.party("applicant."), Agent: c.agent(), Delivery: ui.Delivery(c.form), About: ui.About(c.form), Materials: c.materials(), Form: form,
	}, err
}

// finite leaves "NaN" and its like the text they were typed as: the check then refuses them.
func finite(values map[string]any) map[string]any {
	for name, v := range values {
		if n, ok := v.(float64); ok && (math.IsNaN(n) || math.IsInf(n, 0)) {
			values[name] = strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return values
}

func (c counter) party(at string) casework.Party {
	f := c.form
	return casework.Party{Name: f.Get(at + "name"), IDType: f.Get(at + "idType"), ID: f.Get(at + "id"),
		Phone: f.Get(at + "phone"), Holder: f.Get(at + "holder"), Why: f.Get(at + "why")}
}

// agent is nil when nothing was typed of one; the kind of document is chosen beforehand.
func (c counter) agent() *casework.Party {
	p := c.party("agent.")
	if p == (casework.Party{IDType: p.IDType}) {
		return nil
	}
	return &p
}

// materials are those that came: on paper, as scans, or both.
func (c counter) materials() []casework.Given {
	var list []casework.Given
	for _, m := range c.item.Materials {
		g := casework.Given{Code: m.Code, How: casework.How(c.form.Get(materialPrefix + m.Code)), Files: c.held[m.Code], Instead: ui.Instead(c.form, m.Code)}
		no := ui.LicenceNo(c.form, m)
		switch {
		case g.How == casework.Registered, g.How == "" && no != "":
			g.How, g.Licence = casework.Registered, &casework.Shown{No: no}
		case g.How == "" && len(g.Files) == 0 && g.Instead == "":
			continue
		case g.How == casework.Upload, g.How == "" && len(g.Files) > 0:
			g.How = casework.Upload
		default:
			g.Count = c.count(m)
		}
		list = append(list, g)
	}
	return list
}

// count is how many copies came: as typed, else as many as the item asks for.
func (c counter) count(m catalog.Material) int {
	if n, err := strconv.Atoi(c.form.Get(countPrefix + m.Code)); err == nil {
		return n
	}
	if casework.How(c.form.Get(materialPrefix+m.Code)) == casework.Copy {
		return max(1, m.Copies)
	}
	return max(1, m.Original)
}

// scan stores the scans in a draft, so that they are kept when the form is shown again.
func (c *counter) scan(ctx context.Context) error {
	if len(c.form.Files) == 0 && c.form.Get(draftField) == "" {
		return nil
	}
	rec, err := c.draft(ctx)
	if err != nil {
		return err
	}
	for _, m := range c.item.Materials {
		for _, head := range c.form.Files[scanPrefix+m.Code] {
			content, err := head.Open()
			if err != nil {
				return err
			}
			_, err = c.desk.hall.AttachTo(ctx, rec, c.who.No, m.Code, head.Filename, content)
			content.Close()
			var refused *app.UploadError
			if errors.As(err, &refused) {
				c.form.Refuse(scanPrefix+m.Code, refused.Code, ui.Places(refused.Args)...)
			} else if err != nil {
				return err
			}
		}
	}
	c.held, err = c.desk.hall.Scanned(ctx, rec)
	return err
}

// draft finds the draft of this screen, or makes it.
func (c *counter) draft(ctx context.Context) (app.Record, error) {
	if code := c.form.Get(draftField); code != "" {
		rec, err := c.desk.hall.Store.CaseByDraft(ctx, code)
		if err == nil && rec.Item == c.item.Code {
			return rec, nil
		}
		if err != nil && !errors.Is(err, app.ErrNotFound) {
			return rec, err
		}
	}
	rec, err := c.desk.hall.NewDraft(ctx, c.item.Code, casework.Filing{})
	c.form.Values.Set(draftField, rec.Draft)
	return rec, err
}
