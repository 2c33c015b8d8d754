package watch_test

import (
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit"
)

// roads are acts on a licence to fell trees from Monday, 2026-03-02, 9:31 on. Each is sound.
var roads = map[string]func(t tb) *hall{
	"accepted":      felling(org.Receive, org.Accept),
	"submitted":     felling(org.Draft, org.Submit),
	"received":      felling(org.Receive),
	"asked":         felling(org.Receive, org.RequestSupplement),
	"tested":        tested,
	"posted":        felling(org.Receive, org.RequestSupplement, org.NotePosted),
	"postedCame":    came,
	"postedLost":    then(felling(org.Receive, org.RequestSupplement, org.NotePosted), "2026-04-02", org.Tick),
	"answered":      felling(org.Receive, org.RequestSupplement, org.Supplement),
	"allowed":       felling(org.Receive, org.RequestSupplement, org.Supplement, org.AllowSupplement),
	"mended":        felling(org.Receive, org.RequestSupplement, org.Supplement, org.Accept),
	"corrected":     felling(org.Receive, org.CorrectOnSpot),
	"noLicence":     felling(org.Receive, org.TellNoLicence),
	"refused":       felling(org.Receive, org.RefuseAcceptance),
	"false":         falsehood(org.RefuseAcceptance),
	"deniedFalse":   falsehood(org.Deny),
	"checked":       felling(org.Receive, org.Accept, org.SiteCheck),
	"reviewed":      felling(org.Receive, org.Accept, org.SiteCheck, org.Pass),
	"interest":      felling(org.Receive, org.Accept, org.Pass, org.FindInterest),
	"notified":      felling(org.Receive, org.Accept, org.Pass, org.FindInterest, org.NotifyInterested),
	"stated":        felling(org.Receive, org.Accept, org.Pass, org.MakeStatement),
	"statedTwice":   felling(org.Receive, org.Accept, org.Pass, org.MakeStatement, org.AnswerStatement),
	"heard":         felling(org.Receive, org.Accept, org.Pass, org.MakeStatement, org.AnswerStatement, org.Grant),
	"unasked":       then(felling(org.Receive, org.Accept, org.Pass, org.FindInterest, org.NotifyInterested, org.TellHearing, org.TellHearing), "2026-03-10", org.Grant),
	"told":          felling(org.Receive, org.Accept, org.Pass, org.TellHearing),
	"asked47":       felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing),
	"announced":     felling(org.Receive, org.Accept, org.Pass, org.AnnounceHearing),
	"arranged":      felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing),
	"toldHearing":   felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing),
	"recused":       felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.RequestRecusal),
	"recusal":       felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.RequestRecusal, org.DecideRecusal),
	"held":          held,
	"heldGranted":   heldGranted,
	"heldLate":      heldLate,
	"approving":     felling(org.Receive, org.Accept, org.Pass),
	"returned":      felling(org.Receive, org.Accept, org.Pass, org.Return),
	"stopped":       felling(org.Receive, org.Accept, org.Pass, org.Suspend),
	"resumed":       felling(org.Receive, org.Accept, org.Pass, org.Suspend, org.Resume),
	"extended":      felling(org.Receive, org.Accept, org.Pass, org.Extend),
	"granted":       felling(org.Receive, org.Accept, org.Pass, org.Grant),
	"denied":        felling(org.Receive, org.Accept, org.Veto, org.Deny),
	"issued":        felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue),
	"served":        felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve),
	"concluded":     felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude),
	"published":     published,
	"ordered":       charged(org.OrderFee),
	"paid":          charged(org.OrderFee, org.PayFee),
	"paidIssued":    charged(org.OrderFee, org.PayFee, org.Issue),
	"filed":         felling(org.Receive, org.TellNoLicence, org.FileAway),
	"proposed":      felling(org.Receive, org.TellNoLicence, org.ProposeAmendment),
	"amended":       felling(org.Receive, org.TellNoLicence, org.ProposeAmendment, org.SettleAmendment),
	"spot":          spot,
	"closedLate":    then(felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve), "2026-03-17", org.Conclude),
	"emailed":       emailed,
	"toRevoke":      revoking(org.ProposeRevocation),
	"holderHeard":   revoking(org.ProposeRevocation, org.HearHolder),
	"revoked":       revoking(org.ProposeRevocation, org.HearHolder, org.RevokeLicence),
	"silent":        then(revoking(org.ProposeRevocation), "2026-03-10", org.RevokeLicence),
	"heldBack":      revoking(org.SuspendLicence),
	"givenBack":     then(revoking(org.SuspendLicence), "2026-03-10", org.ReturnLicence),
	"cancelled":     revoking(org.CancelLicence),
	"reminded":      then(revoking(org.FileAway), "2027-01-30", org.Tick),
	"over":          then(revoking(org.FileAway), "2027-03-03", org.Tick),
	"overCancel":    then(then(revoking(org.FileAway), "2027-03-03", org.Tick), "2027-04-01", org.CancelLicence),
	"urged":         then(felling(org.Receive, org.Accept, org.Pass), "2026-05-06", org.Urge),
	"chased":        felling(org.Receive, org.Accept, org.Pass, org.Chase),
	"replied":       felling(org.Receive, org.Accept, org.Pass, org.Chase, org.AnswerChase),
	"repliedLate":   then(felling(org.Receive, org.Accept, org.Pass, org.Chase), "2026-03-06", org.AnswerChase),
	"refusedServed": felling(org.Receive, org.RefuseAcceptance, org.Serve),
	"refusedFiled":  felling(org.Receive, org.RefuseAcceptance, org.Serve, org.FileAway),
	"terminated":    felling(org.Receive, org.Accept, org.Terminate),
	"overseen":      overseen,
	"withdrawn":     felling(org.Receive, org.Accept, org.Withdraw),
	"deemed":        then(felling(org.Receive), "2026-03-10", org.Tick),
	"lapsed":        then(felling(org.Receive, org.RequestSupplement), "2026-03-18", org.Tick),
	"toldOver":      then(felling(org.Receive, org.Accept, org.Suspend), "2026-03-13", org.Tick),
	"decidedLate":   then(felling(org.Receive, org.Accept, org.Pass), "2026-03-17", org.Grant),
	"decidedOver":   then(felling(org.Receive, org.Accept, org.Pass), "2026-03-31", org.Grant),
	"servedLate":    then(felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue), "2026-03-17", org.Serve),
	"acceptedLate":  then(felling(org.Receive), "2026-03-04", org.Accept),
	"stoppedLast":   then(felling(org.Receive, org.Accept), "2026-03-30", org.Suspend),
	"pending":       short(org.AcceptPending),
	"owing":         short(org.AcceptPending, org.Pass),
	"brought":       short(org.AcceptPending, org.BringPending),
	"unfit":         short(org.AcceptPending, org.BringPending, org.RevokeAcceptance),
	"broughtLate":   then(short(org.AcceptPending), "2026-03-10", org.BringPending),
	"overdue":       overdue,
	"fax":           fax(org.Receive, org.Accept, org.Pass),
	"faxed":         fax(org.Receive, org.Accept, org.Pass, org.ReceiveOriginals),
	"faxGranted":    fax(org.Receive, org.Accept, org.Pass, org.ReceiveOriginals, org.Grant),
	"faxExtended":   fax(org.Receive, org.Accept, org.Pass, org.ReceiveOriginals, org.Extend),
	"faxLate":       then(fax(org.Receive, org.Accept, org.Pass), "2026-03-18", org.ReceiveOriginals),
	"faxDenied":     faxDenied,
	"letter":        letter,
	"lateAnswer":    lateAnswer,
	"stopsInRow":    stopsInRow,
	"recounted":     recounted(felling(org.Receive, org.Accept)),
	"recountedAsk":  recounted(felling(org.Receive, org.RequestSupplement)),
	"kept":          recounted(recounted(felling(org.Receive, org.RequestSupplement))),
	"uncounted":     uncounted,
	"recountedEnd":  then(recounted(felling(org.Receive, org.RequestSupplement)), "2026-03-20", org.Tick),
	"movedAfter":    movedAfter,
	"beside":        occupy(org.Receive, org.Accept),
	"waiting":       occupy(org.Receive, org.Accept, org.Pass),
	"together":      occupy(org.Receive, org.Accept, org.Pass, org.JointOpinion),
	"besideFirst":   occupy(org.Receive, org.Accept, org.JointOpinion),
	"besideLast":    occupy(org.Receive, org.Accept, org.JointOpinion, org.Veto, org.Deny),
	"besideAgain":   occupy(org.Receive, org.Accept, org.JointOpinion, org.Pass, org.Return, org.JointOpinion, org.Pass, org.Grant),
	"word":          word(org.Receive, org.AcceptCommitted),
	"wordClosed":    word(wordRoad...),
	"wordKept":      inspected(casework.CommitKept),
	"wordMend":      inspected(casework.Rectify),
	"wordBroken":    inspected(casework.CommitBroken),
	"wordBack":      takenBack,
	"wordLate":      wordLate,
	"inLine":        limited(org.Receive, org.Accept),
	"inLineDeemed":  then(limited(org.Receive), "2026-03-10", org.Tick),
	"placed":        limited(org.Receive, org.Accept, org.Pass, org.Grant),
	"renewAsked":    about(casework.Renew, "2026-04-10", org.Receive),
	"renewTooLate":  about(casework.Renew, "2026-03-20", org.Receive, org.Accept),
	"renewGranted":  about(casework.Renew, "2026-04-10", org.Receive, org.Accept, org.Pass, org.Grant),
	"renewSilent":   then(about(casework.Renew, "2026-04-10", org.Receive, org.Accept, org.Pass), "2026-04-11", org.Tick),
	"renewEarly":    then(about(casework.Renew, "2026-04-10", org.Receive, org.Accept), "2026-04-13", org.Tick),
	"changed":       about(casework.Change, "2026-04-10", org.Receive, org.Accept, org.Pass, org.Grant),
	"noted":         revoking(org.NoteRenewal),
	"notedGranted":  noted(casework.RenewalGranted),
	"notedIssued":   noted(casework.RenewalGranted, casework.RenewalIssued),
	"notedEnded":    then(noted(casework.RenewalEnded), "2027-03-03", org.Tick),
	"notedCancel":   then(noted(casework.RenewalEnded), "2026-03-09", org.CancelLicence),
	"jointLonger":   occupy(org.Receive, org.Accept, org.Extend),
}

