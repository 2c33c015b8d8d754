package ui

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	numberShape = regexp.MustCompile(`^-?[0-9]{1,12}(\.[0-9]{1,6})?$`)
	phoneShape  = regexp.MustCompile(`^(\+?86)?(1[3-9][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|1[0-9]{4}|[48]00[0-9]{7})$`)
	idCardShape = regexp.MustCompile(`^[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$`)
)

func (f Field) refuseNumber(v string) (string, []any) {
	if !numberShape.MatchString(v) {
		return "number", nil
	}
	switch {
	case f.Lowest != "" && less(v, f.Lowest):
		return "too_small", []any{"min", f.Lowest}
	case f.Highest != "" && less(f.Highest, v):
		return "too_big", []any{"max", f.Highest}
	}
	return "", nil
}

func less(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x < y
}

// isPhone accepts mainland mobile and fixed numbers, short hotlines and
// 400/800 numbers; blanks, hyphens and brackets are overlooked.
func isPhone(v string) bool {
	return phoneShape.MatchString(strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(v))
}

// isIDCard checks shape and check character of a citizen identity number
// 公民身份号码 (GB 11643-1999, ISO 7064 MOD 11-2).
func isIDCard(v string) bool {
	if !idCardShape.MatchString(v) {
		return false
	}
	sum := 0
	for i := range 17 {
		weight := 1 << (17 - i) % 11
		sum += int(v[i]-'0') * weight
	}
	return "10X98765432"[sum%11] == strings.ToUpper(v)[17]
}
