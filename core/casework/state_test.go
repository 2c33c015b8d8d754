package casework_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/testkit/scenario/district"
)

// accepted are the states from acceptance to decision.
var accepted = []casework.State{casework.Reviewing, casework.Approving, casework.Suspended}

// law is an independent table of the states in which each act can be done, with the
// provision that a refusal cites.
var law = map[org.Act]struct {
	in   []casework.State
	rule string
}{
	org.Draft:             {[]casework.State{casework.None, casework.Drafting}, "许可法29"},
	org.Submit:            {[]casework.State{casework.None, casework.Drafting}, "许可法29"},
	org.Receive:           {[]casework.State{casework.None, casework.Drafting}, "许可法29"},
	org.CorrectOnSpot:     {[]casework.State{casework.Received}, "许可法32(3)"},
	org.RequestSupplement: {[]casework.State{casework.Received}, "许可法32(4)"},
	org.AllowSupplement:   {[]casework.State{casework.Received}, "许可法72(4)"},
	org.Supplement:        {[]casework.State{casework.Supplementing}, "许可法32(4)"},
	org.NotePosted:        {[]casework.State{casework.Supplementing}, "民诉法85(4)"},
	org.Accept:            {[]casework.State{casework.Received}, "许可法32(5)"},
	org.AcceptPending:     {[]casework.State{casework.Received}, "浙2018 A11(2)"},
	org.AcceptCommitted:   {[]casework.State{casework.Received}, "浙2018 A14"},
	org.InspectCommitment: {[]casework.State{casework.Closed}, "浙2018 A14"},
	org.RevokeCommitted:   {[]casework.State{casework.Closed}, "浙2018 A14"},
	org.BringPending:      {accepted, "浙2018 A11(2)"},
	org.RevokeAcceptance:  {accepted, "浙2018 A11(2)"},
	org.TellNoLicence:     {[]casework.State{casework.Received}, "许可法32(1)"},
	org.RefuseAcceptance:  {[]casework.State{casework.Received}, "许可法32(2)"},
	org.ReceiveOriginals:  {append([]casework.State{casework.Received}, accepted...), "公司登记条例53、令56号"},
	org.SiteCheck:         {[]casework.State{casework.Reviewing, casework.Approving}, "许可法34(3)"},
	org.FindInterest:      {[]casework.State{casework.Reviewing, casework.Approving}, "许可法36"},
	org.NotifyInterested:  {[]casework.State{casework.Reviewing, casework.Approving}, "许可法36"},
	org.MakeStatement:     {accepted, "许可法36"},
	org.AnswerStatement:   {[]casework.State{casework.Reviewing, casework.Approving}, "许可法36"},
	org.TellHearing:       {[]casework.State{casework.Reviewing, casework.Approving}, "许可法47"},
	org.AnnounceHearing:   {[]casework.State{casework.Reviewing, casework.Approving}, "许可法46"},
	org.RequestHearing:    {accepted, "许可法47"},
	org.ScheduleHearing:   {accepted, "许可法48"},
	org.ServeHearing:      {[]casework.State{casework.Reviewing, casework.Approving, casework.Suspended}, "许可法48"},
	org.RequestRecusal:    {accepted, "许可法48"},
	org.DecideRecusal:     {accepted, "许可法48"},
	org.HoldHearing:       {accepted, "许可法48"},
	org.Pass:              {[]casework.State{casework.Reviewing}, "许可法34、35"},
	org.Veto:              {[]casework.State{casework.Reviewing}, "许可法34、35"},
	org.JointOpinion:      {[]casework.State{casework.Reviewing}, "许可法26、浙2018 A5"},
	org.Return:            {[]casework.State{casework.Reviewing, casework.Approving}, "通知图二"},
	org.Suspend:           {[]casework.State{casework.Reviewing, casework.Approving}, "许可法45"},
	org.Resume:            {[]casework.State{casework.Suspended}, "许可法45"},
	org.Extend:            {[]casework.State{casework.Reviewing, casework.Approving}, "许可法42"},
	org.Grant:             {[]casework.State{casework.Approving}, "许可法38"},
	org.Deny:              {[]casework.State{casework.Approving}, "许可法38"},
	org.Issue:             {[]casework.State{casework.Granted}, "许可法39"},
	org.Serve:             {[]casework.State{casework.Granted, casework.Denied, casework.Issuing, casework.Closed}, "许可法44"},
	org.Conclude:          {[]casework.State{casework.Delivered}, "通知图二"},
	org.OrderFee:          {[]casework.State{casework.Granted, casework.Issuing}, "许可法58、59"},
	org.PayFee:            {[]casework.State{casework.Granted, casework.Issuing, casework.Delivered, casework.Closed}, "许可法58、59"},
	org.FileAway:          {[]casework.State{casework.Closed}, "案卷评查标准"},
	org.ProposeAmendment:  {[]casework.State{casework.Closed}, "案卷评查标准"},
	org.SettleAmendment:   {[]casework.State{casework.Closed}, "案卷评查标准"},
	org.Withdraw: {[]casework.State{casework.Received, casework.Supplementing, casework.Reviewing,
		casework.Approving, casework.Suspended}, "许可法29"},
	org.Urge:        {[]casework.State{casework.Reviewing, casework.Approving, casework.Granted, casework.Denied, casework.Issuing}, "许可法42、44"},
	org.Chase:       {[]casework.State{casework.Received, casework.Supplementing, casework.Reviewing, casework.Approving, casework.Suspended, casework.Granted, casework.Denied, casework.Issuing, casework.Delivered, casework.Closed}, "通知三(三)"},
	org.AnswerChase: {[]casework.State{casework.Received, casework.Supplementing, casework.Reviewing, casework.Approving, casework.Suspended, casework.Granted, casework.Denied, casework.Issuing, casework.Delivered, casework.Closed}, "通知三(三)"},
	org.Terminate: {[]casework.State{casework.Received, casework.Supplementing, casework.Reviewing,
		casework.Approving, casework.Suspended}, "通知图二"},
	org.Recount: {append([]casework.State{casework.Received, casework.Supplementing, casework.Granted, casework.Denied, casework.Issuing},
		accepted...), "许可法82"},
	org.ProposeRevocation: {[]casework.State{casework.Closed}, "许可法69"},
	org.HearHolder:        {[]casework.State{casework.Closed}, "许可法36"},
	org.RevokeLicence:     {[]casework.State{casework.Closed}, "许可法69"},
	org.SuspendLicence:    {[]casework.State{casework.Closed}, "行政处罚法9(3)"},
	org.ReturnLicence:     {[]casework.State{casework.Closed}, "行政处罚法9(3)"},
	org.CancelLicence:     {[]casework.State{casework.Closed}, "许可法70"},
	org.NoteRenewal:       {[]casework.State{casework.Closed}, "许可法49、50"},
	org.Tick: {[]casework.State{casework.Received, casework.Supplementing, casework.Reviewing, casework.Approving, casework.Suspended,
		casework.Closed}, "许可法32(4)、45、50"},
}