// spring is the calendar with four days off more in March 2026.
var spring = func() *period.Calendar {
	a, _ := period.Default().Arrangement(2026)
	for _, day := range []string{"2026-03-04", "2026-03-05", "2026-03-17", "2026-03-18"} {
		a.Off = append(a.Off, date(day))
	}
	cal, err := period.Default().With("spring.json", period.File(map[int]period.Arrangement{2026: a}))
	if err != nil {
		panic(err)
	}
	return cal
}()

// recounted is a road after which a calendar came in, or went again, and was counted with.
func recounted(road func(t tb) *hall) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := uncountedAfter(road)(t)
		h.next(t, org.Recount)
		return h
	}
}

func uncountedAfter(road func(t tb) *hall) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := road(t)
		if h.editions().At(h.world.Clock.Now()) == spring {
			h.announce(period.Default())
		} else {
			h.announce(spring)
		}
		return h
	}
}

// uncounted: a calendar came in that moves a day, and nothing was written down yet.
func uncounted(t tb) *hall { return uncountedAfter(felling(org.Receive))(t) }

// movedAfter: a calendar that came in after the end changes nothing that is shown.
func movedAfter(t tb) *hall {
	return uncountedAfter(felling(org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude))(t)
}

func felling(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		h.next(t, acts...)
		return h
	}
}

