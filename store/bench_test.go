package store_test

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"yimen/core/casework"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/testkit"
)

// road is the main road of a case: each act and whose turn it is after it.
var road = []struct {
	act  org.Act
	body string
	post org.Post
}{
	{org.Submit, strings.Replace(submitBody, `"accU"`, `"mat":[`+file("m1")+`,`+file("m2")+`,`+file("m3")+`],"accU"`, 1), org.Acceptance},
	{org.Accept, acceptBody, org.Review},
	{org.Pass, passBody, org.Approval},
	{org.Grant, `{"c":"经营范围：热食类食品制售","til":"2031-03-01"}`, org.Issuing},
	{org.Issue, `{"no":"JY23303030000001"}`, org.Issuing},
	{org.Serve, `{"m":"counter","r":"陈喆玥"}`, ""},
}

func file(material string) string {
	return `{"c":"` + material + `","h":"upload","f":[{"id":"abcdefgh23456789","n":"经营场所证明.pdf","s":204800,"h":"` +
		strings.Repeat("0123456789abcdef", 4) + `"}]}`
}

// BenchmarkLifecycle measures whole cases: six acts, each read and saved as one durable
// transaction with its fact, its move in the queue and one follow-up job.
//
//	go test ./store -run - -bench Lifecycle -cpu 1,8,32
func BenchmarkLifecycle(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { lifecycles(b, open(b, "sqlite:"+filepath.Join(b.TempDir(), "yimen.db"))) })
	b.Run("postgres", func(b *testing.B) { lifecycles(b, open(b, testkit.Postgres(b))) })
}

func lifecycles(b *testing.B, s *store.Store) {
	var text strings.Builder
	for i := range 21 {
		fmt.Fprintf(&text, `"field%d":"第%d项：浙江省温州市龙湾区永中街道万顺社区 %x",`, i, i, sha256.Sum256([]byte{byte(i)}))
	}
	form := []byte("{" + text.String()[:2046] + "}")
	facts := make([]casework.Fact, len(road))
	for i, step := range road {
		facts[i] = fact(b, i+1, step.act, step.body)
	}
	var unit atomic.Int64
	before := onDisk(b, s)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		prefix := fmt.Sprintf("330303%03d", unit.Add(1)%1000)
		for pb.Next() {
			id := store.NewID(now)
			r := store.NewRecord(id, "", "123456", now)
			for i, f := range facts {
				if i > 0 {
					var err error
					r, err = s.Case(ctx, id)
					must(b, err)
				}
				c := store.Change{From: r, Case: casework.Replay(r.Case, f), Fact: f}
				if i == 0 {
					c.Prefix, c.Form, c.Key = prefix, form, store.NewCode()
				}
				if post := road[i].post; post != "" {
					c.Task = &casework.Task{Unit: "330303001", Post: post, Due: today.Add(i), Since: today}
				}
				c.Jobs = []store.Job{{ID: store.NewID(now), Kind: "message", Payload: `{"case":1}`, RunAt: now + period.Instant(i)}}
				_, err := s.Save(ctx, c)
				must(b, err)
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(onDisk(b, s)-before)/float64(b.N), "B/case")
	b.ReportMetric(float64(b.N*len(road))/b.Elapsed().Seconds(), "acts/s")
}

// onDisk is the size on disk, with the jobs that a runner would have done meanwhile.
func onDisk(b *testing.B, s *store.Store) int64 {
	n, err := s.Bytes(ctx)
	must(b, err)
	return n
}
