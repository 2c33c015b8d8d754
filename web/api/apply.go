package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/web/ui"
)

// Application (申请) is what is handed in. By a token of a member of staff it is received at the
// counter 收件; by any other it is submitted online 网上申请.
type Application struct {
	Item       string          `json:"item" maxLength:"60" doc:"事项编码"`
	Draft      string          `json:"draft,omitempty" maxLength:"40" doc:"Code of the draft that holds the uploaded files"`
	Channel    string          `json:"channel,omitempty" enum:"counter,post,fax,email,agent,online" doc:"How it came in; online unless a member of staff takes it in"`
	AcceptUnit string          `json:"acceptUnit" maxLength:"40" doc:"Code of the unit that receives it"`
	ReceivedOn string          `json:"receivedOn,omitempty" format:"date" doc:"Of a letter that arrived earlier"`
	Applicant  Party           `json:"applicant"`
	Agent      *Party          `json:"agent,omitempty"`
	Delivery   *Delivery       `json:"delivery,omitempty"`
	About      *About          `json:"about,omitempty" doc:"The licence that it is to change or to renew (许可法49、50)"`
	Materials  []MaterialGiven `json:"materials,omitempty" maxItems:"200"`
	Form       map[string]any  `json:"form" doc:"Values of the item's own form, by its JSON Schema"`
}

// MaterialGiven (交来的材料) is one material that is handed in.
type MaterialGiven struct {
	Code  string   `json:"code" maxLength:"20"`
	How   string   `json:"how" enum:"original,copy,upload,licence"`
	Count int      `json:"count,omitempty" minimum:"0" maximum:"99"`
	Files []string `json:"files,omitempty" maxItems:"60" doc:"Ids of uploaded files"`

	Licence string `json:"licence,omitempty" maxLength:"100" doc:"With how=licence: number or identifier of a valid licence of the applicant in the register (电子证照)"`

	Instead string `json:"instead,omitempty" maxLength:"500" doc:"Of other proof in place of the material: which, and why the material can't be brought (浙2018 第九条)"`
}

// Draft (草稿) holds files until the application is handed in.
type Draft struct {
	Draft string `json:"draft" doc:"Whoever knows it may go on with the draft"`
	Item  string `json:"item"`
}

// Receipt (收件凭证) is what the applicant needs to follow his case.
type Receipt struct {
	No         string `json:"no"`
	Query      string `json:"queryCode" doc:"查询密码: told once, to the applicant alone"`
	Item       string `json:"item"`
	Version    int    `json:"version"`
	ReceivedOn string `json:"receivedOn" format:"date"`
}

type receiptOut struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     Receipt
}

// fileLimit is the largest file with something to spare: the app refuses what is over its own
// limit with a sentence.
const fileLimit = 21 << 20

func (a *api) applyRoutes() {
	draft := opened(op("createDraft", http.MethodPost, "/drafts", "applying", "Open an empty draft for an item 新建草稿"), byToken)
	draft.DefaultStatus = http.StatusCreated
	add(a, draft, a.newDraft)
	file := bulky(opened(op("attachToDraft", http.MethodPut, "/drafts/{draft}/materials/{material}/{name}", "applying", "Store a file for a material of the draft: PDF, JPEG or PNG"), byToken), fileLimit)
	file.DefaultStatus = http.StatusCreated
	add(a, file, a.attachToDraft)
	apply := opened(op("apply", http.MethodPost, "/cases", "applying", "Hand an application in 提交申请, once for each Idempotency-Key"), byToken)
	apply.DefaultStatus = http.StatusCreated
	add(a, apply, a.apply)
}

func (a *api) newDraft(ctx context.Context, in *struct {
	Body struct {
		Item string `json:"item" maxLength:"60"`
	}
}) (*struct{ Body Draft }, error) {
	if _, err := needs(ctx, app.MayApply); err != nil {
		return nil, err
	}
	rec, err := a.hall.NewDraft(ctx, in.Body.Item, casework.Filing{Channel: catalog.Online})
	if err != nil {
		return nil, err
	}
	return &struct{ Body Draft }{Draft{Draft: rec.Draft, Item: rec.Item}}, nil
}

type FileIn struct {
	Material string `path:"material" maxLength:"20" doc:"Code of the material"`
	Name     string `path:"name" maxLength:"200" doc:"File name; its ending must be that of the content"`
	RawBody  []byte `contentType:"application/octet-stream"`
}

type fileOut struct{ Body FileInfo }

func (a *api) attachToDraft(ctx context.Context, in *struct {
	Draft string `path:"draft" maxLength:"40"`
	FileIn
}) (*fileOut, error) {
	c, err := needs(ctx, app.MayApply)
	if err != nil {
		return nil, err
	}
	rec, err := a.hall.Store.CaseByDraft(ctx, in.Draft)
	if err != nil {
		return nil, err
	}
	f, err := a.hall.AttachTo(ctx, rec, c.staff.No, in.Material, in.Name, bytes.NewReader(in.RawBody))
	return &fileOut{infoOf(f)}, err
}

