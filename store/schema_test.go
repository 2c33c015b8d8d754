package store_test

import (
	"testing"

	"yimen/store"
	"yimen/testkit"
)

// columnsSQLite and columnsPostgres describe every column in the same words.
const (
	columnsSQLite = `SELECT m.name || '.' || c.name || ' ' || c.type || ' null=' || (1 - c."notnull") || ' key=' || c.pk
FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'goose_%' ORDER BY 1`
	columnsPostgres = `SELECT t.relname || '.' || a.attname || ' ' ||
CASE COALESCE(base.typname, ty.typname) WHEN 'int8' THEN 'INTEGER' WHEN 'int4' THEN 'INTEGER' WHEN 'int2' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' ELSE ty.typname END
|| ' null=' || CASE WHEN a.attnotnull THEN 0 ELSE 1 END
|| ' key=' || COALESCE(array_position(k.conkey, a.attnum), 0)
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid JOIN pg_type ty ON ty.oid = a.atttypid
LEFT JOIN pg_type base ON base.oid = ty.typbasetype
LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'
WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE 'goose_%'
AND a.attnum > 0 AND NOT a.attisdropped ORDER BY 1`
	indexesSQLite = `SELECT i.name || ' on ' || i.tbl_name || ' unique=' || l."unique" || ' ' || (SELECT group_concat(name) FROM pragma_index_info(i.name))
FROM sqlite_master i JOIN pragma_index_list(i.tbl_name) l ON l.name = i.name
WHERE i.type = 'index' AND i.sql IS NOT NULL ORDER BY 1`
	indexesPostgres = `SELECT c.relname || ' on ' || t.relname || ' unique=' || CASE WHEN i.indisunique THEN 1 ELSE 0 END || ' ' ||
(SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisprimary AND t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE 'goose_%' ORDER BY 1`
	uncollated = `SELECT t.relname || '.' || a.attname FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid
JOIN pg_collation c ON c.oid = a.attcollation
WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname NOT LIKE 'goose_%' AND c.collname <> 'C' ORDER BY 1`
	unstrict = `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'`
)

func TestBothDatabasesHaveTheSameTables(t *testing.T) {
	lite, pg := open(t, testkit.SQLite(t)), open(t, testkit.Postgres(t))
	columns := lines(t, lite, columnsSQLite)
	if len(columns) < 60 {
		t.Fatalf("only %d columns found", len(columns))
	}
	equal(t, "columns", lines(t, pg, columnsPostgres), columns)
	indexes := lines(t, lite, indexesSQLite)
	if len(indexes) < 3 {
		t.Fatalf("only %d indexes found", len(indexes))
	}
	equal(t, "indexes", lines(t, pg, indexesPostgres), indexes)
	equal(t, "PostgreSQL text that does not sort by bytes", lines(t, pg, uncollated), nil)
	equal(t, "SQLite tables that are not STRICT", lines(t, lite, unstrict), nil)
}

// No column that an act changes may stand in an index of cases: every update would then
// write all of them anew.
func TestActsTouchNoIndexOfCases(t *testing.T) {
	pg := open(t, testkit.Postgres(t))
	indexed := lines(t, pg, `SELECT DISTINCT a.attname FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_attribute a ON a.attrelid = i.indexrelid WHERE t.relname = 'cases' ORDER BY 1`)
	equal(t, "indexed columns of cases", indexed, []string{"draft", "id", "no"})
}

func lines(t *testing.T, s *store.Store, sql string) (all []string) {
	t.Helper()
	must(t, s.Query(ctx, sql, nil, func(r store.Row) error {
		var line string
		err := r.Scan(&line)
		all = append(all, line)
		return err
	}))
	return all
}

// What must hold of a row is refused by the tables themselves, whatever the program does.
func TestTablesRefuseWhatCannotBe(t *testing.T) {
	hash := func(n int) []byte { return make([]byte, n) }
	const (
		fact    = `INSERT INTO facts (case_id, seq, at, act, body, hash) VALUES (1, $1, 1, 'accept', $2, $3)`
		row     = `INSERT INTO cases (id, version, item, accept_unit, query_code, head, digest, no) VALUES (1, $1, 'A', 'u', 'q', $2, 1, $3)`
		turn    = `INSERT INTO todo (case_id, n, unit, post, due, yellow, last, since, waiting, tick, item, applicant) VALUES (1, $1, 'u', 'p', 1, 1, 1, 1, $2, 0, 'A', '')`
		count   = `INSERT INTO tally (case_id, seq, day, late, missed, what, unit, staff) VALUES (1, $1, 1, $2, $3, $4, 'u', '')`
		number  = `INSERT INTO number (unit, day, last) VALUES ('u', 1, $1)`
		series  = `INSERT INTO doc_last (unit, family, year, last) VALUES ('u', 'f', 1, $1)`
		given   = `INSERT INTO doc_number (case_id, seq, kind, series, n) VALUES (1, $1, 'k', 1, $2)`
		written = `INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (1, $1, $2, $3, $4, $4)`
	)
	both(t, func(t *testing.T, s *store.Store) {
		for _, refused := range []store.Stmt{
			{SQL: fact, Args: []any{0, hash(1), hash(8)}}, {SQL: fact, Args: []any{1, hash(1), hash(7)}},
			{SQL: row, Args: []any{0, hash(32), "1"}}, {SQL: row, Args: []any{1, hash(31), "1"}}, {SQL: row, Args: []any{1, hash(32), nil}},
			{SQL: turn, Args: []any{-1, 0}}, {SQL: turn, Args: []any{0, 2}},
			{SQL: count, Args: []any{0, 0, 0, "granted"}}, {SQL: count, Args: []any{1, -1, 0, "granted"}},
			{SQL: count, Args: []any{1, 0, 3, "granted"}}, {SQL: count, Args: []any{1, 0, 0, ""}},
			{SQL: number, Args: []any{0}}, {SQL: number, Args: []any{1000000}},
			{SQL: series, Args: []any{0}}, {SQL: given, Args: []any{0, 1}}, {SQL: given, Args: []any{1, 0}},
			{SQL: written, Args: []any{0, 0, 0, hash(1)}}, {SQL: written, Args: []any{1, 2, 0, hash(1)}}, {SQL: written, Args: []any{1, 0, 3, hash(1)}},
		} {
			if s.Write(ctx, store.Plan{refused}) == nil {
				t.Errorf("taken: %s %v", refused.SQL, refused.Args)
			}
		}
		must(t, s.Write(ctx, store.Plan{
			{SQL: fact, Args: []any{1, hash(1), hash(8)}}, {SQL: row, Args: []any{1, hash(32), "1"}}, {SQL: turn, Args: []any{0, 1}},
			{SQL: count, Args: []any{1, 0, 2, "granted"}}, {SQL: number, Args: []any{999999}}, {SQL: series, Args: []any{1}},
			{SQL: given, Args: []any{1, 1}}, {SQL: written, Args: []any{1, 1, 2, hash(1)}},
		}))
	})
}

// A CHECK costs each statement that writes into its table; where acts write, the types of the
// columns say what must hold (migration 00701), and a CHECK only what concerns two of them.
func TestTablesOfActsHaveFewChecks(t *testing.T) {
	pg := open(t, testkit.Postgres(t))
	checks := lines(t, pg, `SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text IN
('facts', 'cases', 'forms', 'todo', 'job', 'tally', 'number', 'idem', 'applied', 'doc_last', 'doc_number', 'published', 'writing', 'staff_message') ORDER BY 1`)
	equal(t, "checks where acts write", checks, []string{"cases_check", "tally_check"})
}