// TestActInEachState: in a wrong state every act is refused with its rule, makes no fact
// and leaves the case as it was; in a right one the state is no obstacle.
func TestActInEachState(t *testing.T) {
	for state := range roads {
		for act, l := range law {
			h := at(t, state)
			before, whole := h.c, text(t, h.c)
			after, fact, err := casework.Decide(h.c, h.sample(act), h.env(doer(act)))
			if slices.Contains(l.in, state) {
				var r casework.Refusal
				if asRefusal(err, &r) && r.Code == "wrongState" {
					t.Errorf("%s when %q: %v", act, state, err)
				}
				continue
			}
			r := refused(t, err, "wrongState")
			if r.Rule != l.rule || !slices.Equal(r.Args, []string{string(act), string(state)}) {
				t.Errorf("%s when %q: %v, want rule %s", act, state, r, l.rule)
			}
			if !reflect.DeepEqual(after, before) || text(t, h.c) != whole {
				t.Errorf("%s when %q changed the case", act, state)
			}
			if !reflect.DeepEqual(fact, casework.Fact{}) {
				t.Errorf("%s when %q made a fact", act, state)
			}
		}
	}
}

// TestEveryActIsDoneSomewhere: each act, rightly filled in, can be done by its doer in
// some state, and leaves exactly one fact more.
func TestEveryActIsDoneSomewhere(t *testing.T) {
	for act, l := range law {
		done := false
		for _, state := range l.in {
			h := ready(t, act, state)
			if act == org.Tick {
				h.now = casework.NextTick(h.c, h.env(system))
			}
			version := h.c.Version
			if err := h.try(h.sample(act), doer(act)); err != nil {
				continue
			}
			done = true
			if h.c.Version != version+1 || h.facts[version].Seq != version+1 || h.facts[version].Act != act {
				t.Errorf("%s when %q: version %d → %d, fact %+v", act, state, version, h.c.Version, h.facts[version])
			}
		}
		if !done {
			t.Errorf("%s was done nowhere", act)
		}
	}
}