// occupy is a case that two bodies examine side by side, handled jointly.
func occupy(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Occupy)
		h.next(t, acts...)
		return h
	}
}

// word is a case accepted on a commitment in place of one material.
func word(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		item := *h.item
		item.Materials = append(slices.Clone(item.Materials), catalog.Material{Code: "m5", Name: "权属证明", Necessity: catalog.Required, Commit: true})
		item.Sheet.CommitInstead, h.word = true, true
		h.item = &item
		h.next(t, acts...)
		return h
	}
}

var wordRoad = []org.Act{org.Receive, org.AcceptCommitted, org.Grant, org.Issue, org.Serve, org.Conclude}

// inspected is a closed case whose commitment was looked at.
func inspected(result casework.Finding) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := word(wordRoad...)(t)
		h.look(t, result)
		return h
	}
}

func (h *hall) look(t tb, result casework.Finding) {
	t.Helper()
	h.do(t, look(result), h.doer(t, org.InspectCommitment))
}

func look(result casework.Finding) casework.InspectCommitment {
	a := casework.InspectCommitment{Result: result, Findings: "到现场看过", Checkers: []casework.Checker{{No: "330303-nyj-sp", Cert: "浙C1"}, {No: "330303-nyj-zz", Cert: "浙C2"}}}
	if result == casework.Rectify {
		a.Limit = period.Period{N: 10, Unit: period.WorkingDay}
	}
	return a
}

