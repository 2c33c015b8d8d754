package app

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
)

// checkSecrets: secrets of one-time codes that this deployment can't open any more, so that their
// owners get in by recovery codes alone; and those that an older program kept as they were.
func (h *Hall) checkSecrets(ctx context.Context) (faults []Fault, err error) {
	kept, err := h.Store.SecondSteps(ctx)
	if err != nil {
		return nil, err
	}
	plain := 0
	var lost []string
	for _, owner := range slices.Sorted(maps.Keys(kept)) {
		_, err := h.Vault.Open(secondPlace(owner), kept[owner])
		switch {
		case errors.Is(err, ErrLocked), errors.Is(err, ErrNoVault):
			lost = append(lost, owner)
		case err != nil:
			return nil, err
		case !Locked(kept[owner]):
			plain++
		}
	}
	if len(lost) > 0 {
		faults = append(faults, Fault{Code: "secondLost", Grave: true, Text: strings.Join(lost, ", ")})
	}
	if plain > 0 {
		faults = append(faults, Fault{Code: "secondPlain", N: plain})
	}
	return faults, nil
}
