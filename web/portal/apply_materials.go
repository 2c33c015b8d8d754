package portal

import (
	"cmp"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// filePrefix stands before the code of a material in the name of its file field.
const filePrefix = "material."

// materials leads to the first of the papers 上传材料.
func (p *portal) materials(w http.ResponseWriter, r *http.Request, d draft) error {
	return ui.See(w, r, d.path(d.first("materials")))
}

// material asks for one paper: several files of it, added and removed at will.
func (p *portal) material(w http.ResponseWriter, r *http.Request, d draft) error {
	m, ok := paperOf(d.File.Item, r.PathValue("material"))
	if !ok {
		return ui.NotFound()
	}
	p.takesPictures(w)
	return ui.Show(w, r, http.StatusOK, materialPage(d.shell(r.Context(), materialAt(m)), d, m, ui.Form{Values: toldValues(d)}))
}

func materialAt(m catalog.Material) string { return "materials/" + m.Code }

// saveMaterial keeps every file that was chosen, whatever button was pressed, and only then asks
// whether something is missing: no upload is lost to a mistake elsewhere.
func (p *portal) saveMaterial(w http.ResponseWriter, r *http.Request, d draft) error {
	m, ok := paperOf(d.File.Item, r.PathValue("material"))
	if !ok {
		return ui.NotFound()
	}
	f := ui.Posted(r)
	f.Check(materialFields(m))
	filing := d.filing()
	filing.Materials = retold(d, m, f)
	files, err := p.attachAll(m, &f, func(material, name string, content io.Reader) (casework.File, error) {
		return p.hall.Attach(r.Context(), d.Code, material, name, content)
	})
	if err != nil {
		return err
	}
	remove := f.Get("remove")
	filing.Materials = saying(without(addFiles(filing.Materials, m.Code, files), remove), m.Code, ui.Instead(f, m.Code))
	rec, err := p.keepDraft(r.Context(), d, filing)
	if err == nil && remove != "" {
		err = p.hall.Detach(r.Context(), rec, remove)
	}
	if err != nil && !errors.Is(err, app.ErrNotFound) { // removed before: twice is as good as once
		return err
	}
	d.Record = rec
	refuseLicence(givenOf(rec.Materials, m.Code), &f)
	then := f.Get("then")
	if givenOf(rec.Materials, m.Code).Instead != ui.Instead(f, m.Code) && remove == "" {
		f.Refuse(ui.InsteadPrefix+m.Code, "fileMissing") // the proof itself is not here
	}
	if f.OK() && then == "" && remove == "" && lacks(d, m) {
		f.Refuse(filePrefix+m.Code, "materialMissing", "0", both(r.Context(), m.Name, m.NameEN))
	}
	switch {
	case !f.OK():
		p.takesPictures(w)
		return ui.Again(w, r, materialPage(d.shell(r.Context(), materialAt(m)), d, m, f))
	case remove != "" || strings.HasPrefix(then, "upload-"):
		return ui.See(w, r, d.action(materialAt(m)))
	case then == "later":
		return ui.See(w, r, d.home())
	case d.Changes:
		return ui.See(w, r, d.path("check"))
	}
	return ui.See(w, r, d.path(d.next(materialAt(m))))
}

// materialFields are the fields of a paper's page: its files and, for paper, a tick.
func materialFields(m catalog.Material) []ui.Field {
	fields := []ui.Field{thenField, {Name: "remove", Kind: ui.KindHidden}, fileField(m)}
	if mayBring(m) {
		fields = append(fields, bringField(m))
	}
	if m.Licence != "" {
		fields = append(fields, ui.LicenceField(m))
	}
	return append(fields, ui.InsteadField(m))
}

// refuseLicences says at its field which licence the register does not know as valid.
func refuseLicences(list []casework.Given, f *ui.Form) {
	for _, g := range list {
		refuseLicence(g, f)
	}
}

func refuseLicence(g casework.Given, f *ui.Form) {
	if g.Licence != nil && g.Licence.On.IsZero() {
		f.Refuse(ui.LicencePrefix+g.Code, "licenceNotShown", "0", g.Licence.No)
	}
}

// toldValues are the numbers of licences and the other proofs that the draft holds.
func toldValues(d draft) url.Values {
	v := url.Values{}
	for _, g := range d.Materials {
		v.Set(ui.InsteadPrefix+g.Code, g.Instead)
		if g.Licence != nil {
			v.Set(ui.LicencePrefix+g.Code, g.Licence.No)
		}
	}
	return v
}

func fileField(m catalog.Material) ui.Field {
	return ui.Field{Name: filePrefix + m.Code, Kind: ui.KindFile, Label: ui.Text{Zh: m.Name, En: m.NameEN},
		Accept: ".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png", Multiple: true, Said: true}
}

// bringField lets people hand in at the counter what exists on paper only.
func bringField(m catalog.Material) ui.Field {
	return ui.Field{Name: "bring." + m.Code, Kind: ui.KindCheckbox, Label: ui.Words("portal.materials.bring"),
		Options: []ui.Option{{Value: "yes", Label: ui.Words("portal.materials.bring.yes")}}}
}

// mayBring: the paper original counts, so that a picture of it would not do.
func mayBring(m catalog.Material) bool { return m.Form == "paper" }

// byForm says that a material is the application form itself, which an online application
// makes by being filled in.
func byForm(it *catalog.Item, m catalog.Material) bool {
	return it.MadeOfForm(m.Code)
}

// retold is the materials of the draft with what the page of one of them says of it anew, and
// with the form that the system makes.
func retold(d draft, m catalog.Material, f ui.Form) []casework.Given {
	list := d.ready()
	i := slices.IndexFunc(list, func(g casework.Given) bool { return g.Code == m.Code })
	g, given := told(givenOf(d.Materials, m.Code), m, f)
	switch {
	case given && i >= 0:
		list[i] = g
	case given:
		list = append(list, g)
	case i >= 0:
		list = slices.Delete(list, i, i+1)
	}
	return list
}

// told is what a paper's page says of it; nothing, where neither a file nor a number nor a tick is.
func told(g casework.Given, m catalog.Material, f ui.Form) (casework.Given, bool) {
	switch {
	case len(g.Files) > 0:
		g.How, g.Licence = casework.Upload, nil
	case ui.LicenceNo(f, m) != "":
		g = casework.Given{Code: m.Code, How: casework.Registered, Licence: &casework.Shown{No: ui.LicenceNo(f, m)}}
	case mayBring(m) && f.Has("bring."+m.Code, "yes"):
		g = casework.Given{Code: m.Code, How: casework.Original, Count: max(1, m.Original)}
	default:
		return g, false
	}
	return g, true
}

// isPicture tells of a file that a browser can show within the page.
func isPicture(f casework.File) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png"}, strings.ToLower(path.Ext(f.Name)))
}

