package desk

import (
	"context"
	"net/http"

	"yimen/core/org"
	"yimen/web/ui"
)

// keyGroups are the keys of the desk by where they work, as web/assets/keys.js knows them.
var keyGroups = []struct {
	Where string
	Keys  []string
}{
	{"all", []string{"/", "?", "g q", "g u", "g r", "g o", "g p"}},
	{"list", []string{"j", "k", "Enter", "x", "c"}},
	{"case", []string{"a", "1–9", "m", "e", "t", "d", "h"}},
	{"form", []string{"Ctrl Enter"}},
}

// keyWord is the part of a key's sentence after notes.key.
var keyWord = map[string]string{"/": "search", "?": "help", "g q": "queue", "g u": "unit", "g r": "receive", "g o": "questions", "g p": "phrases",
	"j": "next", "k": "before", "Enter": "open", "x": "mark", "c": "claim", "a": "act", "1–9": "nth", "m": "materials", "e": "events",
	"t": "clocks", "d": "papers", "h": "over", "Ctrl Enter": "send"}

func keyPairs(ctx context.Context, keys []string) []ui.Pair {
	var pairs []ui.Pair
	for _, k := range keys {
		pairs = append(pairs, ui.Pair{Term: k, Text: ui.Say(ctx, "notes.key."+keyWord[k])})
	}
	return pairs
}

// keysCookie remembers that somebody wants no single letters to act; the script reads it.
const keysCookie = "yimen_keys"

func keysOff(r *http.Request) bool {
	c, err := r.Cookie(keysCookie)
	return err == nil && c.Value == "off"
}

// showKeys (快捷键) lists every key, and turns them off for who needs the letters otherwise.
func (d *Desk) showKeys(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	return ui.Show(w, r, http.StatusOK, keysTempl(d, keysOff(r)))
}

func (d *Desk) switchKeys(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	c := &http.Cookie{Name: keysCookie, Value: "off", Path: "/desk", MaxAge: 400 * 24 * 3600, Secure: d.site.Secure, SameSite: http.SameSiteLaxMode}
	if keysOff(r) {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
	return ui.See(w, r, "/desk/keys")
}
