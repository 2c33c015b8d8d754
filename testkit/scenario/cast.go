package scenario

import (
	"slices"
	"strings"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario/district"
)

// Actors that are no post.
const (
	theApplicant = "申请人"
	theSystem    = "系统"
	theSame      = "同一人" // who did the act of staff before this one
	theOther     = "旁人"  // a resident who has no part in the case
	theHead      = "负责人" // the head of the unit that approves
)

// readActor reads a post, a person's name or one of the words above, with a unit after @.
func readActor(text string) (who, unit string, err error) {
	who, at, some := strings.Cut(inner.Replace(text), "@")
	if unit, err = unitCode(at); err != nil {
		return "", "", err
	}
	posts := append(postWords.words(), theHead)
	if slices.Contains(posts, who) {
		return who, unit, nil
	}
	if some {
		return "", "", faultf("「@单位」只跟在岗位之后：%s", strings.Join(posts, "、"))
	}
	others := []string{theApplicant, theSystem, theSame, theOther}
	if _, found := staffByName(who); found || slices.Contains(others, who) {
		return who, "", nil
	}
	return "", "", unknown(who, append(append(posts, others...), "双岗员", "调出员", "他项员", "或测试区其他人员的姓名，如永昌社区受理员"))
}

// cast finds the person who acts: the holder of a post at the unit named, or at the unit
// whose turn it is by the item's steps.
func (p *play) cast(who, unit string) (org.Actor, error) {
	switch who {
	case theApplicant:
		return p.petitioner()
	case theOther:
		return passerby, nil
	case theSystem:
		return org.Actor{Kind: org.BySystem}, nil
	case theSame:
		if p.last.No == "" {
			return org.Actor{}, faultf("「%s」之前还没有工作人员办理", theSame)
		}
		return p.last, nil
	}
	if s, ok := staffByName(who); ok {
		return org.Actor{Kind: org.ByStaff, No: s.No, Name: s.Name}, nil
	}
	post, head := org.Approval, who == theHead
	if !head {
		post, _ = postWords.read(who) // readActor has seen it
	}
	if unit == "" {
		var err error
		if unit, err = p.seat(post); err != nil {
			return org.Actor{}, err
		}
	}
	return holder(unit, post, head)
}

// petitioner is the applicant of the case, or of the scenario before there is one.
func (p *play) petitioner() (org.Actor, error) {
	c, err := p.hall.Case(p.current)
	who := p.s.applicant
	if err == nil && c.Version > 0 {
		who = c.Applicant
	}
	return org.Actor{Kind: org.ByApplicant, No: who.ID, Name: who.Name}, err
}

// seat is the unit at which a post acts by default: acceptance at the accepting unit; any
// other at its next step from the one that holds the case, else at its last one.
func (p *play) seat(post org.Post) (string, error) {
	c, err := p.hall.Case(p.current)
	if err != nil {
		return "", err
	}
	accept := p.slot().acceptUnit
	if c.AcceptUnit != "" {
		accept = c.AcceptUnit
	}
	switch post {
	case org.Acceptance:
		return accept, nil
	case org.Supervisor:
		return "330303", nil
	}
	item, err := p.item(c)
	if err != nil {
		return "", err
	}
	found := -1
	for i, s := range item.Procedure.Steps {
		if s.Post == post && (found < 0 || found < c.At) {
			found = i
		}
	}
	if found < 0 {
		return accept, nil
	}
	if found < len(c.Route) {
		return c.Route[found], nil
	}
	u, err := p.dir.Resolve(string(item.Procedure.Steps[found].Unit), accept, p.now.Date())
	return u.Code, err
}

// holder is the first person of the test district in a post of a unit.
func holder(unit string, post org.Post, head bool) (org.Actor, error) {
	for _, h := range town.Holdings {
		if h.Unit == unit && h.Post == post && h.Head == head {
			s, _ := staffByNo(h.Staff)
			return org.Actor{Kind: org.ByStaff, No: s.No, Name: s.Name}, nil
		}
	}
	return org.Actor{}, faultf("测试区的「%s」没有这一岗位的人员", unitName(unit))
}

// District is the test district in which scenarios are played.
func District() org.Snapshot { return district.Snapshot() }

// Administrator is the 工号 of the administrator whom Administered appoints.
const Administrator = "330303-gl"

// Administered is a district with an administrator at its government.
func Administered(d org.Snapshot) org.Snapshot {
	admin := org.Staff{No: Administrator, Name: "区政府管理员", Unit: "330303"}
	d.Staff = append(slices.Clone(d.Staff), admin)
	d.Holdings = append(slices.Clone(d.Holdings), org.Holding{Staff: admin.No, Unit: admin.Unit, Post: org.Administrator, From: period.NewDate(2010, 1, 1)})
	return d
}

// town is the test district, which never changes.
var town = District()

func staffByName(name string) (org.Staff, bool) {
	return staffBy(func(s org.Staff) bool { return s.Name == name })
}

func staffByNo(no string) (org.Staff, bool) {
	return staffBy(func(s org.Staff) bool { return s.No == no })
}

func staffBy(is func(org.Staff) bool) (org.Staff, bool) {
	if i := slices.IndexFunc(town.Staff, is); i >= 0 {
		return town.Staff[i], true
	}
	return org.Staff{}, false
}

// item is the version the case runs under; before its first act the one in force.
func (p *play) item(c casework.Case) (*catalog.Item, error) {
	versions := p.s.versions(p.slot().item)
	if c.Version > 0 {
		for i := range versions {
			if versions[i].Code == c.Item && versions[i].Version == c.ItemVersion {
				return &versions[i], nil
			}
		}
	}
	if item, ok := catalog.Pick(versions, p.now.Date()); ok {
		return &item, nil
	}
	return &versions[len(versions)-1], nil
}
