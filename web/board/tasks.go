package board

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/a-h/templ"

	"yimen/core/board"
	"yimen/core/org"
	"yimen/store"
	"yimen/web/ui"
)

func (b *Board) taskRoutes(mux *http.ServeMux) {
	mux.Handle("GET /board", b.page(b.showBoard))
	mux.Handle("GET /board/rounds/new", b.page(b.office(b.newRound)))
	mux.Handle("POST /board/rounds/new", b.page(b.office(b.setRound)))
	mux.Handle("GET /board/tasks/{round}/{no}", b.page(b.showTask))
	mux.Handle("GET /board/tasks/{round}/{no}/{unit}", b.page(b.showProgress))
	mux.Handle("POST /board/tasks/{round}/{no}/{unit}", b.upload(b.reports(b.report)))
	mux.Handle("GET /board/tasks/{round}/{no}/{unit}/{version}", b.page(b.sendEvidence))
	mux.Handle("GET /board/measures/{measure}", b.page(b.showMeasure))
}

// uploadLimit is the largest form with evidence, in bytes: one file of the largest size.
const uploadLimit = 21 << 20

// upload is page for a form with a file.
func (b *Board) upload(p staffPage) http.Handler {
	return ui.SignedIn(b.site.Upload(uploadLimit, b.known(p)))
}

// reports keeps a page to who speaks for the unit that the address names.
func (b *Board) reports(p staffPage) staffPage {
	return ui.Only(func(who string, r *http.Request) bool {
		return b.hall.Reports(who, r.PathValue("unit")) || b.hall.SetsRounds(who)
	}, "notKeeperOf", p)
}

// boardPage is one round with all its tasks.
type boardPage struct {
	board *Board
	round board.Round
	all   []board.Round
	tasks []taskRow
	rows  map[board.Measure][]board.Row
	sets  bool
}

// taskRow is one task with how its units stand.
type taskRow struct {
	board.Task
	units []unitRow
	light board.Light
}

// unitRow is how one unit stands with a task.
type unitRow struct {
	org.Unit
	said    board.Progress
	version int
	light   board.Light
}

func (b *Board) taskOf(round board.Round, t board.Task) taskRow {
	row := taskRow{Task: t}
	var lights []board.Light
	for _, u := range t.UnitsOf(b.hall.Directory(), round.From) {
		x := unitRow{Unit: u}
		x.said, x.version = b.hall.Registers().Progress(round.Code, t.No, u.Code)
		x.light = board.LightOf(x.said.Percent, round.From, t.Due, b.hall.Today())
		row.units, lights = append(row.units, x), append(lights, x.light)
	}
	row.light = board.Worst(lights)
	return row
}

// done is the share of units that have finished.
func (t taskRow) done() board.Share {
	s := board.Share{Of: len(t.units)}
	for _, u := range t.units {
		if u.light == board.Done {
			s.Have++
		}
	}
	return s
}

// showBoard (任务看板) is the newest round, or the one that is asked for.
func (b *Board) showBoard(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := boardPage{board: b, all: b.hall.Registers().Rounds(), rows: b.hall.Measured(), sets: b.hall.SetsRounds(who.No)}
	if code := r.URL.Query().Get("round"); code != "" {
		var ok bool
		if p.round, _, ok = b.hall.Registers().Round(code); !ok {
			return ui.NotFound()
		}
	} else if len(p.all) > 0 {
		p.round = p.all[0]
	}
	for _, t := range p.round.Tasks {
		p.tasks = append(p.tasks, b.taskOf(p.round, t))
	}
	return ui.Show(w, r, http.StatusOK, boardTempl(p))
}

// uiLight is the colour of a light; its word says the same.
func uiLight(l board.Light) ui.Light {
	return map[board.Light]ui.Light{board.Done: ui.Green, board.OnWay: ui.Grey, board.AtRisk: ui.Yellow, board.Late: ui.Red}[l]
}

func lightBadge(ctx context.Context, l board.Light) templ.Component {
	return ui.Badge(uiLight(l), say(ctx, "task.light."+string(l)))
}

