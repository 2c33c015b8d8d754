package casework_test

import (
	"strings"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
)

// TestMissingInput: every act that asks for something is refused without it, field by
// field, and nothing happens.
func TestMissingInput(t *testing.T) {
	nothing := []string{"applicant.name required", "applicant.id required", "applicant.phone required",
		"channel channelNotOffered", "acceptUnit unitUnknown"}
	for _, test := range []struct {
		name  string
		state casework.State
		cmd   casework.Command
		want  []string
	}{
		{"submit", casework.None, casework.Submit{Filing: casework.Filing{Applicant: casework.Party{ID: citizen, IDType: "111"}}},
			[]string{"applicant.name required", "applicant.phone required", "channel channelNotOffered", "acceptUnit unitUnknown",
				"material.m1 materialMissing", "material.m2 materialMissing"}},
		{"receive", casework.None, casework.Receive{Filing: casework.Filing{AcceptUnit: "330303001012"}}, nothing[:4]},
		{"correct", casework.Received, casework.CorrectOnSpot{}, []string{"corrections correctionsMissing", "signer required"}},
		{"correct nothing", casework.Received, casework.CorrectOnSpot{Corrections: []casework.Correction{{Where: "m9"}}, Signer: " "},
			[]string{"corrections.0 placeUnknown", "corrections.0 required", "signer required"}},
		{"ask", casework.Received, casework.RequestSupplement{}, []string{"defects defectsMissing", "limit limitMissing"}},
		{"ask without saying what", casework.Received, casework.RequestSupplement{Defects: []casework.Defect{{Material: "m9"}}, Limit: ask().Limit},
			[]string{"defects.0 materialUnknown", "defects.0 required"}},
		{"supplement", casework.Supplementing, casework.Supplement{}, []string{"material.m2 supplementMissing"}},
		{"note as posted", casework.Supplementing, casework.NotePosted{Slip: " "}, []string{"postedOn required", "slip required"}},
		{"accept", casework.Received, casework.Accept{}, []string{"opinion required"}},
		{"tell", casework.Received, casework.TellNoLicence{Reason: " "}, []string{"reason required"}},
		{"refuse as needless", casework.Received, casework.RefuseAcceptance{Ground: "noLicence", Reason: "无需"}, []string{"ground choose"}},
		{"refuse", casework.Received, casework.RefuseAcceptance{}, []string{"ground choose", "reason required"}},
		{"refuse without the body", casework.Received, casework.RefuseAcceptance{Ground: casework.NotOurPower, Reason: "不归我管", Competent: " "},
			[]string{"competent competentMissing"}},
		{"refuse as unfit before asking", casework.Received, casework.RefuseAcceptance{Ground: casework.StillUnfit, Reason: "不符"},
			[]string{"ground notAskedYet"}},
		{"find", casework.Approving, casework.FindInterest{}, []string{"name required", "interest required"}},
		{"state", casework.Approving, casework.MakeStatement{}, []string{"content required"}},
		{"tell of a hearing", casework.Approving, casework.TellHearing{Party: 1}, []string{"party choose", "matter required"}},
		{"announce", casework.Approving, casework.AnnounceHearing{}, []string{"ground required", "matter required", "register required"}},
		{"check", casework.Approving, casework.SiteCheck{}, []string{"checker.2 twoCheckers", "begins timeOfDay", "ends timeOfDay", "place required", "findings required", "signer signatureMissing"}},
		{"pass", casework.Reviewing, casework.Pass{}, []string{"opinion required"}},
		{"pass with blanks", casework.Reviewing, casework.Pass{Opinion: " \n　"}, []string{"opinion required"}},
		{"veto", casework.Reviewing, casework.Veto{}, []string{"opinion required"}},
		{"return", casework.Approving, casework.Return{}, []string{"opinion required"}},
		{"suspend", casework.Approving, casework.Suspend{}, []string{"kind kindNotAllowed", "ground required", "notice noticeMissing", "from stopBeforeNotice"}},
		{"extend", casework.Approving, casework.Extend{}, []string{"reason required"}},
		{"grant", casework.Approving, casework.Grant{}, []string{"opinion required"}},
		{"deny", casework.Approving, casework.Deny{}, []string{"opinion required", "reasons required", "article required"}},
		{"terminate", casework.Reviewing, casework.Terminate{Ground: "mood", Evidence: " "}, []string{"ground choose", "evidence required"}},
		{"chase", casework.Reviewing, casework.Chase{Unit: "330303-mzj", Ground: "mood"}, []string{"unit choose", "ground choose", "content required", "until required"}},
		{"propose", casework.Closed, casework.ProposeRevocation{Cause: "mood"},
			[]string{"cause choose", "facts required", "article required", "limit limitMissing"}},
		{"hold back", casework.Closed, casework.SuspendLicence{}, []string{"until required", "paper required", "by required", "reason required"}},
		{"hold back what is over", casework.Closed, casework.SuspendLicence{Paper: "罚1号", By: "局", From: day(2026, 1, 1), Until: day(2026, 1, 2), Reason: "越界"}, []string{"from holdFrom", "until holdOver"}},
		{"cancel", casework.Closed, casework.CancelLicence{}, []string{"ground choose", "evidence required"}},
		{"cancel what is valid as expired", casework.Closed, casework.CancelLicence{Ground: casework.NotRenewed, Evidence: "届满"}, []string{"ground notExpired"}},
		{"cancel what nobody took away", casework.Closed, casework.CancelLicence{Ground: casework.TakenAway, Evidence: "吊销"}, []string{"paper penaltyMissing"}},
		{"cancel by no provision", casework.Closed, casework.CancelLicence{Ground: casework.OtherByStatute, Evidence: "申请注销"}, []string{"paper provisionMissing"}},
		{"issue", casework.Granted, casework.Issue{No: " "}, []string{"no required"}},
		{"order", casework.Granted, casework.OrderFee{}, []string{"lines feeLines"}},
		{"order what is not published", casework.Granted, casework.OrderFee{Lines: []casework.FeeLine{{Name: "听证费", Fen: 1}}}, []string{"lines.0 feeUnknown"}},
		{"reduce without basis", casework.Granted, casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: 500, Reduced: 500}}}, []string{"lines.0 reductionBasis"}},
		{"reduce by more than is due", casework.Granted, casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: 500, Reduced: 501, By: "x"}}}, []string{"lines.0 feeReduction"}},
		{"charge twice", casework.Granted, casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: 500}, {Name: "工本费", Fen: 500}}}, []string{"lines.1 feeTwice"}},
		{"pay back", casework.Granted, casework.OrderFee{Lines: []casework.FeeLine{{Name: "工本费", Fen: -1}}}, []string{"lines.0 feeAmount"}},
		{"file nothing", casework.Closed, casework.FileAway{}, []string{"pages.form pagesMissing", "pages.receipt pagesMissing", "pages.m:m1 pagesMissing",
			"pages.m:m2 pagesMissing", "pages.m:m4 pagesMissing", "pages.acceptance pagesMissing", "pages.opinions pagesMissing", "pages.decision pagesMissing",
			"pages.licence pagesMissing", "pages.service pagesMissing", "keep choose"}},
		{"amend", casework.Closed, casework.ProposeAmendment{}, []string{"what choose", "after required", "reason required"}},
		{"amend an outcome", casework.Closed, casework.ProposeAmendment{What: "granted", After: "否", Reason: "错"}, []string{"what choose"}},
		{"amend nothing", casework.Closed, casework.ProposeAmendment{What: casework.ApplicantName, After: "张三", Reason: "错"}, []string{"after sameValue"}},
		{"serve", casework.Issuing, casework.Serve{}, []string{"mode choose"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := at(t, test.state)
			before := text(t, h.c)
			invalid(t, h.try(test.cmd, doer(test.cmd.Act())), test.want...)
			if text(t, h.c) != before {
				t.Error("the case changed")
			}
		})
	}
}

