package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// Case (办件) is a case as its applicant and its officers may read it.
type Case struct {
	No          string          `json:"no" doc:"办件编号"`
	Version     int             `json:"version" doc:"Counts the acts; it is the entity tag"`
	Item        string          `json:"item"`
	ItemVersion int             `json:"itemVersion"`
	State       string          `json:"state"`
	StateName   string          `json:"stateName"`
	Ended       string          `json:"ended,omitempty" doc:"How it left the hall"`
	Channel     string          `json:"channel"`
	Applicant   Party           `json:"applicant"`
	Agent       *Party          `json:"agent,omitempty"`
	Delivery    *Delivery       `json:"delivery,omitempty"`
	About       *About          `json:"about,omitempty" doc:"The licence that it is to change or to renew (许可法49、50)"`
	AcceptUnit  string          `json:"acceptUnit"`
	Unit        string          `json:"unit" doc:"Code of the unit that holds it"`
	UnitName    string          `json:"unitName"`
	ReceivedOn  string          `json:"receivedOn,omitempty" format:"date"`
	AcceptedOn  string          `json:"acceptedOn,omitempty" format:"date"`
	Form        json.RawMessage `json:"form,omitempty" doc:"Values of the item's own form"`
	Materials   []Given         `json:"materials" nullable:"false"`
	Clocks      []Clock         `json:"clocks" nullable:"false"`
	Asked       []Defect        `json:"asked,omitempty" doc:"What the open supplement notice asks for 补正"`
	Decision    *Decision       `json:"decision,omitempty"`
	Offered     []string        `json:"offered" nullable:"false" doc:"Acts that the reader may do now"`
	Events      []Event         `json:"events" nullable:"false" doc:"What happened, oldest first"`
}

// Party (当事人) is an applicant or an agent.
type Party struct {
	Name   string `json:"name" maxLength:"100"`
	IDType string `json:"idType" maxLength:"10" doc:"111 resident identity card, 414 passport, uscc a body's credit code …"`
	ID     string `json:"id" maxLength:"40"`
	Phone  string `json:"phone" maxLength:"30"`
	Holder string `json:"holder,omitempty" maxLength:"100" doc:"经办人, of a body"`
}

// About (所涉证照) is a licence that an application is to change or to renew.
type About struct {
	Kind  string `json:"kind" enum:"change,renew"`
	No    string `json:"no" maxLength:"100" doc:"证号"`
	Until string `json:"until,omitempty" format:"date" doc:"Last day of validity; filled in by the hall"`
	By    string `json:"by,omitempty" format:"date" doc:"Last day for applying to renew it; filled in by the hall"`
}

// Delivery (送达地址确认) is how the result is to come.
type Delivery struct {
	Mode      string `json:"mode" enum:"direct,post,electronic"`
	Address   string `json:"address,omitempty" maxLength:"200"`
	Recipient string `json:"recipient,omitempty" maxLength:"200"`
	Consent   bool   `json:"consent,omitempty" doc:"Consent to electronic service (民诉法90)"`
	Paper     bool   `json:"paper,omitempty"`
}

// Given (已交材料) is a material as it lies in the file.
type Given struct {
	Code  string     `json:"code"`
	How   string     `json:"how"`
	Count int        `json:"count,omitempty"`
	Files []FileInfo `json:"files" nullable:"false"`

	Licence string `json:"licence,omitempty"` // number of a licence from the register
	Instead string `json:"instead,omitempty" doc:"Of other proof in place of the material: which, and why"`
}

// FileInfo (附件) is one stored file.
type FileInfo struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Clock (时限) is one limit of the case.
type Clock struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Unit  string `json:"unit,omitempty"`
	Limit string `json:"limit"`
	From  string `json:"from,omitempty" format:"date"`
	Done  string `json:"done,omitempty" format:"date"`
	Light string `json:"light"`
	Left  int    `json:"left" doc:"Days left in the unit of the limit, negative past it"`
	Reckoned
}

// Defect (缺陷) is one thing to mend.
type Defect struct {
	Material string `json:"material" doc:"Code of a material, or form"`
	What     string `json:"what"`
}

// Decision (决定) is the end of the examination.
type Decision struct {
	Granted bool   `json:"granted"`
	On      string `json:"on" format:"date"`
	Unit    string `json:"unit"`
	Content string `json:"content,omitempty"`
	Article string `json:"article,omitempty"`
}

