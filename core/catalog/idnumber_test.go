package catalog

import "testing"

// Vectors for GB 11643, all synthetic.
func TestCheckResidentID(t *testing.T) {
	for id, want := range map[string]string{
		"33030319900101001X":    "",
		"33030319900101001x":    "",
		"330303198502140029":    "",
		"330303202002291233":    "", // a leap day
		"330303194901014056":    "",
		" 330303 19850214 0029": "",
		"330303199001010018":    BadIDCheck,
		"330303199002300010":    BadIDDate,
		"330303190002290010":    BadIDDate, // 1900 was no leap year
		"99030319900101001X":    BadIDArea,
		"33030319900101001":     BadIDShape,
		"3303031990010100１X":    BadIDShape, // a full-width digit
		"33030319900X01001X":    BadIDShape,
		"":                      BadIDShape,
	} {
		if got := CheckResidentID(id); got != want {
			t.Errorf("CheckResidentID(%q) = %q, want %q", id, got, want)
		}
	}
}

// A person may be born on the one day that period.Date cannot express.
func TestResidentIDOfTheFirstDayOf1970(t *testing.T) {
	body := "33030319700101001"
	if got := CheckResidentID(body + string(residentCheck(body))); got != "" {
		t.Errorf("born 1970-01-01: %q", got)
	}
}

// Vectors for GB 32100: three published codes, three synthetic ones.
func TestCheckCreditCode(t *testing.T) {
	for code, want := range map[string]string{
		"91110000101623741K":  "",
		"911101066976941872":  "",
		"91350100M000100Y43":  "",
		"91350100m000100y43":  "",
		"92330303MA2ABC1258":  "",
		"91330303MA2ABC125B":  "",
		"11330303MA2ABC125K":  "",
		"91350100M000100Y4A":  BadCreditCheck,
		"91350100M000100I43":  BadCreditShape, // no letter I in the alphabet
		"91350100M000100Y4":   BadCreditShape,
		"91350100M000100Y433": BadCreditShape,
		"91350100M000100Y4 3": "",
		"":                    BadCreditShape,
	} {
		if got := CheckCreditCode(code); got != want {
			t.Errorf("CheckCreditCode(%q) = %q, want %q", code, got, want)
		}
	}
}

// Characters 9 to 17 of a credit code are an organisation code.
func TestOrganisationCheckInsideCreditCodes(t *testing.T) {
	for _, code := range []string{"91110000101623741K", "911101066976941872", "91350100M000100Y43"} {
		if got, want := OrganisationCheck(code[8:16]), code[16:17]; got != want {
			t.Errorf("OrganisationCheck(%q) = %q, want %q", code[8:16], got, want)
		}
	}
}

func TestCheckPhone(t *testing.T) {
	for phone, want := range map[string]string{
		"13812345678": "", "0577-86968283": "", "0577-12345": "", "0577-86968283-12": "",
		"12812345678": BadPhone, "1381234567": BadPhone, "86968283": BadPhone, "0577 86968283": BadPhone, "": BadPhone,
	} {
		if got := CheckPhone(phone); got != want {
			t.Errorf("CheckPhone(%q) = %q, want %q", phone, got, want)
		}
	}
}
