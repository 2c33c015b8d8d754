package scenario

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// ActFields are the fields of the desk's form of an act.
func ActFields(do casework.Command) url.Values {
	f := url.Values{}
	set := func(pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			f.Set(pairs[i], pairs[i+1])
		}
	}
	switch a := do.(type) {
	case casework.RequestSupplement:
		for _, d := range a.Defects {
			set("what."+d.Material, d.What)
		}
		if !a.Limit.IsZero() {
			set("limit", fmt.Sprint(a.Limit.N), "unit", a.Limit.Unit.String())
		}
		if a.Because != "" {
			set("because", a.Because)
		}
	case casework.CorrectOnSpot:
		for i, c := range a.Corrections {
			at := fmt.Sprint(i + 1)
			set("where."+at, c.Where, "before."+at, c.Before, "after."+at, c.After)
		}
		set("signer", a.Signer, "signedOn", typed(a.SignedOn))
	case casework.AllowSupplement:
		set("reason", a.Reason)
	case casework.Supplement: // brought to the counter
		for _, g := range a.Materials {
			set("material."+g.Code, string(g.How), "count."+g.Code, fmt.Sprint(g.Count), "instead."+g.Code, g.Instead)
		}
		set("receivedOn", typed(a.On))
	case casework.NotePosted:
		set("postedOn", typed(a.On), "slip", a.Slip)
	case casework.Accept:
		set("opinion", a.Opinion)
		if a.OnSpot {
			set("onSpot", "yes")
		}
	case casework.AcceptPending:
		set("opinion", a.Opinion, "promise", a.Promise)
		if !a.Limit.IsZero() {
			set("limit", fmt.Sprint(a.Limit.N), "unit", a.Limit.Unit.String())
		}
	case casework.AcceptCommitted:
		set("opinion", a.Opinion, "promise", a.Signer)
	case casework.InspectCommitment:
		set("finding", string(a.Result), "findings", a.Findings)
		for i, p := range a.Checkers {
			set("checker."+fmt.Sprint(i+1), p.No, "cert."+fmt.Sprint(i+1), p.Cert)
		}
		if !a.Limit.IsZero() {
			set("limit", fmt.Sprint(a.Limit.N), "unit", a.Limit.Unit.String())
		}
	case casework.RevokeCommitted:
		set("heard", a.Heard, "reasons", a.Reasons, "article", a.Article, "credit", a.Credit)
	case casework.BringPending: // brought to the counter
		for _, g := range a.Materials {
			set("material."+g.Code, string(g.How), "count."+g.Code, fmt.Sprint(g.Count), "instead."+g.Code, g.Instead)
		}
		set("receivedOn", typed(a.On))
	case casework.ReceiveOriginals:
		set("receivedOn", typed(a.On), "differs", a.Differs)
	case casework.RevokeAcceptance:
		set("ground", string(a.Ground), "reason", a.Reason)
	case casework.ProposeRevocation:
		set("cause", string(a.Cause), "facts", a.Facts, "article", a.Article)
		if !a.Limit.IsZero() {
			set("limit", fmt.Sprint(a.Limit.N), "unit", a.Limit.Unit.String())
		}
	case casework.HearHolder:
		set("on", typed(a.On), "speaker", a.Speaker, "text", a.Text, "why", a.Why, "adopted", "no")
		if a.Adopted {
			set("adopted", "yes")
		}
	case casework.RevokeLicence:
		set("outcome", string(a.Outcome), "reason", a.Reason)
		if a.Compensation != "" {
			set("compensation", a.Compensation)
		}
		if a.Safety {
			set("safety", "yes")
		}
	case casework.SuspendLicence:
		set("paper", a.Paper, "by", a.By, "from", typed(a.From), "until", typed(a.Until), "reason", a.Reason)
	case casework.ReturnLicence:
		set("reason", a.Reason)
	case casework.CancelLicence:
		set("ground", string(a.Ground), "evidence", a.Evidence, "paper", a.Paper)
	case casework.Chase:
		set("ground", string(a.Ground), "content", a.Text, "until", typed(a.Due))
		if a.Advice {
			set("advice", "yes")
		}
		if a.Unit != "" {
			set("unit", a.Unit)
		}
	case casework.AnswerChase:
		set("content", a.Text)
	case casework.Terminate:
		set("ground", string(a.Ground), "evidence", a.Evidence)
	case casework.TellNoLicence:
		set("reason", a.Reason)
	case casework.RefuseAcceptance:
		set("ground", string(a.Ground), "reason", a.Reason, "competent", a.Competent)
	case casework.FindInterest:
		set("name", a.Name, "contact", a.Contact, "interest", a.Interest)
	case casework.NotifyInterested:
		set("party", placed(a.Party), "facts", a.Facts, "mode", string(a.How), "until", typed(a.Until))
	case casework.MakeStatement:
		set("party", fmt.Sprint(a.Party), "content", a.Text, "receivedOn", typed(a.On))
		if a.Waived {
			set("waived", "yes")
		}
	case casework.AnswerStatement:
		set("statement", placed(a.No), "verdict", string(a.Verdict), "reason", a.Why)
	case casework.TellHearing:
		set("party", fmt.Sprint(a.Party), "matter", a.Matter)
	case casework.AnnounceHearing:
		set("ground", a.Ground, "matter", a.Matter, "register", a.Register)
	case casework.RequestHearing:
		set("party", fmt.Sprint(a.Party), "wish", string(a.Wish), "reason", a.Reason, "receivedOn", typed(a.On))
	case casework.ScheduleHearing:
		set("on", typed(a.On), "begins", a.Begins, "place", a.Place, "presider", a.Presider)
	case casework.RequestRecusal:
		set("party", fmt.Sprint(a.Party), "reason", a.Reason)
	case casework.DecideRecusal:
		set("granted", map[bool]string{true: "yes", false: "no"}[a.Granted], "reason", a.Why, "instead", a.Instead)
	case casework.HoldHearing:
		set("present", a.Present, "evidence", a.Evidence, "opinions", a.Opinions, "signer", a.Signer, "unsigned", a.Unsigned, "witness", a.Witness)
	case casework.SiteCheck:
		for i, p := range a.Checkers {
			at := fmt.Sprint(i + 1)
			set("checker."+at, p.No, "cert."+at, p.Cert)
		}
		set("on", typed(a.On), "begins", a.Begins, "ends", a.Ends, "place", a.Place, "findings", a.Findings, "said", a.Said,
			"signer", a.Signer, "unsigned", a.Unsigned, "witness", a.Witness)
	case casework.Pass:
		set("opinion", a.Opinion)
	case casework.Veto:
		set("opinion", a.Opinion)
	case casework.JointOpinion:
		set("agree", string(a.Agree), "opinion", a.Opinion)
	case casework.Return:
		set("opinion", a.Opinion)
	case casework.Suspend:
		set("kind", string(a.Kind), "ground", a.Ground, "notice", a.Notice, "from", typed(a.From), "told", typed(a.Told))
		if len(a.Testers) > 0 { // asked where something is tested
			set("testers", strings.Join(a.Testers, "、"))
		}
	case casework.Resume:
		set("endedOn", typed(a.EndedOn))
	case casework.Extend:
		set("reason", a.Reason)
	case casework.Grant:
		set("opinion", a.Opinion, "content", a.Content, "conditions", a.Conditions, "until", typed(a.Until))
		minutes(f, a.Minutes, a.Departs)
	case casework.Deny:
		set("opinion", a.Opinion, "reasons", a.Reasons, "article", a.Article)
		minutes(f, a.Minutes, a.Departs)
		if a.Ground != "" {
			set("ground", string(a.Ground))
		}
	case casework.OrderFee:
		for _, l := range a.Lines {
			set("fen."+l.Name, casework.Yuan(l.Fen))
			if l.Reduced != 0 || l.By != "" {
				set("reduced."+l.Name, casework.Yuan(l.Reduced), "by."+l.Name, l.By)
			}
		}
	case casework.PayFee:
		set("fen", casework.Yuan(a.Fen), "receipt", a.Receipt)
	case casework.FileAway:
		for _, p := range a.Papers {
			set("pages."+p.Code, fmt.Sprint(p.Pages))
		}
		set("keep", string(a.Keep), "place", a.Place)
	case casework.ProposeAmendment:
		set("what", string(a.What), "after", a.After, "reason", a.Reason)
	case casework.SettleAmendment:
		set("agreed", map[bool]string{true: "yes", false: "no"}[a.Agreed], "opinion", a.Opinion)
	case casework.Issue:
		set("no", a.No)
	case casework.Serve:
		if a.Of != "" {
			set("of", string(a.Of))
		}
		served(f, a)
	case casework.ServeHearing:
		set("party", fmt.Sprint(a.Party))
		served(f, a.Serve)
	}
	return f
}

