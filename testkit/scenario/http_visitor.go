package scenario

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

// visitor (来访者) is the browser of one person: it keeps cookies, follows no redirect by
// itself and runs no scripts.
type visitor struct {
	site   Site
	who    org.Actor
	room   string // what stands before the addresses of applicants: nothing, or that of self-service points
	client *http.Client
}

func newVisitor(site Site, who org.Actor, room string) *visitor {
	jar, _ := cookiejar.New(nil) // never fails without options
	return &visitor{site, who, room, &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}
}

// atTerminal is the browser of the self-service point in the centre of a unit, paired, at which nobody has
// begun anything.
func atTerminal(site Site, unit string) (*visitor, error) {
	ctx, code := context.Background(), terminalAt(unit)
	_, err := site.Hall.Store.TerminalByCode(ctx, code)
	if errors.Is(err, store.ErrNotFound) {
		err = site.Hall.KeepTerminal(ctx, store.Terminal{Code: code, Centre: centreOf(unit), Name: "一号机"}, "添置", Administrator)
	}
	if err != nil {
		return nil, err
	}
	pairing, _, err := site.Hall.OfferPairing(ctx, code, Administrator)
	if err != nil {
		return nil, err
	}
	v := newVisitor(site, org.Actor{Kind: org.ByApplicant}, ui.Kiosk)
	a, err := v.post(ui.Kiosk+"/pair", ui.Kiosk+"/pair", sheet{values: url.Values{"code": {pairing}}})
	if err == nil && a.status != http.StatusSeeOther {
		err = fmt.Errorf("%s can't be paired: %s", code, a)
	}
	return v, err
}

// sheet is a form as it is sent: values by name, and files by the name of their field.
type sheet struct {
	values url.Values
	files  map[string][]casework.File
}

// answer is what came back: status, where a redirect leads, the page, and on it the refusals.
type answer struct {
	status int
	to     string
	body   string
	said   []said

	unoffered bool // the page of the case had no form of the act, and led to none
	absent    bool // there is no such case in the hall: it was not handed in
}

// said is one refusal on a page; a page of an error has no field.
type said struct{ field, code string }

func (v *visitor) get(path string) (answer, error) {
	res, err := v.client.Get(v.site.URL + path)
	if err != nil {
		return answer{}, err
	}
	return read(res)
}

var (
	refusalMark = regexp.MustCompile(`data-field="([^"]*)" data-code="([^"]*)"`)
	errorMark   = regexp.MustCompile(`class="card error-page" data-code="([^"]+)"`)
	tokenMark   = regexp.MustCompile(`name="_token" value="([^"]+)"`)
	keepMark    = regexp.MustCompile(`name="keep" value="([^"]+)" checked`)
)

func read(res *http.Response) (answer, error) {
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	a := answer{status: res.StatusCode, to: res.Header.Get("Location"), body: string(body)}
	for _, m := range refusalMark.FindAllStringSubmatch(a.body, -1) {
		a.said = append(a.said, said{html.UnescapeString(m[1]), m[2]})
	}
	if m := errorMark.FindStringSubmatch(a.body); m != nil {
		a.said = append(a.said, said{"", m[1]})
	}
	return a, err
}

// post sends a form with the token of a page that the visitor can see.
func (v *visitor) post(from, path string, s sheet) (answer, error) {
	page, err := v.get(from)
	if err != nil {
		return page, err
	}
	token := tokenMark.FindStringSubmatch(page.body)
	if token == nil {
		return page, fmt.Errorf("%s has no form: status %d, to %s", from, page.status, page.to)
	}
	body, kind, err := s.encode(html.UnescapeString(token[1]))
	if err != nil {
		return answer{}, err
	}
	res, err := v.client.Post(v.site.URL+path, kind, body)
	if err != nil {
		return answer{}, err
	}
	return read(res)
}

// encode writes the form as a browser does, with its files.
func (s sheet) encode(token string) (body io.Reader, kind string, err error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	err = w.WriteField("_token", token)
	for name, list := range s.values {
		for _, value := range list {
			err = either(err, w.WriteField(name, value))
		}
	}
	for name, files := range s.files {
		for _, f := range files {
			part, e := w.CreateFormFile(name, f.Name)
			if err = either(err, e); e == nil {
				_, e = part.Write(Content(f.Name))
				err = either(err, e)
			}
		}
	}
	return &b, w.FormDataContentType(), either(err, w.Close())
}