// TestWrongInput: values that are there but can't be right.
func TestWrongInput(t *testing.T) {
	long := strings.Repeat("长", 4001)
	today := day(2026, 3, 2)
	for _, test := range []struct {
		name  string
		state casework.State
		cmd   func(h *hall) casework.Command
		want  []string
	}{
		{"channel not offered", casework.None, with(func(f *casework.Filing) { f.Channel = catalog.ByFax }),
			[]string{"channel channelNotOffered", "material.m1 remoteOriginal", "material.m4 remoteOriginal"}},
		{"original by e-mail", casework.None, with(func(f *casework.Filing) { f.Channel = catalog.ByEmail }), []string{"material.m1 remoteOriginal", "material.m4 remoteOriginal"}},
		{"material unknown", casework.None, with(func(f *casework.Filing) { f.Materials[0].Code = "m9" }), []string{"material.m9 materialUnknown"}},
		{"material twice", casework.None, with(func(f *casework.Filing) { f.Materials[1] = f.Materials[0] }), []string{"material.m1 materialTwice"}},
		{"upload without file", casework.None, with(func(f *casework.Filing) { f.Materials[0].How = casework.Upload }), []string{"material.m1 fileMissing"}},
		{"wrong identity number", casework.None, with(func(f *casework.Filing) { f.Applicant.ID = "330303199001010018" }), []string{"applicant.id idCheck"}},
		{"wrong kind of document", casework.None, with(func(f *casework.Filing) { f.Applicant.IDType = "999" }), []string{"applicant.id documentKind"}},
		{"wrong telephone", casework.None, with(func(f *casework.Filing) { f.Applicant.Phone = "123" }), []string{"applicant.phone phone"}},
		{"agent without name", casework.None, with(func(f *casework.Filing) {
			f.Agent = &casework.Party{IDType: "111", ID: citizen, Phone: "13800000001"}
		}), []string{"agent.name required"}},
		{"form too large", casework.None, with(func(f *casework.Filing) { f.Form = []byte(strings.Repeat(" ", 256<<10+1)) }), []string{"form tooLarge"}},
		{"received tomorrow", casework.None, func(h *hall) casework.Command {
			return casework.Receive{Filing: filing(), ReceivedOn: today.Add(1)}
		}, []string{"receivedOn dayInFuture"}},
		{"received long ago", casework.None, func(h *hall) casework.Command {
			return casework.Receive{Filing: filing(), ReceivedOn: today.Add(-61)}
		}, []string{"receivedOn dayTooEarly"}},
		{"supplement period too long", casework.Received, func(*hall) casework.Command {
			a := ask()
			a.Limit.N = 70
			return a
		}, []string{"limit limitTooLong"}},
		{"opinion too long", casework.Reviewing, always(casework.Pass{Opinion: long}), []string{"opinion tooLong"}},
		{"competent body too long", casework.Received, always(casework.RefuseAcceptance{Ground: casework.NotOurPower, Reason: "不归", Competent: long}),
			[]string{"competent tooLong"}},
		{"kind not of Article 45 here", casework.Approving, suspend(func(s *casework.Suspend) { s.Kind = catalog.Auction }), []string{"kind kindNotAllowed"}},
		{"stop from yesterday", casework.Approving, suspend(func(s *casework.Suspend) { s.From = today.Add(-1) }), []string{"from stopBeforeNotice"}},
		{"stop that ends first", casework.Approving, suspend(func(s *casework.Suspend) { s.Told = today.Add(-1) }), []string{"told stopEndsFirst"}},
		{"stop for ever", casework.Approving, suspend(func(s *casework.Suspend) { s.Told = today.Add(367) }), []string{"told stopTooLong"}},
		{"stop after the limit", casework.Approving, suspend(func(s *casework.Suspend) { s.From, s.Told = day(2026, 3, 31), day(2026, 4, 1) }), []string{"from stopAfterDue"}},
		{"stop with an endless number", casework.Approving, suspend(func(s *casework.Suspend) { s.Notice = long }), []string{"notice tooLong"}},
		{"resumed before it began", casework.Suspended, always(casework.Resume{EndedOn: today.Add(-1)}), []string{"endedOn endBeforeStart"}},
		{"resumed in the future", casework.Suspended, always(casework.Resume{EndedOn: today.Add(1)}), []string{"endedOn dayInFuture"}},
		{"valid up to yesterday", casework.Approving, always(casework.Grant{Opinion: "同意", Until: today.Add(-1)}), []string{"until dayInPast"}},
		{"number too long", casework.Granted, always(casework.Issue{No: long}), []string{"no tooLong"}},
		{"served tomorrow", casework.Issuing, always(casework.Serve{Mode: casework.InPerson, Receiver: "张三", On: today.Add(1)}), []string{"on dayInFuture"}},
		{"served before decided", casework.Issuing, always(casework.Serve{Mode: casework.InPerson, Receiver: "张三", On: today.Add(-1)}), []string{"on beforeDecision"}},
		{"relation too long", casework.Issuing, always(casework.Serve{Mode: casework.InPerson, Receiver: "张三", Place: long}), []string{"place tooLong"}},
		{"reply of yesterday", casework.Reviewing, always(casework.Chase{Ground: casework.ChaseOther, Text: "x", Due: today.Add(-1)}), []string{"until dayInPast"}},
		{"reply in a year", casework.Reviewing, always(casework.Chase{Ground: casework.ChaseOther, Text: long, Due: today.Add(61)}), []string{"content tooLong", "until dayTooFar"}},
		{"reply of nothing", casework.Reviewing, func(h *hall) casework.Command {
			h.do(t, h.sample(org.Chase), staff(overseer))
			return casework.AnswerChase{Text: " "}
		}, []string{"content required"}},
		{"reminder too long", casework.Reviewing, func(h *hall) casework.Command {
			h.now = missed
			return casework.Urge{Text: long}
		}, []string{"content tooLong"}},
		{"reason too long", casework.Received, always(casework.Withdraw{Reason: long}), []string{"reason tooLong"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := at(t, test.state)
			cmd := test.cmd(h)
			invalid(t, h.try(cmd, doer(cmd.Act())), test.want...)
		})
	}
}

