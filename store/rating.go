package store

import (
	"context"

	"yimen/core/period"
)

// Rating (好差评) is what an applicant thought of his case once it was over, and what was done
// about it where he was not content.
type Rating struct {
	CaseID int64
	CaseNo string // empty in rows to be written
	Item   string
	Unit   string // whose work it rates
	At     period.Instant
	Level  string
	Poor   bool // 差评: somebody has to call back, put right and reply
	Text   string

	Called, Answered     period.Instant // zero = not yet
	CalledBy, AnsweredBy string         // 工号
	Call, Answer         string

	Again      period.Instant // 追评; zero = none
	AgainLevel string
	AgainText  string

	Doubted, Judged     period.Instant // 误评、恶意差评 proposed, decided; zero = not yet
	DoubtedBy, JudgedBy string         // 工号, two people
	Doubt, Judgement    string
	Aside               bool // 不予采信: it counts nowhere
}

// Open tells whether somebody is still to call back or to reply.
func (r Rating) Open() bool { return r.Poor && r.Answered == 0 && !r.Aside }

// AddRating keeps a rating; a second one of the case is a conflict.
func (s *Store) AddRating(ctx context.Context, r Rating) error {
	poor := 0
	if r.Poor {
		poor = 1
	}
	return s.db.write(ctx, Plan{{SQL: `INSERT INTO rating (case_id, at, poor, level, item, unit, text) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (case_id) DO NOTHING`, Args: []any{r.CaseID, int64(r.At), poor, r.Level, r.Item, r.Unit, r.Text}, Rows: 1}})
}

// CallRater notes the call back (回访) of a poor rating; a second one is a conflict.
func (s *Store) CallRater(ctx context.Context, r Rating) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE rating SET called = $1, called_by = $2, call_text = $3 WHERE case_id = $4 AND poor = 1 AND called = 0`,
		Args: []any{int64(r.Called), r.CalledBy, r.Call, r.CaseID}, Rows: 1}})
}

// AnswerRating notes what was put right and replied (整改反馈), after the call; a second time is a
// conflict.
func (s *Store) AnswerRating(ctx context.Context, r Rating) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE rating SET answered = $1, answered_by = $2, answer = $3 WHERE case_id = $4 AND called > 0 AND answered = 0`,
		Args: []any{int64(r.Answered), r.AnsweredBy, r.Answer, r.CaseID}, Rows: 1}})
}

