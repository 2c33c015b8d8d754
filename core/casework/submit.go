package casework

import (
	"yimen/core/catalog"
	"yimen/core/org"
)

// Submit (提交申请) hands an application in online or at a self-service point. The
// receipt day is the day it enters the system, working day or not (最高法 许可解释6).
type Submit struct {
	Filing
	Entry entry `json:"in"`
}

// Act names the act.
func (Submit) Act() org.Act { return org.Submit }

func (a Submit) decide(_ Case, env Env) (Command, error) {
	v := a.check(env)
	for _, m := range lacking(a.Materials, env.Item, catalog.Required) {
		v.need(false, "material."+m.Code, "materialMissing", "许可法31", m.Name)
	}
	if err := v.err(); err != nil {
		return nil, err
	}
	way, err := road(env.Item, a.AcceptUnit, env.today(), env)
	if err == nil {
		err = way.sameBody(a.Filing, env)
	}
	if err != nil {
		return nil, err
	}
	a.Filing, a.Entry = a.sealed(env), way
	return a, nil
}

func (a Submit) apply(c *Case, f Fact) {
	a.fold(c)
	a.Entry.fold(c, f)
}
