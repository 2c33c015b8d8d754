package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"yimen/app"
	"yimen/core/period"
	"yimen/store"
	"yimen/web/ui"
)

// calendarCmd is `yimen calendar`: the administration of the working-day calendar 工作日历 where
// there are no pages. It takes two people, as the pages do.
type calendarCmd struct {
	Import  calendarImport  `cmd:"" help:"bring a calendar file in; it counts once another person confirms it"`
	List    calendarList    `cmd:"" help:"list what was brought in"`
	Preview calendarPreview `cmd:"" help:"list the open cases whose due days an arrangement would move"`
	Confirm calendarConfirm `cmd:"" help:"put an arrangement into force, as another person than who brought it in"`
	Reject  calendarReject  `cmd:"" help:"end an arrangement that waits, without effect"`
}

// calendarImport is `yimen calendar import FILE`.
type calendarImport struct {
	place
	File    string `arg:"" type:"existingfile" help:"calendar file (JSON), see core/period/README.md"`
	Paper   string `required:"" help:"文号 of the notice: 国办发明电〔2025〕7号"`
	PaperOn string `name:"paper-on" required:"" placeholder:"DATE" help:"date of the notice"`
	Reason  string `required:"" help:"why it is brought in"`
	By      string `required:"" placeholder:"STAFF" help:"工号 of the administrator who brings it in"`
}

func (c *calendarImport) Run(ctx context.Context, out io.Writer) error {
	on, err := dateFlag("--paper-on", c.PaperOn)
	if err != nil {
		return err
	}
	body, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	return c.with(ctx, func(hall *app.Hall) error {
		a := app.Announcement{Name: filepath.Base(c.File), Body: body, Paper: c.Paper, PaperOn: on, Reason: c.Reason}
		p, err := hall.Propose(ctx, a, c.By)
		if err != nil {
			return calendarError(err)
		}
		_, err = fmt.Fprintf(out, "%d  waits for another administrator: yimen calendar preview %d, then confirm %d --by STAFF\n", p.ID, p.ID, p.ID)
		return err
	})
}

// with opens the hall of the place for one piece of work.
func (p place) with(ctx context.Context, do func(*app.Hall) error) error {
	hall, err := p.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(hall), hall.Store.Close())
}

// calendarError puts what is wrong into words; other words on the command line mend it.
func calendarError(err error) error {
	var problems app.Problems
	switch {
	case errors.As(err, &problems):
		return faultyCalendar{problems}
	case errors.Is(err, app.ErrNotAdministrator):
		return &badFlag{"--by", "this member of staff is no administrator (系统管理员) today"}
	case errors.Is(err, app.ErrSamePerson):
		return &badFlag{"--by", "who brought the arrangement in can't confirm it: another administrator must"}
	case errors.Is(err, app.ErrEnded):
		return errors.New("the arrangement was confirmed or rejected before: yimen calendar list")
	case errors.Is(err, store.ErrNotFound):
		return &badFlag{"ID", "there is no such arrangement: yimen calendar list"}
	}
	return err
}

// faultyCalendar is an import that was refused, in words.
type faultyCalendar struct{ problems app.Problems }

func (f faultyCalendar) Error() string {
	text := "nothing was brought in 未录入"
	for _, p := range f.problems {
		text += "\n  " + p.File
		if p.Line > 0 {
			text += ":" + strconv.Itoa(p.Line)
		}
		text += ": " + p.Field + ": " + calendarRule(p)
	}
	return text
}

func (faultyCalendar) Usage() bool { return true }

func calendarRule(p app.Problem) string {
	args := []any{"value", "", "max", ""}
	for i := 0; i+1 < len(p.Args); i += 2 {
		args = append([]any{p.Args[i], p.Args[i+1]}, args...)
	}
	return ui.T(ui.Zh, "calendar.rule."+p.Code, args...) + " (" + p.Code + ")"
}

// calendarList is `yimen calendar list`.
type calendarList struct{ place }

func (c *calendarList) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(hall *app.Hall) error {
		all, err := hall.Proposals(ctx)
		for _, p := range all {
			state := string(p.Outcome)
			switch {
			case p.Outcome == store.Waiting:
				state = "waiting"
			case p.Outcome == store.Confirmed && p.Finished.IsZero():
				state = "confirmed, counting"
			}
			fmt.Fprintf(out, "%d  %s  %s  by %s  %s  from %s  moved %d\n", p.ID, p.Paper, state, p.By, p.EndedBy, p.From, p.Moved)
		}
		cal := hall.NewestCalendar()
		fmt.Fprintf(out, "known %d–%d; days from %d on are provisional (暂定)\n", cal.FirstYear(), cal.LastYear(), cal.LastYear()+1)
		return err
	})
}

// calendarPreview is `yimen calendar preview ID`.
type calendarPreview struct {
	place
	ID int64 `arg:"" help:"number of the arrangement"`
}

func (c *calendarPreview) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(hall *app.Hall) error {
		p, err := hall.Store.Proposal(ctx, c.ID)
		if err != nil {
			return calendarError(err)
		}
		if p.Outcome != store.Waiting {
			return calendarError(app.ErrEnded)
		}
		shifts, err := hall.DaysMoved(p)
		if err != nil {
			return err
		}
		for _, s := range shifts {
			fmt.Fprintf(out, "%s  %s\n", s.On, shiftWord(s))
		}
		moved := 0
		looked, err := hall.Foresee(ctx, p, func(s app.CaseShift) {
			if len(s.Running()) > 0 {
				moved++
			}
			for _, m := range s.Running() {
				fmt.Fprintf(out, "%s  %s\n", s.No, ui.MovedOne(ctx, m, s.Next))
			}
		})
		fmt.Fprintf(out, "%d open cases, %d would move.\n", looked, moved)
		return err
	})
}

func shiftWord(s period.Shift) string {
	if s.Work {
		return ui.T(ui.Zh, "calendar.shift.work")
	}
	return ui.T(ui.Zh, "calendar.shift.off")
}

// calendarConfirm is `yimen calendar confirm ID`.
type calendarConfirm struct {
	place
	ID     int64  `arg:"" help:"number of the arrangement"`
	By     string `required:"" placeholder:"STAFF" help:"工号 of the administrator who confirms it: not who brought it in"`
	Remark string `help:"what is to be remembered of it"`
}

func (c *calendarConfirm) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(hall *app.Hall) error {
		p, err := hall.Confirm(ctx, c.ID, c.By, c.Remark)
		if err != nil {
			return calendarError(err)
		}
		_, err = fmt.Fprintf(out, "In force from %s. Open cases are reckoned by the hall that serves (yimen serve); yimen calendar list tells when it is done.\n", p.From)
		return err
	})
}

// calendarReject is `yimen calendar reject ID`.
type calendarReject struct {
	place
	ID     int64  `arg:"" help:"number of the arrangement"`
	By     string `required:"" placeholder:"STAFF" help:"工号 of an administrator"`
	Remark string `required:"" help:"why"`
}

func (c *calendarReject) Run(ctx context.Context, out io.Writer) error {
	return c.with(ctx, func(hall *app.Hall) error {
		if _, err := hall.Reject(ctx, c.ID, c.By, c.Remark); err != nil {
			return calendarError(err)
		}
		_, err := fmt.Fprintln(out, "Rejected; nothing changes.")
		return err
	})
}
