package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"yimen/app"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// benchBodies are the functions of the bodies that decide the benchmark's cases, an item for
// each, as those of a district are spread over its departments. Each counts the numbers of
// its documents, and an act waits until the one before it has its number.
var benchBodies = []string{"civil", "market", "police", "chengguan", "epb", "housing", "planning", "hrss", "health", "agri", "medins", "archives"}

// benchItem is the code of an item of the benchmark; they are taken in turn.
func benchItem(n int) string { return fmt.Sprintf("LW-BENCH-%03d", n%len(benchBodies)+1) }

// The benchmark's clerks: one for each post, in every unit at once.
var benchStaff = []struct {
	no   string
	post org.Post
}{
	{"bench-accept", org.Acceptance}, {"bench-review", org.Review}, {"bench-approve", org.Approval}, {"bench-issue", org.Issuing},
}

// benchWorld adds the benchmark's item and clerks to the demonstration, once.
func benchWorld(ctx context.Context, hall *app.Hall) error {
	if err := loaded(ctx, hall); err != nil {
		return err
	}
	if _, ok := hall.Directory().StaffByNo(benchStaff[0].no); ok {
		return nil
	}
	var sheets []catalog.Item
	for n := range benchBodies {
		sheets = append(sheets, benchSheet(n))
	}
	err := hall.Store.Publish(ctx, sheets, "bench", now())
	if err != nil && !errors.Is(err, store.ErrConflict) {
		return err
	}
	snap, version, err := hall.Store.Directory(ctx)
	if err != nil {
		return err
	}
	hash := app.HashPassword(app.DemoPassword)
	for _, s := range benchStaff {
		snap.Staff = append(snap.Staff, org.Staff{No: s.no, Name: s.no, Unit: "330303"})
		for _, u := range hall.Directory().Units(hall.Today()) {
			snap.Holdings = append(snap.Holdings, org.Holding{Staff: s.no, Unit: u.Code, Post: s.post, From: hall.Today()})
		}
		if err := hall.Store.SetCredential(ctx, s.no, hash, now()); err != nil {
			return err
		}
	}
	if err := hall.Store.SaveDirectory(ctx, snap, version); err != nil {
		return err
	}
	return hall.Reload(ctx)
}

// benchSheet is an item of three levels with three materials and a form of 2 KB.
func benchSheet(n int) catalog.Item {
	day := func(n int) period.Period { return period.Period{N: n, Unit: period.WorkingDay} }
	step := func(post org.Post, name string, unit catalog.UnitRule) catalog.Step {
		return catalog.Step{Post: post, Name: name, Unit: unit, Limit: day(2)}
	}
	it := catalog.Item{
		Code: benchItem(n), Version: 1, From: period.NewDate(2015, 8, 1), Name: "基准测试事项", NameEN: "Benchmark item", Type: "01",
		Statutory: catalog.Limit{Period: day(20), Basis: "《行政许可法》第四十二条"},
		Promised:  catalog.Limit{Period: day(10), Basis: "承诺"},
		AcceptAt:  []org.Level{org.Community}, Channels: []catalog.Channel{catalog.AtCounter},
		Result: catalog.Result{Kind: "licence", Name: "证"},
		Procedure: catalog.Procedure{Steps: []catalog.Step{
			step(org.Acceptance, "社区受理", "accepting"), step(org.Review, "街道审核", "street"),
			step(org.Approval, "区级审批", catalog.UnitRule("department:"+benchBodies[n])), step(org.Issuing, "街道制证", "street"),
		}},
	}
	for _, code := range []string{"m1", "m2", "m3"} {
		it.Materials = append(it.Materials, catalog.Material{Code: code, Name: "材料" + code, Necessity: catalog.Required, Original: 1, Source: "10"})
	}
	it.Form, _ = json.Marshal(map[string]any{ // plain values always marshal
		"type": "object", "additionalProperties": false, "required": []string{"reason"}, "x-order": []string{"reason", "place"},
		"properties": map[string]any{
			"reason": map[string]any{"type": "string", "title": "申请理由", "maxLength": 2000, "x-widget": "textarea"},
			"place":  map[string]any{"type": "string", "title": "地点", "maxLength": 200},
		},
	})
	return it
}

// benchReason fills the form to about 2 KB.
var benchReason = strings.Repeat("因家庭住房困难申请建房，现住房面积不足，家庭成员五人。", 24)
