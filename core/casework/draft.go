package casework

import (
	"strconv"

	"yimen/core/org"
)

// Draft (填写草稿) keeps what an applicant has typed so far. Nothing is asked of it but
// its size; it starts no clock.
type Draft struct{ Filing }

// Act names the act.
func (Draft) Act() org.Act { return org.Draft }

func (a Draft) decide(_ Case, env Env) (Command, error) {
	var v Invalid
	v.need(len(a.Form) <= maxForm, "form", "tooLarge", "", strconv.Itoa(maxForm>>10))
	v.need(len(a.Materials) <= 200, "materials", "tooMany", "", "200")
	a.Filing = a.sealed(env)
	return a, v.err()
}

func (a Draft) apply(c *Case, _ Fact) { a.fold(c) }