func takenBack(t tb) *hall {
	h := inspected(casework.CommitBroken)(t)
	h.next(t, org.RevokeCommitted)
	return h
}

// wordLate: nobody looked within sixty working days.
func wordLate(t tb) *hall {
	h := word(wordRoad...)(t)
	h.on("2026-09-01")
	h.look(t, casework.CommitKept)
	return h
}

// limited is a case for one of two places a year.
func limited(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		item := *h.item
		item.Quota = &catalog.Quota{Places: 2, Per: catalog.EachYear}
		h.item = &item
		h.next(t, acts...)
		return h
	}
}

// revoking is felling up to the closed file, and what comes of the licence then.
func revoking(acts ...org.Act) func(t tb) *hall {
	return felling(append([]org.Act{org.Receive, org.Accept, org.Pass, org.Grant, org.Issue, org.Serve, org.Conclude}, acts...)...)
}

// about is felling for an application about a licence that ends on a day.
func about(kind casework.AboutKind, until string, acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		end := date(until)
		h.about = &casework.About{Kind: kind, No: "龙证〔2025〕1号"}
		h.held = &casework.Owned{Case: "330303012250401000001", No: h.about.No, Item: h.item.Code, Unit: "330303-nyj", Holder: testkit.Resident.ID,
			State: casework.LicenceValid, On: date("2025-04-11"), Until: end, By: end.Add(-30)}
		h.next(t, acts...)
		return h
	}
}

// noted is a licence whose file is told of a renewal, as far as it came.
func noted(stages ...casework.RenewalStage) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := revoking(org.NoteRenewal)(t)
		for _, stage := range stages {
			a := h.sample(org.NoteRenewal).(casework.NoteRenewal)
			if a.Stage = stage; stage != casework.RenewalEnded {
				a.Until = date("2028-03-01")
			}
			h.do(t, a, h.doer(t, org.NoteRenewal))
		}
		return h
	}
}

// short is felling for an application that lacks the material that may come later.
func short(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		h.short = true
		h.next(t, append([]org.Act{org.Receive}, acts...)...)
		return h
	}
}

// overdue: what was to come did not, and the acceptance was revoked.
func overdue(t tb) *hall {
	h := short(org.AcceptPending)(t)
	h.on("2026-03-10")
	h.do(t, casework.RevokeAcceptance{Ground: casework.PendingOverdue, Reason: "逾期未补交"}, h.doer(t, org.RevokeAcceptance))
	return h
}

// fax is felling for an application by fax.
func fax(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		h.fax = true
		h.next(t, acts...)
		return h
	}
}

// faxDenied: the originals never came.
func faxDenied(t tb) *hall {
	h := fax(org.Receive, org.Accept, org.Pass)(t)
	h.on("2026-05-07") // sixty days end on 1 May, which runs on to the 6th
	d := h.sample(org.Deny).(casework.Deny)
	d.Ground = casework.WithoutOriginals
	h.do(t, d, h.doer(t, org.Deny))
	return h
}

