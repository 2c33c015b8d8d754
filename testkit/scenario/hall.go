package scenario

import (
	"yimen/core/casework"
	"yimen/core/catalog"
	"yimen/core/org"
	"yimen/core/period"
)

// World (环境) is what a scenario takes for granted.
type World struct {
	District org.Snapshot
	Calendar period.Editions // as it is known when the story begins; announcements add to it
	Bases    [][]byte        // files of what is known otherwise than in the program
	Own      bool            // the calendar is the scenario's own: a database can't be shared
	Items    []catalog.Item  // every version of every item of the scenario
	Rules    casework.Rules
	StandIns []org.StandIn // who works in whose posts
}

// Move (一步) is one act, ready to be done: nothing in it is left to the hall but to do it.
type Move struct {
	Case  string           // which case of the scenario: 甲, unless a line 办件 says otherwise
	At    period.Instant   // never earlier than the move before
	Actor org.Actor        //
	Item  *catalog.Item    // the version the case runs under, or would
	Do    casework.Command // the form and the files' bytes are not in its JSON: see Content
}

// Hall (大厅) is where a scenario is played. A new one is opened for each scenario.
type Hall interface {
	// Do does one act. A casework.Refusal or casework.Invalid says that it was refused;
	// any other error says that the hall itself failed.
	Do(Move) error
	// Case returns a case as it stands; before its first act the zero value.
	Case(name string) (casework.Case, error)
	// Drop removes an application that was not handed in (删除草稿), for its applicant; a
	// casework.Refusal says that it is none.
	Drop(name string, at period.Instant, who org.Actor) error
	// Forget removes the applications that nobody thought of for longer than the hall keeps them.
	Forget(at period.Instant) error
}

// History (历史) is a hall that can also show the facts of a case, in order. Their replay
// is then compared with the case after every act.
type History interface {
	Facts(name string) ([]casework.Fact, error)
}

// Content gives the bytes of a file that a scenario hands in, by its name: a small PDF.
func Content(name string) []byte {
	return []byte("%PDF-1.4\n% " + name + "\n%%EOF\n")
}
