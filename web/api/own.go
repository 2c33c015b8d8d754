package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// Mending (补正) is what the applicant hands in after a notice, or what was still to come.
type Mending struct {
	Materials []MaterialGiven `json:"materials,omitempty" maxItems:"200" doc:"Each as it shall lie in the file: name the files to keep too"`
	Form      map[string]any  `json:"form,omitempty" doc:"The whole form, where the notice asks for it"`
}

type mendIn struct {
	CasePath
	IfMatch string `header:"If-Match" maxLength:"40" doc:"Entity tag of the case as it was read"`
	Body    Mending
}

// ownRoutes are the acts of the applicant, who shows the query code.
func (a *api) ownRoutes() {
	file := bulky(opened(op("attach", http.MethodPut, "/cases/{no}/materials/{material}/{name}", "applicant", "Store a file for a supplement; it lies in the case once the supplement names it"), byCode), fileLimit)
	file.DefaultStatus = http.StatusCreated
	add(a, file, a.attach)
	for _, act := range []org.Act{org.Supplement, org.BringPending} {
		add(a, ownOp(act), func(ctx context.Context, in *mendIn) (*caseOut, error) { return a.mend(ctx, act, in) })
	}
	for _, s := range a.speeches {
		o := ownOp(s.Act)
		add(a, formed(o), func(ctx context.Context, in *actIn) (*caseOut, error) { return a.speak(ctx, s, in) })
		a.bodyOf(o, schemaOf(s.Fields))
	}
}

func ownOp(act org.Act) huma.Operation {
	o := opened(op("own_"+string(act), http.MethodPost, "/cases/{no}/applicant/"+string(act), "applicant",
		ui.T(ui.Zh, "acts."+string(act))+" · "+ui.T(ui.En, "acts."+string(act))+" (the applicant)"), byCode)
	o.Errors = append(o.Errors, http.StatusPreconditionFailed, http.StatusPreconditionRequired)
	return o
}

// own opens the case for its applicant.
func (a *api) own(ctx context.Context, no string) (app.File, error) {
	if from(ctx).code == "" {
		return app.File{}, errToken
	}
	return a.track(ctx, no)
}

func (a *api) attach(ctx context.Context, in *struct {
	CasePath
	FileIn
}) (*fileOut, error) {
	f, err := a.own(ctx, in.No)
	if err != nil {
		return nil, err
	}
	stored, err := a.hall.AttachTo(ctx, f.Record, "", in.Material, in.Name, bytes.NewReader(in.RawBody))
	return &fileOut{infoOf(stored)}, err
}

func (a *api) mend(ctx context.Context, act org.Act, in *mendIn) (*caseOut, error) {
	f, err := a.own(ctx, in.No)
	if err != nil {
		return nil, err
	}
	waiting, err := a.hall.Waiting(ctx, f.Record)
	if err != nil {
		return nil, err
	}
	stored := map[string][]casework.File{}
	for _, g := range f.Materials {
		stored[g.Code] = append(stored[g.Code], g.Files...)
	}
	for _, w := range waiting {
		stored[w.Material] = append(stored[w.Material], w.File)
	}
	list, err := given(ctx, in.Body.Materials, stored)
	if err != nil {
		return nil, err
	}
	if act == org.BringPending {
		return a.doOwn(ctx, f, casework.BringPending{Materials: list})
	}
	cmd := casework.Supplement{Materials: list}
	if in.Body.Form != nil {
		if cmd.Form, err = json.Marshal(in.Body.Form); err != nil {
			return nil, err
		}
	}
	return a.doOwn(ctx, f, cmd)
}

func (a *api) speak(ctx context.Context, s Speech, in *actIn) (*caseOut, error) {
	file, err := a.own(ctx, in.No)
	if err != nil {
		return nil, err
	}
	f, err := formOf(ctx, in.RawBody, s.Fields)
	if err != nil {
		return nil, err
	}
	if f.Check(s.Fields); !f.OK() {
		return nil, refused(ctx, f, s.Fields)
	}
	return a.doOwn(ctx, file, s.Read(f))
}

// doOwn does an act of the applicant. Sent twice it is answered twice the same.
func (a *api) doOwn(ctx context.Context, f app.File, cmd casework.Command) (*caseOut, error) {
	seen := seenOf(ctx)
	if seen == 0 {
		return nil, ui.Problem{Status: http.StatusPreconditionRequired}
	}
	_, err := a.hall.Do(ctx, f.No, seen, cmd, app.Applicant(f.Case))
	var stale *app.Stale
	if errors.As(err, &stale) && stale.Last.Act == cmd.Act() && stale.Last.By.Kind == org.ByApplicant && stale.Last.Seq == seen+1 {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	if f, err = a.hall.OpenOwn(ctx, f.No); err != nil {
		return nil, err
	}
	return &caseOut{Status: http.StatusOK, ETag: etag(f.Version), Body: a.view(ctx, f)}, nil
}