// overseen was ended by a supervisor while the applicant was to supplement.
func overseen(t tb) *hall {
	h := felling(org.Receive, org.RequestSupplement)(t)
	h.do(t, h.sample(org.Terminate), org.Actor{Kind: org.ByStaff, No: "330303-jc"})
	return h
}

// spot was decided on the spot, past the review.
func spot(t tb) *hall {
	h := newHall(t, testkit.Felling)
	item := *h.item
	item.Procedure.Steps = slices.Clone(item.Procedure.Steps)
	item.Procedure.Steps[2].OnSpot = true
	h.item = &item
	h.next(t, org.Receive)
	h.do(t, casework.Accept{Opinion: "齐全", OnSpot: true}, h.doer(t, org.Accept))
	h.next(t, org.Grant)
	return h
}

// charged is a grant that must be paid for first.
func charged(acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		h := newHall(t, testkit.Felling)
		item := *h.item
		item.Sheet.Fee = catalog.Fee{Charged: true, PayFirst: true, Items: []catalog.FeeItem{{Name: "工本费", Standard: "5元", Basis: "省价费"}}}
		h.item = &item
		h.next(t, append([]org.Act{org.Receive, org.Accept, org.Pass, org.Grant}, acts...)...)
		return h
	}
}

// published: the denial was served by public notice, which ended on 3 April, and the case closed.
func published(t tb) *hall {
	h := felling(org.Receive, org.Accept, org.Veto, org.Deny)(t)
	h.do(t, casework.Serve{Mode: casework.PublicNotice, Reason: "下落不明", Place: "区政府网站"}, h.doer(t, org.Serve))
	h.on("2026-04-01")
	h.next(t, org.Conclude)
	return h
}

// emailed: the denial went to the address that the applicant had confirmed, and on paper too.
func emailed(t tb) *hall {
	h := newHall(t, testkit.Felling)
	f := h.paper()
	f.Delivery = &casework.Delivery{Mode: casework.Electronic, Address: "a@example.cn", Consent: true, Paper: true}
	h.do(t, casework.Receive{Filing: f}, h.doer(t, org.Receive))
	h.next(t, org.Accept, org.Veto, org.Deny)
	h.do(t, casework.Serve{Mode: casework.Electronic, Receiver: "a@example.cn", OnPaper: "窗口交付"}, h.doer(t, org.Serve))
	return h
}

// then goes on with acts on another day.
func then(road func(t tb) *hall, day string, acts ...org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := road(t)
		h.on(day)
		h.next(t, acts...)
		return h
	}
}

// letter came two weeks before it was entered.
func letter(t tb) *hall {
	h := newHall(t, testkit.Felling)
	h.do(t, casework.Receive{Filing: h.paper(), ReceivedOn: date("2026-02-10")}, h.doer(t, org.Receive))
	return h
}

// tested: the testers are appointed on the sixth working day.
func tested(t tb) *hall {
	h := felling(org.Receive, org.Accept)(t)
	item := *h.item
	item.Procedure.Steps = slices.Clone(item.Procedure.Steps)
	at := &item.Procedure.Steps[h.c.At]
	at.Special = append(slices.Clone(at.Special), catalog.Testing)
	h.item = &item
	h.on("2026-03-10")
	s := h.sample(org.Suspend).(casework.Suspend)
	s.Kind, s.Testers = catalog.Testing, []string{"周一鸣", "吴二平"}
	h.do(t, s, h.doer(t, org.Suspend))
	return h
}

// came: what was posted on the last day is taken in at the counter three days after it.
func came(t tb) *hall {
	h := felling(org.Receive, org.RequestSupplement)(t)
	h.on("2026-03-17")
	h.next(t, org.NotePosted)
	h.on("2026-03-20")
	h.do(t, h.sample(org.Supplement), org.Actor{Kind: org.ByStaff, No: testkit.Community + "-sl"})
	return h
}

// lateAnswer is taken where an unanswered notice ends nothing.
func lateAnswer(t tb) *hall {
	h := felling(org.Receive, org.RequestSupplement)(t)
	h.rules.LapseEnds = false
	h.on("2026-03-20")
	h.next(t, org.Supplement)
	return h
}

