package store_test

import (
	"encoding/hex"
	"slices"
	"testing"

	"yimen/store"
)

// TestADocumentThatCantBePrinted is left alone until it is to be tried again.
func TestADocumentThatCantBePrinted(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		waiting := func(want int) {
			t.Helper()
			list, err := s.Unprinted(ctx, 10)
			must(t, err)
			any, err := s.ToPrint(ctx)
			must(t, err)
			n := 0
			for _, d := range slices.Concat(list...) {
				if d.File == "" && d.Fault == "" {
					n++
				}
			}
			equal(t, "waiting", n, want)
			equal(t, "any waiting", any, want > 0)
		}
		waiting(0)
		d := store.Written{CaseID: 1, Seq: 2, Name: "grant", Body: []byte(`{}`)}
		e := d
		e.Place = 1
		must(t, s.Write(ctx, store.Plan{store.Writing{d, e}.Insert()}))
		waiting(2)
		refused := d
		refused.Fault = "no font has it"
		must(t, s.Write(ctx, store.Plan{store.Writing{refused, e}.Note()}))
		waiting(1)
		list, err := s.Documents(ctx, 1)
		must(t, err)
		equal(t, "fault", list[0].Fault, "no font has it")
		must(t, s.PrintAgain(ctx))
		waiting(1)
		e.File = "abc"
		must(t, s.Write(ctx, store.Plan{store.Writing{refused, e}.Note()}))
		waiting(0)
		must(t, s.PrintAgain(ctx))
		again, err := s.Unprinted(ctx, 10)
		must(t, err)
		equal(t, "tried again", again, []store.Writing{{refused, e}})
		d.File = "abc"
		must(t, s.Write(ctx, store.Plan{store.Writing{d, e}.Note()}))
		waiting(0)
		list, err = s.Documents(ctx, 1)
		must(t, err)
		equal(t, "fault of a printed document", list[0].Fault, "")
	})
}

// TestDocumentsStayReadable: of rows written as JSON before documents were packed, and of a row
// packed with each dictionary that there ever was. A packed row here is never renewed.
func TestDocumentsStayReadable(t *testing.T) {
	const text = `{"kind":"acceptance","title":"行政许可申请受理通知书","blocks":[{"k":"text","t":"张三：你提出的申请，本机关予以受理。"}]}`
	rows := map[string]string{
		"plain":        hex.EncodeToString([]byte(`[{"n":"acceptance","d":` + text + `}]`)),
		"dictionary 1": "28b52ffd260180afcd01006864223aefbc9ae4bda05d7d7d5d0e0000871dd0c64950020651e452a4c5005ae40bc3040dd11f9033035c1972e02a09e06065aa1e68650608827a9f58",
	}
	for name, row := range rows {
		both(t, func(t *testing.T, s *store.Store) {
			body, err := hex.DecodeString(row)
			must(t, err)
			must(t, s.Write(ctx, store.Plan{{
				SQL:  `INSERT INTO writing (case_id, seq, told, state, printed, body) VALUES (1, 2, 0, 0, $1, $2)`,
				Args: []any{[]byte{}, body},
			}}))
			list, err := s.Documents(ctx, 1)
			must(t, err)
			equal(t, name, list, []store.Written{{CaseID: 1, Seq: 2, Name: "acceptance", Body: []byte(text)}})
		})
	}
}
