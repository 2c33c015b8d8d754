package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"yimen/paper"
)

// printedForms keeps the forms printed lately, by the sum of their content: what everybody may
// ask for is printed once. Full, it begins anew.
type printedForms struct {
	mu   sync.Mutex
	made map[[sha256.Size]byte][]byte
}

// mostForms is how many are kept; each has some 100 KB.
const mostForms = 100

// PrintForm (打印表格) sets a form as PDF. The error is ErrNoPress where this process or machine
// can't print now.
func (h *Hall) PrintForm(ctx context.Context, f paper.Form) ([]byte, error) {
	if h.Press == nil {
		return nil, ErrNoPress
	}
	text, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	sum, kept := sha256.Sum256(text), &h.forms
	kept.mu.Lock()
	pdf, ok := kept.made[sum]
	kept.mu.Unlock()
	if ok {
		return pdf, nil
	}
	made, err := h.Press.Form(ctx, f)
	if lacking := (*paper.Lacking)(nil); errors.As(err, &lacking) {
		return nil, fmt.Errorf("%w: %w", ErrNoPress, err)
	}
	if err != nil {
		return nil, err
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.made == nil || len(kept.made) >= mostForms {
		kept.made = map[[sha256.Size]byte][]byte{}
	}
	kept.made[sum] = made.PDF
	return made.PDF, nil
}
