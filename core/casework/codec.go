package casework

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"yimen/core/org"
	"yimen/core/period"
)

// bodies makes an empty body for each act, to read stored facts into.
var bodies = map[org.Act]func() Command{
	org.Draft:             func() Command { return &Draft{} },
	org.Submit:            func() Command { return &Submit{} },
	org.Receive:           func() Command { return &Receive{} },
	org.CorrectOnSpot:     func() Command { return &CorrectOnSpot{} },
	org.RequestSupplement: func() Command { return &RequestSupplement{} },
	org.AllowSupplement:   func() Command { return &AllowSupplement{} },
	org.Supplement:        func() Command { return &Supplement{} },
	org.NotePosted:        func() Command { return &NotePosted{} },
	org.Accept:            func() Command { return &Accept{} },
	org.AcceptPending:     func() Command { return &AcceptPending{} },
	org.AcceptCommitted:   func() Command { return &AcceptCommitted{} },
	org.InspectCommitment: func() Command { return &InspectCommitment{} },
	org.RevokeCommitted:   func() Command { return &RevokeCommitted{} },
	org.BringPending:      func() Command { return &BringPending{} },
	org.RevokeAcceptance:  func() Command { return &RevokeAcceptance{} },
	org.TellNoLicence:     func() Command { return &TellNoLicence{} },
	org.RefuseAcceptance:  func() Command { return &RefuseAcceptance{} },
	org.ReceiveOriginals:  func() Command { return &ReceiveOriginals{} },
	org.SiteCheck:         func() Command { return &SiteCheck{} },
	org.FindInterest:      func() Command { return &FindInterest{} },
	org.NotifyInterested:  func() Command { return &NotifyInterested{} },
	org.MakeStatement:     func() Command { return &MakeStatement{} },
	org.AnswerStatement:   func() Command { return &AnswerStatement{} },
	org.TellHearing:       func() Command { return &TellHearing{} },
	org.AnnounceHearing:   func() Command { return &AnnounceHearing{} },
	org.RequestHearing:    func() Command { return &RequestHearing{} },
	org.ScheduleHearing:   func() Command { return &ScheduleHearing{} },
	org.ServeHearing:      func() Command { return &ServeHearing{} },
	org.RequestRecusal:    func() Command { return &RequestRecusal{} },
	org.DecideRecusal:     func() Command { return &DecideRecusal{} },
	org.HoldHearing:       func() Command { return &HoldHearing{} },
	org.Pass:              func() Command { return &Pass{} },
	org.Veto:              func() Command { return &Veto{} },
	org.JointOpinion:      func() Command { return &JointOpinion{} },
	org.Return:            func() Command { return &Return{} },
	org.Extend:            func() Command { return &Extend{} },
	org.Suspend:           func() Command { return &Suspend{} },
	org.Resume:            func() Command { return &Resume{} },
	org.Grant:             func() Command { return &Grant{} },
	org.Deny:              func() Command { return &Deny{} },
	org.Issue:             func() Command { return &Issue{} },
	org.Serve:             func() Command { return &Serve{} },
	org.Conclude:          func() Command { return &Conclude{} },
	org.OrderFee:          func() Command { return &OrderFee{} },
	org.PayFee:            func() Command { return &PayFee{} },
	org.FileAway:          func() Command { return &FileAway{} },
	org.ProposeAmendment:  func() Command { return &ProposeAmendment{} },
	org.SettleAmendment:   func() Command { return &SettleAmendment{} },
	org.Withdraw:          func() Command { return &Withdraw{} },
	org.Urge:              func() Command { return &Urge{} },
	org.Chase:             func() Command { return &Chase{} },
	org.AnswerChase:       func() Command { return &AnswerChase{} },
	org.NoteRenewal:       func() Command { return &NoteRenewal{} },
	org.Terminate:         func() Command { return &Terminate{} },
	org.ProposeRevocation: func() Command { return &ProposeRevocation{} },
	org.HearHolder:        func() Command { return &HearHolder{} },
	org.RevokeLicence:     func() Command { return &RevokeLicence{} },
	org.SuspendLicence:    func() Command { return &SuspendLicence{} },
	org.ReturnLicence:     func() Command { return &ReturnLicence{} },
	org.CancelLicence:     func() Command { return &CancelLicence{} },
	org.Tick:              func() Command { return &Tick{} },
	org.Recount:           func() Command { return &Recount{} },
}

// Acts lists every act that can become a fact.
func Acts() []org.Act { return slices.Sorted(maps.Keys(bodies)) }

// stored is a fact's JSON: the text that is hashed into the chain. The sequence number
// is part of it, so that a fact can't be moved within its case.
type stored struct {
	Seq   int             `json:"n"`
	Act   org.Act         `json:"act"`
	At    int64           `json:"at"`
	By    org.Actor       `json:"by"`
	Right org.Right       `json:"right,omitzero"`
	Body  json.RawMessage `json:"body"`
}

// MarshalJSON writes the fact as it is stored and hashed.
func (f Fact) MarshalJSON() ([]byte, error) {
	body, err := json.Marshal(f.Body)
	if err != nil {
		return nil, err
	}
	return json.Marshal(stored{f.Seq, f.Act, int64(f.At), f.By, f.Right, body})
}

// UnmarshalJSON reads a stored fact; an unknown act is an error.
func (f *Fact) UnmarshalJSON(text []byte) error {
	var s stored
	if err := json.Unmarshal(text, &s); err != nil {
		return err
	}
	make, ok := bodies[s.Act]
	if !ok {
		return fmt.Errorf("fact %d: unknown act %q", s.Seq, s.Act)
	}
	body := make()
	if err := json.Unmarshal(s.Body, body); err != nil {
		return fmt.Errorf("fact %d %s: %w", s.Seq, s.Act, err)
	}
	*f = Fact{s.Seq, s.Act, period.Instant(s.At), s.By, s.Right, body}
	return nil
}
