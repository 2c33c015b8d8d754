package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yimen/core/notice"
)

// seen is a case as this process saved or read it lately. Facts never change, so what follows
// a fact finds it here; an act on the version seen is decided on it, and Save refuses if
// another process has moved the case since.
type seen struct {
	Record
	numbers []notice.Number // of its documents, if known
	whole   bool            // the numbers are known
}

// remember keeps what was saved, with the numbers it took.
func (s *Store) remember(from, next Record, given []notice.Number) {
	now := seen{Record: next, numbers: given, whole: from.Version == 0}
	if before, ok := s.seen.get(next.ID); ok && before.whole && before.Version == from.Version {
		now.numbers, now.whole = slices.Concat(before.numbers, given), true
	}
	slices.SortFunc(now.numbers, func(a, b notice.Number) int {
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), strings.Compare(string(a.Kind), string(b.Kind)))
	})
	s.keep(now)
}

// looked keeps what was read, unless the same or a newer version is known.
func (s *Store) looked(r Record) {
	if before, ok := s.seen.get(r.ID); !ok || before.Version < r.Version {
		s.keep(seen{Record: r})
	}
}

func (s *Store) keep(r seen) {
	s.seen.put(r.ID, r)
	if r.No != "" {
		s.byNo.put(r.No, r.ID)
	}
}

// CaseSeen is CaseByNo for an act on a version of the case that somebody looked at: the case
// as this process knows that version, if it does. Whether it is still the newest only Save
// tells, as it does of one read a moment ago.
func (s *Store) CaseSeen(ctx context.Context, no string, version int) (Record, error) {
	if id, ok := s.byNo.get(no); ok && version > 0 {
		if r, ok := s.seen.get(id); ok && r.Version == version {
			return r.Record, nil
		}
	}
	return s.CaseByNo(ctx, no)
}

// CaseAfter reads a case that has a fact of that place: as Case does, or as this process
// knows it. It is for the work that follows the fact.
func (s *Store) CaseAfter(ctx context.Context, id int64, seq int) (Record, error) {
	if r, ok := s.seen.get(id); ok && r.Version >= seq {
		return r.Record, nil
	}
	return s.Case(ctx, id)
}

// NumbersAfter reads the numbers of a case's documents up to a fact at least: as Numbers does,
// or as this process gave them.
func (s *Store) NumbersAfter(ctx context.Context, id int64, seq int) ([]notice.Number, error) {
	if r, ok := s.seen.get(id); ok && r.whole && r.Version >= seq {
		return r.numbers, nil
	}
	return s.Numbers(ctx, id)
}
