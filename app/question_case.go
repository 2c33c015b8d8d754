package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/store"
)

// openPerCase is how many questions of one case may wait for an answer at a time.
const openPerCase = 3

// AskAbout (办件留言) notes in the register what an applicant asks about his case. It is in the hands
// of whoever took the case up (认领); did nobody, it is the unit's, where anybody answers it or hands
// it over. Sent twice by a double click or a lost connection it is one.
func (h *Hall) AskAbout(ctx context.Context, f File, text string) error {
	text = strings.TrimSpace(text)
	if v := lengthFault("text", text, 1000, true); len(v) > 0 {
		return v
	}
	q, err := h.aboutCase(ctx, f)
	if err != nil {
		return err
	}
	q.Text = text
	for range openPerCase + 1 { // another question may come between
		asked, err := h.Store.QuestionsOf(ctx, f.ID)
		if err != nil {
			return err
		}
		open := slices.DeleteFunc(slices.Clone(asked), func(q store.Question) bool { return q.Answered != 0 })
		switch {
		case slices.ContainsFunc(open, func(q store.Question) bool { return q.Text == text }):
			return nil
		case len(open) >= openPerCase:
			return casework.Refusal{Code: "questionsWait", Rule: firstRule}
		}
		q.Nth = len(asked) + 1
		if err := h.Store.AddQuestion(ctx, q, ""); !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return casework.Refusal{Code: "questionMoved", Rule: firstRule}
}

// aboutCase is a question to the unit that has a case, and to whoever took it up there.
func (h *Hall) aboutCase(ctx context.Context, f File) (store.Question, error) {
	now := h.Now()
	q := store.Question{ID: store.NewID(now), At: now, CaseID: f.ID, Item: f.Record.Item, Unit: f.Unit(),
		Asker: f.Applicant.Name, Phone: f.Applicant.Phone}
	works, err := h.Store.WorkOf(ctx, f.No)
	if i := slices.IndexFunc(works, func(w store.Work) bool { return w.Holder != "" }); i >= 0 {
		q.First, q.Holder, q.Unit = works[i].Holder, works[i].Holder, works[i].Unit
	}
	return q, err
}

// Asked (留言) is a question of a case with what became of it.
type Asked struct {
	store.Question
	Steps []store.QuestionStep
}

// AskedOf are the questions of a case, oldest first.
func (h *Hall) AskedOf(ctx context.Context, caseID int64) ([]Asked, error) {
	list, err := h.Store.QuestionsOf(ctx, caseID)
	if err != nil {
		return nil, err
	}
	asked := make([]Asked, len(list))
	for i, q := range list {
		asked[i].Question = q
		if asked[i].Steps, err = h.Store.QuestionSteps(ctx, q.ID); err != nil {
			return nil, err
		}
	}
	return asked, nil
}
