package scenario

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// forgetWords are what makes an application that was not handed in go (删除草稿): its applicant says
// so, or nobody thought of it for app.DraftDays. Nothing is kept of it that could be a fact, so these
// are no acts.
var forgetWords = vocabulary[bool]{{"删除草稿", false}, {"清理草稿", true}}

// notADraft refuses to remove what was handed in, or never begun (个人信息保护法47: 法律、行政法规规定的保存期限未届满).
var notADraft = casework.Refusal{Code: "wrongState", Rule: "个人信息保护法47"}

// forgetting is a line on which an application goes.
type forgetting struct {
	at        period.Instant
	who, unit string
	old       bool // all that are old enough, in the night
}

// forgets tells whether a line is one.
func forgets(words []word) bool {
	i := slices.IndexFunc(words, func(w word) bool { return !dated(w) })
	return i >= 0 && i+1 < len(words) && !words[i+1].given && slices.Contains(forgetWords.words(), words[i+1].text)
}

// readForgetting reads when, who and what; what follows → is returned.
func (p *parser) readForgetting(words []word) (f forgetting, after []word, err error) {
	if f.at, words, err = p.moment(words); err != nil {
		return f, nil, err
	}
	if f.who, f.unit, err = readActor(words[0].text); err != nil {
		return f, nil, err
	}
	if f.old, err = forgetWords.read(words[1].text); err != nil {
		return f, nil, err
	}
	if f.old != (f.who == theSystem) {
		return f, nil, faultf("删除草稿由申请人，清理草稿由系统")
	}
	rest, after := cutArrow(words[2:])
	return f, after, (&args{words: slices.Clone(rest)}).done()
}

// play lets an application go.
func (f forgetting) play(p *play) error {
	if err := f.try(p); err != nil {
		return &Broken{Expected: "办成", Found: act{}.refusal(err)}
	}
	c, err := p.hall.Case(p.current)
	switch {
	case err != nil:
		return err
	case !f.old && c.Version != 0:
		return &Broken{Expected: "草稿已不存在", Found: shown(c)}
	case c.Version == 0:
		p.begun = slices.DeleteFunc(p.begun, func(name string) bool { return name == p.current })
	}
	return nil
}

func (f forgetting) try(p *play) error {
	p.now = f.at
	if f.old {
		return p.hall.Forget(f.at)
	}
	who, err := p.cast(f.who, f.unit)
	if err != nil {
		return err
	}
	return p.hall.Drop(p.current, f.at, who)
}

// readForgettingRefusal reads one that must be refused, which leaves the case as it was.
func (p *parser) readForgettingRefusal(words []word) (func(*play) error, error) {
	f, after, err := p.readForgetting(words)
	if err != nil {
		return nil, err
	}
	if len(after) < 2 || f.old {
		return nil, faultf("「拒」的一行应以 → 因=… 结尾；清理草稿不会被拒")
	}
	want, err := readReasons(after[1:], codeWords, readField)
	return func(p *play) error { return p.mustRefuse(want, act{}, func() error { return f.try(p) }) }, err
}

// Drop is Hall.Drop.
func (h *Core) Drop(name string, _ period.Instant, _ org.Actor) error {
	if h.of(name).now.State() != casework.Drafting {
		return notADraft
	}
	delete(h.cases, name)
	return nil
}

// Forget is Hall.Forget.
func (h *Core) Forget(at period.Instant) error {
	for name, k := range h.cases {
		if k.now.State() == casework.Drafting && at.Date() > app.DraftKept(store.Record{Facts: k.facts}) {
			delete(h.cases, name)
		}
	}
	return nil
}

// Drop is Hall.Drop.
func (s *Stored) Drop(name string, at period.Instant, _ org.Actor) error {
	s.at = at
	rec, known := s.cases[name]
	if !known {
		return notADraft
	}
	err := s.hall.DropDraft(context.Background(), rec)
	var stale *app.Stale
	if errors.As(err, &stale) {
		return notADraft
	}
	return errors.Join(err, s.gone())
}

// Forget is Hall.Forget.
func (s *Stored) Forget(at period.Instant) error {
	s.at = at
	_, err := s.hall.DropOldDrafts(context.Background())
	return errors.Join(err, s.gone())
}

func (s *Stored) gone() error {
	return letGo(s.hall.Store, s.cases, func(rec store.Record) int64 { return rec.ID })
}

// letGo forgets the cases that the database holds no more.
func letGo[T any](db *store.Store, cases map[string]T, id func(T) int64) error {
	for name, c := range cases {
		switch _, err := db.Case(context.Background(), id(c)); {
		case errors.Is(err, store.ErrNotFound):
			delete(cases, name)
		case err != nil:
			return err
		}
	}
	return nil
}

// Drop is Hall.Drop. The overview of an application leads to the page that asks once more.
func (h *Web) Drop(name string, at period.Instant, who org.Actor) error {
	h.site.Set(at)
	f := h.cases[name]
	if f == nil {
		return notADraft
	}
	v, draft := h.visitor(who), "/apply/"+f.draftCode()
	a, err := v.post("/track", draft+"/drop", sheet{})
	if err != nil {
		return err
	}
	if err := h.gone(); err != nil {
		return err
	}
	if h.cases[name] == nil {
		if a.status != http.StatusSeeOther || a.to != "/apply/gone" {
			return errors.New("the pages removed an application and say " + a.String())
		}
		return nil
	}
	return notADraft
}

// Forget is Hall.Forget.
func (h *Web) Forget(at period.Instant) error {
	h.site.Set(at)
	_, err := h.site.Hall.DropOldDrafts(context.Background())
	return errors.Join(err, h.gone())
}

func (h *Web) gone() error {
	return letGo(h.site.Hall.Store, h.cases, func(f *filed) int64 { return f.id })
}