func (a *api) apply(ctx context.Context, in *struct {
	Key  string `header:"Idempotency-Key" maxLength:"100" doc:"Sent again with the same key it is the same case"`
	Body Application
}) (*receiptOut, error) {
	c, err := needs(ctx, app.MayApply)
	if err != nil {
		return nil, err
	}
	filing, err := a.filing(ctx, c, in.Body)
	if err != nil {
		return nil, err
	}
	rec, err := a.handIn(ctx, c, in.Key, in.Body, filing)
	if err != nil {
		return nil, err
	}
	if rec.Item != in.Body.Item || rec.Applicant.ID != catalog.NormalNumber(filing.Applicant.ID) || firstForm(rec) != casework.FormSum(filing.Form) {
		return nil, ui.Unprocessable("keyReused")
	}
	return &receiptOut{ETag: etag(rec.Version), Location: prefix + "/cases/" + rec.No,
		Body: Receipt{No: rec.No, Query: rec.Query, Item: rec.Item, Version: rec.Version, ReceivedOn: rec.ReceivedOn.String()}}, nil
}

// firstForm is the sum of the form with which the case came into the hall.
func firstForm(rec app.Record) string {
	for _, f := range rec.Facts {
		switch b := f.Body.(type) {
		case *casework.Submit:
			return b.FormSum
		case *casework.Receive:
			return b.FormSum
		case casework.Submit:
			return b.FormSum
		case casework.Receive:
			return b.FormSum
		}
	}
	return rec.FormSum
}

// handIn chooses the act: a member of staff receives, anybody else submits.
func (a *api) handIn(ctx context.Context, c *caller, key string, sent Application, f casework.Filing) (app.Record, error) {
	if c.staff.No == "" {
		if sent.Draft != "" {
			return a.hall.Submit(ctx, sent.Draft, f)
		}
		who := org.Actor{Kind: org.ByApplicant, No: catalog.NormalNumber(f.Applicant.ID), Name: f.Applicant.Name}
		return a.hall.Begin(ctx, key, sent.Item, casework.Submit{Filing: f}, who)
	}
	cmd := casework.Receive{Filing: f}
	if sent.ReceivedOn != "" {
		on, err := period.ParseDate(sent.ReceivedOn)
		if err != nil {
			return app.Record{}, fieldWrong(ctx, "receivedOn", "date")
		}
		cmd.ReceivedOn = on
	}
	if sent.Draft != "" {
		if key == "" {
			key = "draft:" + sent.Draft
		}
		return a.hall.BeginFrom(ctx, key, sent.Draft, cmd, c.actor())
	}
	return a.hall.Begin(ctx, key, sent.Item, cmd, c.actor())
}

func (a *api) filing(ctx context.Context, c *caller, sent Application) (casework.Filing, error) {
	form, err := json.Marshal(sent.Form)
	if err != nil {
		return casework.Filing{}, err
	}
	f := casework.Filing{Channel: catalog.Channel(sent.Channel), Applicant: partyIn(sent.Applicant), AcceptUnit: sent.AcceptUnit, Form: form}
	if c.staff.No == "" {
		f.Channel = catalog.Online
	}
	if sent.Agent != nil {
		agent := partyIn(*sent.Agent)
		f.Agent = &agent
	}
	if d := sent.Delivery; d != nil {
		f.Delivery = &casework.Delivery{Mode: casework.Mode(d.Mode), Address: trimmed(d.Address), Recipient: trimmed(d.Recipient), Consent: d.Consent, Paper: d.Paper}
	}
	if l := sent.About; l != nil {
		f.About = &casework.About{Kind: casework.AboutKind(l.Kind), No: trimmed(l.No)}
	}
	stored := map[string][]casework.File{}
	if sent.Draft != "" {
		if stored, err = a.storedIn(ctx, sent.Draft, sent.Item); err != nil {
			return f, err
		}
	}
	f.Materials, err = given(ctx, sent.Materials, stored)
	return f, err
}

// storedIn are the files of a draft by material, or of the case that it has become.
func (a *api) storedIn(ctx context.Context, draft, item string) (map[string][]casework.File, error) {
	rec, err := a.hall.Store.CaseByDraft(ctx, draft)
	if errors.Is(err, app.ErrNotFound) {
		rec, err = a.hall.Submitted(ctx, draft)
	}
	if err != nil {
		return nil, err
	}
	if rec.Item != item {
		return nil, fieldWrong(ctx, "draft", "invalid")
	}
	return a.hall.Scanned(ctx, rec)
}

// given names the stored files by their ids.
func given(ctx context.Context, sent []MaterialGiven, stored map[string][]casework.File) ([]casework.Given, error) {
	var list []casework.Given
	p := plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
	for _, m := range sent {
		g := casework.Given{Code: m.Code, How: casework.How(m.How), Count: m.Count, Instead: trimmed(m.Instead)}
		if m.Licence != "" {
			g.Licence = &casework.Shown{No: trimmed(m.Licence)}
		}
		for _, id := range m.Files {
			i := slices.IndexFunc(stored[m.Code], func(f casework.File) bool { return f.ID == id })
			if i < 0 {
				p.field(ctx, "material."+ui.Printable(m.Code), "invalid", "", nil)
				continue
			}
			g.Files = append(g.Files, stored[m.Code][i])
		}
		list = append(list, g)
	}
	if len(p.Errors) > 0 {
		return nil, p
	}
	return list, nil
}

func partyIn(p Party) casework.Party {
	return casework.Party{Name: trimmed(p.Name), IDType: p.IDType, ID: trimmed(p.ID), Phone: strings.ReplaceAll(p.Phone, " ", ""), Holder: trimmed(p.Holder)}
}
