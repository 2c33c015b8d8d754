package board

import (
	"slices"
	"strings"

	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// Facility (设备设施) is one thing that stands in a centre or at its self-service point, with
// its last check.
type Facility struct {
	Code   string       `json:"code"` // 330303001010-e01
	Centre string       `json:"centre"`
	Kind   FacilityKind `json:"kind"`
	Name   string       `json:"name"` // model and number
	Count  int          `json:"count"`
	Place  string       `json:"place"`
	Check  *Check       `json:"check,omitempty"` // the last one; those before are versions of the record
	From   period.Date  `json:"from"`
	To     period.Date  `json:"to,omitempty"`
}

// Check (检查) is one look at a facility.
type Check struct {
	On   period.Date `json:"on"`
	By   string      `json:"by"` // 工号
	OK   bool        `json:"ok"` // it works
	Note string      `json:"note,omitempty"`
}

// FacilityKind (设备设施类别) is a kind of thing that the notice asks for.
type FacilityKind string

// What the notice names: 二(四)2 for self-service points, 二(三) for community centres.
const (
	Computer       FacilityKind = "computer"       // 计算机
	Scanner        FacilityKind = "scanner"        // 扫描仪
	DocumentCamera FacilityKind = "documentCamera" // 高拍仪
	Network        FacilityKind = "network"        // 网络
	Printer        FacilityKind = "printer"        // 打印机
	AgencyCounter  FacilityKind = "agencyCounter"  // 专门代办服务窗口
	OpennessBoard  FacilityKind = "opennessBoard"  // 政务公开栏
	ServiceCard    FacilityKind = "serviceCard"    // 便民服务卡
	OtherFacility  FacilityKind = "other"
)

// FacilityKinds lists them in the order of pages.
var FacilityKinds = []FacilityKind{Computer, Scanner, DocumentCamera, Network, Printer, AgencyCounter, OpennessBoard, ServiceCard, OtherFacility}

// The lists that must be there. That of community centres is what the notice itself names;
// 温龙委办发〔2012〕84号, to which it refers for rooms and hardware, is not at hand (待核).
var (
	SelfServiceList = []FacilityKind{Computer, Scanner, DocumentCamera, Network}
	CommunityList   = []FacilityKind{AgencyCounter, OpennessBoard, ServiceCard, Computer, Scanner, DocumentCamera, Network}
)

// CheckEvery is how many days a check holds good.
const CheckEvery = 92

// InForce tells whether it stands there on a day.
func (f Facility) InForce(on period.Date) bool {
	return on.Within(f.From, f.To)
}

// Works tells whether it stands there and its last check found nothing wrong.
func (f Facility) Works(on period.Date) bool { return f.InForce(on) && f.Check != nil && f.Check.OK }

// Stale tells whether its last check is missing or too long ago.
func (f Facility) Stale(on period.Date) bool {
	return f.Check == nil || f.Check.On.Add(CheckEvery) < on
}

// Lacks lists the kinds of a list of which nothing works at the centre on a day.
func Lacks(list []FacilityKind, have []Facility, centre string, on period.Date) []FacilityKind {
	return slices.DeleteFunc(slices.Clone(list), func(k FacilityKind) bool {
		return slices.ContainsFunc(have, func(f Facility) bool { return f.Centre == centre && f.Kind == k && f.Works(on) })
	})
}

// StaleAt lists what works at a centre but has not been checked lately.
func StaleAt(have []Facility, centre string, on period.Date) []Facility {
	return slices.DeleteFunc(slices.Clone(have), func(f Facility) bool {
		return f.Centre != centre || !f.Works(on) || !f.Stale(on)
	})
}

// CheckFacility finds what is wrong with a record; today is the day it is entered, zero in an
// import, which may tell of any day.
func CheckFacility(f Facility, dir *org.Directory, today period.Date) []catalog.Finding {
	var r rules
	r.centre(dir, f.Centre, f.From)
	r.must(slices.Contains(FacilityKinds, f.Kind), "kind", "unknownValue", "value", string(f.Kind))
	r.must(strings.TrimSpace(f.Name) != "", "name", "required")
	r.must(strings.TrimSpace(f.Place) != "", "place", "required")
	r.must(f.Count >= 1 && f.Count <= 999, "count", "facilityCount")
	r.days(f.From, f.To)
	if c := f.Check; c != nil {
		r.must(c.On >= f.From, "on", "facilityCheckEarly", "from", f.From.String())
		r.must(today.IsZero() || c.On <= today, "on", "facilityCheckLate")
		r.must(c.OK || strings.TrimSpace(c.Note) != "", "note", "facilityFault")
	}
	return r.found
}

// rules gathers findings.
type rules struct{ found []catalog.Finding }

// must notes an error unless ok; args are names and values in turn.
func (r *rules) must(ok bool, field, rule string, args ...string) {
	if !ok {
		r.found = append(r.found, catalog.Finding{Field: field, Rule: rule, Args: args, Severity: catalog.Error})
	}
}

func (r *rules) centre(dir *org.Directory, code string, on period.Date) {
	_, ok := dir.Centre(code, on)
	r.must(ok, "centre", "convenienceCentre", "value", code)
}

func (r *rules) days(from, to period.Date) {
	r.must(!from.IsZero(), "from", "required")
	r.must(to.IsZero() || from <= to, "to", "dates", "from", from.String(), "to", to.String())
}
