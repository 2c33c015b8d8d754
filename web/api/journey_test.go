package api_test

import (
	"context"
	"net/http"
	"testing"

	"yimen/app"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
	"yimen/testkit/scenario"
)

// token makes a token of a member of staff, or of nobody.
func token(t *testing.T, w *testkit.World, staff string, scopes ...string) string {
	t.Helper()
	secret, _, err := w.NewToken(context.Background(), store.Token{Name: "试验系统", Staff: staff, Scopes: scopes, PerMinute: 6000})
	must(t, err)
	return secret
}

// The main road, played by a client that knows nothing but the document: found by a word, handed
// in with files, mended once, accepted, examined, granted, made out, served, closed.
func TestTheMainRoadByTheDocumentAlone(t *testing.T) {
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		w := testkit.Open(t, url)
		c := serve(t, w)
		found := c.call("listItems", args{"q": "砍树"}).want(t, 200).list()
		if len(found) == 0 || found[0]["code"] != testkit.Felling {
			t.Fatalf("砍树 finds %v", found)
		}
		front := c.with(token(t, w, "", app.MayApply), "")
		draft := front.call("createDraft", args{"body": map[string]any{"item": testkit.Felling}}).want(t, 201).text("draft")
		var materials []any
		for _, m := range []string{"m1", "m2"} {
			file := front.call("attachToDraft", args{"draft": draft, "material": m, "name": m + ".pdf", "body": scenario.Content(m + ".pdf")}).want(t, 201)
			materials = append(materials, map[string]any{"code": m, "how": "upload", "files": []any{file.text("id")}})
		}
		application := map[string]any{"item": testkit.Felling, "draft": draft, "acceptUnit": testkit.Community, "materials": materials,
			"applicant": map[string]any{"name": "陈喆玥", "idType": "111", "id": testkit.Resident.ID, "phone": "13800000000"},
			"form":      map[string]any{"area": 12}}
		refused := front.call("apply", args{"body": application}).want(t, 422)
		if errs := refused.at("errors").([]any); len(errs) != 1 || errs[0].(map[string]any)["field"] != "form.place" {
			t.Errorf("a form without its place is refused for %v", errs)
		}
		application["form"] = map[string]any{"place": "永昌社区", "area": 12}
		receipt := front.call("apply", args{"body": application}).want(t, 201)
		again := front.call("apply", args{"body": application}).want(t, 201)
		no := receipt.text("no")
		if again.text("no") != no {
			t.Errorf("sent twice it makes %s and %s", no, again.text("no"))
		}
		own := c.with("", receipt.text("queryCode"))
		r := &road{t: t, w: w, c: c, own: own, no: no}
		r.step(org.RequestSupplement, map[string]any{"what.form": "地点未写明门牌号"})
		asked := own.call("getCase", args{"no": no}).want(t, 200)
		own.call("own_supplement", args{"no": no, "If-Match": asked.header.Get("ETag"),
			"body": map[string]any{"form": map[string]any{"place": "永昌社区1号"}}}).want(t, 200)
		r.step(org.Accept, nil)
		r.step(org.Pass, nil)
		r.step(org.Grant, nil)
		r.step(org.Issue, map[string]any{"no": "龙林采〔2026〕1号"})
		r.step(org.Serve, nil)
		r.step(org.Conclude, nil)
		end := own.call("getCase", args{"no": no}).want(t, 200)
		if end.text("state") != "closed" || end.at("decision", "granted") != true || len(end.at("events").([]any)) < 9 {
			t.Errorf("the road ends at %s", end.raw)
		}
		own.call("getCase", args{"no": no, "If-None-Match": end.header.Get("ETag")}).want(t, 304)
		if docs := own.call("listDocuments", args{"no": no}).want(t, 200).list(); len(docs) < 3 {
			t.Errorf("%d documents", len(docs))
		}
		id := end.at("materials").([]any)[0].(map[string]any)["files"].([]any)[0].(map[string]any)["id"]
		if file := own.call("getFile", args{"no": no, "id": id}).want(t, 200); string(file.raw) != string(scenario.Content("m1.pdf")) {
			t.Errorf("the file comes back otherwise: %d bytes", len(file.raw))
		}
		if n, err := w.Audit(context.Background()); err != nil || n != 1 {
			t.Errorf("audit of %d cases: %v", n, err)
		}
	})
}

// road is a case on its way, each act by somebody who may do it.
type road struct {
	t      *testing.T
	w      *testkit.World
	c, own *client
	no     string
}

// step does one act as the document of the case says, and tells that it cannot be done over a
// version that has passed.
func (r *road) step(act org.Act, more map[string]any) {
	r.t.Helper()
	rec, err := r.w.Store.CaseByNo(context.Background(), r.no)
	must(r.t, err)
	who := r.w.Doers(rec, act)
	if len(who) == 0 {
		r.t.Fatalf("nobody may %s", act)
	}
	clerk := r.c.with(token(r.t, r.w, who[0].No, app.MayRead, app.MayAct, app.MayQueue), "")
	var body map[string]any
	for _, offer := range clerk.call("listActs", args{"no": r.no}).want(r.t, 200).list() {
		if offer["act"] == string(act) {
			body = sample(offer["schema"].(map[string]any), offer["start"].(map[string]any))
		}
	}
	if body == nil {
		r.t.Fatalf("%s is not offered to %s", act, who[0].No)
	}
	for name, v := range more {
		body[name] = v
	}
	before := clerk.call("getCase", args{"no": r.no}).want(r.t, 200)
	if rows := clerk.call("listQueue", args{"q": r.no}).want(r.t, 200).list(); len(rows) != 1 && rec.Served == nil && act != org.Serve {
		r.t.Errorf("before %s the queue of %s shows %v", act, who[0].No, rows)
	}
	clerk.call(string(act), args{"no": r.no, "body": body}).want(r.t, 428)
	tag := before.header.Get("ETag")
	after := clerk.call(string(act), args{"no": r.no, "If-Match": tag, "body": body}).want(r.t, 200)
	if after.header.Get("ETag") == tag {
		r.t.Errorf("%s leaves the version %s", act, tag)
	}
	clerk.call(string(act), args{"no": r.no, "If-Match": tag, "body": body}).want(r.t, 200) // sent twice: answered twice
	late := r.own.call("own_withdraw", args{"no": r.no, "If-Match": tag, "body": map[string]any{}}).want(r.t, http.StatusPreconditionFailed)
	if changed, _ := late.at("changed").([]any); len(changed) != 1 || changed[0].(map[string]any)["act"] != string(act) {
		r.t.Errorf("who was first with what: %s", late.raw)
	}
}