// Event (办理记录) is one act that was done.
type Event struct {
	Seq   int    `json:"seq"`
	Act   string `json:"act"`
	Title string `json:"title"`
	At    string `json:"at" format:"date-time"`
	By    string `json:"by" enum:"staff,applicant,system"`
	Unit  string `json:"unit,omitempty"`
	Post  string `json:"post,omitempty"`
	Staff string `json:"staff,omitempty" doc:"工号, told to staff"`
}

type CasePath struct {
	No string `path:"no" minLength:"21" maxLength:"21" doc:"办件编号"`
}

type caseOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Case
}

func (a *api) caseRoutes() {
	get := opened(op("getCase", http.MethodGet, "/cases/{no}", "cases", "Read a case 查询办件: with its query code, or by a token with scope read"), byBoth)
	add(a, get, a.getCase)
	add(a, opened(op("listQueue", http.MethodGet, "/queue", "cases", "Open work of the token's member of staff 待办, soonest due first"), byToken), a.queue)
}

// open reads a case for whoever sent the request.
func (a *api) open(ctx context.Context, no string) (app.File, error) {
	c := from(ctx)
	if c.code != "" {
		return a.track(ctx, no)
	}
	if _, err := needs(ctx, app.MayRead); err != nil {
		return app.File{}, err
	}
	return a.hall.Open(ctx, no, c.actor())
}

// track is Hall.Track with the count of wrong codes that all doors share.
func (a *api) track(ctx context.Context, no string) (app.File, error) {
	c, t, now := from(ctx), a.hall.Tries, a.hall.Now()
	if wait := t.Wait(no, c.addr, now); wait > 0 {
		return app.File{}, ui.TooMany(int(wait.Seconds()) + 1)
	}
	doubt := t.Doubtful(no, c.addr, now)
	if doubt && c.last == "" {
		return app.File{}, ui.Unprocessable("lastFour")
	}
	f, err := a.hall.Track(ctx, no, c.code)
	if err == nil && doubt && !app.LastFour(f.Applicant.ID, c.last) {
		err = app.ErrWrongCode
	}
	if errors.Is(err, app.ErrWrongCode) {
		t.Wrong(no, c.addr, now)
	}
	return f, err
}

func etag(version int) string { return `"` + strconv.Itoa(version) + `"` }

func (a *api) getCase(ctx context.Context, in *struct {
	CasePath
	Known string `header:"If-None-Match" maxLength:"40"`
}) (*caseOut, error) {
	f, err := a.open(ctx, in.No)
	if err != nil {
		return nil, err
	}
	if in.Known == etag(f.Version) {
		return &caseOut{Status: http.StatusNotModified, ETag: etag(f.Version)}, nil
	}
	return &caseOut{Status: http.StatusOK, ETag: etag(f.Version), Body: a.view(ctx, f)}, nil
}

// view is the case as it is sent.
func (a *api) view(ctx context.Context, f app.File) Case {
	c := Case{No: f.No, Version: f.Version, Item: f.Record.Item, ItemVersion: f.ItemVersion, State: string(f.State()), StateName: ui.StateName(ctx, f.State()),
		Ended: string(f.Ended), Channel: string(f.Channel), Applicant: partyOf(f.Applicant), AcceptUnit: f.AcceptUnit, Unit: f.Unit(), UnitName: a.unitName(ctx, f.Unit()),
		ReceivedOn: f.ReceivedOn.String(), AcceptedOn: f.AcceptedOn.String(), Form: f.Form, Materials: []Given{}, Clocks: []Clock{}, Offered: []string{}, Events: []Event{}}
	if f.Agent != nil {
		agent := partyOf(*f.Agent)
		c.Agent = &agent
	}
	if d := f.Delivery; d != nil {
		c.Delivery = &Delivery{Mode: string(d.Mode), Address: d.Address, Recipient: d.Recipient, Consent: d.Consent, Paper: d.Paper}
	}
	if l := f.About; l != nil {
		c.About = &About{Kind: string(l.Kind), No: l.No, Until: l.Until.String(), By: l.By.String()}
	}
	for _, g := range f.Materials {
		c.Materials = append(c.Materials, givenOf(g))
	}
	cal := a.hall.CalendarOf(f.Case)
	for _, k := range f.Clocks {
		c.Clocks = append(c.Clocks, a.clock(ctx, cal, k))
	}
	if f.Ask != nil && f.Ask.Open {
		for _, d := range f.Ask.Defects {
			c.Asked = append(c.Asked, Defect{d.Material, d.What})
		}
	}
	if d := f.Decision; d != nil {
		c.Decision = &Decision{Granted: d.Granted, On: d.On.String(), Unit: d.Unit, Content: d.Content, Article: d.Article}
	}
	for _, act := range f.Offered {
		c.Offered = append(c.Offered, string(act))
	}
	for _, fact := range f.Facts {
		c.Events = append(c.Events, a.event(ctx, fact))
	}
	return c
}

