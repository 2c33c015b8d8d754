// Package crash_test kills the program at random moments and looks at what is left: what was
// acknowledged is there, nothing is half done, nobody was told twice or not at all.
package crash_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yimen/store"
	"yimen/testkit"
)

var ctx = context.Background()

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// witness remembers what was acknowledged to programs that are no more.
type witness struct {
	testing.TB
	url, files string
	begun      int64
	open       map[string]bool   // keys that were sent and not answered
	made       map[string]string // case number by key
	versions   map[string]int    // the newest version acknowledged, by case number
	done       int
	resent     int
	errors     []string
}

// kills is how often programs are killed on each database.
const kills = 100

// A program that is killed at any moment loses nothing, repeats nothing and leaves nothing
// half done.
func TestKilledPrograms(t *testing.T) {
	rounds := kills
	if testing.Short() {
		rounds = 10
	}
	testkit.EachDatabase(t, func(t *testing.T, url string) {
		t.Parallel()
		must(t, testkit.Open(t, url).Store.Close())
		w := &witness{TB: t, url: url, files: t.TempDir(), begun: time.Now().UnixMilli(),
			open: map[string]bool{}, made: map[string]string{}, versions: map[string]int{}}
		nodes := 1
		if strings.HasPrefix(url, "postgres") {
			nodes = 2 // on one database
		}
		for killed := 0; killed < rounds; killed += nodes {
			w.round(nodes, nodes == 2 && killed%6 == 0)
		}
		w.run(nil, finish+"=1").end(false)
		w.errorsAre(nodes == 2)
		w.look()
		t.Logf("%d kills, %d cases, %d further acts acknowledged, %d submissions sent again, %d lost connections, %.1f s",
			rounds, len(w.made), w.done, w.resent, len(w.errors), time.Since(time.UnixMilli(w.begun)).Seconds())
	})
}

// node is a program that runs.
type node struct {
	*witness
	cmd   *exec.Cmd
	lines chan string
	ready chan bool
}

// round starts programs, lets them work for a while and kills them; if asked to, the
// database throws their connections out before.
func (w *witness) round(nodes int, throwOut bool) {
	pending := slices.Sorted(maps.Keys(w.open))
	w.resent += len(pending)
	var all []*node
	for range nodes {
		all = append(all, w.run(pending))
		pending = nil
	}
	for _, n := range all {
		<-n.ready
	}
	time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
	if throwOut {
		w.throwOut()
		time.Sleep(time.Duration(rand.IntN(50)) * time.Millisecond)
	}
	for _, n := range all {
		n.cmd.Process.Kill()
	}
	for _, n := range all {
		n.end(true)
	}
}

// run starts a program that first sends the pending keys again.
func (w *witness) run(pending []string, env ...string) *node {
	w.Helper()
	if len(env) > 0 {
		pending = slices.Sorted(maps.Keys(w.open))
	}
	n := &node{witness: w, cmd: exec.Command(os.Args[0]), lines: make(chan string, 100_000), ready: make(chan bool)}
	n.cmd.Env = append(os.Environ(), append(env, asChild+"="+w.url, folder+"="+w.files, fmt.Sprint(begun, "=", w.begun))...)
	n.cmd.Stdin = strings.NewReader(strings.Join(append(pending, ""), "\n"))
	out, err := n.cmd.StdoutPipe()
	must(w, err)
	n.cmd.Stderr = os.Stderr
	must(w, n.cmd.Start())
	go n.listen(out)
	return n
}

// listen takes whole lines only: what was cut off was not said.
func (n *node) listen(out io.Reader) {
	defer close(n.lines)
	r := bufio.NewReader(out)
	for first := true; ; first = false {
		line, err := r.ReadString('\n')
		if first {
			close(n.ready)
		}
		if err != nil {
			return
		}
		n.lines <- strings.TrimSpace(line)
	}
}

// end waits for the end of a program and notes what it said.
func (n *node) end(killed bool) {
	n.Helper()
	for line := range n.lines {
		n.note(line)
	}
	if err := n.cmd.Wait(); err == nil == killed {
		n.Fatalf("the program ended: %v\n%s", err, strings.Join(n.errors, "\n"))
	}
}

