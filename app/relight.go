package app

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/casework"
	"yimen/store"
)

// JobRelight is the work that a changed threshold of the lights leaves behind: the day on
// which each piece of open work turns yellow is reckoned anew.
const JobRelight = "relight"

// Relighting is the payload of a relight job: the thresholds, and the case after which it goes on.
type Relighting struct {
	To    string `json:"t"`
	After int64  `json:"a,omitempty"`
}

// lightSetting is the name under which the thresholds are noted that open work was reckoned with.
const lightSetting = "lights"

// shippedThresholds are those of casework.DefaultRules: where nothing is noted they counted.
const shippedThresholds = "1/10"

// thresholds says them in a word: 1/10 is one day or ten per cent.
func (h *Hall) thresholds() string {
	return fmt.Sprintf("%d/%d", h.Rules.YellowDays, h.Rules.YellowPercent)
}

// StartRelight looks, when the program begins, whether the lights have other thresholds than
// open work was reckoned with, and if so leaves the work of reckoning it anew.
func (h *Hall) StartRelight(ctx context.Context) error {
	to := h.thresholds()
	if relit, err := h.relit(ctx); err != nil || relit {
		return err
	}
	return h.Store.Write(ctx, store.Plan{relightJob(Relighting{To: to}, h).Insert()})
}

func relightJob(r Relighting, h *Hall) store.Job {
	payload, err := json.Marshal(r)
	if err != nil {
		panic(err) // a text and a number always marshal
	}
	now := h.Now()
	return store.Job{ID: store.NewID(now), Kind: JobRelight, Payload: string(payload), RunAt: now}
}

// Relight reckons the open cases after one and returns what is to be written with the end of
// the job. Work for thresholds that another start has changed again is dropped.
func (h *Hall) Relight(ctx context.Context, r Relighting) (store.Plan, error) {
	if r.To != h.thresholds() {
		return nil, nil
	}
	ids, err := h.Store.OpenCases(ctx, r.After, stretch)
	if err != nil {
		return nil, err
	}
	plan, err := h.planOver(ctx, ids, func(rec store.Record) (store.Plan, error) {
		env, err := h.env(rec.Case, system)
		if err != nil {
			return nil, err
		}
		env.Cal = env.Editions.At(rec.ActedAt) // as the rest of the row was reckoned
		return store.Relight(rec.Case, casework.Work(rec.Case, env)), nil
	})
	if err != nil {
		return nil, err
	}
	if len(ids) < stretch {
		return append(plan, store.NoteSetting(lightSetting, r.To)), nil
	}
	r.After = ids[len(ids)-1]
	return append(plan, relightJob(r, h).Insert()), nil
}

// relit tells whether all open work was reckoned with the thresholds of now; until then the
// audit does not compare the day on which it turns yellow.
func (h *Hall) relit(ctx context.Context) (bool, error) {
	was, err := h.Store.Setting(ctx, lightSetting)
	return cmp.Or(was, shippedThresholds) == h.thresholds(), err
}
