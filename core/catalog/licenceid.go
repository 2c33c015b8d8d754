package catalog

import "strings"

// The identifier of an electronic licence (电子证照标识, GB/T 36904): five parts after the root,
// type 21, issuing body 18, running number, version 3, and a check character over the four.
const licenceRoot = "1.2.156.3005.2."

// LicenceID makes the identifier of a licence. A part that is missing gives none: an
// identifier is never made up.
func LicenceID(kind, body, serial, version string) string {
	if len(kind) != 21 || len(body) != 18 || serial == "" || len(version) != 3 {
		return ""
	}
	check, ok := mod3736(kind + body + serial + version)
	if !ok {
		return ""
	}
	return licenceRoot + strings.Join([]string{kind, body, serial, version, string(check)}, ".")
}

// CheckLicenceID gives "licenceShape" or "licenceCheck" for a wrong identifier, "" for a
// right one.
func CheckLicenceID(id string) string {
	rest, ok := strings.CutPrefix(id, licenceRoot)
	part := strings.Split(rest, ".")
	if !ok || len(part) != 5 || len(part[0]) != 21 || len(part[1]) != 18 || part[2] == "" || len(part[3]) != 3 || len(part[4]) != 1 {
		return "licenceShape"
	}
	check, ok := mod3736(strings.Join(part[:4], ""))
	switch {
	case !ok:
		return "licenceShape"
	case part[4] != string(check):
		return "licenceCheck"
	}
	return ""
}

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// mod3736 is the check character of ISO 7064 MOD 37,36 over digits and capital letters.
func mod3736(text string) (byte, bool) {
	p := 36
	for i := range len(text) {
		v := strings.IndexByte(alphanumeric, text[i])
		if v < 0 {
			return 0, false
		}
		if p = (p + v) % 36; p == 0 {
			p = 36
		}
		p = p * 2 % 37
	}
	return alphanumeric[(37-p)%36], true
}

// LicenceType (证照类型代码) is the code of the kind of licence that an item gives: the
// published one, or, as long as there is none, a local one of the issuing body and the
// item's number within the catalogue.
func (i Item) LicenceType(body string) string {
	if i.Result.Type != "" {
		return i.Result.Type
	}
	digits := "000" + i.Code
	return body + strings.Map(digitOr0, digits[len(digits)-3:])
}

func digitOr0(r rune) rune {
	if r < '0' || r > '9' {
		return '0'
	}
	return r
}
