package store

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/org"
)

// Directory reads the whole directory (机构名录) and its version; empty before the first
// SaveDirectory.
func (s *Store) Directory(ctx context.Context) (org.Snapshot, int64, error) {
	var snap org.Snapshot
	var version int64
	// One statement, so that version and rows belong together.
	err := s.db.query(ctx, `SELECT d.version, COALESCE(r.kind, ''), COALESCE(r.body, '')
FROM definition d LEFT JOIN directory r ON d.kind = 'directory' WHERE d.kind = 'directory' ORDER BY r.kind, r.place`,
		nil, func(r Row) error {
			var kind string
			var body []byte
			if err := r.Scan(&version, &kind, &body); err != nil {
				return err
			}
			return addRow(&snap, kind, body)
		})
	return snap, version, err
}

func addRow(snap *org.Snapshot, kind string, body []byte) error {
	switch kind {
	case "unit":
		return addTo(&snap.Units, body)
	case "centre":
		return addTo(&snap.Centres, body)
	case "staff":
		return addTo(&snap.Staff, body)
	case "holding":
		return addTo(&snap.Holdings, body)
	case "stationing":
		return addTo(&snap.Stationings, body)
	case "": // a directory without rows
		return nil
	}
	return fmt.Errorf("store: directory row of unknown kind %q", kind)
}

func addTo[T any](list *[]T, body []byte) error {
	var row T
	err := json.Unmarshal(body, &row)
	*list = append(*list, row)
	return err
}

// SaveDirectory replaces the directory, which must still have the version that was read;
// else it is a conflict. more is written with it: the log.
func (s *Store) SaveDirectory(ctx context.Context, snap org.Snapshot, version int64, more ...Stmt) error {
	plan := Plan{
		{
			SQL:  `UPDATE definition SET version = version + 1 WHERE kind = 'directory' AND version = $1`,
			Args: []any{version},
			Rows: 1,
		},
		{SQL: `DELETE FROM directory`},
	}
	for kind, rows := range map[string][]any{
		"unit": anys(snap.Units), "centre": anys(snap.Centres), "staff": anys(snap.Staff),
		"holding": anys(snap.Holdings), "stationing": anys(snap.Stationings),
	} {
		for place, row := range rows {
			body, err := json.Marshal(row)
			if err != nil {
				return fmt.Errorf("store: directory: %w", err)
			}
			plan = append(plan, Stmt{
				SQL:  `INSERT INTO directory (kind, place, body) VALUES ($1, $2, $3)`,
				Args: []any{kind, place, string(body)},
			})
		}
	}
	return s.db.write(ctx, append(plan, more...))
}

func anys[T any](rows []T) []any {
	list := make([]any, len(rows))
	for i, row := range rows {
		list[i] = row
	}
	return list
}
