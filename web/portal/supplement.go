package portal

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// supplementView is the page on which the applicant mends what the one notice asked for.
type supplementView struct {
	app.File
	Due      due
	Asked    []asked
	Sections []section // set when the form itself is to be mended
	Form     ui.Form
}

// asked is one material of the notice with what was stored for it since.
type asked struct {
	Material catalog.Material
	What     []string
	Old      []casework.File // handed in before
	New      []casework.File // stored since the notice, not handed in yet
}

// supplement shows the defects and takes what mends them 补正. Files are kept as soon as they
// are sent; the supplement is handed in in one go.
func (p *portal) supplement(w http.ResponseWriter, r *http.Request, f app.File) error {
	if len(owed(f)) == 0 {
		return see(w, r, casePath(f.No))
	}
	v, err := p.supplementView(r, f)
	if err != nil {
		return err
	}
	v.Form.Values = typedAgain(f.Form)
	v.keepAll()
	return ui.Show(w, r, http.StatusOK, supplementPage(p.caseShell(r.Context(), f, owedTitle(f)), v))
}

func (p *portal) supplementView(r *http.Request, f app.File) (supplementView, error) {
	v := supplementView{File: f}
	for _, k := range f.Clocks {
		if k.Name == owedClock(f) {
			v.Due = p.due(r.Context(), f, k.Clock)
		}
	}
	waiting, err := p.hall.Waiting(r.Context(), f.Record)
	if err != nil {
		return v, err
	}
	for _, d := range owed(f) {
		if d.Material == "form" {
			if v.Sections, err = p.sections(f.Item); err != nil {
				return v, err
			}
		}
		v.add(d, waiting)
	}
	return v, nil
}

// add puts a defect to its material.
func (v *supplementView) add(d casework.Defect, waiting []app.Waiting) {
	i := slices.IndexFunc(v.Asked, func(a asked) bool { return a.Material.Code == d.Material })
	if i < 0 {
		a := asked{Material: catalog.Material{Code: d.Material}, Old: givenOf(v.Materials, d.Material).Files}
		for _, m := range v.Item.Materials {
			if m.Code == d.Material {
				a.Material = m
			}
		}
		for _, w := range waiting {
			if w.Material == d.Material {
				a.New = append(a.New, w.File)
			}
		}
		v.Asked = append(v.Asked, a)
		i = len(v.Asked) - 1
	}
	if d.What != "" {
		v.Asked[i].What = append(v.Asked[i].What, d.What)
	}
}

// keepAll ticks every file handed in before: it stays unless the applicant takes the tick away.
func (v *supplementView) keepAll() {
	if v.Form.Values == nil {
		v.Form.Values = url.Values{}
	}
	for _, a := range v.Asked {
		for _, f := range a.Old {
			v.Form.Values.Add("keep", f.ID)
		}
	}
}

// fields are all fields that the page may send.
func (v supplementView) fields() []ui.Field {
	keep := ui.Field{Name: "keep", Kind: ui.KindCheckbox, Label: ui.Words("portal.supplement.keep")}
	fields := []ui.Field{thenField, {Name: "remove", Kind: ui.KindHidden}}
	for _, a := range v.Asked {
		for _, f := range a.Old {
			keep.Options = append(keep.Options, ui.Option{Value: f.ID, Label: ui.Text{Zh: f.Name}})
		}
		if a.Material.Code != "form" {
			fields = append(fields, fileField(a.Material), ui.InsteadField(a.Material))
		}
		if a.Material.Licence != "" {
			fields = append(fields, ui.LicenceField(a.Material))
		}
	}
	return append(append(fields, keep), allFields(v.Sections)...)
}

func (p *portal) saveSupplement(w http.ResponseWriter, r *http.Request, f app.File) error {
	if len(owed(f)) == 0 {
		return see(w, r, casePath(f.No)) // sent twice, or the time is over: the case page tells
	}
	v, err := p.supplementView(r, f)
	if err != nil {
		return err
	}
	v.Form = ui.Posted(r)
	body, err := p.readSupplement(r, &v)
	if err != nil {
		return err
	}
	remove, then := v.Form.Get("remove"), v.Form.Get("then")
	if remove != "" || then != "" {
		return p.showSupplement(w, r, v)
	}
	if v.Form.OK() {
		err := p.do(r, f, f.Version, v.command(body, deviceOf(r.Context()).Code))
		if err == nil {
			return see(w, r, casePath(f.No))
		}
		if !v.Form.Refused(r.Context(), err) {
			return err
		}
		v.licencesRefused()
	}
	return p.showSupplement(w, r, v)
}

