package store

import (
	"context"

	"yimen/core/period"
)

// CalendarFile (放假安排) is an imported arrangement of holidays. Files lie one above the
// other in order of Seq: a later one replaces the years it names. None is ever removed.
type CalendarFile struct {
	Seq  int // from 1
	At   period.Instant
	By   string // 工号
	Name string
	Body []byte
}

// AddCalendar appends a file; its Seq must be one more than the last, else it is a
// conflict in calendar.
func (s *Store) AddCalendar(ctx context.Context, f CalendarFile) error {
	return s.db.write(ctx, Plan{
		{
			SQL:  `INSERT INTO calendar (seq, at, by_no, name, body) VALUES ($1, $2, $3, $4, $5)`,
			Args: []any{f.Seq, int64(f.At), f.By, f.Name, string(f.Body)},
		},
		bump(CalendarDefinitions),
	})
}

// CalendarFiles reads all files in order.
func (s *Store) CalendarFiles(ctx context.Context) ([]CalendarFile, error) {
	var files []CalendarFile
	err := s.db.query(ctx, `SELECT seq, at, by_no, name, body FROM calendar ORDER BY seq`, nil, func(r Row) error {
		var f CalendarFile
		var at int64
		err := r.Scan(&f.Seq, &at, &f.By, &f.Name, &f.Body)
		f.At = period.Instant(at)
		files = append(files, f)
		return err
	})
	return files, err
}
