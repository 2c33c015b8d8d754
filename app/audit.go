package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// Audit (审计) derives every case anew from its facts and compares it with what is stored:
// chain of hashes, case, form, open work, next tick. It returns how many cases were
// compared; the error names the first difference.
func (h *Hall) Audit(ctx context.Context) (cases int, err error) {
	err = h.Store.EachWhole(ctx, func(w store.Whole) error {
		cases++
		return h.auditCase(w)
	})
	if err != nil {
		return cases, err
	}
	strays, err := h.Store.Strays(ctx)
	if err == nil && strays > 0 {
		err = fmt.Errorf("audit: %d rows belong to no case", strays)
	}
	return cases, err
}

func (h *Hall) auditCase(w store.Whole) error {
	facts, err := store.Verify(w.ID, w.Facts, w.Head)
	if err != nil {
		return err
	}
	var c casework.Case
	for _, f := range facts {
		c = casework.Replay(c, f)
	}
	name := w.No
	if name == "" {
		name = w.Draft
	}
	differ := func(what string, stored, derived any) error {
		return fmt.Errorf("audit: case %s: %s is %v, its facts give %v", name, what, stored, derived)
	}
	stored, derived := jsonOf(w.Case), jsonOf(c)
	switch {
	case w.Version != c.Version:
		return differ("version", w.Version, c.Version)
	case !bytes.Equal(stored, derived):
		return differ("content", string(stored), string(derived))
	case w.FormSum != "" && w.FormSum != c.FormSum:
		return differ("form", w.FormSum, c.FormSum)
	case (w.No == "") != (c.State() == casework.Drafting):
		return differ("number", w.No, c.State())
	}
	return h.auditWork(w, c, differ)
}

// auditWork compares the open work. The light days are not compared: they move when a
// calendar is imported.
func (h *Hall) auditWork(w store.Whole, c casework.Case, differ func(string, any, any) error) error {
	env, err := h.env(w.Case, org.Actor{Kind: org.BySystem})
	if err != nil {
		return err
	}
	task, open := casework.Open(c, env)
	switch {
	case open != (w.Task != nil):
		return differ("open work", w.Task != nil, open)
	case open && (w.Task.Unit != task.Unit || w.Task.Post != task.Post || w.Task.Waiting != task.Waiting):
		return differ("open work", *w.Task, task)
	case open && w.Tick != casework.NextTick(c, env):
		return differ("next tick", w.Tick, casework.NextTick(c, env))
	}
	return nil
}

func jsonOf(c casework.Case) []byte {
	text, err := json.Marshal(c)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}
