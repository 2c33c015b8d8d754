package catalog_test

import (
	"strings"
	"testing"

	"yimen/core/catalog"
)

// published is an identifier found in public use (rules §6).
const published = "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0"

func TestLicenceIDOfAPublishedLicence(t *testing.T) {
	part := strings.Split(strings.TrimPrefix(published, "1.2.156.3005.2."), ".")
	if got := catalog.LicenceID(part[0], part[1], part[2], part[3]); got != published {
		t.Errorf("got %s", got)
	}
	if code := catalog.CheckLicenceID(published); code != "" {
		t.Errorf("refused: %s", code)
	}
}

// TestLicenceIDFindsSlips: each changed character and each pair changed in order is found.
func TestLicenceIDFindsSlips(t *testing.T) {
	const head = len("1.2.156.3005.2.")
	found, all := 0, 0
	for i := head; i < len(published); i++ {
		for _, c := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
			if published[i] == '.' || byte(c) == published[i] {
				continue
			}
			all++
			if catalog.CheckLicenceID(published[:i]+string(c)+published[i+1:]) == "licenceCheck" {
				found++
			}
		}
	}
	if found != all || all < 1000 {
		t.Errorf("%d of %d slips found", found, all)
	}
}

func TestLicenceIDIsNeverMadeUp(t *testing.T) {
	for _, part := range [][4]string{{"", "11330303MA2ABC125K", "1", "001"}, {"11330303MA2ABC125K001", "", "1", "001"},
		{"11330303MA2ABC125K001", "11330303MA2ABC125K", "", "001"}, {"11330303MA2ABC125K001", "11330303MA2ABC125K", "一", "001"},
		{"11330303MA2ABC125K001", "11330303MA2ABC125K", "1", "1"}} {
		if id := catalog.LicenceID(part[0], part[1], part[2], part[3]); id != "" {
			t.Errorf("%v gives %s", part, id)
		}
	}
	for _, id := range []string{"", "1.2.3", published + ".1", "x" + published, strings.Replace(published, "W", "w", 1)} {
		if code := catalog.CheckLicenceID(id); code != "licenceShape" {
			t.Errorf("%s: %q", id, code)
		}
	}
}

func TestLicenceTypeIsLocalUntilPublished(t *testing.T) {
	item := catalog.Item{Code: "LW-XK-003"}
	if got := item.LicenceType("11330303MA2ABC125K"); got != "11330303MA2ABC125K003" {
		t.Errorf("got %s", got)
	}
	item.Result.Type = "11100000000013338W009"
	if got := item.LicenceType("11330303MA2ABC125K"); got != item.Result.Type {
		t.Errorf("got %s", got)
	}
}
