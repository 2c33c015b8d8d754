package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/store"
	"yimen/testkit"
)

// Staff of the test district with queues of their own kind.
const (
	bothPosts = "t-both"        // accepts at the community, decides at the district
	otherItem = "t-other"       // decides at the district, but on another item only
	guestDesk = "330303001-sh"  // reviews at the street, and for the stations in its centre
	decider   = "330303-nyj-sp" // decides at the district
)

// crowd fills the queues: three items, every light, filed on many days.
func crowd(t testing.TB, w *testkit.World) {
	t.Helper()
	states := []casework.State{casework.Received, casework.Reviewing, casework.Approving, casework.Suspended, casework.Supplementing, casework.Granted}
	items := []string{testkit.Felling, testkit.Shop, testkit.Allowance}
	for day := -40; day <= 0; day += 2 {
		w.Clock.Set(later(day))
		for i, s := range states {
			item := items[(day+40+i)/2%len(items)]
			if s == casework.Suspended {
				item = testkit.Felling // no other knows Article 45
			}
			rec, err := w.Begin(ctx, "", item, paper(t, w), clerk)
			must(t, err)
			rec, err = w.Onward(ctx, rec, s)
			must(t, err)
			if day%4 == 0 && s == casework.Reviewing {
				step(t, w, rec, org.Pass)
			}
		}
	}
	w.Clock.Set(later(0))
}

// listed reads the whole queue of some seats straight from the table, in its order.
func listed(t testing.TB, w *testkit.World, shows func(seat store.Seat, item string) bool) (ids []int64) {
	t.Helper()
	must(t, w.Store.Query(ctx, `SELECT unit, post, item, case_id FROM todo ORDER BY due, case_id`, nil, func(r store.Row) error {
		var seat store.Seat
		var item string
		var id int64
		err := r.Scan(&seat.Unit, &seat.Post, &item, &id)
		if shows(seat, item) {
			ids = append(ids, id)
		}
		return err
	}))
	return ids
}

// paged reads a queue page by page.
func paged(t testing.TB, w *testkit.World, who string, v app.View, limit int) (ids []int64) {
	t.Helper()
	after := store.Place{}
	for range 10_000 { // pages; more would be going in a circle
		page, err := w.Queue(ctx, who, v, after, limit)
		must(t, err)
		if len(page.Rows) > limit {
			t.Fatalf("a page of %d rows, at most %d were asked for", len(page.Rows), limit)
		}
		for _, row := range page.Rows {
			ids = append(ids, row.CaseID)
		}
		switch {
		case page.Next == nil:
			return ids
		case len(page.Rows) < limit:
			t.Fatalf("a page of %d rows says that another follows", len(page.Rows))
		}
		after = *page.Next
	}
	t.Fatalf("the pages of %s never end", who)
	return nil
}

func TestPagesAreTheWholeQueue(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		restrict(t, w)
		crowd(t, w)
		for who, works := range map[string]func(store.Seat, string) bool{
			bothPosts: func(s store.Seat, _ string) bool {
				return s == store.Seat{Unit: testkit.Community, Post: org.Acceptance} || s == store.Seat{Unit: "330303-nyj", Post: org.Approval}
			},
			guestDesk: func(s store.Seat, _ string) bool {
				return s.Post == org.Review && slices.Contains([]string{"330303001", "330303001-scjg", "330303001-nyj"}, s.Unit)
			},
			decider: func(s store.Seat, _ string) bool { return s == store.Seat{Unit: "330303-nyj", Post: org.Approval} },
			"t-mixed": func(s store.Seat, item string) bool { // one item of a queue, all of others
				return s == store.Seat{Unit: testkit.Community, Post: org.Acceptance} || s == store.Seat{Unit: "330303001-scjg", Post: org.Review} ||
					s == store.Seat{Unit: "330303001", Post: org.Review} && item == testkit.Allowance
			},
			otherItem: func(store.Seat, string) bool { return false },
			"t-left":  func(store.Seat, string) bool { return false },
			"nobody":  func(store.Seat, string) bool { return false },
		} {
			want := listed(t, w, works)
			if who != otherItem && who != "t-left" && who != "nobody" && len(want) < 7 {
				t.Fatalf("%s has a queue of %d", who, len(want))
			}
			for _, limit := range []int{1, 2, 3, 7, len(want), len(want) + 1, 1000} {
				if got := paged(t, w, who, app.View{}, max(limit, 1)); !slices.Equal(got, want) {
					t.Errorf("%s, %d a page: %v\nwant %v", who, limit, got, want)
				}
			}
		}
	})
}

