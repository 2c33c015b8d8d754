package web_test

import (
	"testing"

	"yimen/web/ui/uitest"
)

func TestShotsAdmin(t *testing.T) {
	t.Parallel()
	openGallery(t).walk(adminViews)
}

// adminViews are the pages of the administrators, and everybody's own account.
var adminViews = []view{
	{name: "admin-home", who: administrator, open: at("/desk/admin")},
	{name: "admin-staff", who: administrator, open: at("/desk/admin/staff")},
	{name: "admin-staff-new-422", who: administrator, open: emptyStaff},
	{name: "admin-staff-row", who: administrator, open: at("/desk/admin/staff/" + planner)},
	{name: "admin-password", who: administrator, open: givenPassword},
	{name: "admin-posts", who: administrator, open: at("/desk/admin/posts?q=永中")},
	{name: "admin-unit", who: administrator, open: at("/desk/admin/units/330303001")},
	{name: "admin-centre", who: administrator, open: at("/desk/admin/centres/330303001-zx")},
	{name: "admin-stationing", who: administrator, open: at("/desk/admin/stationings/0")},
	{name: "admin-terminals", who: administrator, open: at("/desk/admin/terminals")},
	{name: "admin-terminal", who: administrator, open: givenPairing},
	{name: "admin-history", who: administrator, open: at("/desk/admin/history")},
	{name: "admin-check", who: administrator, open: at("/desk/admin/check")},
	{name: "admin-jobs", who: administrator, open: at("/desk/admin/jobs")},
	{name: "admin-settings", who: administrator, open: at("/desk/admin/settings")},
	{name: "account-second", who: planner, open: at("/desk/account/second")},
	{name: "account", who: planner, open: at("/desk/account")},
	{name: "account-password", who: planner, open: at("/desk/account/password")},
}

func emptyStaff(_ *gallery, p *uitest.Page) {
	p.Go("/desk/admin/staff/new")
	p.Press("#form .buttons .btn")
}

func givenPassword(_ *gallery, p *uitest.Page) {
	p.Go("/desk/admin/staff/lw404")
	p.Unfold()
	p.Fill("#password-reason", "遗忘密码")
	p.Press(`form[action$="/password"] .btn`)
}

func givenPairing(_ *gallery, p *uitest.Page) {
	p.Go("/desk/admin/terminals/YZ-01")
	p.Press(`form[action$="/pair"] .btn`)
}
