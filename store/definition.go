package store

import "context"

// Definitions names a kind of definitions that is read whole into memory.
type Definitions string

// The kinds. Each has a version that grows with every change.
const (
	ItemDefinitions      Definitions = "item"
	DirectoryDefinitions Definitions = "directory"
	CalendarDefinitions  Definitions = "calendar"
	RegisterDefinitions  Definitions = "register"
)

// bump is the statement that tells all processes to read a kind again.
func bump(kind Definitions) Stmt {
	return Stmt{SQL: `UPDATE definition SET version = version + 1 WHERE kind = $1`, Args: []any{string(kind)}}
}

// Versions reads the version of every kind: compare it with the one read last.
func (s *Store) Versions(ctx context.Context) (map[Definitions]int64, error) {
	versions := map[Definitions]int64{}
	err := s.db.query(ctx, `SELECT kind, version FROM definition`, nil, func(r Row) error {
		var kind string
		var version int64
		err := r.Scan(&kind, &version)
		versions[Definitions(kind)] = version
		return err
	})
	return versions, err
}
