package api_test

import (
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/testkit"
)

const (
	complainedOf = "330303001"    // 永中街道
	overseer     = "330303-jc"    // who watches over the district
	streetClerk  = "330303001-sl" // who works in the street
)

func complaintBody() map[string]any {
	return map[string]any{"unit": complainedOf, "kind": "delay", "text": "等了一个月没有答复", "name": "李四", "phone": "13800138000"}
}

// A complaint by the document alone: filed once for its key, followed with its code, taken up, and answered by
// who watches; the answer reaches who complained.
func TestAComplaintByTheDocumentAlone(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		w := testkit.Open(t, url)
		c := serve(t, w)
		rec := w.CaseIn(t, testkit.Felling, testkit.Community, casework.Reviewing)
		front := c.with(token(t, w, "", app.MayApply), "")
		watch := c.with(token(t, w, overseer, app.MayComplaints), "")
		body := complaintBody()
		body["case"] = rec.No
		filed := front.call("fileComplaint", args{"Idempotency-Key": "k1", "body": body}).want(t, 201)
		no := filed.text("no")
		w.Clock.Set(w.Now() + 20*60_000) // long after the same words count as sent twice
		if again := front.call("fileComplaint", args{"Idempotency-Key": "k1", "body": body}).want(t, 201); again.text("no") != no || again.text("queryCode") != filed.text("queryCode") {
			t.Errorf("sent again it is %s, not %s", again.text("no"), no)
		}
		body["text"] = "另一件事"
		if other := front.call("fileComplaint", args{"Idempotency-Key": "k1", "body": body}).want(t, 422); other.text("code") != "keyReused" {
			t.Errorf("the key with another complaint: %s", other.raw)
		}
		strange := c.with(token(t, w, "", app.MayApply), "")
		if theirs := strange.call("fileComplaint", args{"Idempotency-Key": "k1", "body": body}).want(t, 201); theirs.text("no") == no {
			t.Error("a key finds the complaint of another system")
		}

		own := c.with("", filed.text("queryCode"))
		first := own.call("getComplaint", args{"no": no}).want(t, 200)
		if first.text("state") != "registered" || len(first.at("clocks").([]any)) != 2 || first.at("name") != nil || first.at("phone") != nil || first.at("case") != nil {
			t.Errorf("who complained reads %s", first.raw)
		}
		own.call("getComplaint", args{"no": no, "If-None-Match": first.header.Get("ETag")}).want(t, 304)
		if open := watch.call("listComplaints", args{"state": "open", "limit": 1}).want(t, 200); len(open.list()) != 1 || open.text("next") == "" {
			t.Errorf("of two complaints the first page shows %s", open.raw)
		} else if rest := watch.call("listComplaints", args{"limit": 1, "after": open.text("next")}).want(t, 200); len(rest.list()) != 1 || rest.list()[0]["no"] != no || rest.text("next") != "" {
			t.Errorf("and the second %s", rest.raw)
		}
		read := watch.call("getComplaint", args{"no": no}).want(t, 200)
		if read.text("name") != "李四" || read.text("case") != rec.No {
			t.Errorf("who watches reads %s", read.raw)
		}

		tag := read.header.Get("ETag")
		take := args{"no": no, "body": map[string]any{"text": "正在核查", "staff": "330303001-sh"}}
		watch.call("takeComplaint", take).want(t, 428)
		take["If-Match"] = tag
		taken := watch.call("takeComplaint", take).want(t, 200)
		if again := watch.call("takeComplaint", take).want(t, 200); again.header.Get("ETag") != taken.header.Get("ETag") {
			t.Errorf("sent again it is done again: %s", again.raw)
		}
		late := watch.call("declineComplaint", args{"no": no, "If-Match": tag, "body": map[string]any{"text": "不属于监督范围"}}).want(t, 412)
		if changed, _ := late.at("changed").([]any); len(changed) != 1 || changed[0].(map[string]any)["act"] != "take" || late.text("rule") == "" {
			t.Errorf("who was first with what: %s", late.raw)
		}
		tag = taken.header.Get("ETag")
		watch.call("declineComplaint", args{"no": no, "If-Match": tag, "body": map[string]any{"text": "不属于监督范围"}}).want(t, 422)
		bare := watch.call("answerComplaint", args{"no": no, "If-Match": tag, "body": map[string]any{"outcome": "upheld", "text": " "}}).want(t, 422)
		if errs, _ := bare.at("errors").([]any); len(errs) != 1 || errs[0].(map[string]any)["field"] != "text" {
			t.Errorf("an answer that says nothing: %s", bare.raw)
		}
		done := watch.call("answerComplaint", args{"no": no, "If-Match": tag, "body": map[string]any{"outcome": "partly", "text": "已责令三日内办结"}}).want(t, 200)
		if done.text("state") != "answered" || len(done.at("offered").([]any)) != 0 {
			t.Errorf("answered it is %s", done.raw)
		}
		last := own.call("getComplaint", args{"no": no}).want(t, 200)
		events := last.at("events").([]any)
		if last.text("outcome") != "partly" || len(events) != 2 || events[1].(map[string]any)["text"] != "已责令三日内办结" || events[1].(map[string]any)["staff"] != nil {
			t.Errorf("who complained reads %s", last.raw)
		}
		if rows := watch.call("listComplaints", args{"state": "open"}).want(t, 200).list(); len(rows) != 1 {
			t.Errorf("%d complaints still wait", len(rows))
		}
	})
}