func (a *api) clock(ctx context.Context, cal *period.Calendar, k app.Clock) Clock {
	return Clock{Name: string(k.Name), Title: ui.CodeName(ctx, "clock", string(k.Name)), Unit: k.Unit, Limit: k.Limit.String(),
		From: k.Clock.From.String(), Done: k.Done.String(), Light: string(k.Light), Left: k.Left, Reckoned: reckoned(ctx, cal, k.Clock)}
}

func partyOf(p casework.Party) Party { return Party{p.Name, p.IDType, p.ID, p.Phone, p.Holder} }

func givenOf(g casework.Given) Given {
	out := Given{Code: g.Code, How: string(g.How), Count: g.Count, Instead: g.Instead, Files: []FileInfo{}}
	if g.Licence != nil {
		out.Licence = g.Licence.No
	}
	for _, f := range g.Files {
		out.Files = append(out.Files, infoOf(f))
	}
	return out
}

func infoOf(f casework.File) FileInfo { return FileInfo{f.ID, f.Name, f.Size, f.Sum} }

// event is one fact. Whose 工号 it was is told to staff alone.
func (a *api) event(ctx context.Context, f casework.Fact) Event {
	e := Event{Seq: f.Seq, Act: string(f.Act), Title: ui.ActName(ctx, f.Act), At: timeText(f.At), By: string(f.By.Kind), Unit: f.Right.Body(), Post: string(f.Right.Post)}
	if f.By.Kind == org.ByStaff && from(ctx).staff.No != "" {
		e.Staff = f.By.No
	}
	return e
}

func (a *api) unitName(ctx context.Context, code string) string {
	u, ok := a.hall.Directory().UnitOrLast(code, a.hall.Today())
	if !ok {
		return code
	}
	return ui.Of(ctx, ui.Text{Zh: u.Name, En: u.NameEN})
}

// timeText is a moment in Shanghai as RFC 3339.
func timeText(i period.Instant) string {
	return time.UnixMilli(int64(i)).In(shanghai).Format(time.RFC3339)
}

var shanghai = time.FixedZone("", 8*60*60)

// Work (待办) is one piece of open work.
type Work struct {
	No        string `json:"no"`
	Item      string `json:"item"`
	Applicant string `json:"applicant"`
	Unit      string `json:"unit"`
	Post      string `json:"post"`
	Light     string `json:"light"`
	DueOn     string `json:"dueOn" format:"date"`
	Moves     bool   `json:"provisional" doc:"The holidays of its year are not announced yet: the day may move 暂定"`
	Left      int    `json:"left" doc:"Working days to the due day, negative past it"`
}

func (a *api) queue(ctx context.Context, in *struct {
	Listed
	Light string `query:"light" enum:"green,yellow,red,purple,grey"`
	Item  string `query:"item" maxLength:"60"`
	Unit  string `query:"unit" maxLength:"40" doc:"With post: one seat alone"`
	Post  string `query:"post" maxLength:"40"`
	Q     string `query:"q" maxLength:"100" doc:"Part of a number or an applicant's name"`
}) (*list[Work], error) {
	c, err := needs(ctx, app.MayQueue)
	if err != nil {
		return nil, err
	}
	after, err := placeOf(ctx, in.After)
	if err != nil {
		return nil, err
	}
	v := app.View{Seat: store.Seat{Unit: in.Unit, Post: org.Post(in.Post)}, Light: casework.Light(in.Light), Item: in.Item, Text: trimmed(in.Q)}
	p, err := a.hall.Queue(ctx, c.staff.No, v, after, in.Limit)
	if err != nil {
		return nil, err
	}
	var rows []Work
	for _, r := range p.Rows {
		rows = append(rows, Work{No: r.No, Item: r.Item, Applicant: r.Applicant, Unit: r.Unit, Post: string(r.Post),
			Light: string(r.Light), DueOn: r.Due.String(), Moves: a.hall.Calendar().Provisional(r.Due), Left: r.Left})
	}
	next := ""
	if p.Next != nil {
		next = placeText(*p.Next)
	}
	return listOf(rows, next), nil
}
