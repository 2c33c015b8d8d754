package desk

import (
	"net/http"
	"strconv"
	"strings"

	"yimen/web/ui"
)

// saidCookie carries one short message to the next page of the desk: its key and two numbers.
// Like doneCookie it is no session value.
const saidCookie = "yimen_said"

// say leaves a message for the next page: key stands in words/queue.*.json below queue.said.
func (d *Desk) say(w http.ResponseWriter, key string, n, m int) {
	http.SetCookie(w, d.saidCookie(key+"."+strconv.Itoa(n)+"."+strconv.Itoa(m), 60))
}

// takeSaid is the message left, once.
func (d *Desk) takeSaid(w http.ResponseWriter, r *http.Request) string {
	c, err := r.Cookie(saidCookie)
	if err != nil {
		return ""
	}
	http.SetCookie(w, d.saidCookie("", -1))
	parts := strings.Split(c.Value, ".")
	if len(parts) != 3 || !ui.Has(ui.Zh, "queue.said."+parts[0]) {
		return ""
	}
	n, _ := strconv.Atoi(parts[1]) // a cookie that was tampered with counts nothing
	m, _ := strconv.Atoi(parts[2])
	return ui.Say(r.Context(), "queue.said."+parts[0], "n", n, "m", m)
}

func (d *Desk) saidCookie(value string, seconds int) *http.Cookie {
	return &http.Cookie{Name: saidCookie, Value: value, Path: "/desk", MaxAge: seconds,
		HttpOnly: true, Secure: d.site.Secure, SameSite: http.SameSiteLaxMode}
}