// TestLawKnowsEveryAct: whoever adds an act says here in which states it can be done and by which
// provision, and the tests of this package play it.
func TestLawKnowsEveryAct(t *testing.T) {
	acts := casework.Acts()
	for _, act := range acts {
		l, known := law[act]
		if !known {
			t.Errorf("%s has no row in the table of law", act)
		}
		for state := range roads {
			if state.Allows(act) != slices.Contains(l.in, state) {
				t.Errorf("%s when %q: allowed %v", act, state, state.Allows(act))
			}
		}
	}
	for act := range law {
		if !slices.Contains(acts, act) {
			t.Errorf("%s stands in the table of law and is no act", act)
		}
	}
	granted := slices.Concat(district.Acts(org.ByStaff), district.Acts(org.ByApplicant), district.Acts(org.BySystem))
	slices.Sort(granted)
	if granted = slices.Compact(granted); !slices.Equal(granted, acts) {
		t.Errorf("the table of rights grants %v, the acts are %v", granted, acts)
	}
}

// asksNothing are the acts that can be done without a word, or that the hall itself writes down.
var asksNothing = []org.Act{org.Draft, org.Conclude, org.Withdraw, org.Urge, org.Resume, org.ReceiveOriginals, org.Tick, org.Recount, org.NoteRenewal}

// empty is an act in which nothing is filled in; of an application whose it is and where, for without
// that it is nobody's.
func empty(t *testing.T, act org.Act) casework.Command {
	nobody := casework.Filing{Applicant: casework.Party{ID: citizen}, AcceptUnit: "330303001012"}
	switch act {
	case org.Receive:
		return casework.Receive{Filing: nobody}
	case org.Submit:
		return casework.Submit{Filing: nobody}
	}
	var f casework.Fact
	if err := json.Unmarshal([]byte(`{"act":"`+string(act)+`","body":{}}`), &f); err != nil {
		t.Fatal(err)
	}
	return reflect.ValueOf(f.Body).Elem().Interface().(casework.Command)
}

// TestNothingFilledIn: with nothing filled in, every act is refused field by field and changes
// nothing, wherever it could be done; those that ask for nothing are done.
func TestNothingFilledIn(t *testing.T) {
	begin := func(act org.Act, state casework.State) *hall {
		h := ready(t, act, state)
		if act == org.Tick {
			h.now = casework.NextTick(h.c, h.env(system))
		}
		return h
	}
	for _, act := range casework.Acts() {
		for _, state := range law[act].in {
			if h := begin(act, state); h.try(h.sample(act), doer(act)) != nil {
				continue // other tests bring a case there
			}
			h := begin(act, state)
			before := text(t, h.c)
			err := h.try(empty(t, act), doer(act))
			if slices.Contains(asksNothing, act) {
				if err != nil {
					t.Errorf("%s when %q asks for something: %v", act, state, err)
				}
				continue
			}
			var v casework.Invalid
			if !errors.As(err, &v) || len(v) == 0 || v[0].Field == "" || text(t, h.c) != before {
				t.Errorf("%s when %q takes nothing for an answer: %v", act, state, err)
			}
		}
	}
}
