package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"yimen/core/period"
)

// Batch (批次) is one day's export: its number, the moment it is made, and the code lists.
type Batch struct {
	Day   period.Date
	At    period.Instant
	Area  string // 区划代码 of the hall, six figures
	Codes Codes
}

// No (批次号) names the batch.
func (b Batch) No() string {
	return b.Area + "-" + strings.ReplaceAll(b.Day.String(), "-", "")
}

// Change (同步类型) is what a row tells of its record.
type Change string

// The changes.
const (
	Insert Change = "insert"
	Update Change = "update"
	Delete Change = "delete"
)

// Row (记录) is one row of a table on its way out.
type Row struct {
	Table  *Table
	Of     string // what it is about: 办件编号 or 事项编码
	GUID   string // 记录唯一标识: the same at every export
	values map[string]string
	faults []Fault
}

// Fault (问题) is what is wrong with one field of a row.
type Fault struct {
	Table string   `json:"table"`
	Field string   `json:"field"`
	Holds string   `json:"holds"` // 说明 of the field
	Of    string   `json:"of"`    // 办件编号 or 事项编码
	GUID  string   `json:"row"`
	What  string   `json:"what"` // missing, tooLong, number, noCode, notListed
	Args  []string `json:"args,omitempty"`
	Held  bool     `json:"held"` // the row can't be sent; else the field is left empty
}

// row begins a row. The key tells it from other rows of its table.
func (b Batch) row(table, of string, key ...string) Row {
	sum := sha256.Sum256([]byte(table + "\x00" + of + "\x00" + strings.Join(key, "\x00")))
	text := hex.EncodeToString(sum[:16])
	return Row{Table: TableOf(table), Of: of, values: map[string]string{}, GUID: strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")}
}

// put gives a field, where the table has it and there is something to give.
func (r *Row) put(field, value string) {
	if _, ok := r.Table.Field(field); ok && strings.TrimSpace(value) != "" {
		r.values[field] = value
	}
}

func (r *Row) number(field string, n int) { r.put(field, strconv.Itoa(n)) }

// day gives a moment: the beginning of a day.
func (r *Row) day(field string, d period.Date) {
	if !d.IsZero() {
		r.put(field, d.String()+" 00:00:00")
	}
}

// code gives the state's codes for words of ours, several with a comma between.
func (r *Row) code(codes Codes, field string, ours ...string) {
	f, ok := r.Table.Field(field)
	list, listed := codes.Of(r.Table.Name, field)
	if !ok || !listed {
		return
	}
	var said []string
	for _, word := range ours {
		if word == "" {
			continue
		}
		code, known := list.theirs(word)
		switch {
		case !known:
			r.fault(f, "notListed", list.Name, word)
		case code == unknown:
			r.fault(f, "noCode", list.Name, list.name(word))
		case !slices.Contains(said, code):
			said = append(said, code)
		}
	}
	if slices.ContainsFunc(r.faults, func(x Fault) bool { return x.Field == field }) {
		return // half a list is none
	}
	r.put(field, strings.Join(said, ","))
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func (r *Row) fault(f Field, what string, args ...string) {
	r.faults = append(r.faults, Fault{Table: r.Table.Name, Field: f.Name, Holds: f.Holds, Of: r.Of, GUID: r.GUID, What: what, Args: args, Held: f.Must})
}

// Value is what a field says.
func (r Row) Value(field string) string { return r.values[field] }

// same tells whether two rows of one record say the same.
func (r Row) same(other Row) bool {
	return maps.Equal(r.values, other.values) && slices.EqualFunc(r.faults, other.faults, func(a, b Fault) bool {
		return a.Field == b.Field && a.What == b.What && slices.Equal(a.Args, b.Args)
	})
}

// changes are the rows that differ between two states of a thing: new ones, changed ones, and
// those that are no more.
func (b Batch) changes(before, after []Row) (out []Row) {
	old := map[string]Row{}
	for _, r := range before {
		old[r.Table.Name+r.GUID] = r
	}
	for _, r := range after {
		was, known := old[r.Table.Name+r.GUID]
		delete(old, r.Table.Name+r.GUID)
		switch {
		case !known:
			out = append(out, b.sealed(r, Insert))
		case !r.same(was):
			out = append(out, b.sealed(r, Update))
		}
	}
	for _, r := range before {
		if _, gone := old[r.Table.Name+r.GUID]; gone {
			out = append(out, b.sealed(r, Delete))
		}
	}
	return out
}

// sealed puts on a row what every row bears, and holds it to its table.
func (b Batch) sealed(r Row, change Change) Row {
	r.values, r.faults = maps.Clone(r.values), slices.Clone(r.faults)
	sum := sha256.Sum256([]byte(r.Table.Name + b.No() + r.GUID))
	r.put("id", strconv.FormatUint(binary.BigEndian.Uint64(sum[:])>>1, 10))
	r.put("row_guid", r.GUID)
	r.put("cd_batch", b.No())
	r.put("cd_time", b.At.String())
	r.code(b.Codes, "cd_operation", string(change))
	r.code(b.Codes, "data_source", "hall")
	r.check()
	return r
}

// check holds the row to the field list.
func (r *Row) check() {
	for _, f := range r.Table.Fields {
		value, given := r.values[f.Name]
		switch {
		case slices.ContainsFunc(r.faults, func(x Fault) bool { return x.Field == f.Name }):
		case !given && f.Must:
			r.fault(f, "missing")
		case !given:
		case f.Kind == Number && !figures(value):
			r.fault(f, "number", value)
			delete(r.values, f.Name)
		case f.Kind == Words && f.Most > 0 && utf8.RuneCountInString(value) > f.Most:
			r.fault(f, "tooLong", strconv.Itoa(f.Most), strconv.Itoa(utf8.RuneCountInString(value)))
			delete(r.values, f.Name) // nothing is cut short
		}
	}
}

func figures(s string) bool {
	_, err := strconv.ParseInt(s, 10, 64)
	return err == nil
}

// Faults are what is wrong with the row, in the order of the fields.
func (r Row) Faults() []Fault { return r.faults }

// Held (暂不报送) tells that the row can't be sent as it is.
func (r Row) Held() bool {
	return slices.ContainsFunc(r.faults, func(f Fault) bool { return f.Held })
}

// MarshalJSON writes the row with all columns in the order of the table: numbers as numbers, null
// where nothing is given.
func (r Row) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, f := range r.Table.Fields {
		if i > 0 {
			out.WriteByte(',')
		}
		value, given := r.values[f.Name]
		text := []byte("null")
		switch {
		case given && f.Kind == Number && figures(value):
			text = []byte(value)
		case given:
			var err error
			if text, err = json.Marshal(value); err != nil {
				return nil, err
			}
		}
		out.WriteString(strconv.Quote(f.Name) + ":")
		out.Write(text)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
