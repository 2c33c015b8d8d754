package portal

import (
	"context"
	"errors"
	"net/http"

	"yimen/app"
	"yimen/store"
	"yimen/web/ui"
)

// rateFields are how content the applicant is, and why.
func rateFields() []ui.Field {
	level := ui.Field{Name: "level", Kind: ui.KindRadio, Label: ui.Words("rating.level"), Required: true}
	for _, l := range app.RatingLevels {
		level.Options = append(level.Options, ui.Option{Value: l, Label: ui.Words("rating.level." + l)})
	}
	return []ui.Field{level, {Name: "text", Kind: ui.KindTextarea, Label: ui.Words("rating.text"), Hint: ui.Words("rating.text.hint"), Max: 1000, Rows: 4}}
}

// rated is the rating of a case that is over; nil as long as there is none.
func (p *portal) rated(ctx context.Context, f app.File) (*store.Rating, error) {
	r, err := p.hall.Store.RatingOf(ctx, f.ID)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return &r, err
}

// rate asks how content the applicant is with what came of his case 好差评, and once more what he thinks
// later on 追评. Who has said it already is led back to his case.
func (p *portal) rate(w http.ResponseWriter, r *http.Request, f app.File) error {
	before, err := p.rated(r.Context(), f)
	switch {
	case err != nil:
		return err
	case f.Ended == "":
		return ui.NotFound()
	case before != nil && !app.RatesAgain(*before):
		return ui.See(w, r, casePath(f.No)+"#rating")
	}
	return ui.Show(w, r, http.StatusOK, ratePage(rateShell(r.Context(), f), f, before != nil, ui.Form{}))
}

func rateShell(ctx context.Context, f app.File) ui.Shell {
	return shell(ctx, "track", ui.Say(ctx, "rating.title"), ui.Link{Text: say(ctx, "nav.track"), Href: "/track"}, ui.Link{Text: f.No, Href: casePath(f.No)})
}

// rateWords are the sentences of the first rating, or of what is added to it.
func rateWords(ctx context.Context, again bool) (ask, note, send string) {
	if again {
		return ui.Say(ctx, "rating.again.ask"), ui.Say(ctx, "rating.again.note"), ui.Say(ctx, "rating.again.send")
	}
	return ui.Say(ctx, "rating.ask"), ui.Say(ctx, "rating.ask.note"), ui.Say(ctx, "rating.send")
}

// doRate keeps it; refused it stays in the form.
func (p *portal) doRate(w http.ResponseWriter, r *http.Request, f app.File) error {
	ctx, form := r.Context(), ui.Posted(r)
	before, err := p.rated(ctx, f)
	if err != nil {
		return err
	}
	if form.Check(rateFields()); form.OK() {
		say := p.hall.Rate
		if before != nil {
			say = p.hall.RateAgain
		}
		err := say(ctx, f, form.Get("level"), form.Get("text"))
		if err == nil {
			return ui.See(w, r, casePath(f.No)+"#rating")
		}
		if !form.Refused(ctx, err) {
			return err
		}
	}
	return ui.Again(w, r, ratePage(rateShell(ctx, f), f, before != nil, form))
}

// ratingPairs are what was said, and what was done about it, with the days by which it has to be.
func (p *portal) ratingPairs(ctx context.Context, r store.Rating) []ui.Pair {
	pairs := []ui.Pair{{Term: ui.Say(ctx, "rating.level"), Text: ui.Say(ctx, "rating.level."+r.Level), Note: ui.When(ctx, r.At)}}
	if r.Text != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "rating.text"), Text: r.Text})
	}
	for _, k := range p.hall.RatingClocks(r) {
		text := ui.Due(ctx, k.Due)
		if !k.Done.IsZero() {
			text = ui.Say(ctx, "rating.done", "day", ui.Day(ctx, k.Done))
		}
		pairs = append(pairs, ui.Pair{Term: ui.CodeName(ctx, "clock", string(k.Name)), Text: text})
	}
	if r.Answer != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "rating.answer"), Text: r.Answer})
	}
	if r.Aside {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "rating.did.aside"), Text: r.Judgement, Note: ui.When(ctx, r.Judged)})
	}
	if r.Again != 0 {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "rating.again"), Text: ui.Say(ctx, "rating.level."+r.AgainLevel), Note: ui.When(ctx, r.Again)})
	}
	if r.AgainText != "" {
		pairs = append(pairs, ui.Pair{Term: ui.Say(ctx, "rating.again.text"), Text: r.AgainText})
	}
	return pairs
}