func with(change func(*casework.Filing)) func(*hall) casework.Command {
	f := filing()
	change(&f)
	return always(casework.Receive{Filing: f})
}

func always(c casework.Command) func(*hall) casework.Command {
	return func(*hall) casework.Command { return c }
}

func suspend(change func(*casework.Suspend)) func(*hall) casework.Command {
	return func(h *hall) casework.Command {
		s := h.stop()
		change(&s)
		return s
	}
}

// TestItemNotInForce: an item can be applied for only on the days it is in force.
func TestItemNotInForce(t *testing.T) {
	h := newHall(t)
	h.item.From = day(2026, 3, 3)
	invalid(t, h.try(casework.Receive{Filing: filing()}, staff(clerk)), "item itemNotInForce")
	h.item.From, h.item.To = day(2010, 1, 1), day(2026, 3, 1)
	invalid(t, h.try(casework.Receive{Filing: filing()}, staff(clerk)), "item itemNotInForce")
	h.item.To = day(2026, 3, 2)
	h.do(t, casework.Receive{Filing: filing()}, staff(clerk))
}

// TestUnitThatDoesNotAccept: an item is received only at the levels it names.
func TestUnitThatDoesNotAccept(t *testing.T) {
	h := newHall(t)
	f := filing()
	f.AcceptUnit = "330303001"
	invalid(t, h.try(casework.Receive{Filing: f}, staff("330303001-sl")), "acceptUnit unitDoesNotAccept")
	invalid(t, h.try(casework.Submit{Filing: f}, applicant), "acceptUnit unitDoesNotAccept")
}

// TestNoUnitForStep: a road that can't be found is refused before anything happens.
func TestNoUnitForStep(t *testing.T) {
	h := newHall(t)
	h.item.Procedure.Steps[2].Unit = "department:none"
	refused(t, h.try(casework.Receive{Filing: filing()}, staff(clerk)), "noUnitForStep")
	online := filing()
	refused(t, h.try(casework.Submit{Filing: online}, applicant), "noUnitForStep")
}

// TestOnceOnly: a second notice without a reason, a second extension and an act of somebody else.
func TestOnceOnly(t *testing.T) {
	h := at(t, casework.Supplementing)
	h.do(t, answer(), applicant)
	invalid(t, h.try(ask(), staff(clerk)), "because askedBefore")

	h = at(t, casework.Approving)
	h.do(t, casework.Extend{Reason: "复杂"}, staff(head))
	refused(t, h.try(casework.Extend{Reason: "复杂"}, staff(head)), "extendedBefore")
	refused(t, h.try(casework.Grant{Opinion: "同意"}, staff(reviewer)), "notYours")

	h = at(t, casework.Reviewing)
	refused(t, h.try(casework.Return{Opinion: "退"}, staff(reviewer)), "nothingBefore")
}
