package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// phrasesPage (常用语) is where staff keep sentences for their opinions; who keeps the catalogue
// may keep some for everybody.
type phrasesPage struct {
	desk *Desk
	who  org.Staff
	all  []store.Phrase
	form ui.Form
}

// mostPhrases is how many one member of staff keeps.
const mostPhrases = 100

// phraseMark begins the value of a kept phrase among the choices, before its identity; the
// values of those that come with the program are numbers.
const phraseMark = "p"

// opinionActs are the acts whose forms offer phrases.
var opinionActs = []org.Act{org.Accept, org.AcceptPending, org.AcceptCommitted, org.Pass, org.Veto, org.Return, org.JointOpinion, org.Grant, org.Deny}

func (d *Desk) phrasesOf(ctx context.Context, who org.Staff) (phrasesPage, error) {
	all, err := d.hall.Store.Phrases(ctx, who.No)
	return phrasesPage{desk: d, who: who, all: all}, err
}

func (p phrasesPage) fields(ctx context.Context) []ui.Field {
	act := ui.Field{Name: "act", Kind: ui.KindSelect, Label: ui.Words("notes.phrase.act"), Required: true}
	for _, a := range opinionActs {
		act.Options = append(act.Options, ui.Option{Value: string(a), Label: ui.Words("acts." + string(a))})
	}
	item := ui.ItemField("item", ui.Words("notes.phrase.item"), p.desk.pick)
	item.Hint = ui.Words("notes.phrase.item.hint")
	fields := []ui.Field{act, item, {Name: "text", Kind: ui.KindTextarea, Label: ui.Words("notes.phrase.text"), Required: true, Max: 300, Rows: 2}}
	if p.desk.hall.Keeps(p.who.No) {
		fields = append(fields, ui.Field{Name: "all", Kind: ui.KindCheckbox, Label: ui.Words("notes.phrase.all"),
			Options: []ui.Option{{Value: "yes", Label: ui.Words("notes.phrase.all.yes")}}})
	}
	return fields
}

func (d *Desk) showPhrases(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.phrasesOf(r.Context(), who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, phrasesTempl(p))
}

func (d *Desk) addPhrase(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	ctx, f := r.Context(), ui.Posted(r)
	p, err := d.phrasesOf(ctx, who)
	if err != nil {
		return err
	}
	f.Check(p.fields(ctx))
	if len(p.all) >= mostPhrases {
		f.Refuse("text", "tooManyPhrases", "max", mostPhrases)
	}
	if !f.OK() {
		p.form = f
		return ui.Show(w, r, http.StatusUnprocessableEntity, phrasesTempl(p))
	}
	phrase := store.Phrase{ID: store.NewID(d.hall.Now()), Staff: who.No, Act: org.Act(f.Get("act")), Item: f.Get("item"), Text: f.Get("text")}
	if f.Get("all") != "" {
		phrase.Staff = ""
	}
	if err := d.hall.Store.AddPhrase(ctx, phrase); err != nil {
		return err
	}
	return ui.See(w, r, "/desk/phrases")
}

// dropPhrase forgets one of one's own; those of everybody only their keeper may.
func (d *Desk) dropPhrase(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	id, err := strconv.ParseInt(ui.Posted(r).Get("id"), 10, 64)
	if err != nil {
		return ui.NotFound()
	}
	owners := []string{who.No}
	if d.hall.Keeps(who.No) {
		owners = append(owners, "")
	}
	for _, owner := range owners {
		if err := d.hall.Store.DropPhrase(r.Context(), owner, id); err != nil {
			return err
		}
	}
	return ui.See(w, r, "/desk/phrases")
}

func (p phrasesPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: ui.Say(ctx, "notes.phrases")}
	for _, c := range []string{"act", "item", "text", "whose"} {
		t.Cols = append(t.Cols, ui.Col{Text: ui.Say(ctx, "notes.phrase."+c), Tight: c == "act" || c == "whose"})
	}
	t.Cols = append(t.Cols, ui.Col{})
	for _, x := range p.all {
		item, whose, drop := ui.Say(ctx, "notes.phrase.every"), ui.Say(ctx, "queue.me"), dropPhraseTempl(x)
		if x.Item != "" {
			item = p.desk.itemName(ctx, x.Item)
		}
		if x.Staff == "" {
			whose = ui.Say(ctx, "notes.phrase.all")
			if !p.desk.hall.Keeps(p.who.No) {
				drop = ui.Str("")
			}
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(ui.ActName(ctx, x.Act)), ui.Str(item), ui.Str(x.Text), ui.Str(whose), drop}})
	}
	return t
}

// withPhrases adds the phrases kept for an act and item to the choices of its form.
func (p casePage) withPhrases(act org.Act, fields []ui.Field) []ui.Field {
	i := slices.IndexFunc(fields, func(f ui.Field) bool { return f.Name == phraseField })
	if i < 0 {
		return fields
	}
	fields = slices.Clone(fields)
	fields[i].Options = slices.Clone(fields[i].Options)
	for _, x := range p.phrases {
		if x.Act == act && (x.Item == "" || x.Item == p.Case.Item) {
			fields[i].Options = append(fields[i].Options, ui.Option{Value: phraseMark + strconv.FormatInt(x.ID, 10), Label: ui.Text{Zh: x.Text}})
		}
	}
	return fields
}

// insertKept puts a kept phrase that was chosen before the opinion typed.
func (d *Desk) insertKept(ctx context.Context, f *ui.Form, staff string) error {
	id, kept := strings.CutPrefix(f.Get(phraseField), phraseMark)
	if !kept || len(f.All(phraseField)) != 1 {
		return nil
	}
	all, err := d.hall.Store.Phrases(ctx, staff)
	if err != nil {
		return err
	}
	for _, x := range all {
		if strconv.FormatInt(x.ID, 10) == id {
			f.Values.Del(phraseField)
			f.Values.Set("opinion", strings.TrimSpace(x.Text+f.Get("opinion")))
		}
	}
	return nil
}
