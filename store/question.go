package store

import (
	"cmp"
	"context"

	"yimen/core/period"
)

// Question (首问) is something that somebody asked in the hall: who was asked first, and in
// whose hands it is.
type Question struct {
	ID       int64
	At       period.Instant
	Answered period.Instant // zero = open
	First    string         // 工号 of who was asked first, empty = the unit was
	Holder   string         // 工号 of whose it is until it is answered, empty = the unit's
	Unit     string         // that was asked first
	CaseID   int64          // of the case within which its applicant asks (办件留言), 0 = asked in the hall
	Nth      int            // which question of its case it is
	Item     string         // item code, empty = about none
	Asker    string
	Phone    string
	Text     string
	Steps    int // hand-overs and the answer so far
}

// QuestionStep (首问经过) is a hand-over, or with nobody to hand it to the answer.
type QuestionStep struct {
	N    int
	At   period.Instant
	By   string // 工号
	To   string // 工号, empty for the answer
	Text string // reason or answer
}

// AddQuestion keeps a new question; one that is answered at once comes with its answer.
func (s *Store) AddQuestion(ctx context.Context, q Question, answer string) error {
	plan := Plan{{SQL: `INSERT INTO question (id, at, answered, steps, first, holder, unit, item, asker, phone, text, case_id, nth)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		Args: []any{q.ID, int64(q.At), int64(q.Answered), q.Steps, q.First, q.Holder, q.Unit, q.Item, q.Asker, q.Phone, q.Text, q.CaseID, q.Nth}}}
	if answer != "" {
		plan = append(plan, insertStep(q.ID, QuestionStep{N: 1, At: q.At, By: q.First, Text: answer}))
	}
	return s.db.write(ctx, plan)
}

func insertStep(question int64, x QuestionStep) Stmt {
	return Stmt{SQL: `INSERT INTO question_step (question, n, at, by_no, to_no, text) VALUES ($1, $2, $3, $4, $5, $6)`,
		Args: []any{question, x.N, int64(x.At), x.By, x.To, x.Text}}
}

// AddQuestionStep hands an open question over, or answers it. Had somebody done a step since
// it was read, it is a conflict. news tells of it.
func (s *Store) AddQuestionStep(ctx context.Context, q Question, x QuestionStep, news ...Stmt) error {
	holder, answered := x.To, period.Instant(0)
	if x.To == "" {
		holder, answered = cmp.Or(q.Holder, x.By), x.At
	}
	x.N = q.Steps + 1
	return s.db.write(ctx, append(Plan{
		{SQL: `UPDATE question SET holder = $1, answered = $2, steps = $3 WHERE id = $4 AND steps = $5 AND answered = 0`,
			Args: []any{holder, int64(answered), x.N, q.ID, q.Steps}, Rows: 1},
		insertStep(q.ID, x)}, news...))
}

const selectQuestions = `SELECT id, at, answered, steps, first, holder, unit, item, asker, phone, text, case_id, nth FROM question `

// Question reads one question, or ErrNotFound.
func (s *Store) Question(ctx context.Context, id int64) (Question, error) {
	list, err := s.questions(ctx, selectQuestions+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Question{}, err
	}
	return list[0], nil
}

// OpenQuestions reads the open questions in somebody's hands, oldest first.
func (s *Store) OpenQuestions(ctx context.Context, holder string, limit int) ([]Question, error) {
	return s.questions(ctx, selectQuestions+`WHERE holder = $1 AND answered = 0 ORDER BY id LIMIT $2`, holder, limit)
}

// OpenQuestionsAt reads the open questions that were asked in a unit, oldest first.
func (s *Store) OpenQuestionsAt(ctx context.Context, unit string, limit int) ([]Question, error) {
	return s.questions(ctx, selectQuestions+`WHERE unit = $1 AND answered = 0 ORDER BY id LIMIT $2`, unit, limit)
}

// UnheldQuestions reads the open questions that a unit was asked and nobody there has taken up,
// oldest first.
func (s *Store) UnheldQuestions(ctx context.Context, unit string, limit int) ([]Question, error) {
	return s.questions(ctx, selectQuestions+`WHERE unit = $1 AND holder = '' AND answered = 0 ORDER BY id LIMIT $2`, unit, limit)
}

// QuestionsOf reads what was asked within a case, oldest first.
func (s *Store) QuestionsOf(ctx context.Context, caseID int64) ([]Question, error) {
	return s.questions(ctx, selectQuestions+`WHERE case_id = $1 AND case_id > 0 ORDER BY nth`, caseID)
}

// AnsweredQuestions reads the questions last in somebody's hands that are answered, newest first.
func (s *Store) AnsweredQuestions(ctx context.Context, holder string, limit int) ([]Question, error) {
	return s.questions(ctx, selectQuestions+`WHERE holder = $1 AND answered > 0 ORDER BY answered DESC, id DESC LIMIT $2`, holder, limit)
}

func (s *Store) questions(ctx context.Context, sql string, args ...any) ([]Question, error) {
	var list []Question
	err := s.db.query(ctx, sql, args, func(r Row) error {
		var q Question
		var at, answered int64
		err := r.Scan(&q.ID, &at, &answered, &q.Steps, &q.First, &q.Holder, &q.Unit, &q.Item, &q.Asker, &q.Phone, &q.Text, &q.CaseID, &q.Nth)
		q.At, q.Answered = period.Instant(at), period.Instant(answered)
		list = append(list, q)
		return err
	})
	return list, err
}

// QuestionSteps reads what became of a question, in order.
func (s *Store) QuestionSteps(ctx context.Context, id int64) ([]QuestionStep, error) {
	var list []QuestionStep
	err := s.db.query(ctx, `SELECT n, at, by_no, to_no, text FROM question_step WHERE question = $1 ORDER BY n`, []any{id}, func(r Row) error {
		var x QuestionStep
		var at int64
		err := r.Scan(&x.N, &at, &x.By, &x.To, &x.Text)
		x.At = period.Instant(at)
		list = append(list, x)
		return err
	})
	return list, err
}
