package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// NewComplaint (提交投诉) is what somebody complains of. By a token of a member of staff it is taken down
// for who complains; by any other who complains has written it himself.
type NewComplaint struct {
	Unit    string `json:"unit" maxLength:"40" doc:"Code of the unit complained of: the street, where it isn't known"`
	Kind    string `json:"kind" enum:"delay,refusal,again,fee,attitude,conduct,other" doc:"投诉类别"`
	Text    string `json:"text" maxLength:"2000" doc:"What happened, and what is asked for"`
	Officer string `json:"officer,omitempty" maxLength:"100" doc:"The one complained of: name, 工号 or counter"`
	Case    string `json:"case,omitempty" maxLength:"30" doc:"办件编号, where it is about a case; of a number that is none nothing is said"`
	Name    string `json:"name,omitempty" maxLength:"100" doc:"Who complains need not say"`
	Phone   string `json:"phone,omitempty" maxLength:"20" doc:"A mobile number is told of every turn by short message"`
	Way     string `json:"way,omitempty" enum:"counter,phone,letter" doc:"How it came in, where a member of staff takes it down"`
}

// ComplaintReceipt (投诉回执) is what who complains needs to follow it.
type ComplaintReceipt struct {
	No      string  `json:"no" doc:"投诉编号"`
	Query   string  `json:"queryCode" doc:"Query code 查询密码; told once, to who complains alone"`
	Watch   string  `json:"watch" doc:"Code of the unit that handles it, never the one complained of"`
	Version int     `json:"version"`
	Clocks  []Clock `json:"clocks" nullable:"false"`
}

type complaintReceiptOut struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     ComplaintReceipt
}

// ComplaintLine (投诉台账) is a complaint as the register lists it, without who complained.
type ComplaintLine struct {
	No        string  `json:"no" doc:"投诉编号"`
	At        string  `json:"at" format:"date-time"`
	State     string  `json:"state" enum:"registered,taken,answered,declined"`
	StateName string  `json:"stateName"`
	Outcome   string  `json:"outcome,omitempty" enum:"upheld,partly,unfounded" doc:"What was found 核查结果"`
	Kind      string  `json:"kind"`
	Unit      string  `json:"unit" doc:"Code of the unit complained of"`
	Watch     string  `json:"watch" doc:"Code of the unit that handles it"`
	Case      string  `json:"case,omitempty" doc:"办件编号"`
	Clocks    []Clock `json:"clocks" nullable:"false" doc:"Until when who complains is told whether it is taken up, and what was found"`
}

// Complaint (投诉) is one complaint. About whom and which case, and who complained, is told to who watches over the unit alone.
type Complaint struct {
	ComplaintLine
	Version int               `json:"version" doc:"Counts what was done; it is the entity tag"`
	Item    string            `json:"item,omitempty"`
	Text    string            `json:"text"`
	Officer string            `json:"officer,omitempty" doc:"The one complained of, in the words of who complains"`
	Staff   string            `json:"staff,omitempty" doc:"工号 of the one complained of, as found"`
	Name    string            `json:"name,omitempty"`
	Phone   string            `json:"phone,omitempty"`
	Way     string            `json:"way" enum:"online,counter,phone,letter"`
	By      string            `json:"takenDownBy,omitempty" doc:"工号"`
	Offered []string          `json:"offered" nullable:"false" doc:"What the reader may do now"`
	To      []string          `json:"passTo,omitempty" doc:"Codes of the units to which it can be handed on"`
	Events  []ComplaintTurned `json:"events" nullable:"false" doc:"What was done, oldest first"`
}

// ComplaintTurned (投诉经过) is one thing that was done. Why it was handed on, and by whom anything was done,
// is told among colleagues alone.
type ComplaintTurned struct {
	Seq   int    `json:"seq"`
	Act   string `json:"act" enum:"take,decline,pass,answer"`
	Title string `json:"title"`
	At    string `json:"at" format:"date-time"`
	Unit  string `json:"unit" doc:"Code of the unit that has it from then on"`
	Text  string `json:"text,omitempty"`
	Staff string `json:"staff,omitempty" doc:"工号"`
}

