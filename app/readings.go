package app

import (
	"context"
	"strings"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// Read (查阅) is one reading of a case by staff, and the ground on which it was allowed: the post
// of a unit, of another's where he stood in for him.
type Read struct {
	At    period.Instant
	Staff string // 工号
	File  string // identity of the file that was opened; empty = the case itself
	List  bool   // it stood in a list that was exported, with number and name
	Sent  bool   // it went out in an export for the national exchange
	Unit  string
	Post  org.Post
	As    string
}

// What is read where it is no file: the case, its line in an exported list, or its rows in an export
// for the state.
const (
	readCase = "case"
	readList = "list"
	readSent = "sent"
)

// readText is how a reading is kept: what, and the ground.
func readText(what string, right org.Right) string {
	text := what + ":" + right.Unit + ":" + string(right.Post)
	if right.As != "" {
		text += ":" + right.As
	}
	return text
}

// readOf reads it back. Readings of files were once kept without their ground.
func readOf(r store.Reading) Read {
	parts := append(strings.Split(r.What, ":"), "", "", "")
	out := Read{At: r.At, Staff: r.Staff, Unit: parts[1], Post: org.Post(parts[2]), As: parts[3]}
	switch parts[0] {
	case readCase:
	case readList:
		out.List = true
	case readSent:
		out.Sent = true
	default:
		out.File = parts[0]
	}
	return out
}

// ReadingsOf lists who read a case, newest first. Whoever asks has the right to the case: its
// applicant, or a supervisor.
func (h *Hall) ReadingsOf(ctx context.Context, rec store.Record) ([]Read, error) {
	log, err := h.Store.Readings(ctx, rec.ID)
	list := make([]Read, len(log))
	for i, r := range log {
		list[len(log)-1-i] = readOf(r)
	}
	return list, err
}
