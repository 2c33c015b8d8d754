package app

import (
	"context"
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
)

// mostNote is the longest note on a material, in runes.
const mostNote = 500

// NoteMaterial (核验材料) keeps what a clerk found in one material of a case that he works on.
// seen is how many notes on it he had before him: had a colleague noted something meanwhile,
// it is refused, so that nobody overlooks it.
func (h *Hall) NoteMaterial(ctx context.Context, rec store.Record, c store.MaterialCheck, seen int) error {
	works, err := h.Store.WorkOf(ctx, rec.No)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(works, func(w store.Work) bool { return h.Works(c.Staff, w) }) {
		return casework.Refusal{Code: "checkNotYours", Rule: claimRule}
	}
	c.Note = strings.TrimSpace(c.Note)
	if v := checkFaults(c); len(v) > 0 {
		return v
	}
	c.N, c.At = seen+1, h.Now()
	err = h.Store.AddMaterialCheck(ctx, rec.ID, c)
	if store.ConflictIn(err, "material_check") {
		return casework.Refusal{Code: "checkRaced", Rule: claimRule}
	}
	return err
}

func checkFaults(c store.MaterialCheck) casework.Invalid {
	var v casework.Invalid
	if c.Verdict != store.Fit && c.Verdict != store.Unfit && c.Verdict != store.JustNote {
		v = append(v, casework.FieldError{Field: "verdict", Code: "choose"})
	}
	return append(v, lengthFault("note", c.Note, mostNote, c.Verdict != store.Fit)...)
}

// mostRelated is how many cases of the same applicant are looked at.
const mostRelated = 20

// Related (关联办件) are the other cases of the same applicant that a reader may read, newest
// first.
func (h *Hall) Related(ctx context.Context, rec store.Record, who org.Actor) ([]store.Record, error) {
	list, err := h.casesOf(ctx, rec.Applicant.ID, who)
	return slices.DeleteFunc(list, func(r store.Record) bool { return r.ID == rec.ID }), err
}

func (h *Hall) casesOf(ctx context.Context, number string, who org.Actor) ([]store.Record, error) {
	ids, err := h.Store.CasesOf(ctx, number, 0, mostRelated)
	if err != nil {
		return nil, err
	}
	var list []store.Record
	for _, id := range ids {
		rec, err := h.Store.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		if _, may := h.Directory().May(who, org.Read, rec.Target(h.Today())); may {
			list = append(list, rec)
		}
	}
	return list, nil
}

// KnownParty (查找申请人) is who applied under the number of a document before, as the newest case
// that the asker may read has it. That reading is logged like every other.
func (h *Hall) KnownParty(ctx context.Context, number string, who org.Actor) (found store.Record, known bool, err error) {
	list, err := h.casesOf(ctx, number, who)
	if err != nil || len(list) == 0 {
		return found, false, err
	}
	file, err := h.Open(ctx, list[0].No, who)
	return file.Record, err == nil, err
}

// lookingMinutes is how long after a reading somebody may still have the case open.
const lookingMinutes = 10

// Looking (正在查看) are the others who opened a case a short while ago.
func (h *Hall) Looking(ctx context.Context, caseID int64, staff string) ([]store.Reading, error) {
	list, err := h.Store.ReadersSince(ctx, caseID, h.Now()-lookingMinutes*60*1000)
	return slices.DeleteFunc(list, func(r store.Reading) bool { return r.Staff == staff }), err
}

// applied notes who applied, with the act by which a case comes in.
func applied(c casework.Case, f casework.Fact) store.Plan {
	if _, applies := casework.Applying(f.Body); !applies || c.Applicant.ID == "" {
		return nil
	}
	return store.Plan{store.Applied(c.Applicant.ID, c.ID)}
}