// stopsInRow: three stops, each begun the day after the one before.
func stopsInRow(t tb) *hall {
	h := felling(org.Receive, org.Accept)(t)
	for _, day := range []string{"2026-03-03", "2026-03-04", "2026-03-05"} {
		h.on(day)
		h.next(t, org.Suspend, org.Resume)
	}
	return h
}

// TestRoadsAreSound: the roads break nothing, and are neither late nor odd but where their
// name says so.
func TestRoadsAreSound(t *testing.T) {
	for name, road := range roads {
		t.Run(name, func(t *testing.T) {
			h := road(t)
			f := h.standing(t)
			f.Rules.LapseEnds = true
			for _, one := range sound(t, f, h.editions()) {
				if !slices.Contains(expected[name], one.Code) {
					t.Errorf("%+v", one)
				}
			}
		})
	}
}

// expected are the findings of roads that are late or odd on purpose.
var expected = map[string][]string{
	"renewEarly":   {"renewedBySilence", "stepLate"},
	"renewSilent":  {"renewedBySilence", "stepLate"},
	"renewTooLate": {"renewLate"},
	"notedEnded":   {"filedLate"},
	"unasked":      {"stepLate"},
	"heldLate":     {"hearingLate", "stepLate", "promiseLate"},
	"deemed":       {"deemedAccepted"},
	"inLineDeemed": {"deemedAccepted"},
	"wordLate":     {"inspectionLate", "filedLate"},
	"decidedLate":  {"promiseLate", "stepLate"},
	"repliedLate":  {"chaseLate"},
	"urged":        {"statuteLate", "stepLate"},
	"decidedOver":  {"statuteLate", "stepLate"},
	"servedLate":   {"deliveryLate"},
	"acceptedLate": {"stepLate"},
	"stoppedLast":  {"stopOnLastDay"},
	"letter":       {"registeredLate", "stepLate", "tickMissing"},
	"broughtLate":  {"pendingLate", "stepLate"},
	"faxLate":      {"originalsLate"},
	"faxDenied":    {"stepLate"},
	"overCancel":   {"cancelLate"},
	"lateAnswer":   {"supplementLate"},
	"tested":       {"testersLate", "stepLate"},
	"stopsInRow":   {"stopsInRow", "stopsMany"},
}

// held is a hearing on the day that was told.
var held = then(felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing, org.ScheduleHearing, org.ServeHearing), "2026-03-11", org.HoldHearing)

// heldGranted is a decision after a hearing, by its minutes.
func heldGranted(t tb) *hall {
	h := held(t)
	h.do(t, casework.Grant{Opinion: "同意。", Minutes: casework.Followed}, h.doer(t, org.Grant))
	return h
}

// heldLate is a hearing that was arranged when its twenty days were nearly over.
func heldLate(t tb) *hall {
	h := felling(org.Receive, org.Accept, org.Pass, org.TellHearing, org.RequestHearing)(t)
	h.on("2026-03-27")
	h.next(t, org.ScheduleHearing)
	h.next(t, org.ServeHearing)
	h.world.Clock.Set(h.c.Hearing.Plan.On.At(17, 0))
	h.next(t, org.HoldHearing)
	return h
}

// falsehood is an application with false material in a matter of public safety.
func falsehood(act org.Act) func(t tb) *hall {
	return func(t tb) *hall {
		t.Helper()
		h := newHall(t, testkit.Felling)
		item := *h.item
		h.item, item.Safety = &item, true
		h.next(t, org.Receive)
		if act == org.RefuseAcceptance {
			h.do(t, casework.RefuseAcceptance{Ground: casework.FalseMaterial, Reason: "权属证明系伪造。"}, h.doer(t, act))
			return h
		}
		h.next(t, org.Accept, org.Pass)
		h.do(t, casework.Deny{Ground: casework.DenyFalse, Opinion: "不同意。", Reasons: "权属证明系伪造。", Article: "《行政许可法》第七十八条"}, h.doer(t, act))
		return h
	}
}
