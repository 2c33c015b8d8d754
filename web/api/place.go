package api

import (
	"context"
	"encoding/base64"
	"fmt"

	"yimen/store"
)

// placeText and placeOf hide a place in a queue from callers, who only send it back.
func placeText(p store.Place) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d.%d", p.Due, p.CaseID, p.N))
}

func placeOf(ctx context.Context, text string) (p store.Place, err error) {
	if text == "" {
		return p, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err == nil {
		_, err = fmt.Sscanf(string(raw), "%d.%d.%d", &p.Due, &p.CaseID, &p.N)
	}
	if err != nil {
		return p, fieldWrong(ctx, "after", "invalid")
	}
	return p, nil
}
