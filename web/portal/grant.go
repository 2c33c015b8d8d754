package portal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/web/ui"
)

// A grant (查阅凭据) lets a browser open one case for two hours after its query code was
// shown. It is a signed cookie that the browser sends to that case alone; neither number
// nor code can be read from it, and with another code it opens nothing.
const (
	grantCookie = "yimen_case"
	grantLife   = 2 * time.Hour
)

func casePath(no string) string { return "/cases/" + no }

func (p *portal) grant(w http.ResponseWriter, r *http.Request, no, code string) {
	p.grantAt(w, p.at(casePath(no)), no, code+visitMark(r))
}

// grantAt lets a browser open what has a number, a case or a complaint, at its path.
func (p *portal) grantAt(w http.ResponseWriter, path, no, code string) {
	until := int64(p.hall.Now()) + grantLife.Milliseconds()
	http.SetCookie(w, p.grantFor(path, strconv.FormatInt(until, 36)+"."+p.grantSum(no, code, until), int(grantLife.Seconds())))
}

// revoke takes the grant back, for people who leave a shared computer.
func (p *portal) revoke(w http.ResponseWriter, no string) {
	http.SetCookie(w, p.grantFor(p.at(casePath(no)), "", -1))
}

func (p *portal) grantFor(path, value string, age int) *http.Cookie {
	return &http.Cookie{Name: grantCookie, Value: value, Path: path, MaxAge: age,
		HttpOnly: true, Secure: p.site.Secure, SameSite: http.SameSiteLaxMode}
}

func (p *portal) grantSum(no, code string, until int64) string {
	mac := hmac.New(sha256.New, p.site.Key)
	mac.Write([]byte("portal.grant " + no + " " + code + " " + strconv.FormatInt(until, 36)))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func (p *portal) granted(r *http.Request, no, code string) bool {
	cookie, err := r.Cookie(grantCookie)
	if err != nil {
		return false
	}
	text, sum, _ := strings.Cut(cookie.Value, ".")
	until, err := strconv.ParseInt(text, 36, 64)
	if err != nil || period.Instant(until) <= p.hall.Now() {
		return false
	}
	return hmac.Equal([]byte(sum), []byte(p.grantSum(no, code, until)))
}

// ownPage is a page of a case that its applicant opened.
type ownPage func(w http.ResponseWriter, r *http.Request, f app.File) error

// own makes a page of it, for whoever has a grant or signed in to an account that the case
// belongs to. Else the way leads to the tracking form.
func (p *portal) own(page ownPage) ui.Page {
	return func(w http.ResponseWriter, r *http.Request) error {
		no := r.PathValue("no")
		toTrack := "/track?no=" + plainNumber(no)
		citizen := ui.From(r.Context()).Citizen
		if _, err := r.Cookie(grantCookie); err != nil && citizen == nil {
			return see(w, r, toTrack)
		}
		f, err := p.hall.OpenOwn(r.Context(), no)
		if errors.Is(err, app.ErrNotFound) {
			return see(w, r, toTrack) // as for a case of somebody else
		}
		if err != nil {
			return err
		}
		if !p.granted(r, no, f.Query+visitMark(r)) {
			if citizen == nil {
				return see(w, r, toTrack)
			}
			owns, err := p.hall.Owns(r.Context(), citizen.ID, f.Case)
			if err != nil {
				return err
			}
			if !owns {
				return see(w, r, toTrack)
			}
		}
		return page(w, r, f)
	}
}

// do does an act of the applicant, and notes who acted for him where a firm's handler signed in.
func (p *portal) do(r *http.Request, f app.File, seen int, cmd casework.Command) error {
	ctx, who := r.Context(), app.Applicant(f.Case)
	if c := ui.From(ctx).Citizen; c != nil {
		var err error
		if who.Via, err = p.hall.Via(ctx, c.ID, f.Case); err != nil {
			return err
		}
	}
	_, err := p.hall.Do(ctx, f.No, seen, cmd, who)
	return err
}

// leave ends the grant of one case.
func (p *portal) leave(w http.ResponseWriter, r *http.Request) error {
	p.revoke(w, plainNumber(r.PathValue("no")))
	return ui.See(w, r, "/track")
}

// plainNumber keeps the digits of a case number as people type it, at most 21.
func plainNumber(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	return digits[:min(len(digits), 21)]
}
