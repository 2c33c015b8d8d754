package admin

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"yimen/app"
	"yimen/core/org"
	"yimen/web/ui"
)

// settingsPage (运行设置) is what this process was started with, and where each setting is
// changed. It shows no secret.
type settingsPage struct{ *Admin }

func (a *Admin) showSettings(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	return ui.Show(w, r, http.StatusOK, settingsTempl(settingsPage{a}))
}

func (p settingsPage) table(ctx context.Context) ui.Table {
	h, s := p.hall, p.hall.Setup
	t := ui.Table{Caption: say(ctx, "settings.title")}
	for _, c := range []string{"name", "value", "where"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "settings.c."+c), Tight: c == "where"})
	}
	yesNo := func(b bool) string {
		if b {
			return say(ctx, "settings.yes")
		}
		return say(ctx, "settings.no")
	}
	for _, row := range []struct{ name, value, where string }{
		{"yellowDays", strconv.Itoa(h.Rules.YellowDays), "YIMEN_YELLOW_DAYS"},
		{"yellowPercent", strconv.Itoa(h.Rules.YellowPercent), "YIMEN_YELLOW_PERCENT"},
		{"court", h.Rules.Courts.Basic, "YIMEN_COURT"},
		{"courtAbove", h.Rules.Courts.Intermediate, "YIMEN_COURT_ABOVE"},
		{"reconsider", h.Rules.ReconsiderAt, "YIMEN_RECONSIDER_AT"},
		{"site", h.Paper.Site, "YIMEN_SITE"},
		{"press", yesNo(h.Press != nil), "YIMEN_PRESS"},
		{"sealing", yesNo(h.Seals != nil && (h.Seals.Demo || h.Seals.Password != nil)), "YIMEN_SEAL_PASSWORD_FILE"},
		{"pay", yesNo(h.Pay != nil), "—"},
		{"mail", s.Mail, "YIMEN_SMTP"},
		{"sms", s.SMS, "YIMEN_SMS"},
		{"digest", strings.Join(h.Couriers.Digest, " "), "YIMEN_DIGEST_TO"},
		{"scan", s.Scan, "YIMEN_SCAN"},
		{"secure", yesNo(s.Secure), "YIMEN_SECURE"},
		{"backups", s.Backups, "YIMEN_BACKUPS"},
		{"second", say(ctx, "set.second."+cmp.Or(s.Second, app.SecondForNobody)), "YIMEN_SECOND_STEP"},
		{"kioskIdle", idleText(ctx, h.Idle()), "YIMEN_KIOSK_IDLE"},
		{"demo", yesNo(s.Demo), "YIMEN_DEMO"},
	} {
		value := ui.Str(row.value)
		if row.value == "" {
			value = ui.Tag(say(ctx, "settings.none"), ui.Mute)
		}
		t.Rows = append(t.Rows, ui.Row{Cells: []templ.Component{ui.Str(say(ctx, "set."+row.name)), value, ui.Str(row.where)}})
	}
	return t
}

// idleText is a span of waiting, in whole minutes where it is some.
func idleText(ctx context.Context, d time.Duration) string {
	if d%time.Minute == 0 {
		return say(ctx, "settings.minutes", "n", int(d/time.Minute))
	}
	return say(ctx, "settings.seconds", "n", int(d/time.Second))
}
