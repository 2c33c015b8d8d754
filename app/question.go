package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// firstRule: 落实首问负责制 (the notice, 二(三)).
const firstRule = "通知：首问负责制"

// Ask (首问登记) notes a question and who was asked first; it stays his until it is answered or
// handed over. An answer given at once closes it.
func (h *Hall) Ask(ctx context.Context, q store.Question, answer string, who org.Staff) (store.Question, error) {
	q.Asker, q.Phone, q.Text, answer = strings.TrimSpace(q.Asker), strings.TrimSpace(q.Phone), strings.TrimSpace(q.Text), strings.TrimSpace(answer)
	var v casework.Invalid
	for _, f := range []struct {
		name, text string
		most       int
		required   bool
	}{{"text", q.Text, 1000, true}, {"asker", q.Asker, 100, true}, {"phone", q.Phone, 20, false}, {"answer", answer, 1000, false}} {
		v = append(v, lengthFault(f.name, f.text, f.most, f.required)...)
	}
	if len(v) > 0 {
		return q, v
	}
	q.ID, q.At, q.First, q.Holder, q.Unit = store.NewID(h.Now()), h.Now(), who.No, who.No, who.Unit
	if answer != "" {
		q.Answered, q.Steps = q.At, 1
	}
	return q, h.Store.AddQuestion(ctx, q, answer)
}

// lengthFault says that a text is missing, or longer than so many characters.
func lengthFault(field, text string, most int, required bool) casework.Invalid {
	switch n := len([]rune(text)); {
	case n == 0 && required:
		return casework.Invalid{{Field: field, Code: "required"}}
	case n > most:
		return casework.Invalid{{Field: field, Code: "tooLong", Args: []string{strconv.Itoa(most)}}}
	}
	return nil
}

// Question reads a question for staff whom it concerns: who was asked first, who has it, their
// heads, and colleagues of the unit.
func (h *Hall) Question(ctx context.Context, id int64, staff string) (store.Question, error) {
	q, err := h.Store.Question(ctx, id)
	if err != nil {
		return q, err
	}
	if !h.Concerns(q, staff) {
		return store.Question{}, ErrNotFound
	}
	return q, nil
}

// Concerns tells whether a question is for somebody to read.
func (h *Hall) Concerns(q store.Question, staff string) bool {
	dir, today := h.Directory(), h.Today()
	return staff == q.First || staff == q.Holder || slices.Contains(h.unitsOf(staff), q.Unit) || dir.Heads(staff, q.First, today) || dir.Heads(staff, q.Holder, today)
}

// MyQuestions are the open questions in a member's own hands, and those that his units were asked
// and nobody has taken up; oldest first.
func (h *Hall) MyQuestions(ctx context.Context, staff string, limit int) ([]store.Question, error) {
	all, err := h.Store.OpenQuestions(ctx, staff, limit)
	if err != nil {
		return nil, err
	}
	unheld, err := h.atUnits(ctx, staff, limit, h.Store.UnheldQuestions)
	return oldest(append(all, unheld...), limit), err
}

// UnitQuestions are the open questions that were asked in a member's units, oldest first.
func (h *Hall) UnitQuestions(ctx context.Context, staff string, limit int) ([]store.Question, error) {
	all, err := h.atUnits(ctx, staff, limit, h.Store.OpenQuestionsAt)
	return oldest(all, limit), err
}

// atUnits reads one list of questions for each unit of a member.
func (h *Hall) atUnits(ctx context.Context, staff string, limit int, read func(context.Context, string, int) ([]store.Question, error)) ([]store.Question, error) {
	var all []store.Question
	for _, unit := range h.unitsOf(staff) {
		list, err := read(ctx, unit, limit)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

func oldest(all []store.Question, limit int) []store.Question {
	slices.SortFunc(all, func(a, b store.Question) int { return cmp.Compare(a.ID, b.ID) })
	return all[:min(limit, len(all))]
}

// unitsOf are the units to which somebody belongs, or where he holds a post today.
func (h *Hall) unitsOf(staff string) []string {
	self, _ := h.Directory().StaffByNo(staff)
	units := []string{self.Unit}
	for _, held := range h.Directory().HoldingsOf(staff, h.Today()) {
		if !slices.Contains(units, held.Unit) {
			units = append(units, held.Unit)
		}
	}
	return units
}

// HasQuestion tells whether somebody may answer an open question or hand it over: in whose
// hands it is, or his head; of one in nobody's hands anybody of the unit that was asked.
func (h *Hall) HasQuestion(q store.Question, staff string) bool {
	switch {
	case q.Answered != 0:
		return false
	case q.Holder == "":
		return slices.Contains(h.unitsOf(staff), q.Unit)
	}
	return staff == q.Holder || h.Directory().Heads(staff, q.Holder, h.Today())
}

// Answer (答复) closes a question with what was said.
func (h *Hall) Answer(ctx context.Context, id int64, text, by string) error {
	text = strings.TrimSpace(text)
	return h.step(ctx, id, store.QuestionStep{By: by, Text: text}, lengthFault("text", text, 1000, true))
}

// PassOn (转办) hands a question to somebody else of the staff, known by 工号 or by a name that
// only one has, with what he must know.
func (h *Hall) PassOn(ctx context.Context, id int64, to, why, by string) error {
	why = strings.TrimSpace(why)
	v := lengthFault("why", why, 1000, true)
	no, fault := h.staffNamed(strings.TrimSpace(to))
	if fault == "" && no == by {
		fault = "questionSelf"
	}
	if fault != "" {
		v = append(casework.Invalid{{Field: "to", Code: fault}}, v...)
	}
	return h.step(ctx, id, store.QuestionStep{By: by, To: no, Text: why}, v)
}

// staffNamed finds one member of staff by 工号 or name, or says what is wrong.
func (h *Hall) staffNamed(text string) (no, fault string) {
	if text == "" {
		return "", "required"
	}
	if s, ok := h.Directory().StaffByNo(text); ok {
		return s.No, ""
	}
	found := slices.DeleteFunc(h.Directory().People(), func(s org.Staff) bool { return s.Name != text })
	switch len(found) {
	case 0:
		return "", "questionNobody"
	case 1:
		return found[0].No, ""
	}
	return "", "questionSeveral"
}

func (h *Hall) step(ctx context.Context, id int64, x store.QuestionStep, v casework.Invalid) error {
	q, err := h.Question(ctx, id, x.By)
	switch {
	case err != nil:
		return err
	case !h.HasQuestion(q, x.By):
		return casework.Refusal{Code: "questionNotYours", Rule: firstRule}
	case len(v) > 0:
		return v
	}
	x.At = h.Now()
	var news store.Plan
	if x.To != "" {
		news = h.tellOne(store.NewID(x.At), x.To, q.ID, int64(q.Steps+1), StaffQuestion)
	}
	err = h.Store.AddQuestionStep(ctx, q, x, news...)
	if errors.Is(err, store.ErrConflict) {
		return casework.Refusal{Code: "questionMoved", Rule: firstRule}
	}
	return err
}
