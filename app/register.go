package app

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/board"
	"yimen/core/catalog"
	"yimen/store"
)

// The kinds of record in the register.
const (
	convenienceKind = "convenience" // 便民服务
	postKind        = "post"        // 定岗定位
	facilityKind    = "facility"    // 设备设施
	roundKind       = "round"       // 任务轮次
	progressKind    = "progress"    // 任务进展
	callKind        = "call"        // 填报通知
	submissionKind  = "submission"  // 报送
	nudgeKind       = "nudge"       // 立即催报
)

// Registers (登记簿) is the newest version of every record that keepers enter on the pages,
// in memory, each list by code. It never changes; a change makes a new one.
type Registers struct {
	Conveniences []catalog.Convenience
	posts        []board.FixedPost
	facilities   []board.Facility
	rounds       []board.Round
	progress     map[string]board.Progress // by code
	calls        []board.Call
	submissions  map[string]board.Submission // by code
	nudges       []Nudged

	sought   *index         // of Conveniences, for search
	versions map[string]int // by kind and code
}

// readRegisters makes the lists of what is stored.
func readRegisters(entries []store.Entry) (*Registers, error) {
	r := &Registers{versions: map[string]int{}, progress: map[string]board.Progress{}, submissions: map[string]board.Submission{}}
	for _, e := range entries {
		r.versions[e.Kind+" "+e.Code] = e.Version
		var err error
		switch e.Kind {
		case convenienceKind:
			err = decodeInto(&r.Conveniences, e)
		case postKind:
			err = decodeInto(&r.posts, e)
		case facilityKind:
			err = decodeInto(&r.facilities, e)
		case roundKind:
			err = decodeInto(&r.rounds, e)
		case progressKind:
			var said []board.Progress
			if err = decodeInto(&said, e); err == nil {
				r.progress[e.Code] = said[0]
			}
		case callKind:
			err = decodeInto(&r.calls, e)
		case submissionKind:
			var sent []board.Submission
			if err = decodeInto(&sent, e); err == nil {
				r.submissions[e.Code] = sent[0]
			}
		case nudgeKind:
			var given []board.Nudge
			if err = decodeInto(&given, e); err == nil {
				r.nudges = append(r.nudges, Nudged{given[0], e.By, e.At})
			}
		default:
			err = fmt.Errorf("app: register: unknown kind %q", e.Kind)
		}
		if err != nil {
			return nil, err
		}
	}
	r.sought = indexConveniences(r.Conveniences)
	return r, nil
}

func decodeInto[T any](list *[]T, e store.Entry) error {
	var row T
	if err := json.Unmarshal(e.Body, &row); err != nil {
		return fmt.Errorf("app: register: %s %s: %w", e.Kind, e.Code, err)
	}
	*list = append(*list, row)
	return nil
}

// historyOf reads every version of one record, newest first.
func historyOf[T any](ctx context.Context, h *Hall, kind, code string) ([]T, []store.Entry, error) {
	entries, err := h.Store.EntriesOf(ctx, kind, code)
	if err != nil {
		return nil, nil, err
	}
	var list []T
	for _, e := range entries {
		if err := decodeInto(&list, e); err != nil {
			return nil, nil, err
		}
	}
	return list, entries, nil
}

// Registers is what keepers have entered.
func (h *Hall) Registers() *Registers { return h.reg.Load() }

// version is how often a record was entered; 0 = never.
func (r *Registers) version(kind, code string) int { return r.versions[kind+" "+code] }

// entered is the next version of a record.
func (h *Hall) entered(kind, code string, version int, by string, row any) (store.Entry, error) {
	body, err := json.Marshal(row)
	return store.Entry{Kind: kind, Code: code, Version: version + 1, By: by, At: h.Now(), Body: body}, err
}

// enter keeps one record over the version that was read; was somebody first it is a conflict.
func (h *Hall) enter(ctx context.Context, kind, code string, version int, by string, row any) error {
	e, err := h.entered(kind, code, version, by, row)
	if err != nil {
		return err
	}
	if err := h.Store.Enter(ctx, e); err != nil {
		return err
	}
	return h.Reload(ctx)
}

// Faults (检查结果) is the error of a record that breaks rules; the sentence of each is
// errors.<Rule> or catalog.lint.<Rule>.
type Faults []catalog.Finding

func (f Faults) Error() string {
	return fmt.Sprintf("app: %d rules are broken, the first is %s: %s", len(f), f[0].Field, f[0].Rule)
}

// faults is nil when nothing found is an error; warnings are left out.
func faults(found []catalog.Finding) error {
	var wrong Faults
	for _, f := range found {
		if f.Severity == catalog.Error {
			wrong = append(wrong, f)
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return wrong
}
