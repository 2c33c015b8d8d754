package portal

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/web/ui"
)

// startView is what somebody should know before he begins an application 申请前须知: what he
// needs, how long it takes, and the item's own questions.
type startView struct {
	guide
	Form    ui.Form
	Against []catalog.Question // answered otherwise than the item asks
	Instead map[string]string  // names of the items to apply for instead, by code
	Firms   []app.Mandate      // in whose name the resident who signed in may apply, beside his own
}

// tell is a sentence of the pages around an application.
func tell(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "resident."+key, args...)
}

// start shows what is needed before one starts, and asks the item's questions.
func (p *portal) start(w http.ResponseWriter, r *http.Request) error {
	v, err := p.startView(r)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, startPage(v.shell(r.Context()), v))
}

func (p *portal) startView(r *http.Request) (startView, error) {
	it, ok := p.hall.Catalogue().InForce(r.PathValue("code"), p.hall.Today())
	if !ok || !p.kiosk && !hasChannel(it, catalog.Online) {
		return startView{}, ui.NotFound()
	}
	if err := p.offered(r.Context(), it); err != nil {
		return startView{}, err
	}
	g := guide{Item: it, Now: true, Where: len(p.placesFor(it))}
	g.Ready, g.From = p.readyOn(r.Context(), it)
	v := startView{guide: g, Form: ui.Form{Values: url.Values{"renew": {firstRunes(r.URL.Query().Get("renew"), maxLicenceNo)}}}, Instead: map[string]string{}}
	if c := ui.From(r.Context()).Citizen; c != nil && app.ForFirms(it) {
		var err error
		if v.Firms, err = p.hall.MandatesFor(r.Context(), c.ID, it.Code); err != nil {
			return v, err
		}
	}
	return v, nil
}

// askStart puts the item's own questions 申请条件自查, on a page of their own.
func (p *portal) askStart(w http.ResponseWriter, r *http.Request) error {
	v, err := p.startView(r)
	if err != nil {
		return err
	}
	if !v.asks() {
		return ui.NotFound()
	}
	return ui.Show(w, r, http.StatusOK, questionsPage(v.shell(r.Context()), v))
}

// answerStart begins the application where nothing is in the way. Otherwise it says what is,
// and leaves it to the applicant: an application is never refused by a questionnaire (许可法32).
func (p *portal) answerStart(w http.ResponseWriter, r *http.Request) error {
	v, err := p.startView(r)
	if err != nil {
		return err
	}
	f := ui.Posted(r)
	f.Check(append(v.questions(), renewField))
	v.Form = f
	if !f.OK() {
		return ui.Again(w, r, questionsPage(v.shell(r.Context()), v))
	}
	for i, q := range v.Sheet.Ask {
		if f.Get(questionName(i)) != strconv.FormatBool(q.Want) {
			v.Against = append(v.Against, q)
			if it, ok := p.hall.Catalogue().InForce(q.Item, p.hall.Today()); ok {
				v.Instead[q.Item] = itemName(r.Context(), it)
			}
		}
	}
	if len(v.Against) == 0 {
		return p.begin(w, r)
	}
	return ui.Show(w, r, http.StatusOK, againstPage(v.shell(r.Context()), v))
}

func (v startView) shell(ctx context.Context) ui.Shell {
	return shell(ctx, "services", tell(ctx, "start.title"),
		ui.Link{Text: say(ctx, "nav.services"), Href: "/services"}, ui.Link{Text: itemName(ctx, v.Item), Href: "/items/" + v.Code})
}

// maxLicenceNo is how long the number of a licence may be.
const maxLicenceNo = 100

// renewField carries the number of the licence to be renewed from its page into the application.
var renewField = ui.Field{Name: "renew", Kind: ui.KindHidden, Max: maxLicenceNo}

// startRenewal is where a licence is applied to be renewed, with its number filled in.
func startRenewal(item, no string) string {
	return "/items/" + item + "/start?" + url.Values{"renew": {no}}.Encode()
}

// renewing is what an application begun from the page of a licence is about, nil otherwise.
func renewing(f ui.Form, it *catalog.Item) *casework.About {
	no := strings.TrimSpace(f.Get("renew"))
	if no == "" || len(ui.AboutFields(it)) == 0 {
		return nil
	}
	return &casework.About{Kind: casework.Renew, No: firstRunes(no, maxLicenceNo)}
}

func questionName(i int) string { return "q" + strconv.Itoa(i+1) }

// questions are the item's questions as fields of the page.
func (v startView) questions() []ui.Field {
	var list []ui.Field
	for i, q := range v.Sheet.Ask {
		list = append(list, ui.Field{Name: questionName(i), Kind: ui.KindRadio, Required: true, Options: yesNo,
			Label: ui.Text{Zh: q.Text.ZH, En: q.Text.EN}})
	}
	if len(v.Firms) > 0 {
		list = append(list, v.inWhoseName())
	}
	return list
}

// inWhoseName asks for whom somebody applies who may act for firms.
func (v startView) inWhoseName() ui.Field {
	f := ui.Field{Name: "for", Kind: ui.KindRadio, Required: true, Label: ui.Words("my.for")}
	if app.ForPersons(v.Item) {
		f.Options = append(f.Options, ui.Option{Value: "0", Label: ui.Words("my.for.self")})
	}
	for _, m := range v.Firms {
		f.Options = append(f.Options, ui.Option{Value: strconv.FormatInt(m.Firm.ID, 10), Label: ui.Text{Zh: m.Firm.Name}, Hint: ui.Text{Zh: m.Firm.Code}})
	}
	return f
}

// asks tells whether the page asks anything.
func (v startView) asks() bool { return len(v.Sheet.Ask)+len(v.Firms) > 0 }

// questionsPath is the page with the item's questions; it takes along the licence to be renewed.
func (v startView) questionsPath() string {
	path := "/items/" + v.Code + "/questions"
	if no := v.Form.Get("renew"); no != "" {
		return path + "?" + url.Values{"renew": {no}}.Encode()
	}
	return path
}
