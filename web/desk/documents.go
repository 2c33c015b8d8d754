package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/web/ui"
)

// paperPage is one document of a case, alone (文书).
type paperPage struct {
	desk *Desk
	no   string
	app.Document
}

// papers lists the documents of the case, newest first.
func (p casePage) papers(ctx context.Context) []ui.PaperLink {
	var list []ui.PaperLink
	for _, d := range app.NewestFirst(p.documents) {
		list = append(list, p.paperLink(ctx, d))
	}
	return list
}

// paperLink leads to a document, and names whom it is for where that is another than the applicant.
func (p casePage) paperLink(ctx context.Context, d app.Document) ui.PaperLink {
	l := ui.PaperLinkOf(ctx, d.Document, ui.FactName(ctx, p.Facts[d.Seq-1]), paperPath(p.No, d.Document), d.File != "")
	if name := d.To.Name; name != "" && name != p.Applicant.Name {
		l.Title = ui.Say(ctx, "desk.paper.to", "title", l.Title, "name", name)
	}
	return l
}

// slips (回执) are the documents of what was just done, to be handed over the counter: those of the
// last act, and the receipt too where that followed at once.
func (p casePage) slips(ctx context.Context) []ui.PaperLink {
	var list []ui.PaperLink
	for _, d := range p.documents {
		if d.Lang == notice.Zh && p.justDone(d.Seq) {
			list = append(list, p.paperLink(ctx, d))
		}
	}
	return list
}

// onFile are the documents that prove and stay in the file: nobody takes them home.
var onFile = []notice.Kind{notice.SiteCheckRecord, notice.StatementRecord, notice.HearingMinutes, notice.Inspection, notice.Service}

// slipsText says what is done with the slips: who wrote (许可法29) does not stand at the counter, and the
// applicant gets what is addressed to him alone.
func (p casePage) slipsText(ctx context.Context) string {
	if slices.ContainsFunc(p.documents, func(d app.Document) bool {
		return p.justDone(d.Seq) && (d.To.Name != p.Applicant.Name || slices.Contains(onFile, d.Kind))
	}) {
		return ui.Say(ctx, "desk.slips.print")
	}
	switch {
	case p.Channel == catalog.Online:
		return ui.Say(ctx, "desk.slips.print") // he finds them on the page of his case
	case p.Channel == catalog.ByPost || p.Channel.Remote():
		return ui.Say(ctx, "desk.slips.send")
	}
	return ui.Say(ctx, "desk.slips")
}

// justDone tells whether a fact is the last, or the receipt that the last followed at once.
func (p casePage) justDone(seq int) bool {
	last := len(p.Facts)
	const atOnce = 60 * 1000 // milliseconds
	return seq == last || seq == last-1 && p.Facts[seq-1].Act == org.Receive && p.Facts[last-1].At-p.Facts[seq-1].At < atOnce
}

func paperPath(no string, d notice.Document) string {
	return "/desk/cases/" + no + "/documents/" + strconv.Itoa(d.Seq) + "/" + url.PathEscape(d.Name())
}

// openDocument finds the document of the address for somebody who may read the case.
func (d *Desk) openDocument(r *http.Request, who org.Staff) (paperPage, error) {
	ctx, no := r.Context(), r.PathValue("no")
	file, err := d.hall.Open(ctx, no, app.StaffActor(who))
	if err != nil {
		return paperPage{}, err
	}
	seq, err := strconv.Atoi(r.PathValue("seq"))
	if err != nil {
		return paperPage{}, ui.NotFound()
	}
	doc, err := d.hall.Document(ctx, file.Record, seq, r.PathValue("name"))
	return paperPage{d, no, doc}, err
}

// showDocument (查看文书) shows one document as it is written.
func (d *Desk) showDocument(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.openDocument(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, documentTempl(p))
}

func (p paperPage) file() string {
	if p.File == "" {
		return ""
	}
	return paperPath(p.no, p.Document.Document) + "/pdf"
}

// sendDocument sends the printed file of a document.
func (d *Desk) sendDocument(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := d.openDocument(r, who)
	if err != nil {
		return err
	}
	content, err := d.hall.Printed(r.Context(), p.Document)
	if err != nil {
		return err
	}
	defer content.Close()
	return ui.SendPDF(w, r, p.Document.Document, content)
}

// preview (预览文书) shows the documents that an act would leave, made of what stands in its
// form. Nothing is done: the clerk closes the page and goes on.
func (d *Desk) preview(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	a, known := actionOf(org.Act(r.PathValue("act")))
	if !known || notice.Silent(a.act) != "" {
		return ui.NotFound()
	}
	ctx, no, f := r.Context(), r.PathValue("no"), ui.Posted(r)
	file, err := d.hall.Open(ctx, no, app.StaffActor(who))
	if err != nil {
		return err
	}
	if _, err := d.check(ctx, a, no, &f); err != nil {
		return err
	}
	cmd, err := d.command(ctx, a, no, &f)
	if err != nil {
		return err
	}
	v := previewView{desk: d, no: no, act: a.act, typed: f}
	if f.OK() {
		v.docs, err = d.hall.Preview(ctx, file.Record, cmd, app.StaffActor(who))
		if err != nil && !a.refused(ctx, &v.typed, err) {
			return err
		}
	}
	v.fields = a.form(casePage{File: file, desk: d}.subject())
	status := http.StatusOK
	if !v.typed.OK() {
		status = http.StatusUnprocessableEntity
	}
	return ui.Show(w, r, status, previewTempl(v))
}

// previewView is what an act would leave, or why it can't be done yet.
type previewView struct {
	desk   *Desk
	no     string
	act    org.Act
	docs   []notice.Document
	fields []ui.Field
	typed  ui.Form
}

// previews tells whether an act leaves something to look at before it is done.
func previews(act org.Act) bool { return notice.Silent(act) == "" }
