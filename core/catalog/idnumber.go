package catalog

import (
	"regexp"
	"strconv"
	"strings"

	"yimen/core/period"
)

// Codes that the checks of numbers answer with; empty means the number is good.
const (
	BadIDShape     = "idShape"     // not 17 digits and a digit or X
	BadIDArea      = "idArea"      // no such province
	BadIDDate      = "idDate"      // the date of birth is no day
	BadIDCheck     = "idCheck"     // the last character does not fit (GB 11643)
	BadCreditShape = "creditShape" // not 18 characters of the alphabet of GB 32100
	BadCreditCheck = "creditCheck" // the last character does not fit (GB 32100)
	BadPhone       = "phone"       // neither a mobile number nor a landline with area code
)

// residentID is the shape of 公民身份号码: area 6, birth date 8, sequence 3, check 1.
var residentID = regexp.MustCompile(`^\d{17}[\dX]$`)

// provinces are the first two digits that GB/T 2260 has given out.
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "

// CheckResidentID checks a resident identity number (公民身份号码) by GB 11643-1999: shape,
// province, date of birth, check character by ISO 7064 MOD 11-2. Lower-case x is accepted.
func CheckResidentID(id string) string {
	id = NormalNumber(id)
	switch {
	case !residentID.MatchString(id):
		return BadIDShape
	case !strings.Contains(provinces, " "+id[:2]+" "):
		return BadIDArea
	case !isDay(id[6:10] + "-" + id[10:12] + "-" + id[12:14]):
		return BadIDDate
	case residentCheck(id[:17]) != id[17]:
		return BadIDCheck
	}
	return ""
}

// residentCheck is the 18th character for the first 17 (GB 11643).
func residentCheck(digits string) byte {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for n, weight := range weights {
		sum += weight * int(digits[n]-'0')
	}
	return "10X98765432"[sum%11]
}

// isDay tells whether a text "2026-03-02" is a day of the calendar. The one day that a Date
// cannot express is a birthday like any other.
func isDay(text string) bool {
	_, err := period.ParseDate(text)
	return err == nil || text == "1970-01-01"
}

// NormalNumber (号码规范化) is a number as it is kept: no spaces, capital letters.
func NormalNumber(number string) string {
	return strings.ToUpper(strings.Join(strings.Fields(number), ""))
}

// creditAlphabet is the 31 characters of GB 32100: no I, O, S, V, Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// CheckCreditCode checks a unified social credit code (统一社会信用代码) by GB 32100-2015.
// Some genuine early codes fail the check character: a caller may let BadCreditCheck pass
// with a reason, never BadCreditShape.
func CheckCreditCode(code string) string {
	code = NormalNumber(code)
	if len(code) != 18 || strings.Trim(code, creditAlphabet) != "" {
		return BadCreditShape
	}
	if creditCheck(code[:17]) != code[17] {
		return BadCreditCheck
	}
	return ""
}

// creditCheck is the 18th character for the first 17: weights are the powers of 3 mod 31.
func creditCheck(code string) byte {
	sum, weight := 0, 1
	for n := range len(code) {
		sum += weight * strings.IndexByte(creditAlphabet, code[n])
		weight = weight * 3 % 31
	}
	return creditAlphabet[(31-sum%31)%31]
}

// OrganisationCheck is the ninth character of an organisation code (组织机构代码) for its
// first eight, by GB 11714-1997. A credit code holds the nine characters from its ninth on.
func OrganisationCheck(eight string) string {
	weights := [8]int{3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for n, weight := range weights {
		sum += weight * strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", eight[n])
	}
	switch check := 11 - sum%11; check {
	case 10:
		return "X"
	case 11:
		return "0"
	default:
		return strconv.Itoa(check)
	}
}

var (
	mobile   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landline = regexp.MustCompile(`^0\d{2,3}-\d{5,8}(-\d{1,6})?$`)
)

// IsMobile tells a mobile number, to which a short message can be sent.
func IsMobile(phone string) bool { return mobile.MatchString(phone) }

// CheckPhone checks a telephone number: a mobile number of 11 digits, or a landline with its
// area code and a hyphen, 0577-86968283.
func CheckPhone(phone string) string {
	if mobile.MatchString(phone) || landline.MatchString(phone) {
		return ""
	}
	return BadPhone
}
