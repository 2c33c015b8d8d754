package store_test

import (
	"path/filepath"
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
CASE ty.typname WHEN 'int8' THEN 'INTEGER' WHEN 'int4' THEN 'INTEGER' WHEN 'int2' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' ELSE ty.typname END
|| ' null=' || CASE WHEN a.attnotnull THEN 0 ELSE 1 END
|| ' key=' || COALESCE(array_position(k.conkey, a.attnum), 0)
FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid JOIN pg_type ty ON ty.oid = a.atttypid
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
	lite, pg := open(t, "sqlite:"+filepath.Join(t.TempDir(), "yimen.db")), open(t, testkit.Postgres(t))
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