func givenOf(list []casework.Given, code string) casework.Given {
	for _, g := range list {
		if g.Code == code {
			g.Files = slices.Clone(g.Files)
			return g
		}
	}
	return casework.Given{Code: code}
}

// addFiles adds stored files to a material.
func addFiles(list []casework.Given, code string, files []casework.File) []casework.Given {
	if len(files) == 0 {
		return list
	}
	g := givenOf(list, code)
	g.How, g.Count, g.Files, g.Licence = casework.Upload, 0, append(g.Files, files...), nil
	list = slices.DeleteFunc(slices.Clone(list), func(old casework.Given) bool { return old.Code == code })
	return append(list, g)
}

// saying notes of a material in the list that other proof lies in its place (浙2018 A9), or that none does.
func saying(list []casework.Given, code, instead string) []casework.Given {
	for i := range list {
		if list[i].Code == code {
			list[i].Instead = instead
		}
	}
	return list
}

// attachAll stores the files chosen for a material. One that is refused is noted at its
// field; the others are kept.
func (p *portal) attachAll(m catalog.Material, f *ui.Form, attach func(material, name string, content io.Reader) (casework.File, error)) ([]casework.File, error) {
	var stored []casework.File
	for _, header := range f.Files[filePrefix+m.Code] {
		if header.Size == 0 && header.Filename == "" {
			continue // the field was left empty
		}
		file, err := attachOne(m.Code, header, attach)
		var refused *app.UploadError
		switch {
		case errors.As(err, &refused):
			f.Refuse(filePrefix+m.Code, refused.Code, ui.Places(refused.Args)...)
		case err != nil:
			return nil, err
		default:
			stored = append(stored, file)
		}
	}
	return stored, nil
}

func attachOne(material string, header *multipart.FileHeader, attach func(material, name string, content io.Reader) (casework.File, error)) (casework.File, error) {
	content, err := header.Open()
	if err != nil {
		return casework.File{}, err
	}
	defer content.Close()
	return attach(material, header.Filename, content)
}

// without takes a file out of the materials; a material without files goes with its last.
func without(list []casework.Given, id string) []casework.Given {
	var out []casework.Given
	for _, g := range list {
		had := len(g.Files)
		g.Files = slices.DeleteFunc(slices.Clone(g.Files), func(f casework.File) bool { return f.ID == id })
		if had == 0 || len(g.Files) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// lacking lists the required materials that are not there yet.
func lacking(d draft) []catalog.Material {
	return slices.DeleteFunc(papers(d.File.Item), func(m catalog.Material) bool { return !lacks(d, m) })
}

func lacks(d draft, m catalog.Material) bool {
	has := slices.ContainsFunc(d.Materials, func(g casework.Given) bool { return g.Code == m.Code })
	return m.Necessity == catalog.Required && !has
}

// draftFile gives back a file that was put into a draft.
func (p *portal) draftFile(w http.ResponseWriter, r *http.Request, d draft) error {
	return p.sendFile(w, r, d.File)
}

// sendFile sends one file of a case as a download: whatever it holds, it runs nowhere.
func (p *portal) sendFile(w http.ResponseWriter, r *http.Request, f app.File) error {
	content, file, err := p.hall.ReadFile(r.Context(), f.Record, r.PathValue("id"))
	if err != nil {
		return err
	}
	defer content.Close()
	h := w.Header()
	h.Set("Content-Type", cmp.Or(app.FileType(file.Name), "application/octet-stream"))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}
