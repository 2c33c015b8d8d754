package casework_test

import (
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
)

// TestWhoTerminates: the post whose turn it is, or who oversees it; nobody else.
func TestWhoTerminates(t *testing.T) {
	for state, turn := range map[casework.State]string{casework.Received: clerk, casework.Supplementing: clerk,
		casework.Reviewing: reviewer, casework.Approving: approver, casework.Suspended: approver} {
		for _, who := range []string{clerk, reviewer, approver, issuer, overseer} {
			h := at(t, state)
			err := h.try(h.sample(org.Terminate), staff(who))
			if who == turn || who == overseer {
				if err != nil || h.c.Ended != casework.Terminated {
					t.Errorf("%s by %s: %v", state, who, err)
				}
				continue
			}
			refused(t, err, "notYours")
		}
		h := at(t, state)
		refused(t, h.try(h.sample(org.Terminate), applicant), "notYours")
	}
}

// TestTerminateStopsEveryClock: and leaves no work.
func TestTerminateStopsEveryClock(t *testing.T) {
	for _, state := range law[org.Terminate].in {
		h := at(t, state)
		h.do(t, h.sample(org.Terminate), staff(overseer))
		for _, k := range h.c.Clocks(h.item, h.rules) {
			if k.Done.IsZero() {
				t.Errorf("%s: %s still runs", state, k.Name)
			}
		}
		if task, ok := casework.Open(h.c, h.env(system)); ok {
			t.Errorf("%s leaves %+v", state, task)
		}
		if at := casework.NextTick(h.c, h.env(system)); at != 0 {
			t.Errorf("%s: time acts at %s", state, at)
		}
	}
}
