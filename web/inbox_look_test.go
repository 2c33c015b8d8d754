package web_test

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/store"
	"yimen/testkit"
	"yimen/web"
	"yimen/web/ui/uitest"
)

// TestInboxLooks holds the list of what staff are told, and the form that says where, to accessibility
// and width.
func TestInboxLooks(t *testing.T) {
	t.Parallel()
	w := testkit.Demo(t, testkit.SQLite(t))
	rec := w.CaseIn(t, dibao, town, casework.Received)
	var list []app.Call
	for _, turn := range app.StaffTurns {
		list = append(list, app.Call{Turn: turn, Unit: town, Post: "acceptance"})
	}
	if err := w.Store.Write(context.Background(), w.TellStaff(store.NewID(w.Now()), rec.Case, rec.Facts[len(rec.Facts)-1], list)); err != nil {
		t.Fatal(err)
	}
	p := uitest.Open(t, web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.NewTextHandler(io.Discard, nil))}))
	w.SetPassword(t, "lw101", app.DemoPassword)
	p.Go("/desk/sign-in?lang=zh")
	p.Fill("#login", "lw101")
	p.Fill("#password", app.DemoPassword)
	p.Press(`form[action="/desk/sign-in"] .btn`)
	for _, page := range []string{"inbox", "account/contact"} {
		for _, lang := range []string{"zh", "en"} {
			p.Go("/desk/" + page + "?lang=" + lang)
			p.Axe()
			p.Fits(390, 1440)
			p.Shot("staff-" + strings.ReplaceAll(page, "/", "-") + "-" + lang)
		}
	}
}
