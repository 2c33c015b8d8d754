package notice

import (
	"strings"

	"yimen/core/casework"
)

// remedies (救济途径) tells where and until when the decision can be challenged, by the law of
// the day of the decision (rules §1.5).
func (w *writer) remedies() []string { return RemedyText(w.c.Remedies(w.Env)) }

// RemedyText says remedies in the words of the law, one paragraph each.
func RemedyText(r casework.Remedies) []string {
	act, first := "《中华人民共和国行政复议法》", "第九条"
	if r.New {
		first = "第二十条"
	}
	var bodies []string
	for _, b := range r.Bodies {
		bodies = append(bodies, b.Name)
	}
	text := []string{"如不服本决定，可以自收到本决定书之日起" + span(r.Within) + "内，依据" + act + first + "的规定，向" + strings.Join(bodies, "或者") + "申请行政复议。"}
	if r.Channel != "" {
		text = append(text, "可以通过互联网提交行政复议申请书："+r.Channel+"（"+act+"第二十二条）。")
	}
	suit := "依据《中华人民共和国行政诉讼法》第四十六条的规定"
	if r.First {
		return append(text, "依据"+act+"第二十三条的规定，应当先申请行政复议；对行政复议决定仍不服的，可以自收到行政复议决定书之日起"+span(r.AfterAll)+"内，向"+r.Court+"提起行政诉讼。")
	}
	if r.Sue.N == 3 { // before 2015-05-01
		suit = "依据《中华人民共和国行政诉讼法》第三十九条的规定"
	}
	return append(text, "也可以自收到本决定书之日起"+span(r.Sue)+"内，"+suit+"，直接向"+r.Court+"提起行政诉讼。")
}