// Handed on, the reason stays among colleagues, and the other unit acts.
func TestAComplaintHandedOn(t *testing.T) {
	w := testkit.Demo(t, testkit.SQLite(t))
	c := serve(t, w)
	body := complaintBody()
	body["way"] = "phone"
	if bare := c.with(token(t, w, "lw201", app.MayApply), "").call("fileComplaint", args{"body": complaintBody()}).want(t, 422); bare.at("errors").([]any)[0].(map[string]any)["field"] != "way" {
		t.Errorf("taken down by staff without the way: %s", bare.raw)
	}
	filed := c.with(token(t, w, "lw201", app.MayApply), "").call("fileComplaint", args{"body": body}).want(t, 201)
	no, own := filed.text("no"), c.with("", filed.text("queryCode"))
	watch := c.with(token(t, w, "lw802", app.MayComplaints), "")
	read := watch.call("getComplaint", args{"no": no}).want(t, 200)
	if read.text("takenDownBy") != "lw201" || read.text("way") != "phone" {
		t.Errorf("taken down: %s", read.raw)
	}
	to, _ := read.at("passTo").([]any)
	if len(to) == 0 {
		t.Fatalf("nowhere to hand it on: %s", read.raw)
	}
	watch.call("passComplaint", args{"no": no, "If-Match": read.header.Get("ETag"), "body": map[string]any{"to": complainedOf, "text": "请核实"}}).want(t, 422)
	passed := watch.call("passComplaint", args{"no": no, "If-Match": read.header.Get("ETag"), "body": map[string]any{"to": to[0], "text": "涉及纪律"}}).want(t, 200)
	if passed.text("watch") != to[0] || len(passed.at("offered").([]any)) != 0 {
		t.Errorf("handed on: %s", passed.raw)
	}
	if e := own.call("getComplaint", args{"no": no}).want(t, 200).at("events").([]any)[0].(map[string]any); e["text"] != nil || e["staff"] != nil || e["unit"] != to[0] {
		t.Errorf("who complained is told %v", e)
	}
}

// Only who watches over others opens the register, with the scope for it; wrong codes are counted.
func TestWhoOpensComplaints(t *testing.T) {
	w := testkit.Open(t, testkit.SQLite(t))
	c := serve(t, w)
	filed := c.with(token(t, w, "", app.MayApply), "").call("fileComplaint", args{"body": complaintBody()}).want(t, 201)
	no := filed.text("no")
	for _, x := range map[string]struct {
		c      *client
		status int
	}{
		"nobody":                    {c, 401},
		"a token without the scope": {c.with(token(t, w, overseer, app.MayRead, app.MayAct, app.MayQueue, app.MayApply), ""), 403},
		"who works in the street":   {c.with(token(t, w, streetClerk, app.MayComplaints), ""), 403},
	} {
		x.c.call("getComplaint", args{"no": no}).want(t, x.status)
		x.c.call("listComplaints", args{}).want(t, x.status)
		x.c.call("takeComplaint", args{"no": no, "If-Match": `"1"`, "body": map[string]any{}}).want(t, x.status)
	}
	c.call("fileComplaint", args{"body": complaintBody()}).want(t, 401)
	c.with(token(t, w, overseer, app.MayComplaints), "").call("fileComplaint", args{"body": complaintBody()}).want(t, 403)
	watch := c.with(token(t, w, overseer, app.MayComplaints), "")
	watch.call("getComplaint", args{"no": "TS2000000001"}).want(t, 403) // whether there is one is not told
	watch.call("listComplaints", args{"unit": "nowhere"}).want(t, 403)
	watch.call("listComplaints", args{"after": "TS2000000001"}).want(t, 422)
	for range 5 {
		c.with("", "000000x").call("getComplaint", args{"no": no}).want(t, 422)
	}
	c.with("", filed.text("queryCode")).call("getComplaint", args{"no": no}).want(t, 429)
}