type complaintOut struct {
	Status int
	ETag   string `header:"ETag"`
	Body   Complaint
}

type ComplaintPath struct {
	No string `path:"no" minLength:"12" maxLength:"12" doc:"投诉编号"`
}

type ComplaintDeedIn struct {
	ComplaintPath
	IfMatch string `header:"If-Match" maxLength:"40" doc:"Entity tag of the complaint as it was read"`
}

func (a *api) complaintRoutes() {
	file := opened(op("fileComplaint", http.MethodPost, "/complaints", "complaints", "File a complaint 提交投诉, once for each Idempotency-Key; a member of staff takes it down for who complains"), byToken)
	file.DefaultStatus = http.StatusCreated
	add(a, file, a.fileComplaint)
	add(a, opened(op("listComplaints", http.MethodGet, "/complaints", "complaints", "Complaints over which the token's member of staff watches 投诉台账, newest first"), byToken), a.listComplaints)
	add(a, opened(op("getComplaint", http.MethodGet, "/complaints/{no}", "complaints", "Read a complaint 查询投诉: with its query code, or by a token with scope complaints"), byBoth), a.getComplaint)
	add(a, complaintOp(store.TakeComplaint, "Take it up 受理"), func(ctx context.Context, in *struct {
		ComplaintDeedIn
		Body struct {
			Text  string `json:"text,omitempty" maxLength:"2000" doc:"Told to who complained"`
			Staff string `json:"staff,omitempty" maxLength:"50" doc:"工号 or name of the one complained of: from then on he neither reads nor handles it"`
		}
	}) (*complaintOut, error) {
		return a.follow(ctx, in.No, app.ComplaintAct{Deed: store.TakeComplaint, Text: in.Body.Text, Staff: in.Body.Staff})
	})
	add(a, complaintOp(store.DeclineComplaint, "Decline it 不予受理"), func(ctx context.Context, in *struct {
		ComplaintDeedIn
		Body struct {
			Text string `json:"text" maxLength:"2000" doc:"Why, and where to turn to; told to who complained"`
		}
	}) (*complaintOut, error) {
		return a.follow(ctx, in.No, app.ComplaintAct{Deed: store.DeclineComplaint, Text: in.Body.Text})
	})
	add(a, complaintOp(store.PassComplaint, "Hand it on to another unit that watches 转办"), func(ctx context.Context, in *struct {
		ComplaintDeedIn
		Body struct {
			To   string `json:"to" maxLength:"40" doc:"Code of the unit: see passTo of the complaint"`
			Text string `json:"text" maxLength:"2000" doc:"Why; not told to who complained"`
		}
	}) (*complaintOut, error) {
		return a.follow(ctx, in.No, app.ComplaintAct{Deed: store.PassComplaint, Text: in.Body.Text, To: in.Body.To})
	})
	add(a, complaintOp(store.AnswerComplaint, "Answer it 答复"), func(ctx context.Context, in *struct {
		ComplaintDeedIn
		Body struct {
			Outcome string `json:"outcome" enum:"upheld,partly,unfounded" doc:"What was found 核查结果"`
			Text    string `json:"text" maxLength:"2000" doc:"What was found and done; told to who complained"`
		}
	}) (*complaintOut, error) {
		return a.follow(ctx, in.No, app.ComplaintAct{Deed: store.AnswerComplaint, Text: in.Body.Text, Outcome: store.ComplaintOutcome(in.Body.Outcome)})
	})
}

func complaintOp(deed store.ComplaintDeed, summary string) huma.Operation {
	o := opened(op(string(deed)+"Complaint", http.MethodPost, "/complaints/{no}/"+string(deed), "complaints", summary), byToken)
	o.Errors = append(o.Errors, http.StatusPreconditionFailed, http.StatusPreconditionRequired)
	return o
}