func taskPath(round string, no int) string {
	return "/board/tasks/" + url.PathEscape(round) + "/" + strconv.Itoa(no)
}

// table is Annex 1 with its state: every number opens its list.
func (p boardPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "task.table")}
	for _, c := range []string{"no", "what", "due", "units", "known", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "task."+c), Tight: c == "no" || c == "state"})
	}
	for _, row := range p.tasks {
		var known []templ.Component
		for _, m := range board.MeasuresOf[row.No] {
			known = append(known, measureTempl(m, board.Of(p.rows[m])))
		}
		t.Rows = append(t.Rows, ui.Row{Light: uiLight(row.light), Cells: []templ.Component{
			ui.Str(strconv.Itoa(row.No)), linked(taskName(ctx, row.Task), taskPath(p.round.Code, row.No)),
			ui.Strs(row.When, say(ctx, "task.dueOn", "day", row.Due)), linked(shareText(ctx, row.done()), taskPath(p.round.Code, row.No)+"#units"),
			ui.Join(known...), lightBadge(ctx, row.light)}})
	}
	return t
}

// taskName is a task in the page's language: the seven of the notice have English.
func taskName(ctx context.Context, t board.Task) string {
	notice, _ := board.Notice().Task(t.No)
	if notice.What == t.What {
		return both(ctx, t.What, ui.T(ui.En, "board.task.name."+strconv.Itoa(t.No)))
	}
	return t.What
}

// tiles are the measures, each leading to its list.
func (p boardPage) tiles(ctx context.Context) []ui.Tile {
	var list []ui.Tile
	for _, m := range board.Measures {
		s := board.Of(p.rows[m])
		light := ui.Red
		switch {
		case s.All():
			light = ui.Green
		case s.Percent() >= 80:
			light = ui.Yellow
		}
		list = append(list, ui.Tile{Label: measureName(ctx, m), Value: strconv.Itoa(s.Percent()) + "%", Light: light,
			Note: say(ctx, "measure.note", "have", s.Have, "of", s.Of), Href: "/board/measures/" + string(m)})
	}
	return list
}

func measureName(ctx context.Context, m board.Measure) string {
	return say(ctx, "measure."+string(m))
}

// taskPage is one task with its units.
type taskPage struct {
	board *Board
	round board.Round
	taskRow
	rows map[board.Measure][]board.Row
}

func (b *Board) task(r *http.Request) (taskPage, error) {
	round, _, ok := b.hall.Registers().Round(r.PathValue("round"))
	no, err := strconv.Atoi(r.PathValue("no"))
	t, known := round.Task(no)
	if !ok || err != nil || !known {
		return taskPage{}, ui.NotFound()
	}
	return taskPage{board: b, round: round, taskRow: b.taskOf(round, t)}, nil
}

func (b *Board) showTask(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	p, err := b.task(r)
	if err != nil {
		return err
	}
	p.rows = b.hall.Measured()
	return ui.Show(w, r, http.StatusOK, taskTempl(p))
}

// table is the units: what they say, what the system knows of them, and how they stand.
func (p taskPage) table(ctx context.Context) ui.Table {
	t := ui.Table{Caption: say(ctx, "task.units")}
	for _, c := range []string{"unit", "said", "text", "known", "state"} {
		t.Cols = append(t.Cols, ui.Col{Text: say(ctx, "task.c."+c), Tight: c == "unit" || c == "state"})
	}
	for _, u := range p.units {
		path := taskPath(p.round.Code, p.No) + "/" + url.PathEscape(u.Code)
		text := ui.Str(say(ctx, "task.silent"))
		if u.version > 0 {
			text = ui.Strs(u.said.Text, u.said.On.String())
		}
		var known []templ.Component
		for _, m := range board.MeasuresOf[p.No] {
			if rows := ofUnit(p.rows[m], u.Unit); len(rows) > 0 {
				known = append(known, measureAtTempl(m, board.Of(rows), u.Code))
			}
		}
		t.Rows = append(t.Rows, ui.Row{Light: uiLight(u.light), Cells: []templ.Component{linked(p.board.unitName(ctx, u.Code), path),
			ui.Used(u.said.Percent, say(ctx, "percent", "n", u.said.Percent), uiLight(u.light)), text, ui.Join(known...), lightBadge(ctx, u.light)}})
	}
	return t
}

