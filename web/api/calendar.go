package api

import (
	"context"
	"net/http"

	"yimen/core/period"
	"yimen/web/ui"
)

// Reckoned (期限计算) is a due day with the account of how it was counted.
type Reckoned struct {
	DueOn       string      `json:"dueOn" format:"date"`
	Provisional bool        `json:"provisional" doc:"The holidays of its year are not announced yet: the day may move 暂定"`
	Trace       []TraceLine `json:"trace" nullable:"false"`
}

// TraceLine is one step of the account.
type TraceLine struct {
	From  string `json:"from,omitempty" format:"date"`
	To    string `json:"to,omitempty" format:"date"`
	Code  string `json:"code"`
	Text  string `json:"text" doc:"In the language of the reader"`
	Basis string `json:"basis,omitempty" doc:"Provision, or the address of the notice"`
}

// CalendarDay is a day that is not as its weekday: a holiday, or a weekend day that is worked.
type CalendarDay struct {
	On      string `json:"on" format:"date"`
	Working bool   `json:"working"`
	Why     string `json:"why"`
	Source  string `json:"source,omitempty"`
}

type calendarOut struct {
	Body struct {
		Year        int           `json:"year"`
		Announced   bool          `json:"announced" doc:"The State Council's arrangement of the year is in"`
		WorkingDays int           `json:"workingDays"`
		Days        []CalendarDay `json:"days" nullable:"false" doc:"Days that are not as their weekday"`
	}
}

func (a *api) calendarRoutes() {
	add(a, op("reckonDue", http.MethodGet, "/due", "calendar", "Reckon a due day 期限计算, with its trace"), a.due)
	add(a, op("getCalendar", http.MethodGet, "/calendar/{year}", "calendar", "Working-day calendar of a year 工作日历"), a.calendar)
}

func (a *api) due(ctx context.Context, in *struct {
	From  string `query:"from" required:"true" format:"date" doc:"Day of the event; it is not counted itself (民法典201)"`
	Limit string `query:"limit" required:"true" pattern:"^[0-9]{1,4}(wd|d|m)$" doc:"5wd working days, 60d days, 6m months"`
}) (*struct{ Body Reckoned }, error) {
	on, err := period.ParseDate(in.From)
	if err != nil {
		return nil, fieldWrong(ctx, "from", "date")
	}
	limit, err := period.Parse(in.Limit)
	if err != nil {
		return nil, fieldWrong(ctx, "limit", "invalid")
	}
	k := period.Clock{From: on, Limit: limit}
	return &struct{ Body Reckoned }{reckoned(ctx, a.hall.Calendar(), k)}, nil
}

// reckoned is the due day of a clock with its account.
func reckoned(ctx context.Context, cal *period.Calendar, k period.Clock) Reckoned {
	d := cal.Due(k)
	r := Reckoned{Provisional: d.Provisional, DueOn: d.On.String(), Trace: []TraceLine{}}
	lines := cal.Trace(k)
	for i, said := range ui.TraceOf(ctx, lines) {
		l := lines[i]
		r.Trace = append(r.Trace, TraceLine{From: l.From.String(), To: l.To.String(), Code: l.Code, Text: said.Text, Basis: l.Basis})
	}
	return r
}

// fieldWrong is a problem with one value.
func fieldWrong(ctx context.Context, field, code string, args ...any) error {
	p := plain(ctx, ui.Problem{Status: http.StatusUnprocessableEntity})
	p.field(ctx, field, code, "", args)
	return p
}

func (a *api) calendar(_ context.Context, in *struct {
	Year int `path:"year" minimum:"2000" maximum:"2100"`
}) (*calendarOut, error) {
	cal, out := a.hall.Calendar(), &calendarOut{}
	first, last := period.NewDate(in.Year, 1, 1), period.NewDate(in.Year, 12, 31)
	out.Body.Year, out.Body.Announced, out.Body.Days = in.Year, !cal.Provisional(last), []CalendarDay{}
	for d := first; d <= last; d++ {
		day := cal.Day(d)
		if day.Working {
			out.Body.WorkingDays++
		}
		if day.Why != period.Weekday && day.Why != period.Weekend {
			out.Body.Days = append(out.Body.Days, CalendarDay{On: d.String(), Working: day.Working, Why: day.Why, Source: day.Source})
		}
	}
	return out, nil
}
