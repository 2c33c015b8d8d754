package web

import (
	"context"
	"encoding/json"
	"maps"
	"sync"
	"time"

	"yimen/core/period"
	"yimen/store"
)

// remembered keeps what was last read of each session for a moment, so that the acts of a
// busy clerk don't each ask the database who he is. A session ended here is forgotten at
// once; one ended by another process within recall.
type remembered struct {
	*store.Sessions
	now  func() period.Instant
	mu   sync.Mutex
	seen map[string]recalled
}

type recalled struct {
	data  []byte
	until period.Instant
}

const (
	recall       = period.Instant(2000) // milliseconds
	mostRecalled = 10_000               // sessions
)

func remember(s *store.Sessions, now func() period.Instant) *remembered {
	return &remembered{Sessions: s, now: now, seen: map[string]recalled{}}
}

// FindCtx gives the data of a session that has not expired.
func (r *remembered) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	now := r.now()
	r.mu.Lock()
	have, ok := r.seen[token]
	r.mu.Unlock()
	if ok && now < have.until {
		return have.data, true, nil
	}
	data, found, err := r.Sessions.FindCtx(ctx, token)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !found || err != nil {
		delete(r.seen, token)
		return data, found, err
	}
	if len(r.seen) >= mostRecalled {
		clear(r.seen)
	}
	r.seen[token] = recalled{data, now + recall}
	return data, true, nil
}

// CommitCtx writes a session.
func (r *remembered) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	defer r.forget(token)
	return r.Sessions.CommitCtx(ctx, token, data, expiry)
}

// DeleteCtx ends a session.
func (r *remembered) DeleteCtx(ctx context.Context, token string) error {
	defer r.forget(token)
	return r.Sessions.DeleteCtx(ctx, token)
}

func (r *remembered) forget(token string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.seen, token)
}

// plainSession writes a session as JSON: its values are texts, and gob describes its types
// anew for every one of them. What was read is remembered, for each request of a clerk
// brings the same.
type plainSession struct {
	mu   sync.Mutex
	read map[string]sessionText
}

type sessionText struct {
	Deadline int64          `json:"d"` // unix milliseconds
	Values   map[string]any `json:"v"`
}

// Encode writes a session.
func (*plainSession) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	return json.Marshal(sessionText{deadline.UnixMilli(), values})
}

// Decode reads a session. Its values are the reader's own.
func (p *plainSession) Decode(data []byte) (time.Time, map[string]any, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, known := p.read[string(data)]
	if !known {
		if err := json.Unmarshal(data, &s); err != nil {
			return time.Time{}, nil, err
		}
		if p.read == nil || len(p.read) >= mostRecalled {
			p.read = map[string]sessionText{}
		}
		p.read[string(data)] = s
	}
	return time.UnixMilli(s.Deadline).UTC(), maps.Clone(s.Values), nil
}
