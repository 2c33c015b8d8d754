package store_test

import (
	"testing"

	"yimen/core/org"
	"yimen/store"
)

func TestMaterialChecks(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		note := store.MaterialCheck{N: 1, At: now, Material: "m2", Verdict: store.Unfit, Staff: "a", Note: "没有签名"}
		must(t, s.AddMaterialCheck(ctx, 1, note))
		if err := s.AddMaterialCheck(ctx, 1, note); !store.ConflictIn(err, "material_check") {
			t.Fatalf("two notes at once: %v", err)
		}
		must(t, s.AddMaterialCheck(ctx, 1, store.MaterialCheck{N: 2, At: now, Material: "m2", Verdict: store.Fit, Staff: "b"}))
		must(t, s.AddMaterialCheck(ctx, 1, store.MaterialCheck{N: 1, At: now, Material: "m1", Verdict: store.Fit, Staff: "b"}))
		must(t, s.AddMaterialCheck(ctx, 2, note))
		list, err := s.MaterialChecks(ctx, 1)
		must(t, err)
		if len(list) != 3 || list[1] != note || list[2].Verdict != store.Fit {
			t.Errorf("%+v", list)
		}
		if err := s.AddMaterialCheck(ctx, 1, store.MaterialCheck{N: 1, Material: "m3", Verdict: "fine"}); err == nil {
			t.Error("an unknown verdict is kept")
		}
	})
}

func TestPhrases(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		mine := store.Phrase{ID: 1, Staff: "a", Act: org.Pass, Text: "符合条件。"}
		all := store.Phrase{ID: 2, Act: org.Grant, Item: "food", Text: "准予许可。"}
		must(t, s.AddPhrase(ctx, mine))
		must(t, s.AddPhrase(ctx, all))
		must(t, s.AddPhrase(ctx, store.Phrase{ID: 3, Staff: "b", Act: org.Pass, Text: "别人的"}))
		list, err := s.Phrases(ctx, "a")
		must(t, err)
		equal(t, "phrases", list, []store.Phrase{mine, all})
		must(t, s.DropPhrase(ctx, "a", 3))
		must(t, s.DropPhrase(ctx, "a", 1))
		list, err = s.Phrases(ctx, "b")
		must(t, err)
		equal(t, "another's phrases", len(list), 2)
	})
}

// Cases are found by the applicant's number, however it was typed, the newest first.
func TestCasesOfAnApplicant(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for id := range int64(3) {
			c := filed(t, id+1)
			c.Also = store.Plan{store.Applied("33030319900101001x", c.Case.ID)}
			save(t, s, c)
		}
		ids, err := s.CasesOf(ctx, " 33030319900101001X", 0, 2)
		must(t, err)
		equal(t, "cases", ids, []int64{3, 2})
		ids, err = s.CasesOf(ctx, "33030319900101002X", 0, 2)
		must(t, err)
		equal(t, "nobody's", len(ids), 0)
	})
}

func TestReadersSince(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for _, r := range []store.Reading{{CaseID: 1, Staff: "a", At: now}, {CaseID: 1, Staff: "a", At: now + 5}, {CaseID: 1, Staff: "b", At: now + 9}, {CaseID: 2, Staff: "c", At: now + 9}} {
			r.What = "case"
			must(t, s.AddReading(ctx, r))
		}
		list, err := s.ReadersSince(ctx, 1, now+5)
		must(t, err)
		equal(t, "readers", list, []store.Reading{{CaseID: 1, Staff: "a", At: now + 5}, {CaseID: 1, Staff: "b", At: now + 9}})
		list, err = s.ReadersSince(ctx, 1, now+6)
		must(t, err)
		equal(t, "later readers", len(list), 1)
	})
}

// A question is handed over and answered once; who comes second is told.
func TestQuestions(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		q := store.Question{ID: 7, At: now, First: "a", Holder: "a", Unit: "u", Item: "food", Asker: "王建国", Phone: "138", Text: "要带什么"}
		must(t, s.AddQuestion(ctx, q, ""))
		must(t, s.AddQuestion(ctx, store.Question{ID: 8, At: now, Answered: now, First: "a", Holder: "a", Unit: "u", Steps: 1, Asker: "x", Text: "几点下班"}, "五点"))
		open, err := s.OpenQuestions(ctx, "a", 10)
		must(t, err)
		equal(t, "open", open, []store.Question{q})
		must(t, s.AddQuestionStep(ctx, q, store.QuestionStep{At: now, By: "a", To: "b", Text: "你更清楚"}))
		mustFail(t, s.AddQuestionStep(ctx, q, store.QuestionStep{At: now, By: "a", Text: "答复"}), store.ErrConflict)
		q, err = s.Question(ctx, 7)
		must(t, err)
		equal(t, "holder", q.Holder, "b")
		must(t, s.AddQuestionStep(ctx, q, store.QuestionStep{At: now + 1, By: "b", Text: "带身份证"}))
		mustFail(t, s.AddQuestionStep(ctx, q, store.QuestionStep{At: now, By: "b", Text: "再答"}), store.ErrConflict)
		steps, err := s.QuestionSteps(ctx, 7)
		must(t, err)
		equal(t, "steps", steps, []store.QuestionStep{{N: 1, At: now, By: "a", To: "b", Text: "你更清楚"}, {N: 2, At: now + 1, By: "b", Text: "带身份证"}})
		unit, err := s.OpenQuestionsAt(ctx, "u", 10)
		must(t, err)
		done, err := s.AnsweredQuestions(ctx, "b", 10)
		must(t, err)
		equal(t, "left at the unit and done", []int{len(unit), len(done)}, []int{0, 1})
		_, err = s.Question(ctx, 9)
		mustFail(t, err, store.ErrNotFound)
	})
}

// The questions of a case are counted: two that were asked at once are told apart by a conflict. One
// that nobody holds is its unit's, and then his who answered it.
func TestQuestionsOfACase(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		q := store.Question{ID: 7, At: now, Unit: "u", CaseID: 3, Nth: 1, Asker: "王建国", Text: "几天能好"}
		must(t, s.AddQuestion(ctx, q, ""))
		again := q
		again.ID = 8
		mustFail(t, s.AddQuestion(ctx, again, ""), store.ErrConflict)
		must(t, s.AddQuestion(ctx, store.Question{ID: 9, At: now, First: "a", Holder: "a", Unit: "u", Asker: "x", Text: "在哪里"}, ""))
		list, err := s.QuestionsOf(ctx, 3)
		must(t, err)
		equal(t, "of the case", list, []store.Question{q})
		unheld, err := s.UnheldQuestions(ctx, "u", 10)
		must(t, err)
		equal(t, "unheld", unheld, []store.Question{q})
		must(t, s.AddQuestionStep(ctx, q, store.QuestionStep{At: now + 1, By: "b", Text: "三天"}))
		done, err := s.AnsweredQuestions(ctx, "b", 10)
		must(t, err)
		equal(t, "answered by", len(done), 1)
	})
}