func (a *api) fileComplaint(ctx context.Context, in *struct {
	Key  string `header:"Idempotency-Key" maxLength:"100" doc:"Sent again with the same key it is the same complaint"`
	Body NewComplaint
}) (*complaintReceiptOut, error) {
	c, err := needs(ctx, app.MayApply)
	if err != nil {
		return nil, err
	}
	b, key := in.Body, ""
	if in.Key != "" { // nobody finds another's complaint by a key
		key = fmt.Sprintf("complaint:%d:%s", c.token.ID, in.Key)
	}
	sent := store.Complaint{Way: store.ComplaintWay(b.Way), By: c.staff.No, Unit: trimmed(b.Unit), Kind: b.Kind, Officer: trimmed(b.Officer), CaseNo: strings.Join(strings.Fields(b.Case), ""),
		Text: trimmed(b.Text), Name: trimmed(b.Name), Phone: strings.ReplaceAll(b.Phone, " ", "")}
	made, err := a.hall.ComplainOnce(ctx, key, sent)
	if err != nil {
		return nil, err
	}
	if made.Unit != sent.Unit || made.Kind != sent.Kind || made.Text != sent.Text || made.Officer != sent.Officer || made.Name != sent.Name || made.Phone != sent.Phone {
		return nil, ui.Unprocessable("keyReused")
	}
	return &complaintReceiptOut{ETag: etag(made.Version()), Location: prefix + "/complaints/" + made.No,
		Body: ComplaintReceipt{No: made.No, Query: made.Code, Watch: made.Watch, Version: made.Version(), Clocks: a.complaintClocks(ctx, made)}}, nil
}

func (a *api) listComplaints(ctx context.Context, in *struct {
	Listed
	State string `query:"state" enum:"open,registered,taken,answered,declined" doc:"open: neither answered nor declined"`
	Unit  string `query:"unit" maxLength:"40" doc:"Complaints about this unit alone"`
}) (*list[ComplaintLine], error) {
	c, err := needs(ctx, app.MayComplaints)
	if err != nil {
		return nil, err
	}
	units := a.hall.ComplaintsOver(c.staff.No)
	if in.Unit != "" && slices.Contains(units, in.Unit) {
		units = []string{in.Unit}
	} else if len(units) == 0 || in.Unit != "" {
		return nil, app.ErrNoRight
	}
	before := int64(0)
	if in.After != "" {
		last, err := a.hall.Store.ComplaintByNo(ctx, in.After)
		if errors.Is(err, store.ErrNotFound) {
			err = fieldWrong(ctx, "after", "invalid")
		}
		if err != nil {
			return nil, err
		}
		before = last.ID
	}
	rows, err := a.hall.Store.Complaints(ctx, units, c.staff.No, in.State, before, in.Limit+1)
	if err != nil {
		return nil, err
	}
	next := ""
	if len(rows) > in.Limit {
		rows = rows[:in.Limit]
		next = rows[in.Limit-1].No
	}
	var lines []ComplaintLine
	for _, r := range rows {
		lines = append(lines, a.complaintLine(ctx, r))
	}
	return listOf(lines, next), nil
}

// getComplaint reads it for who complained, or for who watches over the unit.
func (a *api) getComplaint(ctx context.Context, in *struct {
	ComplaintPath
	Known string `header:"If-None-Match" maxLength:"40"`
}) (*complaintOut, error) {
	made, staff, err := a.openComplaint(ctx, in.No)
	if err != nil {
		return nil, err
	}
	if in.Known == etag(made.Version()) {
		return &complaintOut{Status: http.StatusNotModified, ETag: in.Known}, nil
	}
	return a.complaint(ctx, made, staff)
}

// openComplaint gives the 工号 of who reads it, empty for who came with its code.
func (a *api) openComplaint(ctx context.Context, no string) (made store.Complaint, staff string, err error) {
	c := from(ctx)
	if c.code == "" {
		if _, err := needs(ctx, app.MayComplaints); err != nil {
			return made, "", err
		}
		made, err = a.hall.Complaint(ctx, no, c.staff.No)
		return made, c.staff.No, err
	}
	t, now := a.hall.Tries, a.hall.Now()
	if wait := t.Wait(no, c.addr, now); wait > 0 {
		return made, "", ui.TooMany(int(wait.Seconds()) + 1)
	}
	if t.Doubtful(no, c.addr, now) { // it has no second proof to ask for
		return made, "", ui.TooMany(60)
	}
	made, err = a.hall.OpenComplaint(ctx, no, c.code)
	if errors.Is(err, app.ErrWrongCode) {
		t.Wrong(no, c.addr, now)
	}
	return made, "", err
}

