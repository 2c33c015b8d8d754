package store

import (
	"context"
	"errors"

	"yimen/core/period"
)

// Attachment (附件) is what is known of one stored file. The content lies in Blobs under
// its sum; several attachments may share it.
type Attachment struct {
	ID       string // see NewCode
	CaseID   int64
	Material string // material code of the item
	Name     string // file name as the applicant gave it; for display only
	Size     int64  // bytes
	MIME     string // as found by looking at the content
	Sum      string // SHA-256, hex
	At       period.Instant
	By       string // 工号, or empty for the applicant
	Removed  bool   // taken back by the applicant before submission
	Fresh    bool   // the content was new to Blobs when it came
}

// AddAttachment records an attachment. ErrNotFound when its draft has gone meanwhile: then nobody
// needs the content.
func (s *Store) AddAttachment(ctx context.Context, a Attachment) error {
	fresh := 0
	if a.Fresh {
		fresh = 1
	}
	err := s.db.write(ctx, Plan{{
		SQL: `INSERT INTO attachment (id, case_id, material, name, size, mime, sha256, at, by_no, state, fresh)
SELECT $1, c.id, $3, $4, CAST($5 AS bigint), $6, $7, CAST($8 AS bigint), $9, 'kept', CAST($10 AS integer) FROM cases c WHERE c.id = $2`,
		Args: []any{a.ID, a.CaseID, a.Material, a.Name, a.Size, a.MIME, a.Sum, int64(a.At), a.By, fresh}, Rows: 1,
	}})
	if !ConflictIn(err, "") {
		return err
	}
	if !a.Fresh {
		return ErrNotFound
	}
	return errors.Join(ErrNotFound, s.db.write(ctx, Plan{Doom(a.Sum, a.At)}))
}

// Remove is the statement that marks the attachment as taken back; the row stays.
func (a Attachment) Remove() Stmt {
	return Stmt{SQL: `UPDATE attachment SET state = 'removed' WHERE id = $1 AND state = 'kept'`, Args: []any{a.ID}, Rows: 1}
}

const selectAttachment = `SELECT id, case_id, material, name, size, mime, sha256, at, by_no, state, fresh FROM attachment `

// Attachment reads one attachment, or ErrNotFound.
func (s *Store) Attachment(ctx context.Context, id string) (Attachment, error) {
	list, err := s.attachments(ctx, selectAttachment+`WHERE id = $1`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Attachment{}, err
	}
	return list[0], nil
}

// Attachments reads the attachments of a case, oldest first.
func (s *Store) Attachments(ctx context.Context, caseID int64) ([]Attachment, error) {
	return s.attachments(ctx, selectAttachment+`WHERE case_id = $1 ORDER BY at, id`, caseID)
}

func (s *Store) attachments(ctx context.Context, sql string, key any) ([]Attachment, error) {
	var list []Attachment
	err := s.db.query(ctx, sql, []any{key}, func(r Row) error {
		var a Attachment
		var at int64
		var state string
		var fresh int
		err := r.Scan(&a.ID, &a.CaseID, &a.Material, &a.Name, &a.Size, &a.MIME, &a.Sum, &at, &a.By, &state, &fresh)
		a.At, a.Removed = period.Instant(at), state == "removed"
		a.Fresh = fresh == 1
		list = append(list, a)
		return err
	})
	return list, err
}
