package app

import (
	"cmp"
	"fmt"
	"maps"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/period"
	"yimen/core/watch"
	"yimen/store"
)

// Found (监察发现) is a finding of the independent re-checker, with the case it is about.
type Found struct {
	No   string // case number, or the code of a draft
	Case int64
	Item string
	Unit string // in whose name the fact was done, or that holds the case
	watch.Finding
}

func (f *Found) Error() string {
	return fmt.Sprintf("audit: case %s: fact %d breaks %s: %s %v", f.No, f.Seq, f.Rule, f.Code, f.Args)
}

// hastyWithin is how many seconds an opinion should take at least.
const hastyWithin = 10

// watchCase lets the re-checker look at one case (see core/watch).
func (h *Hall) watchCase(w store.Whole, cal watch.Calendar, each func(Found)) error {
	item, ok := h.Catalogue().Version(w.Item, w.ItemVersion)
	if !ok {
		return ErrUnknownItem
	}
	f := watch.File{No: w.No, Item: WatchItem(item), Rules: WatchRules(h.Rules), Now: h.Now()}
	f.Shown = WatchShown(w.Case, item, h.Rules, h.calendarAt(w.Case, f.Now))
	for _, row := range w.Facts {
		f.Facts = append(f.Facts, row.Body)
	}
	for _, finding := range watch.Check(f, cal) {
		each(Found{cmp.Or(w.No, w.Draft), w.ID, w.Item, unitOf(w, finding.Seq), finding})
	}
	return nil
}

// WatchItem is what the re-checker may know of an item's version.
func WatchItem(item *catalog.Item) watch.Item {
	out := watch.Item{Code: item.Code, Version: item.Version, From: item.From, To: item.To, Quick: item.Quick, Safety: item.Safety, Licence: item.Type == "01",
		Statutory: item.Statutory.Period, Promised: item.Promised.Period, Validity: item.Result.Validity,
		Held: item.Result.Kind == "licence", Renew: item.Result.RenewBefore.Period}
	if q := item.Quota; q != nil {
		out.Quota = watch.Quota{Places: q.Places, Per: string(q.Per)}
	}
	if fee := item.Sheet.Fee; fee.Charged {
		out.PayFirst = fee.PayFirst
		for _, f := range fee.Items {
			out.Fees = append(out.Fees, f.Name)
		}
	}
	p := item.Procedure
	out.Joint = p.Joint
	for kind, days := range p.StopMost {
		if out.StopMost == nil {
			out.StopMost = map[string]int{}
		}
		out.StopMost[string(kind)] = days
	}
	out.FromOriginals, out.OriginalsDue, out.OriginalsLapse = p.ClockStart == catalog.FromOriginals, p.OriginalsDue.Period, p.OriginalsLapse.Period
	for _, s := range p.Steps {
		step := watch.Step{Post: string(s.Post), Unit: string(s.Unit), Limit: s.Limit, OnSpot: s.OnSpot, Check: s.Check, Special: texts(s.Special)}
		for _, b := range s.Beside {
			step.Beside = append(step.Beside, watch.Beside{Unit: string(b.Unit), Limit: b.Limit})
		}
		out.Steps = append(out.Steps, step)
	}
	for _, m := range item.Materials {
		out.Materials = append(out.Materials, watch.Material{Code: m.Code, Necessity: string(m.Necessity), Commit: m.Commit && item.Sheet.CommitInstead})
	}
	out.Channels = texts(item.Channels)
	return out
}

// WatchRules are the hall's settings as the re-checker takes them.
func WatchRules(r casework.Rules) watch.Rules {
	return watch.Rules{AcceptWithin: r.AcceptWithin, DeliverWithin: r.DeliverWithin, ExtendBy: r.ExtendBy, JointExtendBy: r.JointExtendBy,
		FileWithin: r.FileWithin, MaxSupplement: r.MaxSupplement, InspectWithin: r.InspectWithin, Transit: r.Transit, LapseEnds: r.LapseEnds,
		HearingRequest: r.HearingRequest, HearingWithin: r.HearingWithin, HearingNotice: r.HearingNotice,
		RatingCall: r.RatingCall, RatingReply: r.RatingReply, ComplaintTake: r.ComplaintTake, ComplaintReply: r.ComplaintReply, AccountState: r.AccountState, Hasty: hastyWithin}
}

// WatchShown is what the hall says of a case, for the re-checker to hold against its own.
func WatchShown(c casework.Case, item *catalog.Item, rules casework.Rules, cal *period.Calendar) *watch.Shown {
	days := map[string]period.Date{"receivedOn": c.ReceivedOn, "acceptedOn": c.AcceptedOn}
	for _, r := range c.Clocks(item, rules) {
		days[string(r.Name)+r.Unit+"Due"] = cal.Due(r.Clock).On
	}
	maps.DeleteFunc(days, func(_ string, d period.Date) bool { return d.IsZero() })
	return &watch.Shown{State: cmp.Or(string(c.State()), "none"), Days: days}
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}
