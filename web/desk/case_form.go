package desk

import (
	"context"
	"encoding/json"
	"strconv"

	"yimen/core/catalog"
	"yimen/web/ui"
)

// answers are the lines of the form under one heading.
type answers struct {
	Title string
	Short []ui.Pair // side by side
	Long  []ui.Pair // each on its own line
}

// longAnswer is from how many characters on an answer takes a line of its own.
const longAnswer = 40

// answers reads the form that was filled in, by the item's headings, in the page's language.
func (p casePage) answers(ctx context.Context) []answers {
	values := map[string]any{}
	if len(p.Form) > 0 {
		if err := json.Unmarshal(p.Form, &values); err != nil {
			return []answers{{Long: []ui.Pair{{Term: ui.Say(ctx, "desk.form"), Text: string(p.Form)}}}}
		}
	}
	var out []answers
	for i, f := range p.fields {
		if i == 0 || f.Group != "" && f.Group != p.fields[i-1].Group {
			out = append(out, answers{Title: ui.Of(ctx, ui.Text{Zh: f.Group, En: f.GroupEN})})
		}
		group := &out[len(out)-1]
		pair := answer(ctx, f, values[f.Name])
		if len([]rune(pair.Text)) > longAnswer {
			group.Long = append(group.Long, pair)
		} else {
			group.Short = append(group.Short, pair)
		}
	}
	return out
}

func answer(ctx context.Context, f catalog.Field, value any) ui.Pair {
	pair := ui.Pair{Term: ui.Of(ctx, ui.Text{Zh: f.Title, En: f.TitleEN})}
	switch v := value.(type) {
	case string:
		pair.Text = optionName(ctx, f, v)
	case float64:
		pair.Text = strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		pair.Text = ui.Say(ctx, "desk.yesno."+strconv.FormatBool(v))
	case nil:
		if f.Required {
			pair.Body = ui.Tag(ui.Say(ctx, "desk.form.missing"), ui.Warn)
		}
	}
	return pair
}

func optionName(ctx context.Context, f catalog.Field, value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return ui.Of(ctx, ui.Text{Zh: o.Value, En: o.EN})
		}
	}
	return value
}
