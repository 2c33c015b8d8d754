package desk

import (
	"net/url"
	"slices"
	"strconv"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// hearingActs let people be heard before a decision: interested parties, statements and the
// hearing (许可法36、46—48). First stands what somebody waits for, then what may come.
var hearingActs = []action{
	{act: org.ServeHearing, fields: serveHearingFields, start: serveHearingStart, read: readServeHearing, asks: true},
	{act: org.HoldHearing, fields: minutesFields, read: readMinutes},
	{act: org.DecideRecusal, fields: decideFields, read: readDecide, asks: true},
	{act: org.ScheduleHearing, fields: planFields, start: planStart, read: readPlan, asks: true},
	{act: org.NotifyInterested, fields: notifyFields, start: notifyStart, read: readNotify, asks: true},
	{act: org.AnswerStatement, fields: answerFields, start: answerStart, read: readAnswer, asks: true},
	{act: org.FindInterest, look: ui.Plain, fields: interestFields, read: readInterest},
	{act: org.MakeStatement, look: ui.Plain, fields: statementFields, start: heardToday, read: readStatement, asks: true},
	{act: org.TellHearing, look: ui.Plain, fields: tellFields, start: tellStart, read: readTell, asks: true},
	{act: org.AnnounceHearing, look: ui.Plain, fields: announceFields, read: readAnnounce},
	{act: org.RequestHearing, fields: wishFields, start: heardToday, read: readWish, asks: true},
	{act: org.RequestRecusal, look: ui.Plain, fields: recusalFields, start: theApplicant, read: readRecusal, asks: true},
}

func words(name string, rows int, required bool) ui.Field {
	return ui.Field{Name: name, Kind: ui.KindTextarea, Label: ui.Words("desk.f." + name), Required: required, Max: maxText, Rows: rows}
}

func reasonOf(label string) ui.Field {
	return ui.Field{Name: "reason", Kind: ui.KindTextarea, Label: ui.Words(label), Required: true, Max: maxText, Rows: 2}
}

func interestFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "name", Kind: ui.KindText, Label: ui.Words("desk.f.interestedName"), Required: true, Max: 200, Half: true},
		{Name: "contact", Kind: ui.KindText, Label: ui.Words("desk.f.contact"), Max: 200, Half: true},
		words("interest", 2, true)}
}

func readInterest(f ui.Form) casework.Command {
	return casework.FindInterest{Name: f.Get("name"), Contact: f.Get("contact"), Interest: f.Get("interest")}
}

// partyField chooses one of those who may be heard; from 0, the applicant, where he is one.
func partyField(s subject, from int) ui.Field {
	field := ui.Field{Name: "party", Kind: ui.KindSelect, Label: ui.Words("desk.f.party"), Required: true}
	for n := from; n <= len(s.Interested); n++ {
		field.Options = append(field.Options, partyOption(s, n))
	}
	return field
}

func partyOption(s subject, n int) ui.Option {
	if n == 0 {
		return ui.Option{Value: "0", Label: ui.Words("desk.f.theApplicant", "name", s.Applicant.Name)}
	}
	return ui.Option{Value: strconv.Itoa(n), Label: ui.Words("desk.f.theInterested", "name", s.Interested[n-1].Name)}
}

func party(f ui.Form) int {
	n, _ := strconv.Atoi(f.Get("party")) // one of the options
	return n
}

func notifyFields(s subject) []ui.Field {
	mode := ui.Field{Name: "mode", Kind: ui.KindSelect, Label: ui.Words("desk.f.toldHow"), Required: true, Half: true}
	for _, m := range []casework.Mode{casework.InPerson, casework.PostMail, casework.Electronic} {
		mode.Options = append(mode.Options, ui.Option{Value: string(m), Label: ui.Words("codes.mode." + string(m))})
	}
	return []ui.Field{partyField(s, 1), words("facts", 3, true), mode,
		{Name: "until", Kind: ui.KindDate, Label: ui.Words("desk.f.sayUntil"), Required: true, Half: true}}
}

func notifyStart(s subject) url.Values {
	start := url.Values{"until": {s.Today.Add(5).String()}}
	for i, p := range s.Interested {
		if p.ToldOn.IsZero() {
			start.Set("party", strconv.Itoa(i+1))
			break
		}
	}
	return start
}

func readNotify(f ui.Form) casework.Command {
	return casework.NotifyInterested{Party: party(f), Facts: f.Get("facts"), How: casework.Mode(f.Get("mode")), Until: day(f, "until")}
}

func statementFields(s subject) []ui.Field {
	return []ui.Field{partyField(s, 0), {Name: "content", Kind: ui.KindTextarea, Label: ui.Words("desk.f.statement"), Hint: ui.Words("desk.f.statement.hint"), Max: maxText, Rows: 3},
		{Name: "waived", Kind: ui.KindCheckbox, Label: ui.Words("desk.f.waived"), Options: []ui.Option{{Value: "yes", Label: ui.Words("desk.f.waived.yes")}}},
		broughtOn()}
}