// ofUnit leaves the rows of a street; other units have none of their own.
func ofUnit(rows []board.Row, u org.Unit) []board.Row {
	var list []board.Row
	for _, r := range rows {
		if u.Kind == org.StreetOffice && r.Street == u.Code {
			list = append(list, r)
		}
	}
	return list
}

// progressPage is what one unit says of one task, with the form that says more.
type progressPage struct {
	taskPage
	unit    unitRow
	reports bool
	form    ui.Form
	past    []board.Progress
	entries []store.Entry
}

func (b *Board) progress(r *http.Request, who org.Staff) (progressPage, error) {
	t, err := b.task(r)
	if err != nil {
		return progressPage{}, err
	}
	p := progressPage{taskPage: t, reports: b.hall.Reports(who.No, r.PathValue("unit"))}
	for _, u := range t.units {
		if u.Code == r.PathValue("unit") {
			p.unit = u
		}
	}
	if p.unit.Code == "" {
		return p, ui.NotFound()
	}
	p.form.Values = url.Values{"percent": {strconv.Itoa(p.unit.said.Percent)}, "version": {strconv.Itoa(p.unit.version)}}
	p.past, p.entries, err = b.hall.ProgressHistory(r.Context(), t.round.Code, t.No, p.unit.Code)
	return p, err
}

func (b *Board) showProgress(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.progress(r, who)
	if err != nil {
		return err
	}
	return ui.Show(w, r, http.StatusOK, progressTempl(p))
}

func progressFields() []ui.Field {
	return []ui.Field{
		{Name: "percent", Kind: ui.KindNumber, Label: ui.Words("board.progress.percent"), Required: true, Half: true, Lowest: "0", Highest: "100"},
		{Name: "text", Kind: ui.KindTextarea, Label: ui.Words("board.progress.text"), Hint: ui.Words("board.progress.text.hint"), Required: true, Max: 1000},
		{Name: "file", Kind: ui.KindFile, Label: ui.Words("board.progress.file"), Hint: ui.Words("board.progress.file.hint"), Accept: ".pdf,.jpg,.jpeg,.png"},
		{Name: "version", Kind: ui.KindHidden},
	}
}

// report (报送进展) enters what a unit says.
func (b *Board) report(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.progress(r, who)
	if err != nil {
		return err
	}
	p.form = ui.Posted(r)
	p.form.Check(progressFields())
	if n, err := strconv.Atoi(p.form.Get("percent")); err == nil && p.form.OK() {
		err := b.reported(r, p, n, who)
		if err == nil {
			return ui.See(w, r, taskPath(p.round.Code, p.No)+"/"+url.PathEscape(p.unit.Code))
		}
		if !refused(&p.form, err) {
			return err
		}
	} else if p.form.OK() {
		p.form.Refuse("percent", "progressPercent")
	}
	return ui.Again(w, r, progressTempl(p))
}

func (b *Board) reported(r *http.Request, p progressPage, percent int, who org.Staff) error {
	said := board.Progress{Round: p.round.Code, Task: p.No, Unit: p.unit.Code, Percent: percent, Text: p.form.Get("text")}
	if files := p.form.Files["file"]; len(files) > 0 && files[0].Size > 0 {
		content, err := files[0].Open()
		if err != nil {
			return err
		}
		defer content.Close()
		return b.hall.Report(r.Context(), said, seen(p.form), who.No, files[0].Filename, content)
	}
	return b.hall.Report(r.Context(), said, seen(p.form), who.No, "", nil)
}

// evidencePath leads to the file of one version.
func (p progressPage) evidencePath(version int) string {
	return taskPath(p.round.Code, p.No) + "/" + url.PathEscape(p.unit.Code) + "/" + strconv.Itoa(version)
}

