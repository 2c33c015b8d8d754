package notice_test

import (
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yimen/core/casework"
	"yimen/core/notice"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/testkit/scenario"
)

// seen is what the scenarios of the project brought about.
type seen struct {
	acts    map[org.Act]bool // an act was done
	written map[org.Act]bool // and left a document
	kinds   map[notice.Kind]bool
	ends    map[casework.Ending]bool
}

// TestEveryFactHasItsDocument plays every scenario of the project: each fact leaves the
// documents that its act promises and no others, each ending of a case has its document, and
// every document is whole.
func TestEveryFactHasItsDocument(t *testing.T) {
	files, err := filepath.Glob("../../testkit/scenarios/*.scn")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	s := seen{map[org.Act]bool{}, map[org.Act]bool{}, map[notice.Kind]bool{}, map[casework.Ending]bool{}}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all, err := scenario.Parse(name, string(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			t.Run(filepath.Base(name)+"/"+one.Name, func(t *testing.T) {
				if err := one.Play(s.open(t)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	for _, a := range casework.Acts() {
		if silent := notice.Silent(a) != ""; s.acts[a] && silent == s.written[a] {
			t.Errorf("%s: the table says silent %v, but the scenarios show documents: %v", a, silent, s.written[a])
		} else if !s.acts[a] {
			t.Errorf("%s: no scenario does it", a)
		}
	}
	for _, k := range notice.Kinds() {
		if !s.kinds[k] {
			t.Errorf("%s: no scenario leaves such a document", k)
		}
	}
}

func (s seen) open(t *testing.T) func(scenario.World) (scenario.Hall, error) {
	return func(w scenario.World) (scenario.Hall, error) {
		h, err := scenario.OpenCore(w)
		dir, _ := org.NewDirectory(w.District)
		return &clerks{Hall: h, seen: s, t: t, world: w, dir: dir, given: map[string][]notice.Number{}, count: map[string]int{}}, err
	}
}

// clerks (文书员) write the documents of every fact of a hall.
type clerks struct {
	scenario.Hall
	seen
	t     *testing.T
	world scenario.World
	dir   *org.Directory
	given map[string][]notice.Number // by case
	count map[string]int             // by body, family and year
}

// Facts is scenario.History.
func (h *clerks) Facts(name string) ([]casework.Fact, error) {
	return h.Hall.(scenario.History).Facts(name)
}

func (h *clerks) Do(m scenario.Move) error {
	if err := h.Hall.Do(m); err != nil {
		return err
	}
	c, err := h.Case(m.Case)
	if err != nil {
		return err
	}
	facts, err := h.Facts(m.Case)
	if err != nil {
		return err
	}
	c.No, c.Query = "330303010260302000001", "123456"
	f := facts[len(facts)-1]
	office := notice.Office{Env: casework.Env{Cal: h.world.Calendar.At(m.At), Editions: h.world.Calendar, Dir: h.dir, Item: m.Item, Rules: h.world.Rules},
		Settings: notice.Settings{Site: "https://hall.test", Code: codeOf}, Numbers: h.given[m.Case]}
	docs := notice.Of(f, c, office)
	for _, d := range docs {
		if d.Numbered() {
			key := d.Body + d.Family
			h.count[key]++
			h.given[m.Case] = append(h.given[m.Case], notice.Number{Seq: d.Seq, Kind: d.Kind, Unit: d.Body, Family: d.Family, Year: d.Year, N: h.count[key]})
		}
	}
	office.Numbers = h.given[m.Case]
	h.look(f, c, office)
	if c.Ended != "" {
		h.lies(c, facts, office)
	}
	return h.followed(c, office)
}

// papers is where the file of a case (案卷) has the documents of a kind; those of a demand stay
// within the house and are no part of it.
var papers = map[notice.Kind]string{
	notice.Receipt: "receipt", notice.Mandate: "mandate", notice.ServiceAddress: "serviceAddress", notice.Correction: "corrections",
	notice.SupplementNotice: "supplement", notice.Acceptance: "acceptance", notice.PendingNotice: "pending", notice.Commitment: "commitment",
	notice.Inspection: "inspection", notice.Rectification: "inspection", notice.CommitmentRevoked: "afterwards", notice.AcceptanceRevoked: "ending",
	notice.NoLicence: "ending", notice.NotAccepted: "ending", notice.SiteCheckRecord: "siteCheck", notice.InterestNotice: "interest",
	notice.StatementRecord: "statements", notice.StatementAnswer: "statements", notice.HearingRight: "hearingRight", notice.HearingPublic: "hearingPublic",
	notice.HearingNotice: "hearingNotice", notice.RecusalDecision: "recusal", notice.HearingMinutes: "hearingMinutes", notice.Special: "special",
	notice.Extension: "extension", notice.Grant: "decision", notice.Denial: "decision", notice.DeemedRenewal: "decision", notice.FeeNotice: "fee",
	notice.Amended: "amended", notice.Service: "service", notice.Withdrawal: "ending", notice.DeemedWithdrawn: "ending", notice.Termination: "ending",
	notice.Chase: "", notice.Advice: "", notice.Proposal: "afterwards", notice.Revocation: "afterwards", notice.Recall: "afterwards", notice.Kept: "afterwards",
	notice.Cancellation: "afterwards",
}

// lies: every document of a case that has ended has its place in the file.
func (h *clerks) lies(c casework.Case, facts []casework.Fact, o notice.Office) {
	contents := casework.Contents(c)
	for _, d := range notice.All(c.No, c.Query, facts, o) {
		paper, known := papers[d.Kind]
		switch facts[d.Seq-1].Act {
		case org.HearHolder:
			paper = "afterwards"
		case org.ServeHearing: // the proof lies with its notice
			paper = "hearingNotice"
		}
		if !known || paper != "" && !slices.Contains(contents, paper) {
			h.t.Errorf("%s has no place in the file: %v", d.Name(), contents)
		}
	}
}

// followed looks at what an application about a licence made the hall write on its file, which
// in the scenarios is that of the first case.
func (h *clerks) followed(c casework.Case, o notice.Office) error {
	if c.About == nil {
		return nil
	}
	licence, err := h.Case("甲")
	if err != nil {
		return err
	}
	facts, err := h.Facts("甲")
	if err == nil && facts[len(facts)-1].Act == org.NoteRenewal {
		h.look(facts[len(facts)-1], licence, o)
	}
	return err
}

// Announce is scenario.Announcer.
func (h *clerks) Announce(a scenario.Announcement) error {
	h.world.Calendar = append(slices.Clone(h.world.Calendar), period.Edition{From: a.At, Calendar: a.Calendar})
	return h.Hall.(scenario.Announcer).Announce(a)
}

// codeOf is a code that can be told from any other.
func codeOf(place string) string { return fmt.Sprintf("%010d", crc32.ChecksumIEEE([]byte(place))) }

// look checks the documents of one fact.
func (h *clerks) look(f casework.Fact, c casework.Case, o notice.Office) {
	docs := notice.Of(f, c, o)
	h.acts[f.Act] = true
	h.written[f.Act] = h.written[f.Act] || len(docs) > 0
	names := map[string]bool{}
	for _, d := range docs {
		h.kinds[d.Kind] = true
		if names[d.Name()] {
			h.t.Errorf("fact %d %s: two documents %s", f.Seq, f.Act, d.Name())
		}
		names[d.Name()] = true
		for _, fault := range faults(d, f, c, o) {
			h.t.Errorf("fact %d %s, %s: %s", f.Seq, f.Act, d.Name(), fault)
		}
	}
	if c.Ended != "" && c.EndedOn == f.At.Date() && len(docs) == 0 && !h.decided(c, o) {
		h.t.Errorf("the case ended as %s without a document", c.Ended)
	}
	h.ends[c.Ended] = true
}

// decided: the decision of a concluded case and the proof of its service are there.
func (h *clerks) decided(c casework.Case, o notice.Office) bool {
	return c.Ended == casework.Concluded && c.Decision != nil && c.Served != nil && len(o.Numbers) > 1
}
