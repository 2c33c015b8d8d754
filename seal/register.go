package seal

import (
	"math/big"
	"slices"
	"time"
)

// Entry (印章登记) is one seal in the register, with all that was done with it.
type Entry struct {
	Request
	Items []string // codes of the items whose documents it may be put on; empty = all of the unit's
	Acts  []Act    // oldest first
}

// Act (登记事项) is one entry in a seal's history; none is ever changed.
type Act struct {
	What   Deed
	Who    string // 工号
	At     time.Time
	Reason string
	Serial string // of the certificates, hexadecimal, when they were made
}

// Deed (登记行为) is what is done with a seal.
type Deed string

// The deeds, in the order of a seal's life.
const (
	Ask     Deed = "ask"     // 申请刻制
	Make    Deed = "make"    // 批准并刻制, by a second person
	Refuse  Deed = "refuse"  // 不予刻制, by a second person
	Suspend Deed = "suspend" // 暂停使用
	Resume  Deed = "resume"  // 恢复使用
	Revoke  Deed = "revoke"  // 吊销
)

// State (印章状态) is how a seal stands; it is derived from its history.
type State string

// The states.
const (
	Asked     State = "asked"     // 待批准
	Active    State = "active"    // 在用
	Suspended State = "suspended" // 暂停
	Refused   State = "refused"   // 未批准
	Revoking  State = "revoked"   // 已吊销
)

// State derives how the seal stands from the last thing done with it.
func (e Entry) State() State {
	if len(e.Acts) == 0 {
		return ""
	}
	return map[Deed]State{Ask: Asked, Make: Active, Resume: Active, Suspend: Suspended, Refuse: Refused, Revoke: Revoking}[e.Acts[len(e.Acts)-1].What]
}

// order tells which deeds are possible in a state.
var order = map[State][]Deed{
	Asked: {Make, Refuse}, Active: {Suspend, Revoke}, Suspended: {Resume, Revoke},
}

// Deeds lists what somebody may do with the seal now. Whoever asked for it does not decide
// whether it is made.
func (e Entry) Deeds(who string) []Deed {
	if e.State() == Asked && e.Acts[0].Who == who {
		return nil
	}
	return order[e.State()]
}

// Serves tells whether the seal may be put on a document of the unit and the item at a moment.
func (e Entry) Serves(unit, item string, at time.Time) bool {
	return e.State() == Active && e.Unit == unit && !at.Before(e.From) && !at.After(e.To) &&
		(len(e.Items) == 0 || slices.Contains(e.Items, item))
}

// Revoked is the seal's entry in the list of revoked ones, if it was revoked after it was made.
func (e Entry) Revoked() (Revoked, bool) {
	if e.State() != Revoking {
		return Revoked{}, false
	}
	for _, a := range e.Acts {
		if n, ok := new(big.Int).SetString(a.Serial, 16); ok {
			return Revoked{Serial: n, At: e.Acts[len(e.Acts)-1].At}, true
		}
	}
	return Revoked{}, false
}