func heardToday(s subject) url.Values {
	return url.Values{"party": {"0"}, "receivedOn": {s.Today.String()}}
}

func theApplicant(subject) url.Values { return url.Values{"party": {"0"}} }

func readStatement(f ui.Form) casework.Command {
	return casework.MakeStatement{Party: party(f), Text: f.Get("content"), Waived: f.Get("waived") == "yes", On: day(f, "receivedOn")}
}

func answerFields(s subject) []ui.Field {
	which := ui.Field{Name: "statement", Kind: ui.KindSelect, Label: ui.Words("desk.f.whichStatement"), Required: true}
	for _, n := range s.OpenStatements() {
		said := s.Statements[n-1]
		who := partyOption(s, min(said.By, len(s.Interested))).Label
		which.Options = append(which.Options, ui.Option{Value: strconv.Itoa(n), Label: ui.Words("desk.f.statementOf", "n", n, "who", who, "day", said.On)})
	}
	verdict := ui.Field{Name: "verdict", Kind: ui.KindRadio, Label: ui.Words("desk.f.verdict"), Required: true}
	for _, v := range []casework.Verdict{casework.Adopted, casework.NotAdopted} {
		verdict.Options = append(verdict.Options, ui.Option{Value: string(v), Label: ui.Words("codes.verdict." + string(v))})
	}
	return []ui.Field{which, verdict, reasonOf("desk.f.reason")}
}

func answerStart(s subject) url.Values {
	if open := s.OpenStatements(); len(open) > 0 {
		return url.Values{"statement": {strconv.Itoa(open[0])}}
	}
	return url.Values{}
}

func readAnswer(f ui.Form) casework.Command {
	n, _ := strconv.Atoi(f.Get("statement"))
	return casework.AnswerStatement{No: n, Verdict: casework.Verdict(f.Get("verdict")), Why: f.Get("reason")}
}

// tellFields offer those who were not told yet.
func tellFields(s subject) []ui.Field {
	whom := partyField(s, 0)
	whom.Options = nil
	for _, n := range s.Untold() {
		whom.Options = append(whom.Options, partyOption(s, n))
	}
	return []ui.Field{whom, words("matter", 2, true)}
}

func tellStart(s subject) url.Values {
	if untold := s.Untold(); len(untold) > 0 {
		return url.Values{"party": {strconv.Itoa(untold[0])}}
	}
	return url.Values{}
}

func readTell(f ui.Form) casework.Command {
	return casework.TellHearing{Party: party(f), Matter: f.Get("matter")}
}

func announceFields(subject) []ui.Field {
	return []ui.Field{
		{Name: "ground", Kind: ui.KindText, Label: ui.Words("desk.f.hearingGround"), Hint: ui.Words("desk.f.hearingGround.hint"), Required: true, Max: maxText},
		words("matter", 2, true), words("register", 2, true)}
}

func readAnnounce(f ui.Form) casework.Command {
	return casework.AnnounceHearing{Ground: f.Get("ground"), Matter: f.Get("matter"), Register: f.Get("register")}
}

func wishFields(s subject) []ui.Field {
	wish := ui.Field{Name: "wish", Kind: ui.KindRadio, Label: ui.Words("desk.f.wish"), Required: true}
	for _, v := range []casework.HearingWish{casework.HearingAsked, casework.HearingWaived} {
		wish.Options = append(wish.Options, ui.Option{Value: string(v), Label: ui.Words("codes.wish." + string(v))})
	}
	reason := reasonOf("desk.f.reason")
	reason.Required = false
	return []ui.Field{partyField(s, 0), wish, reason, broughtOn()}
}

func readWish(f ui.Form) casework.Command {
	return casework.RequestHearing{Party: party(f), Wish: casework.HearingWish(f.Get("wish")), Reason: f.Get("reason"), On: day(f, "receivedOn")}
}

func planFields(s subject) []ui.Field {
	return []ui.Field{
		{Name: "on", Kind: ui.KindDate, Label: ui.Words("desk.f.hearingOn"), Required: true, Half: true}, timeField("begins"),
		{Name: "place", Kind: ui.KindText, Label: ui.Words("desk.f.place"), Required: true, Max: 200},
		{Name: "presider", Kind: ui.KindSelect, Label: ui.Words("desk.f.presider"), Hint: ui.Words("desk.f.presider.hint"), Required: true, Options: mayPreside(s)}}
}

// noticed tells that the day of the hearing is set and told to all: it waits for nothing but that day.
func (p casePage) noticed() bool {
	return p.Hearing != nil && p.Hearing.Plan != nil && len(p.HearingUnserved()) == 0
}