// follow does what a supervisor does about a complaint, over the version that was looked at.
func (a *api) follow(ctx context.Context, no string, act app.ComplaintAct) (*complaintOut, error) {
	c, err := needs(ctx, app.MayComplaints)
	if err != nil {
		return nil, err
	}
	if act.Seen = c.seen; act.Seen == 0 {
		return nil, ui.Problem{Status: http.StatusPreconditionRequired}
	}
	err = a.hall.FollowComplaint(ctx, no, act, c.staff.No)
	made, readErr := a.hall.Complaint(ctx, no, c.staff.No)
	var refusal casework.Refusal
	if errors.As(err, &refusal) && readErr == nil && made.Version() != act.Seen {
		return nil, a.complaintOutrun(ctx, made, refusal)
	}
	if err = errors.Join(err, readErr); err != nil {
		return nil, err
	}
	return a.complaint(ctx, made, c.staff.No)
}

// complaintOutrun tells what was done since the version that was looked at (RFC 9110, 412).
func (a *api) complaintOutrun(ctx context.Context, c store.Complaint, r casework.Refusal) error {
	out, err := a.complaint(ctx, c, from(ctx).staff.No)
	if err != nil {
		return err
	}
	p := plain(ctx, ui.Problem{Status: http.StatusPreconditionFailed, Code: "stale"})
	p.Detail, p.Rule, p.Version = ui.FieldError{Code: r.Code}.Sentence(ctx, ""), r.Rule, c.Version()
	for _, e := range out.Body.Events {
		if e.Seq >= seenOf(ctx) {
			p.Changed = append(p.Changed, Event{Seq: e.Seq, Act: e.Act, Title: e.Title, At: e.At, By: string(org.ByStaff), Unit: e.Unit, Staff: e.Staff})
		}
	}
	return p
}

func (a *api) complaintLine(ctx context.Context, c store.Complaint) ComplaintLine {
	return ComplaintLine{No: c.No, At: timeText(c.At), State: string(c.State), StateName: ui.Say(ctx, "complaint.state."+string(c.State)), Outcome: string(c.Outcome), Kind: c.Kind,
		Unit: c.Unit, Watch: c.Watch, Case: c.CaseNo, Clocks: a.complaintClocks(ctx, c)}
}

func (a *api) complaintClocks(ctx context.Context, c store.Complaint) []Clock {
	list := []Clock{}
	for _, k := range a.hall.ComplaintClocks(c) {
		list = append(list, a.clock(ctx, a.hall.Calendar(), k))
	}
	return list
}

// complaint is the complaint as it is sent: staff is who handles it, empty for who complained.
func (a *api) complaint(ctx context.Context, c store.Complaint, staff string) (*complaintOut, error) {
	steps, err := a.hall.Store.ComplaintSteps(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	out := Complaint{ComplaintLine: a.complaintLine(ctx, c), Version: c.Version(), Text: c.Text, Way: string(c.Way), Offered: []string{}, Events: []ComplaintTurned{}}
	if staff == "" {
		out.Case = "" // the code may have passed through other hands: no more than the page tells
	} else {
		out.Item, out.Officer, out.Staff, out.Name, out.Phone, out.By, out.To = c.Item, c.Officer, c.Staff, c.Name, c.Phone, c.By, a.hall.ComplaintWatchers(c)
		for _, deed := range a.hall.ComplaintDeeds(c, staff) {
			out.Offered = append(out.Offered, string(deed))
		}
	}
	for _, x := range steps {
		e := ComplaintTurned{Seq: x.N, Act: string(x.Deed), Title: ui.Say(ctx, "complaint.did."+string(x.Deed)), At: timeText(x.At), Unit: x.Unit, Text: x.Text, Staff: x.By}
		if staff == "" {
			if e.Staff = ""; x.Deed == store.PassComplaint {
				e.Text = ""
			}
		}
		out.Events = append(out.Events, e)
	}
	return &complaintOut{Status: http.StatusOK, ETag: etag(c.Version()), Body: out}, nil
}