// RateAgain adds what the applicant thinks later on (追评); a second time is a conflict.
func (s *Store) RateAgain(ctx context.Context, r Rating) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE rating SET again_at = $1, again_level = $2, again_text = $3 WHERE case_id = $4 AND again_at = 0`,
		Args: []any{int64(r.Again), r.AgainLevel, r.AgainText, r.CaseID}, Rows: 1}})
}

// DoubtRating proposes to set a poor rating aside; a second time is a conflict.
func (s *Store) DoubtRating(ctx context.Context, r Rating) error {
	return s.db.write(ctx, Plan{{SQL: `UPDATE rating SET doubted = $1, doubted_by = $2, doubt = $3 WHERE case_id = $4 AND poor = 1 AND doubted = 0`,
		Args: []any{int64(r.Doubted), r.DoubtedBy, r.Doubt, r.CaseID}, Rows: 1}})
}

// JudgeRating decides it (复核), by somebody else; a second time is a conflict.
func (s *Store) JudgeRating(ctx context.Context, r Rating) error {
	aside := 0
	if r.Aside {
		aside = 1
	}
	return s.db.write(ctx, Plan{{SQL: `UPDATE rating SET judged = $1, judged_by = $2, judgement = $3, aside = $4 WHERE case_id = $5 AND doubted > 0 AND judged = 0 AND doubted_by <> $2`,
		Args: []any{int64(r.Judged), r.JudgedBy, r.Judgement, aside, r.CaseID}, Rows: 1}})
}

const selectRatings = `SELECT t.case_id, c.no, t.item, t.unit, t.at, t.poor, t.level, t.text, t.called, t.answered, t.called_by, t.answered_by, t.call_text, t.answer,
t.again_at, t.again_level, t.again_text, t.doubted, t.doubted_by, t.doubt, t.judged, t.judged_by, t.judgement, t.aside
FROM rating t JOIN cases c ON c.id = t.case_id `

// RatingOf reads the rating of a case, or ErrNotFound.
func (s *Store) RatingOf(ctx context.Context, caseID int64) (Rating, error) {
	list, err := s.ratings(ctx, selectRatings+`WHERE t.case_id = $1`, caseID)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Rating{}, err
	}
	return list[0], nil
}

// RatingsOf lists the ratings of some units, newest first: of one level or of all, at most limit
// before a place.
func (s *Store) RatingsOf(ctx context.Context, units []string, level string, before Place, limit int) ([]Rating, error) {
	if before == (Place{}) {
		before.CaseID = 1<<63 - 1
	}
	in, args := among(units, []any{level, before.CaseID, limit})
	return s.ratings(ctx, selectRatings+`WHERE t.unit IN (`+in+`) AND ($1 = '' OR t.level = $1) AND t.case_id < $2 ORDER BY t.case_id DESC LIMIT $3`, args...)
}

// OpenRatings lists the poor ratings of some units that wait for a call or a reply, oldest first.
func (s *Store) OpenRatings(ctx context.Context, units []string, limit int) ([]Rating, error) {
	in, args := among(units, []any{limit})
	return s.ratings(ctx, selectRatings+`WHERE t.unit IN (`+in+`) AND t.poor = 1 AND t.answered = 0 AND t.aside = 0 ORDER BY t.at, t.case_id LIMIT $1`, args...)
}

// Unsettled reads the poor ratings of all units that wait for a call or a reply, in order of the
// cases, after one.
func (s *Store) Unsettled(ctx context.Context, after Place, limit int) ([]Rating, error) {
	return s.ratings(ctx, selectRatings+`WHERE t.poor = 1 AND t.answered = 0 AND t.aside = 0 AND t.case_id > $1 ORDER BY t.case_id LIMIT $2`, after.CaseID, limit)
}

// EveryRating reads all ratings in order of the cases, after one.
func (s *Store) EveryRating(ctx context.Context, after Place, limit int) ([]Rating, error) {
	return s.ratings(ctx, selectRatings+`WHERE t.case_id > $1 ORDER BY t.case_id LIMIT $2`, after.CaseID, limit)
}

// RatingSum is how often a body was given a level.
type RatingSum struct {
	Unit, Level string
	N           int
}

// SumRatings counts the ratings of every body by level, without those that were set aside.
func (s *Store) SumRatings(ctx context.Context) (list []RatingSum, err error) {
	err = s.db.query(ctx, `SELECT unit, level, count(*) FROM rating WHERE aside = 0 GROUP BY unit, level ORDER BY unit, level`, nil, func(r Row) error {
		var x RatingSum
		var n int64
		err := r.Scan(&x.Unit, &x.Level, &n)
		x.N = int(n)
		list = append(list, x)
		return err
	})
	return list, err
}

// CountRatings counts the ratings of some units by level, without those that were set aside.
func (s *Store) CountRatings(ctx context.Context, units []string) (map[string]int, error) {
	sum := map[string]int{}
	in, args := among(units, nil)
	err := s.db.query(ctx, `SELECT level, count(*) FROM rating WHERE unit IN (`+in+`) AND aside = 0 GROUP BY level`, args, func(r Row) error {
		var level string
		var n int64
		err := r.Scan(&level, &n)
		sum[level] = int(n)
		return err
	})
	return sum, err
}

func (s *Store) ratings(ctx context.Context, sql string, args ...any) ([]Rating, error) {
	var list []Rating
	err := s.db.query(ctx, sql, args, func(row Row) error {
		var r Rating
		var at, poor, called, answered, again, doubted, judged, aside int64
		err := row.Scan(&r.CaseID, &r.CaseNo, &r.Item, &r.Unit, &at, &poor, &r.Level, &r.Text, &called, &answered, &r.CalledBy, &r.AnsweredBy, &r.Call, &r.Answer,
			&again, &r.AgainLevel, &r.AgainText, &doubted, &r.DoubtedBy, &r.Doubt, &judged, &r.JudgedBy, &r.Judgement, &aside)
		r.Again, r.Doubted, r.Judged, r.Aside = period.Instant(again), period.Instant(doubted), period.Instant(judged), aside == 1
		r.At, r.Called, r.Answered, r.Poor = period.Instant(at), period.Instant(called), period.Instant(answered), poor == 1
		list = append(list, r)
		return err
	})
	return list, err
}
