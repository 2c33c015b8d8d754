package admin

import (
	"context"

	"yimen/app"
)

// MendAt is the address of the page that mends a fault of no unit.
func MendAt(f app.Fault) string { return new(Admin).mendAt(context.Background(), f).Href }

// Mended are the faults that pages are said to mend.
func Mended() (codes []string) {
	for _, m := range mending {
		codes = append(codes, m.codes...)
	}
	return codes
}
