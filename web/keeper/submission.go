package keeper

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"yimen/annex"
	"yimen/app"
	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// submissionPage (报送) is one form of one body: how it stands, the form that sends it, all that
// was sent before.
type submissionPage struct {
	app.Owed
	room    *Keeper
	sends   bool // the reader may send it now
	judges  bool // the reader takes forms in
	form    ui.Form
	judged  ui.Form
	past    []board.Submission
	entries []store.Entry
	told    []app.FormReminder
}

func (k *Keeper) submission(r *http.Request, who org.Staff) (submissionPage, error) {
	annex, err := strconv.Atoi(r.PathValue("annex"))
	o, ok := k.hall.Owed(r.PathValue("call"), annex, r.PathValue("unit"))
	if err != nil || !ok {
		return submissionPage{}, ui.NotFound()
	}
	p := submissionPage{Owed: o, room: k, judges: k.hall.SetsRounds(who.No)}
	p.sends = o.Call.Ended.IsZero() && o.Sent.Next(board.SentIn) && k.hall.Reports(who.No, o.Unit.Code)
	p.form.Values = url.Values{"version": {strconv.Itoa(o.Version)}, "how": {"scan"}, "by": {who.Name}, "leader": {o.Sent.Leader}}
	p.judged.Values = url.Values{"version": {strconv.Itoa(o.Version)}}
	if p.told, err = k.hall.FormReminders(r.Context(), o.Code()); err != nil {
		return p, err
	}
	p.past, p.entries, err = k.hall.Submissions(r.Context(), o.Call.Code, o.Annex, o.Unit.Code)
	return p, err
}

func (k *Keeper) showSubmission(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.submission(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, submissionTempl(p))
}

// judgesNow tells whether the reader takes in or sends back what was sent.
func (p submissionPage) judgesNow() bool { return p.judges && p.Sent.State == board.SentIn }

func (p submissionPage) no() string { return strconv.Itoa(p.Annex) }

func (p submissionPage) name(ctx context.Context) string {
	return p.room.unitName(ctx, p.Unit.Code) + " " + annexName(ctx, p.Annex)
}

func (p submissionPage) fields(ctx context.Context) []ui.Field {
	return []ui.Field{
		{Name: "how", Kind: ui.KindRadio, Label: ui.Words("report.how"), Required: true, Options: []ui.Option{
			{Value: "scan", Label: ui.Words("report.how.scan")}, {Value: "made", Label: ui.Words("report.how.made")}}},
		{Name: "file", Kind: ui.KindFile, Label: ui.Words("report.file"), Hint: ui.Words("report.file.hint"), Accept: ".pdf,.jpg,.jpeg,.png", Only: []string{"scan"}},
		{Name: "leader", Kind: ui.KindText, Max: 40, Label: ui.Words("report.leader"), Required: true, Half: true},
		{Name: "by", Kind: ui.KindText, Max: 40, Label: ui.Words("report.by"), Required: true, Half: true},
		{Name: "remark", Kind: ui.KindTextarea, Label: ui.Words("report.remark"), Rows: 2, Max: 1000},
		{Name: "version", Kind: ui.KindHidden},
	}
}

var judgeFields = []ui.Field{
	{Name: "remark", ID: "judge-remark", Kind: ui.KindTextarea, Label: ui.Words("report.opinion"), Hint: ui.Words("report.opinion.hint"), Rows: 3, Max: 1000},
	{Name: "version", ID: "judge-version", Kind: ui.KindHidden},
}

// sendSubmission (报送) sends a form in.
func (k *Keeper) sendSubmission(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.submission(r, who)
	if err != nil {
		return err
	}
	p.form = ui.Posted(r)
	p.form.Check(p.fields(r.Context()))
	if !p.form.OK() {
		return ui.Again(w, r, submissionTempl(p))
	}
	if p.form.Get("version") != strconv.Itoa(p.Version) { // no seal is put on what can't be sent
		if err := refused(&p.form, store.ErrConflict); err != nil {
			return err
		}
		return ui.Again(w, r, submissionTempl(p))
	}
	name, content, sealed, err := k.signedForm(r.Context(), &p, who)
	if err != nil {
		return err
	}
	if !p.form.OK() {
		return ui.Again(w, r, submissionTempl(p))
	}
	defer content.Close()
	s := board.Submission{Call: p.Call.Code, Annex: p.Annex, Unit: p.Unit.Code, Made: p.form.Get("how") == "made", Sealed: sealed, Leader: p.form.Get("leader"), By: p.form.Get("by"), Remark: p.form.Get("remark")}
	err = k.hall.SendForm(r.Context(), s, number64(p.form.Get("version")), who.No, name, content)
	var bad *app.UploadError
	switch {
	case errors.As(err, &bad):
		p.form.Refuse("file", bad.Code, ui.Places(bad.Args)...)
	case err == nil:
		return ui.See(w, r, p.Path())
	default:
		if err := refused(&p.form, err); err != nil {
			return err
		}
	}
	return ui.Again(w, r, submissionTempl(p))
}