// readSupplement stores the files that were sent, takes away what was removed and reads the
// mended form, nil when it is not asked for.
func (p *portal) readSupplement(r *http.Request, v *supplementView) (body []byte, err error) {
	ctx := r.Context()
	if v.Sections == nil {
		v.Form.Check(v.fields())
	} else if body, err = p.readMended(v); err != nil {
		return nil, err
	}
	attach := func(material, name string, content io.Reader) (casework.File, error) {
		return p.hall.AttachTo(ctx, v.Record, "", material, name, content)
	}
	for i := range v.Asked {
		a := &v.Asked[i]
		files, err := p.attachAll(a.Material, &v.Form, attach)
		if err != nil {
			return nil, err
		}
		a.New = append(a.New, files...)
		for _, f := range a.New {
			if f.ID != v.Form.Get("remove") {
				continue
			}
			if err := p.hall.Detach(ctx, v.Record, f.ID); err != nil {
				return nil, err
			}
		}
		a.New = slices.DeleteFunc(a.New, func(f casework.File) bool { return f.ID == v.Form.Get("remove") })
	}
	return body, nil
}

// readMended checks the whole page and gives the form's values.
func (p *portal) readMended(v *supplementView) ([]byte, error) {
	inner := ui.Form{Values: url.Values{}}
	for _, field := range allFields(v.Sections) {
		inner.Values[field.Name] = v.Form.Values[field.Name]
	}
	body, err := p.readForm(v.Item, v.Sections, &inner)
	if err != nil {
		return nil, err
	}
	v.Form.Check(v.fields())
	for _, e := range inner.Errors {
		if _, known := v.Form.Error(e.Field); !known {
			v.Form.Errors = append(v.Form.Errors, e)
		}
	}
	return body, nil
}

// given is what the supplement hands in: the files kept and the new ones, or the number of a
// licence of the register instead (国令716 第十条). New files come before a number.
func (v supplementView) given() []casework.Given {
	var list []casework.Given
	for _, a := range v.Asked {
		if a.Material.Code == "form" {
			continue
		}
		if no := ui.LicenceNo(v.Form, a.Material); no != "" && len(a.New) == 0 {
			list = append(list, casework.Given{Code: a.Material.Code, How: casework.Registered, Licence: &casework.Shown{No: no}, Instead: ui.Instead(v.Form, a.Material.Code)})
			continue
		}
		if len(a.New) == 0 {
			continue
		}
		g := casework.Given{Code: a.Material.Code, How: casework.Upload, Instead: ui.Instead(v.Form, a.Material.Code)}
		for _, f := range a.Old {
			if v.Form.Has("keep", f.ID) {
				g.Files = append(g.Files, f)
			}
		}
		g.Files = append(g.Files, a.New...)
		list = append(list, g)
	}
	return list
}

// licencesRefused puts what is said of a licence to the field of its number.
func (v *supplementView) licencesRefused() {
	for i, e := range v.Form.Errors {
		if code, ok := strings.CutPrefix(e.Field, filePrefix); ok && e.Code == "licenceNotShown" {
			v.Form.Errors[i].Field = ui.LicencePrefix + code
		}
	}
}

// showSupplement shows the page again with all that was typed: as a refusal when something
// is wrong, as a plain page after an upload.
func (p *portal) showSupplement(w http.ResponseWriter, r *http.Request, v supplementView) error {
	page := supplementPage(p.caseShell(r.Context(), v.File, owedTitle(v.File)), v)
	then := v.Form.Get("then") != "" || v.Form.Get("remove") != ""
	if then {
		v.Form.Errors = slices.DeleteFunc(v.Form.Errors, func(e ui.FieldError) bool { return !isUpload(e) })
		page = supplementPage(p.caseShell(r.Context(), v.File, owedTitle(v.File)), v)
	}
	if !v.Form.OK() {
		return ui.Again(w, r, page)
	}
	return ui.Show(w, r, http.StatusOK, page)
}

// isUpload: the error belongs to a file, not to a form that is still being mended.
func isUpload(e ui.FieldError) bool {
	return len(e.Field) > len(filePrefix) && e.Field[:len(filePrefix)] == filePrefix
}