// note remembers one line. The same key must give the same number whenever it is answered.
func (w *witness) note(line string) {
	word := strings.Fields(line)
	switch word[0] {
	case "ready":
	case "try":
		if w.made[word[1]] == "" {
			w.open[word[1]] = true
		}
	case "made":
		if no := w.made[word[1]]; no != "" && no != word[2] {
			w.Errorf("key %s gave %s and %s", word[1], no, word[2])
		}
		delete(w.open, word[1])
		w.made[word[1]] = word[2]
		w.saw(word[2], word[3])
	case "done":
		w.done++
		w.saw(word[1], word[2])
	default:
		w.errors = append(w.errors, line)
	}
}

func (w *witness) saw(no, version string) {
	v, err := strconv.Atoi(version)
	must(w, err)
	w.versions[no] = max(w.versions[no], v)
}

// throwOut ends every connection of the programs, as a restart of the server would.
func (w *witness) throwOut() {
	w.Helper()
	conn, err := pgx.Connect(ctx, w.url)
	must(w, err)
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'yimen'`)
	must(w, err)
}

// lost are the errors of connections that were thrown out.
var lost = regexp.MustCompile(`57P01|conn closed|connection reset|broken pipe|unexpected EOF|failed to deallocate`)

// errorsAre asserts that programs met no error but those.
func (w *witness) errorsAre(thrown bool) {
	w.Helper()
	for _, line := range w.errors {
		if !thrown || !lost.MatchString(line) {
			w.Errorf("a program met: %s", line)
		}
	}
}

// look compares what is left with what was acknowledged.
func (w *witness) look() {
	w.Helper()
	world, err := testkit.Enter(ctx, w.url, w.files)
	must(w, err)
	defer world.Store.Close()
	if n, err := world.Audit(ctx); err != nil || n < len(w.made) {
		w.Errorf("audit of %d cases, %d were made: %v", n, len(w.made), err)
	}
	for no, version := range w.versions {
		rec, err := world.Store.CaseByNo(ctx, no)
		if err != nil || rec.Version < version {
			w.Errorf("case %s has version %d, %d was acknowledged; %v", no, rec.Version, version, err)
		}
	}
	if len(w.open) > 0 {
		w.Errorf("never answered: %v", w.open)
	}
	w.counts(world)
}

// counts compares the numbers of things: a key made one case, numbers have no gap, no work is
// left, and every fact of which the applicant is told has one message.
func (w *witness) counts(world *testkit.World) {
	w.Helper()
	for sql, want := range map[string]int{
		`SELECT count(*) FROM cases WHERE no IS NOT NULL`: len(w.made),
		`SELECT sum(last) FROM number`:                    len(w.made),
		`SELECT count(*) FROM job`:                        0,
		`SELECT count(*) FROM dead_job`:                   0,
	} {
		got := -1
		must(w, world.Store.Query(ctx, sql, nil, func(r store.Row) error { return r.Scan(&got) }))
		if got != want {
			w.Errorf("%s: %d, want %d", sql, got, want)
		}
	}
	numbers := slices.Sorted(maps.Values(w.made))
	if len(slices.Compact(numbers)) != len(w.made) {
		w.Errorf("two keys have one number")
	}
	facts := rows(w, world, `SELECT case_id, act, seq FROM facts WHERE act NOT IN ('draft', 'allowSupplement', 'notePosted', 'pass', 'veto', 'return', 'findInterest', 'notifyInterested', 'jointOpinion', 'serveHearing', 'chase', 'answerChase') ORDER BY case_id, seq`)
	told := rows(w, world, `SELECT w.case_id, f.act, w.seq FROM writing w JOIN facts f ON f.case_id = w.case_id AND f.seq = w.seq WHERE w.told = 1`)
	slices.Sort(facts)
	slices.Sort(told)
	if !slices.Equal(facts, told) {
		w.Errorf("%d facts to tell of, %d messages: %v", len(facts), len(told), differences(facts, told))
	}
}

// rows reads "case act {"n":seq}" of facts or messages.
func rows(t testing.TB, world *testkit.World, sql string) (all []string) {
	t.Helper()
	must(t, world.Store.Query(ctx, sql, nil, func(r store.Row) error {
		var id int64
		var act, place string
		err := r.Scan(&id, &act, &place)
		all = append(all, fmt.Sprintf(`%d %s %s`, id, act, strings.Trim(place, `{"n:}`)))
		return err
	}))
	return all
}

func differences(a, b []string) (all []string) {
	times := map[string]int{}
	for _, s := range a {
		times[s]++
	}
	for _, s := range b {
		times[s]--
	}
	for s, n := range times {
		if n != 0 {
			all = append(all, fmt.Sprintf("%s: %+d", s, -n))
		}
	}
	return all[:min(10, len(all))]
}