// signedForm is the file that was uploaded, or the form that the system fills from today's
// catalogue with who signs it, under the body's electronic seal; what is lacking is refused in the
// form.
func (k *Keeper) signedForm(ctx context.Context, p *submissionPage, who org.Staff) (name string, content io.ReadCloser, sealed bool, err error) {
	if p.form.Get("how") == "scan" {
		files := p.form.Files["file"]
		if len(files) == 0 || files[0].Size == 0 {
			p.form.Refuse("file", "file_required")
			return "", nil, false, nil
		}
		content, err := files[0].Open()
		return files[0].Filename, content, false, err
	}
	if !p.sends { // it is refused with its reason, and no seal is put on it
		return "", io.NopCloser(&bytes.Reader{}), false, nil
	}
	source := k.sourceFor(p.Unit)
	c := annex.From(p.Annex, source)
	c.Foot = annex.Foot{Leader: p.form.Get("leader"), By: p.form.Get("by"), On: source.On.String(), Unit: p.Unit.Name}
	form := c.Paper().Form(p.Unit.Name, source, k.hall.Paper.Demo)
	pdf, sealed, err := k.hall.PrintSealed(ctx, form, p.Unit.Code, board.SubmissionCode(p.Call.Code, p.Annex, p.Unit.Code), who.No)
	for cause, code := range map[error]string{app.ErrNoPress: "reportNoPress", app.ErrSealAbsent: "reportNoSeal"} {
		if errors.Is(err, cause) {
			p.form.Refuse("how", code)
			return "", nil, false, nil
		}
	}
	return annexName(ctx, p.Annex) + " " + p.Unit.Name + ".pdf", io.NopCloser(bytes.NewReader(pdf)), sealed, err
}

// source is all that is in force today, with the newest round of tasks.
func (k *Keeper) source() annex.Source {
	today := k.hall.Today()
	return annex.Source{Items: k.hall.Catalogue().All(today), Directory: k.hall.Directory(), Round: k.hall.Registers().NewestRound(), On: today}
}

// sourceFor is what a body reports: a street all that runs in it, a department its own items.
func (k *Keeper) sourceFor(u org.Unit) annex.Source {
	s := k.source()
	if u.Kind != org.StreetOffice {
		s.Items = slices.DeleteFunc(slices.Clone(s.Items), func(it *catalog.Item) bool {
			return !slices.Contains(strings.Fields(u.Function), it.Sheet.Implementer.Function)
		})
	}
	return s
}

// judge takes a form in or sends it back.
func (k *Keeper) judge(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.submission(r, who)
	if err != nil {
		return err
	}
	p.judged = ui.Posted(r)
	to := board.Sent(p.judged.Get("to"))
	p.judged.Values.Del("to")
	p.judged.Check(judgeFields)
	if p.judged.OK() {
		err := k.hall.JudgeForm(r.Context(), p.Call.Code, p.Annex, p.Unit.Code, number64(p.judged.Get("version")), to, p.judged.Get("remark"), who.No)
		if err == nil {
			return ui.See(w, r, p.Path())
		}
		if err := refused(&p.judged, err); err != nil {
			return err
		}
	}
	return ui.Again(w, r, submissionTempl(p))
}

func (p submissionPage) facts(ctx context.Context) []ui.Pair {
	list := []ui.Pair{{Term: ui.Say(ctx, "report.standing"), Body: standingBadge(ctx, p.Standing)}, {Term: ui.Say(ctx, "report.due"), Text: ui.Day(ctx, p.Due)},
		{Term: ui.Say(ctx, "report.told.to"), Text: p.senders(ctx)}}
	if p.Version == 0 {
		return list
	}
	return append(list, ui.Pair{Term: ui.Say(ctx, "report.first"), Text: ui.Day(ctx, p.Sent.First)},
		ui.Pair{Term: ui.Say(ctx, "report.leader"), Text: p.Sent.Leader}, ui.Pair{Term: ui.Say(ctx, "report.by"), Text: p.Sent.By})
}

// events is what was sent and what became of it, newest first, each with its file.
func (p submissionPage) events(ctx context.Context) []ui.Event {
	var list []ui.Event
	for i, s := range p.past {
		e := ui.Event{Title: ui.Say(ctx, "report.did."+string(s.State)), Text: s.Remark, By: p.room.staffName(ctx, p.entries[i].By),
			At: ui.When(ctx, p.entries[i].At), AtISO: ui.ISO(p.entries[i].At)}
		switch s.State {
		case board.SentBack:
			e.Tone = ui.Bad
		case board.SentIn:
			e.Body = evidenceTempl(s.File.Name, p.Path()+"/"+strconv.Itoa(p.entries[i].Version), s.File.Sum, s.Sealed)
		}
		list = append(list, e)
	}
	return list
}

// sendFile shows the signed form of one submission.
func (k *Keeper) sendFile(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := k.submission(r, who)
	if err != nil {
		return err
	}
	for i, e := range p.entries {
		if strconv.Itoa(e.Version) == r.PathValue("version") {
			content, err := k.hall.Files.Open(r.Context(), p.past[i].File.Sum)
			if err != nil {
				return err
			}
			defer content.Close()
			ui.ShowFile(w, r, p.past[i].File.Name, p.past[i].File.Mime, content)
			return nil
		}
	}
	return ui.NotFound()
}