// served fills in what proves a service.
func served(f url.Values, a casework.Serve) {
	for name, value := range map[string]string{"mode": string(a.Mode), "receiver": a.Receiver, "relation": string(a.Relation), "on": typed(a.On), "from": typed(a.From),
		"papers": a.Papers, "place": a.Place, "proof": a.Proof, "witness": a.Witness, "through": a.Through, "reason": a.Reason} {
		f.Set(name, value)
	}
	for name, value := range map[string]string{"consent": a.Consent, "onPaper": a.OnPaper} { // asked of whom it concerns
		if value != "" {
			f.Set(name, value)
		}
	}
}

// minutes are asked for after a hearing only.
func minutes(f url.Values, use casework.MinutesUse, departs string) {
	if use != "" {
		f.Set("minutes", string(use))
	}
	if departs != "" {
		f.Set("departs", departs)
	}
}

// placed is a place counted from 1.
func placed(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func typed(d period.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// typeForm types a form's values into the page's fields.
func typeForm(f url.Values, prefix string, form json.RawMessage) error {
	var values map[string]any
	if len(form) > 0 {
		if err := json.Unmarshal(form, &values); err != nil {
			return err
		}
	}
	for name, value := range values {
		f.Set(prefix+name, fmt.Sprint(value))
	}
	return nil
}

func filesOf(prefix string, list []casework.Given) map[string][]casework.File {
	files := map[string][]casework.File{}
	for _, g := range list {
		sent := g.Files
		if len(sent) == 0 {
			sent = given(g.Code, casework.Upload).Files // online there is no paper
		}
		files[prefix+g.Code] = append(files[prefix+g.Code], sent...)
	}
	return files
}

// insteadFields say what takes the place of materials.
func insteadFields(f url.Values, list []casework.Given) {
	for _, g := range list {
		f.Set("instead."+g.Code, g.Instead)
	}
}

func partyFields(f url.Values, at string, p *casework.Party) {
	if p == nil {
		return
	}
	for name, value := range map[string]string{"name": p.Name, "id": p.ID, "idType": p.IDType, "phone": p.Phone, "holder": p.Holder, "why": p.Why} {
		f.Set(at+name, value)
	}
}

// deliveryFields are the wishes for service.
func deliveryFields(f url.Values, d *casework.Delivery) {
	if d == nil {
		return
	}
	f.Set("delivery.mode", string(d.Mode))
	f.Set("delivery.address", d.Address)
	f.Set("delivery.recipient", d.Recipient)
	for name, yes := range map[string]bool{"delivery.consent": d.Consent, "delivery.paper": d.Paper} {
		if yes {
			f.Set(name, "yes")
		}
	}
}

// aboutFields name the licence that is to be changed or renewed.
func aboutFields(f url.Values, a *casework.About) {
	if a != nil {
		f.Set("about.kind", string(a.Kind))
		f.Set("about.no", a.No)
	}
}

// receive fills in the one screen of the counter.
func (h *Web) receive(v *visitor, m Move, do casework.Receive) (answer, error) {
	if err := v.inside(); err != nil {
		return answer{}, err
	}
	if h.keys[m.Case] == "" {
		h.keys[m.Case] = store.NewCode()
	}
	f := url.Values{"key": {h.keys[m.Case]}, "channel": {string(do.Channel)}, "acceptUnit": {do.AcceptUnit}, "receivedOn": {typed(do.ReceivedOn)}}
	partyFields(f, "applicant.", &do.Applicant)
	partyFields(f, "agent.", do.Agent)
	f.Del("agent.holder")
	f.Del("agent.why")
	deliveryFields(f, do.Delivery)
	aboutFields(f, do.About)
	files := map[string][]casework.File{}
	insteadFields(f, do.Materials)
	for _, g := range do.Materials {
		if g.How == casework.Upload {
			files["scan."+g.Code] = g.Files
			continue
		}
		f.Add("material."+g.Code, string(g.How))
		f.Set("count."+g.Code, fmt.Sprint(g.Count))
	}
	if err := typeForm(f, "form.", do.Form); err != nil {
		return answer{}, err
	}
	a, err := v.post(v.front(), "/desk/receive/"+m.Item.Code, sheet{f, files})
	if err == nil && a.status == http.StatusSeeOther {
		err = h.keep(m.Case, "", strings.TrimPrefix(a.to, "/desk/cases/"))
	}
	return a, err
}
