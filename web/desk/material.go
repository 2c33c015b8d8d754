package desk

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// materialPage (核验材料) is one material side by side: its files at the left, what it must be
// like and what was found at the right.
type materialPage struct {
	casePage
	catalog.Material
	who  org.Staff
	file *casework.File // shown
	form ui.Form
}

func (d *Desk) caseNoteRoutes(mux *http.ServeMux) {
	mux.Handle("GET /desk/cases/{no}/materials/{code}", d.page(d.showMaterial))
	mux.Handle("POST /desk/cases/{no}/materials/{code}/check", d.page(d.checkMaterial))
	mux.Handle("GET /desk/phrases", d.page(d.showPhrases))
	mux.Handle("POST /desk/phrases", d.page(d.addPhrase))
	mux.Handle("POST /desk/phrases/drop", d.page(d.dropPhrase))
	mux.Handle("GET /desk/keys", d.page(d.showKeys))
	mux.Handle("POST /desk/keys", d.page(d.switchKeys))
}

var verdicts = []store.Verdict{store.Fit, store.Unfit, store.JustNote}

// verdictFields are what a clerk notes of a material.
var verdictFields = func() []ui.Field {
	verdict := ui.Field{Name: "verdict", Kind: ui.KindRadio, Label: ui.Words("notes.verdict"), Required: true}
	for _, v := range verdicts {
		verdict.Options = append(verdict.Options, ui.Option{Value: string(v), Label: ui.Words("notes.verdict." + string(v))})
	}
	return []ui.Field{verdict, {Name: "note", Kind: ui.KindTextarea, Label: ui.Words("notes.note"), Hint: ui.Words("notes.note.hint"), Max: 500, Rows: 3},
		{Name: seenField, Kind: ui.KindHidden, Required: true}}
}()

func (d *Desk) materialOf(r *http.Request, who org.Staff) (materialPage, error) {
	c, err := d.openCase(r.Context(), r.PathValue("no"), who)
	if err != nil {
		return materialPage{}, err
	}
	i := slices.IndexFunc(c.Item.Materials, func(m catalog.Material) bool { return m.Code == r.PathValue("code") })
	if i < 0 {
		return materialPage{}, ui.NotFound()
	}
	p := materialPage{casePage: c, Material: c.Item.Materials[i], who: who}
	if g := c.given(p.Code); g != nil && len(g.Files) > 0 {
		shown := max(0, slices.IndexFunc(g.Files, func(f casework.File) bool { return f.ID == r.URL.Query().Get("file") }))
		p.file = &g.Files[shown]
	}
	return p, nil
}

func (d *Desk) showMaterial(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.materialOf(r, who)
	if err != nil {
		return err
	}
	p.form.Values = url.Values{seenField: {strconv.Itoa(len(p.checksOf(p.Code)))}}
	return ui.Show(w, r, http.StatusOK, materialTempl(p))
}

// checkMaterial keeps what was found and goes on to the next material.
func (d *Desk) checkMaterial(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.materialOf(r, who)
	if err != nil {
		return err
	}
	ctx, f := r.Context(), ui.Posted(r)
	f.Check(verdictFields)
	seen, err := strconv.Atoi(f.Get(seenField))
	if err != nil || seen < 0 {
		f.Refuse("", "stale_form")
	}
	if f.OK() {
		err := d.hall.NoteMaterial(ctx, p.Record, store.MaterialCheck{Material: p.Code, Verdict: store.Verdict(f.Get("verdict")), Staff: who.No, Note: f.Get("note")}, seen)
		if err == nil {
			return ui.See(w, r, p.after())
		}
		if !f.Refused(ctx, err) {
			return err
		}
	}
	p.form = f
	p.form.Values.Set(seenField, strconv.Itoa(len(p.checksOf(p.Code))))
	return ui.Show(w, r, http.StatusUnprocessableEntity, materialTempl(p))
}

// after is the next material, or after the last the case.
func (p materialPage) after() string {
	if next := p.beside(+1); next != "" {
		return next
	}
	return "/desk/cases/" + p.No + "#materials"
}

// beside is the address of the material before or after this one, "" at the ends.
func (p materialPage) beside(step int) string {
	i := slices.IndexFunc(p.Item.Materials, func(m catalog.Material) bool { return m.Code == p.Code }) + step
	if i < 0 || i >= len(p.Item.Materials) {
		return ""
	}
	return p.materialPath(p.Item.Materials[i].Code)
}

func (p casePage) materialPath(code string) string {
	return "/desk/cases/" + p.No + "/materials/" + code
}

// mayCheck tells whether the reader works on the case now.
func (p materialPage) mayCheck() bool {
	return slices.ContainsFunc(p.works, func(w store.Work) bool { return p.desk.hall.Works(p.who.No, w) })
}

func (p materialPage) name(ctx context.Context) string {
	return ui.Of(ctx, ui.Text{Zh: p.Material.Name, En: p.NameEN})
}

// demands are what the item asks of the material.
func (p materialPage) demands(ctx context.Context) []ui.Pair {
	pairs := []ui.Pair{{Term: ui.Say(ctx, "desk.m.need"), Text: ui.CodeName(ctx, "necessity", string(p.Necessity))},
		{Term: ui.Say(ctx, "desk.m.form"), Text: givenForm(ctx, p.given(p.Code))}}
	if text := materialNote(ctx, p.Material); text != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "notes.demand"), Text: text})
	}
	return pairs
}

func (p materialPage) filePath(f casework.File) string {
	return "/desk/cases/" + p.No + "/files/" + f.ID
}

// isPicture tells a picture, which stands in the page, from what a frame shows.
func isPicture(f casework.File) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png"}, strings.ToLower(path.Ext(f.Name)))
}

// checksOf are the notes on one material, oldest first.
func (p casePage) checksOf(code string) []store.MaterialCheck {
	return slices.DeleteFunc(slices.Clone(p.checks), func(c store.MaterialCheck) bool { return c.Material != code })
}

// checked is the newest note on a material, nil when nobody looked.
func (p casePage) checked(code string) *store.MaterialCheck {
	list := p.checksOf(code)
	if len(list) == 0 {
		return nil
	}
	return &list[len(list)-1]
}

var verdictTones = map[store.Verdict]ui.Tone{store.Fit: ui.Good, store.Unfit: ui.Bad, store.JustNote: ui.Warn}

func verdictTag(ctx context.Context, v store.Verdict) templ.Component {
	return ui.Tag(ui.Say(ctx, "notes.verdict."+string(v)), verdictTones[v])
}

// checkEvents are the notes on this material, newest first.
func (p materialPage) checkEvents(ctx context.Context) []ui.Event {
	var out []ui.Event
	for _, c := range slices.Backward(p.checksOf(p.Code)) {
		out = append(out, ui.Event{Title: ui.Say(ctx, "notes.verdict."+string(c.Verdict)), Text: c.Note,
			By: p.desk.staffName(ctx, c.Staff), At: ui.ShortWhen(c.At), AtISO: ui.ISO(c.At), Tone: verdictTones[c.Verdict]})
	}
	return out
}