// mayPreside are those of the body who had no part in the examination (许可法48(3)), who writes the notice left
// out: he examines it now. What was sent is judged by the law, which says why.
func mayPreside(s subject) []ui.Option {
	return options(slices.DeleteFunc(slices.Clone(s.Body), func(who org.Staff) bool {
		return s.Me != "" && (who.No == s.Me || s.Examined(who.No))
	}))
}

// planStart proposes the time and place of a notice that is given anew.
func planStart(s subject) url.Values {
	start := url.Values{"begins": {"09:30"}}
	if s.Hearing != nil && s.Hearing.Plan != nil {
		p := s.Hearing.Plan
		start = url.Values{"on": {p.On.String()}, "begins": {p.Begins}, "place": {p.Place}, "presider": {p.Presider}}
	}
	return start
}

func readPlan(f ui.Form) casework.Command {
	return casework.ScheduleHearing{On: day(f, "on"), Begins: f.Get("begins"), Place: f.Get("place"), Presider: f.Get("presider")}
}

// serveHearingFields offer those whose notice waits, and what proves its service.
func serveHearingFields(s subject) []ui.Field {
	whom := partyField(s, 0)
	if waiting := s.HearingUnserved(); len(waiting) > 0 {
		whom.Options = nil
		for _, n := range waiting {
			whom.Options = append(whom.Options, partyOption(s, n))
		}
	}
	return append([]ui.Field{whom}, proofFields(casework.Relations)...)
}

// serveHearingStart begins with the first of them, as the applicant wished to be served. Who signed is
// filled in where one alone waits: with several it would stay when another is chosen, and say an untruth.
func serveHearingStart(s subject) url.Values {
	start := url.Values{}
	if waiting := s.HearingUnserved(); len(waiting) > 0 {
		start = serveStart(s)
		if n := waiting[0]; n > 0 {
			start = url.Values{"mode": {string(casework.InPerson)}, "receiver": {s.Interested[n-1].Name}, "on": {s.Today.String()}}
		}
		if len(waiting) > 1 {
			start.Del("receiver")
			start.Del("relation")
		}
		start.Set("party", strconv.Itoa(waiting[0]))
	}
	return start
}

func readServeHearing(f ui.Form) casework.Command {
	return casework.ServeHearing{Party: party(f), Serve: readServe(f)}
}

func recusalFields(s subject) []ui.Field {
	return []ui.Field{partyField(s, 0), reasonOf("desk.f.recusalReason")}
}

func readRecusal(f ui.Form) casework.Command {
	return casework.RequestRecusal{Party: party(f), Reason: f.Get("reason")}
}

func decideFields(s subject) []ui.Field {
	return []ui.Field{
		{Name: "granted", Kind: ui.KindRadio, Label: ui.Words("desk.f.recused"), Required: true, Options: []ui.Option{
			{Value: "yes", Label: ui.Words("desk.f.recused.yes")}, {Value: "no", Label: ui.Words("desk.f.recused.no")}}},
		reasonOf("desk.f.reason"),
		{Name: "instead", Kind: ui.KindSelect, Label: ui.Words("desk.f.instead"), Hint: ui.Words("desk.f.instead.hint"), Options: mayPreside(s)}}
}

func readDecide(f ui.Form) casework.Command {
	return casework.DecideRecusal{Granted: f.Get("granted") == "yes", Why: f.Get("reason"), Instead: f.Get("instead")}
}

func minutesFields(subject) []ui.Field {
	return append([]ui.Field{words("present", 2, true),
		{Name: "evidence", Kind: ui.KindTextarea, Label: ui.Words("desk.f.hearingEvidence"), Required: true, Max: maxText, Rows: 3}, words("opinions", 3, true)}, signatureFields()...)
}

func readMinutes(f ui.Form) casework.Command {
	return casework.HoldHearing{Present: f.Get("present"), Evidence: f.Get("evidence"), Opinions: f.Get("opinions"),
		Signer: f.Get("signer"), Unsigned: f.Get("unsigned"), Witness: f.Get("witness")}
}

// minutesUse asks a decision after a hearing how it stands to the minutes (许可法48(2)).
func minutesUse(s subject) []ui.Field {
	if s.Hearing == nil || s.Hearing.HeldOn.IsZero() {
		return nil
	}
	use := ui.Field{Name: "minutes", Kind: ui.KindRadio, Label: ui.Words("desk.f.minutes"), Required: true}
	for _, v := range []casework.MinutesUse{casework.Followed, casework.Departed} {
		use.Options = append(use.Options, ui.Option{Value: string(v), Label: ui.Words("codes.minutes." + string(v))})
	}
	return []ui.Field{use, words("departs", 2, false)}
}