// A view leaves out what it leaves out, page by page as all at once.
func TestViewsArePartsOfTheQueue(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		crowd(t, w)
		whole, err := w.Queue(ctx, bothPosts, app.View{}, store.Place{}, 1000)
		must(t, err)
		no := whole.Rows[3].No[15:]
		for _, v := range []app.View{{Light: casework.Grey}, {Light: casework.Red}, {Light: casework.Purple}, {Light: casework.Green}, {Light: "none"},
			{Item: testkit.Felling}, {Item: "none"}, {Text: no}, {Text: "喆"}, {Text: "'"}, {Item: testkit.Felling, Light: casework.Grey},
			{Seat: store.Seat{Unit: "330303-nyj", Post: org.Approval}}, {Seat: store.Seat{Unit: "330303-mzj", Post: org.Approval}},
			{Seat: store.Seat{Unit: testkit.Community, Post: org.Acceptance}, Light: casework.Purple, Text: "陈"}} {
			var want []int64
			for _, row := range whole.Rows {
				if (v.Light == "" || row.Light == v.Light) && (v.Item == "" || row.Item == v.Item) &&
					(v.Text == "" || strings.Contains(row.No+row.Applicant, v.Text)) &&
					(v.Seat == store.Seat{} || v.Seat == store.Seat{Unit: row.Unit, Post: row.Post}) {
					want = append(want, row.CaseID)
				}
			}
			for _, limit := range []int{1, 2, 5, 1000} {
				if got := paged(t, w, bothPosts, v, limit); !slices.Equal(got, want) {
					t.Errorf("%+v, %d a page: %v, want %v", v, limit, got, want)
				}
			}
		}
	})
}

// The count beside a light is the length of the list that it opens, for everybody and every
// seat, whatever items one works on.
func TestLightsCountTheirLists(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		restrict(t, w)
		crowd(t, w)
		seen := map[casework.Light]bool{}
		for _, who := range []string{bothPosts, guestDesk, decider, otherItem, "t-mixed"} {
			views := []app.View{{}, {Item: testkit.Felling}, {Text: "00001"}}
			for _, seat := range w.Seats(who) {
				views = append(views, app.View{Seat: seat})
			}
			for _, v := range views {
				page, err := w.Queue(ctx, who, v, store.Place{}, 1)
				must(t, err)
				for _, light := range []casework.Light{casework.Green, casework.Yellow, casework.Red, casework.Purple, casework.Grey} {
					opened := v
					opened.Light = light
					list := paged(t, w, who, opened, 10)
					if page.Lights[light] != len(list) {
						t.Errorf("%s at %v: %d %s, the list has %d", who, v.Seat, page.Lights[light], light, len(list))
					}
					seen[light] = seen[light] || len(list) > 0
					if shown, err := w.Queue(ctx, who, opened, store.Place{}, 1); err != nil || fmt.Sprint(shown.Lights) != fmt.Sprint(page.Lights) {
						t.Errorf("%s at %v: with %s chosen the lights are %v, before %v; %v", who, v.Seat, light, shown.Lights, page.Lights, err)
					}
				}
			}
		}
		if len(seen) != 5 || !seen[casework.Yellow] || !seen[casework.Purple] {
			t.Errorf("lights seen: %v", seen)
		}
	})
}

// restrict adds somebody who reviews one item at the street, and all of them for a station.
func restrict(t testing.TB, w *testkit.World) {
	t.Helper()
	snap, version, err := w.Store.Directory(ctx)
	must(t, err)
	from := snap.Units[0].From
	snap.Staff = append(snap.Staff, org.Staff{No: "t-mixed", Name: "兼岗员", Unit: "330303001"})
	snap.Holdings = append(snap.Holdings,
		org.Holding{Staff: "t-mixed", Unit: "330303001", Post: org.Review, Items: []string{testkit.Allowance}, From: from},
		org.Holding{Staff: "t-mixed", Unit: "330303001-scjg", Post: org.Review, From: from},
		org.Holding{Staff: "t-mixed", Unit: testkit.Community, Post: org.Acceptance, From: from})
	must(t, w.Store.SaveDirectory(ctx, snap, version))
	must(t, w.Reload(ctx))
}

// The light is that of the day, the days left are working days.
func TestQueueRow(t *testing.T) {
	each(t, func(t *testing.T, w *testkit.World) {
		rec := receive(t, w, "k1") // Monday; five working days end on the next Monday
		for day, want := range map[int]string{0: "green 5", 3: "green 2", 4: "yellow 1", 7: "yellow 0", 8: "purple -1"} {
			w.Clock.Set(later(day))
			page, err := w.Queue(ctx, clerk.No, app.View{}, store.Place{}, 10)
			must(t, err)
			if len(page.Rows) != 1 || page.Rows[0].No != rec.No {
				t.Fatalf("rows %+v", page.Rows)
			}
			row := page.Rows[0]
			if got := fmt.Sprint(row.Light, " ", row.Left); got != want || page.Lights[row.Light] != 1 {
				t.Errorf("day %d: %s, lights %v; want %s", day, got, page.Lights, want)
			}
		}
	})
}