func either(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// inside makes sure that staff are signed in; others have no way in.
func (v *visitor) inside() error {
	if v.who.Kind != org.ByStaff {
		return nil
	}
	page, err := v.get("/desk")
	if err != nil || page.status == http.StatusOK {
		return err
	}
	a, err := v.post("/desk/sign-in", "/desk/sign-in", sheet{values: url.Values{"login": {v.who.No}, "password": {v.site.Password}}})
	if err == nil && a.status != http.StatusSeeOther {
		err = fmt.Errorf("%s can't sign in: %s", v.who.No, a)
	}
	return err
}

// front is a page with a form that this visitor can see at any time.
func (v *visitor) front() string {
	if v.who.Kind == org.ByStaff {
		return "/desk"
	}
	return v.room + "/track"
}

// offered tells whether a case page has the form of an act, or leads to the page that has it.
func offered(page, path string) bool {
	return strings.Contains(page, `action="`+path+`"`) || strings.Contains(page, `href="`+path+`"`)
}

// act sends the form of an act of staff. What was done must have been offered: the case page
// had that very form, or the way to it.
func (v *visitor) act(no string, seen int, do casework.Command) (answer, error) {
	if err := v.inside(); err != nil {
		return answer{}, err
	}
	path := "/desk/cases/" + no
	page, err := v.get(path)
	if err != nil {
		return page, err
	}
	path += "/" + string(do.Act())
	s := sheet{values: ActFields(do)}
	s.values.Set("seen", fmt.Sprint(seen))
	a, err := v.post(v.front(), path, s)
	a.unoffered = !offered(page.body, path)
	return a, err
}

// payOnline opens the case, goes to the platform and confirms there; sum and numbers are the
// platform's.
func (v *visitor) payOnline(rec store.Record) (answer, error) {
	a, err := v.post("/track", "/track", sheet{values: url.Values{"no": {rec.No}, "code": {rec.Query}}})
	if err != nil || a.status != http.StatusSeeOther {
		return a, either(err, fmt.Errorf("the code opens nothing: %s", a))
	}
	a, err = v.get("/cases/" + rec.No + "/pay/go")
	if err != nil || a.status != http.StatusSeeOther {
		return a, either(err, fmt.Errorf("no way leads to the platform: %s", a))
	}
	return v.post(v.front(), a.to, sheet{values: url.Values{}})
}

// answerOwn does what applicants do with their case; the query code opens it to the one who
// has it. What was done must have been offered on its page.
func (v *visitor) answerOwn(rec store.Record, do casework.Command, knowsCode bool) (answer, error) {
	if err := v.inside(); err != nil {
		return answer{}, err
	}
	if knowsCode && rec.No != "" {
		a, err := v.post(v.front(), v.room+"/track", sheet{values: url.Values{"no": {rec.No}, "code": {rec.Query}}})
		if err != nil || a.status != http.StatusSeeOther {
			return a, either(err, fmt.Errorf("the code opens nothing: %s", a))
		}
	}
	path := v.room + "/cases/" + caseNo(rec)
	own, err := v.get(path)
	if err != nil {
		return own, err
	}
	path += "/" + string(do.Act())
	page, err := v.get(path)
	if err != nil {
		return page, err
	}
	s := sheet{values: url.Values{}}
	switch do := do.(type) {
	case casework.Withdraw:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("reason", do.Reason)
	case casework.Urge:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("content", do.Text)
	case casework.NotePosted:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("postedOn", typed(do.On))
		s.values.Set("slip", do.Slip)
	case casework.MakeStatement:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("content", do.Text)
	case casework.RequestHearing:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("wish", string(do.Wish))
		s.values.Set("reason", do.Reason)
	case casework.RequestRecusal:
		s.values.Set("seen", fmt.Sprint(rec.Version))
		s.values.Set("reason", do.Reason)
	case casework.BringPending:
		s.files = filesOf("material.", do.Materials)
		insteadFields(s.values, do.Materials)
	case casework.Supplement:
		s.files = filesOf("material.", do.Materials)
		insteadFields(s.values, do.Materials)
		err = typeForm(s.values, "f_", do.Form)
		for _, m := range keepMark.FindAllStringSubmatch(page.body, -1) {
			s.values.Add("keep", m[1])
		}
	}
	if err != nil {
		return page, err
	}
	a, err := v.post(v.front(), path, s)
	a.unoffered = !offered(own.body, path)
	return a, err
}
