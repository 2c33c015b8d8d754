package portal

import (
	"context"
	"net/http"

	"yimen/app"
	"yimen/web/ui"
)

// prose (说明) is a page that explains: parts with a heading and some sentences each.
type prose struct {
	words string // what its words begin with; then <part>.<number>
	parts []prosePart
}

type prosePart struct {
	name  string
	links []string // a sentence each: where it leads, or nothing
}

var (
	// privacy is what whoever handles personal data tells before (个人信息保护法17、35).
	privacy = prose{"explain.privacy.", []prosePart{
		{"who", []string{"", ""}},
		{"what", []string{"", "", "", ""}},
		{"why", []string{"", ""}},
		{"seen", []string{"", "/track", "", "/decisions"}},
		{"long", []string{"", "", "", ""}},
		{"browser", []string{"", ""}},
		{"rights", []string{"/my", "", "/track", "/account/close", ""}},
		{"young", []string{""}},
		{"ask", []string{"/complain", ""}},
	}}
	help = prose{"explain.help.", []prosePart{
		{"find", []string{"", "/services", "/centres"}},
		{"apply", []string{"", "", "", "/track"}},
		{"track", []string{"/track", "", ""}},
		{"see", []string{"", "", "", ""}},
		{"keys", []string{"", ""}},
		{"person", []string{"tel:12345", "/centres", ""}},
		{"wrong", []string{"/complain", "/ratings"}},
	}}
)

func (p *portal) privacy(w http.ResponseWriter, r *http.Request) error { return privacy.show(w, r) }

func (p *portal) help(w http.ResponseWriter, r *http.Request) error { return help.show(w, r) }

func (x prose) show(w http.ResponseWriter, r *http.Request) error {
	return ui.Show(w, r, http.StatusOK, prosePage(shell(r.Context(), "", x.word(r.Context(), "title")), x))
}

// word is a sentence of the page. Those that name how long drafts are kept take it from the rule.
func (x prose) word(ctx context.Context, key string) string {
	return ui.Say(ctx, x.words+key, "drafts", app.DraftDays)
}
