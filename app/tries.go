package app

import (
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"yimen/core/period"
)

// Wrong query codes are counted three ways. One address at one number is stopped for a
// while: that shuts out nobody else. An address or a number that gathers many wrong codes
// is not shut, because a whole hall sits behind one address and a stranger could close
// somebody's case to him; instead the last four characters of the applicant's document are
// asked for beside the code, which makes guessing hopeless.
const (
	PairBurst   = 5                // wrong codes of one address for one number
	PairEvery   = 2 * time.Minute  // after that, one more each
	addrBurst   = 30               // wrong codes of one address for all numbers
	addrEvery   = 30 * time.Second //
	NumberBurst = 15               // wrong codes for one number from everywhere
	numberEvery = 10 * time.Minute //
	maxBuckets  = 20_000           // of each kind, kept in memory
)

// Tries (试错计数) counts wrong codes, whichever door they were given at. It is safe for
// concurrent use.
type Tries struct {
	mu                    sync.Mutex
	pairs, addrs, numbers map[string]*rate.Limiter
	codes                 map[string]*rate.Limiter // sent to phones, by the address that asked for them
}

// NewTries has counted nothing yet.
func NewTries() *Tries {
	return &Tries{pairs: map[string]*rate.Limiter{}, addrs: map[string]*rate.Limiter{}, numbers: map[string]*rate.Limiter{}, codes: map[string]*rate.Limiter{}}
}

// Wait says how long this address must wait before it may try this number again; 0 = now.
func (t *Tries) Wait(no, addr string, now period.Instant) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return wait(t.pairs[addr+" "+no], PairEvery, now)
}

// wait is how long until a bucket that fills so fast lets one more through; 0 = now.
func wait(l *rate.Limiter, every time.Duration, now period.Instant) time.Duration {
	if l == nil {
		return 0
	}
	return max(0, time.Duration((1-l.TokensAt(moment(now)))*float64(every)))
}

// Doubtful says that number or address gathered so many wrong codes that the code alone no
// longer proves anything.
func (t *Tries) Doubtful(no, addr string, now period.Instant) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return spent(t.numbers[no], now) || spent(t.addrs[addr], now)
}

// Guessed says that the number itself gathered so many wrong answers, from wherever they came.
func (t *Tries) Guessed(no string, now period.Instant) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return spent(t.numbers[no], now)
}

func spent(l *rate.Limiter, now period.Instant) bool {
	return l != nil && l.TokensAt(moment(now)) < 1
}

// LastFour holds what was typed against the end of a document's number: the second proof where a
// code alone no longer proves anything.
func LastFour(id, typed string) bool {
	typed = strings.ToUpper(strings.TrimSpace(typed))
	return len(typed) == 4 && strings.HasSuffix(strings.ToUpper(id), typed)
}

// Wrong counts a wrong code.
func (t *Tries) Wrong(no, addr string, now period.Instant) {
	t.mu.Lock()
	defer t.mu.Unlock()
	count(t.pairs, addr+" "+no, PairEvery, PairBurst, now)
	count(t.addrs, addr, addrEvery, addrBurst, now)
	count(t.numbers, no, numberEvery, NumberBurst, now)
}

// codeFrom counts a code that an address asks for; > 0: it must wait.
func (t *Tries) codeFrom(addr string, now period.Instant) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	if wait := wait(t.codes[addr], netCodeEvery, now); wait > 0 {
		return wait
	}
	count(t.codes, addr, netCodeEvery, netCodes, now)
	return 0
}

func count(buckets map[string]*rate.Limiter, key string, every time.Duration, burst int, now period.Instant) {
	l, ok := buckets[key]
	if !ok {
		makeRoom(buckets, maxBuckets, now)
		l = rate.NewLimiter(rate.Every(every), burst)
		buckets[key] = l
	}
	l.AllowN(moment(now), 1) // an empty bucket stays empty
}

// makeRoom leaves room for one more bucket among most: it drops those that are full again,
// which say nothing; if all say something, any.
func makeRoom(buckets map[string]*rate.Limiter, most int, now period.Instant) {
	if len(buckets) < most {
		return
	}
	for key, l := range buckets {
		if l.TokensAt(moment(now)) >= float64(l.Burst()) {
			delete(buckets, key)
		}
	}
	for key := range buckets {
		if len(buckets) < most {
			return
		}
		delete(buckets, key)
	}
}
