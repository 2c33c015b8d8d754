package store

import (
	"context"

	"yimen/core/period"
)

// Acted (当日办件) is a case on which something was done, and when first.
type Acted struct {
	At     period.Instant
	CaseID int64
}

// An open case is found by the first of its facts of the time; drafts have no number and are left
// out. What was rated is found by the rating.
const (
	selectActed = `SELECT f.at, f.case_id FROM facts f JOIN cases c ON c.id = f.case_id
WHERE f.at >= $1 AND f.at < $2 AND (f.at, f.case_id) > ($3, $4) AND c.no IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM facts p WHERE p.case_id = f.case_id AND p.seq = f.seq - 1 AND p.at >= $1)
ORDER BY f.at, f.case_id LIMIT $5`
	selectRated = `SELECT r.at, r.case_id FROM rating r
WHERE r.at >= $1 AND r.at < $2 AND (r.at, r.case_id) > ($3, $4)
AND NOT EXISTS (SELECT 1 FROM facts p WHERE p.case_id = r.case_id AND p.at >= $1 AND p.at < $2)
ORDER BY r.at, r.case_id LIMIT $5`
)

// ActedOn lists the cases with a number on which something was done from one moment until before
// another, at most limit after a place; the zero Acted is the beginning.
func (s *Store) ActedOn(ctx context.Context, from, until period.Instant, after Acted, limit int) ([]Acted, error) {
	return s.acted(ctx, selectActed, from, until, after, limit)
}

// RatedOn lists the cases that were rated meanwhile and on which nothing else was done.
func (s *Store) RatedOn(ctx context.Context, from, until period.Instant, after Acted, limit int) ([]Acted, error) {
	return s.acted(ctx, selectRated, from, until, after, limit)
}

func (s *Store) acted(ctx context.Context, sql string, from, until period.Instant, after Acted, limit int) ([]Acted, error) {
	var list []Acted
	err := s.db.query(ctx, sql, []any{int64(from), int64(until), int64(after.At), after.CaseID, limit}, func(r Row) error {
		var a Acted
		err := r.Scan((*int64)(&a.At), &a.CaseID)
		list = append(list, a)
		return err
	})
	return list, err
}

// PublishedVersion (发布记录) says when a version of an item was published.
type PublishedVersion struct {
	Code    string
	Version int
	At      period.Instant
}

// PublishedVersions lists all, by code and version.
func (s *Store) PublishedVersions(ctx context.Context) ([]PublishedVersion, error) {
	var list []PublishedVersion
	err := s.db.query(ctx, `SELECT code, version, at FROM item_version ORDER BY code, version`, nil, func(r Row) error {
		var p PublishedVersion
		err := r.Scan(&p.Code, &p.Version, (*int64)(&p.At))
		list = append(list, p)
		return err
	})
	return list, err
}