// events is what the unit has said, newest first.
func (p progressPage) events(ctx context.Context) []ui.Event {
	var list []ui.Event
	for i, x := range p.past {
		e := ui.Event{Title: say(ctx, "percent", "n", x.Percent), Text: x.Text, By: p.board.staffName(ctx, p.entries[i].By),
			At: ui.When(ctx, p.entries[i].At), AtISO: ui.ISO(p.entries[i].At)}
		if x.File != nil {
			e.Body = linked(x.File.Name, p.evidencePath(p.entries[i].Version))
		}
		list = append(list, e)
	}
	return list
}

// sendEvidence (查看佐证) sends the file that a version of a progress names.
func (b *Board) sendEvidence(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p, err := b.progress(r, who)
	if err != nil {
		return err
	}
	for i, e := range p.entries {
		if strconv.Itoa(e.Version) != r.PathValue("version") || p.past[i].File == nil {
			continue
		}
		file := p.past[i].File
		content, err := b.hall.Files.Open(r.Context(), file.Sum)
		if err != nil {
			return err
		}
		defer content.Close()
		ui.ShowFile(w, r, file.Name, file.Mime, content)
		return nil
	}
	return ui.NotFound()
}

// roundPage is the form of a new round: the tasks of the notice with new dates.
type roundPage struct {
	board *Board
	form  ui.Form
}

func roundFields() []ui.Field {
	fields := []ui.Field{
		{Name: "code", Kind: ui.KindText, Max: 12, Label: ui.Words("board.round.code"), Hint: ui.Words("board.round.code.hint"), Required: true, Half: true},
		{Name: "name", Kind: ui.KindText, Max: 100, Label: ui.Words("board.round.name"), Required: true, Half: true},
		{Name: "from", Kind: ui.KindDate, Label: ui.Words("board.round.from"), Hint: ui.Words("board.round.from.hint"), Required: true},
	}
	for _, t := range board.Notice().Tasks {
		fields = append(fields, ui.Field{Name: "due" + strconv.Itoa(t.No), Kind: ui.KindDate, Required: true, Half: true,
			Label: ui.Text{Zh: strconv.Itoa(t.No) + ". " + t.What, En: strconv.Itoa(t.No) + ". " + ui.T(ui.En, "board.task.name."+strconv.Itoa(t.No))}})
	}
	return fields
}

func (b *Board) newRound(w http.ResponseWriter, r *http.Request, _ org.Staff) error {
	p := roundPage{board: b, form: ui.Form{Values: url.Values{"from": {b.hall.Today().String()}, "name": {board.Notice().Name}}}}
	return ui.Show(w, r, http.StatusOK, roundTempl(p))
}

// setRound (下达任务) opens a round.
func (b *Board) setRound(w http.ResponseWriter, r *http.Request, who org.Staff) error {
	p := roundPage{board: b, form: ui.Posted(r)}
	p.form.Check(roundFields())
	if p.form.OK() {
		round := board.Notice()
		round.Code, round.Name, round.From = p.form.Get("code"), p.form.Get("name"), day(p.form, "from")
		for i := range round.Tasks {
			t := &round.Tasks[i]
			t.Due = day(p.form, "due"+strconv.Itoa(t.No))
			t.When = ui.T(ui.Zh, "board.task.until", "day", t.Due)
			t.Units = b.present(t.Units)
		}
		err := b.hall.SaveRound(r.Context(), round, 0, who.No)
		if err == nil {
			return ui.See(w, r, "/board?round="+url.QueryEscape(round.Code))
		}
		if !refused(&p.form, err) {
			return err
		}
	}
	return ui.Again(w, r, roundTempl(p))
}

// successors are the departments that took over from those of the notice.
var successors = map[string]string{"330303-ghj": "330303-zrzy", "330303-gtj": "330303-zrzy"}

// present names units by those that stand in their place now, each once.
func (b *Board) present(units []string) []string {
	var list []string
	seen := map[string]bool{}
	for _, code := range units {
		if _, ok := b.hall.Directory().Unit(code, b.hall.Today()); !ok {
			code = successors[code]
		}
		if code != "" && !seen[code] {
			list, seen[code] = append(list, code), true
		}
	}
	return list
}
