package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/time/rate"

	"yimen/app"
	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

const (
	codeHeader = "Query-Code" // 查询密码 of the case
	lastHeader = "Last-Four"  // last four characters of the applicant's document, where the code alone no longer proves anything
)

// caller (调用方) is who sends a request: a token with the member of staff it acts for, or somebody
// with the code of a case, or nobody.
type caller struct {
	token store.Token
	staff org.Staff
	addr  string
	code  string // query code
	last  string
	seen  int // If-Match; 0: none
}

type callerKey struct{}

func from(ctx context.Context) *caller {
	c, _ := ctx.Value(callerKey{}).(*caller)
	if c == nil {
		return &caller{}
	}
	return c
}

func seenOf(ctx context.Context) int { return from(ctx).seen }

func (c *caller) actor() org.Actor { return app.StaffActor(c.staff) }

// errToken says that the operation needs a token, and there is none that opens it.
var errToken = errors.New("api: no token")

// needs is nil for a caller whose token has the scope.
func needs(ctx context.Context, scope string) (*caller, error) {
	c := from(ctx)
	switch {
	case c.token.ID == 0:
		return c, errToken
	case !slices.Contains(c.token.Scopes, scope):
		return c, ui.Forbidden("scope", "scope", scope)
	case scope != app.MayApply && c.staff.No == "":
		return c, ui.Forbidden("scope", "scope", scope)
	}
	return c, nil
}

// meet knows the caller and holds him to his limit, before anything of his is read.
func (a *api) meet(ctx huma.Context, next func(huma.Context)) {
	c, err := a.known(ctx)
	if err == nil {
		err = a.limits.take(c, a.hall.Now())
	}
	ctx.SetHeader("Cache-Control", "private, no-store")
	ctx.AppendHeader("Vary", "Accept-Language, Authorization")
	if err != nil {
		p := a.problem(ctx.Context(), err)
		for name, values := range p.GetHeaders() {
			ctx.SetHeader(name, values[0])
		}
		ctx.SetHeader("Content-Type", p.ContentType(""))
		ctx.SetStatus(p.Status)
		if a.huma.Marshal(ctx.BodyWriter(), "application/json", p) != nil {
			return // nobody is there to tell
		}
		return
	}
	next(huma.WithValue(ctx, callerKey{}, c))
}

func (a *api) known(ctx huma.Context) (*caller, error) {
	c := &caller{addr: ui.Address(&http.Request{RemoteAddr: ctx.RemoteAddr()}), last: trimmed(ctx.Header(lastHeader)),
		code: strings.ReplaceAll(ctx.Header(codeHeader), " ", "")}
	var err error
	if c.seen, err = version(ctx.Header("If-Match")); err != nil {
		return c, err
	}
	scheme, secret, _ := strings.Cut(ctx.Header("Authorization"), " ")
	if scheme == "" {
		return c, nil
	}
	if !strings.EqualFold(scheme, "Bearer") {
		return c, errToken
	}
	if wait := a.limits.guessing(c.addr, a.hall.Now()); wait > 0 {
		return c, ui.TooMany(wait)
	}
	c.token, c.staff, err = a.hall.Token(ctx.Context(), trimmed(secret))
	if errors.Is(err, app.ErrToken) {
		a.limits.guessed(c.addr, a.hall.Now())
		err = errToken
	}
	return c, err
}

// version reads an entity tag as it is given with a case: "7".
func version(tag string) (int, error) {
	if tag == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(strings.Trim(tag, `"`))
	if err != nil || n < 1 || !strings.HasPrefix(tag, `"`) {
		return 0, ui.Problem{Status: http.StatusBadRequest, Code: "ifMatch"}
	}
	return n, nil
}

// Without a token an address may ask so often; a whole hall may sit behind one.
const (
	openPerMinute = 600
	wrongTokens   = 20          // of one address …
	wrongEvery    = time.Minute // … after that one more each
	mostBuckets   = 20_000
)

// limits counts requests by token, else by address, in this process.
type limits struct {
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newLimits() *limits { return &limits{buckets: map[string]*rate.Limiter{}} }

func (l *limits) bucket(key string, every rate.Limit, burst int) *rate.Limiter {
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets[key]
	if !ok || b.Burst() != burst {
		if len(l.buckets) >= mostBuckets {
			clear(l.buckets)
		}
		b = rate.NewLimiter(every, burst)
		l.buckets[key] = b
	}
	return b
}

// take counts one request; the error says how long to wait.
func (l *limits) take(c *caller, now period.Instant) error {
	key, n := "addr "+c.addr, openPerMinute
	if c.token.ID != 0 {
		key, n = "token "+strconv.FormatInt(c.token.ID, 10), c.token.PerMinute
	}
	b := l.bucket(key, rate.Limit(float64(n)/60), n)
	if b.AllowN(time.UnixMilli(int64(now)), 1) {
		return nil
	}
	return ui.TooMany(max(1, 60/n))
}

func (l *limits) wrong(addr string) *rate.Limiter {
	return l.bucket("wrong "+addr, rate.Every(wrongEvery), wrongTokens)
}

// guessing says how many seconds an address must wait that sent wrong tokens; 0: none.
func (l *limits) guessing(addr string, now period.Instant) int {
	if missing := 1 - l.wrong(addr).TokensAt(time.UnixMilli(int64(now))); missing > 0 {
		return int(missing*wrongEvery.Seconds()) + 1
	}
	return 0
}

func (l *limits) guessed(addr string, now period.Instant) {
	l.wrong(addr).AllowN(time.UnixMilli(int64(now)), 1)
}
