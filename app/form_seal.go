package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yimen/paper"
	"yimen/seal"
	"yimen/store"
)

// sealFoot is where the notice's forms are sealed.
const sealFoot = "单位（盖章）"

// PrintSealed (打印并用印) sets a form as PDF and puts the seal of the body on it that sends it in,
// through the door of the documents: the intent is written before, the result with the sums of both
// files. sealed is false where the deployment has not begun with electronic seals. Errors: as
// PrintForm's; ErrSealAbsent where the body has no seal in use.
func (h *Hall) PrintSealed(ctx context.Context, f paper.Form, unit, reason, who string) (file []byte, sealed bool, err error) {
	s, err := h.formSeal(ctx, unit)
	if err != nil {
		return nil, false, err
	}
	if s != nil {
		f = stamped(f, s.Picture())
	}
	printed, err := h.PrintForm(ctx, f)
	if err != nil || s == nil {
		return printed, false, err
	}
	file, use, err := h.useSeal(ctx, store.SealUse{CaseID: store.NewID(h.Now()), Who: who}, s, printed, reason)
	if err != nil {
		return nil, false, err
	}
	return file, true, h.Store.Write(ctx, store.Plan{use.Done()})
}

// formSeal is the seal of a body for what is about no one item; nil without electronic seals.
func (h *Hall) formSeal(ctx context.Context, unit string) (*seal.Seal, error) {
	if h.Seals == nil {
		return nil, nil
	}
	s, err := h.sealFor(ctx, unit, "")
	if errors.Is(err, ErrNoSealing) || errors.Is(err, seal.ErrNoAuthority) {
		return nil, nil // the deployment has not begun with electronic seals
	}
	return s, err
}

// stamped puts the picture of the seal over each foot of a form.
func stamped(f paper.Form, picture string) paper.Form {
	f.Sheets = slices.Clone(f.Sheets)
	for i, sheet := range f.Sheets {
		f.Sheets[i].Parts = slices.Clone(sheet.Parts)
		for n, p := range sheet.Parts {
			if p.Kind == "line" && strings.Contains(p.Text, sealFoot) {
				f.Sheets[i].Parts[n].Stamp = picture
			}
		}
	}
	return f
}
