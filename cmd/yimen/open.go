package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/period"
	"yimen/store"
)

// place says where a hall keeps its things; every command that opens one takes it.
type place struct {
	DB         string        `name:"db" env:"YIMEN_DB" default:"sqlite:var/yimen.db" help:"database: sqlite:PATH or postgres://…"`
	Data       string        `name:"data" env:"YIMEN_DATA" default:"var" help:"folder of uploaded files and of the secret key"`
	Court      string        `env:"YIMEN_COURT" default:"温州市龙湾区人民法院" help:"court named with every decision against an applicant"`
	CourtAbove string        `env:"YIMEN_COURT_ABOVE" default:"温州市中级人民法院" help:"court for decisions of the people's government itself"`
	Reconsider string        `name:"reconsider-at" env:"YIMEN_RECONSIDER_AT" placeholder:"https://…" help:"where people apply online for administrative reconsideration; told to whom a decision is served online"`
	YellowDays int           `env:"YIMEN_YELLOW_DAYS" default:"1" help:"a light turns yellow when no more than so many days of a limit are left"`
	YellowPart int           `name:"yellow-percent" env:"YIMEN_YELLOW_PERCENT" default:"10" help:"or so much of it per hundred, whichever is more"`
	RatingCall period.Period `env:"YIMEN_RATING_CALL" default:"1wd" help:"a poor rating is called back within this time"`
	RatingDone period.Period `name:"rating-reply" env:"YIMEN_RATING_REPLY" default:"15wd" help:"and put right and replied to within this"`
	ComplTake  period.Period `name:"complaint-take" env:"YIMEN_COMPLAINT_TAKE" default:"5wd" help:"who complains is told within this time whether the complaint is taken up"`
	ComplDone  period.Period `name:"complaint-reply" env:"YIMEN_COMPLAINT_REPLY" default:"15wd" help:"and what was found within this, both from the day after it came in"`
	Account    period.Period `name:"account-state" env:"YIMEN_ACCOUNT_STATE" default:"5wd" help:"who is held to account may state his case within this, before it is decided without"`
	Question   period.Period `name:"question-reply" env:"YIMEN_QUESTION_REPLY" default:"5wd" help:"what was asked in the hall or within a case is answered within this; later counts as late in the assessment"`
	Transit    period.Period `env:"YIMEN_TRANSIT" default:"15d" help:"how long a supplement that was posted in time may be on the road"`
	Scan       string        `name:"scan" env:"YIMEN_SCAN" placeholder:"PROGRAM" help:"malware scan of every uploaded file: a program with arguments, called with the file's path last; exit 0 takes the file"`
	Codes      string        `name:"exchange-codes" env:"YIMEN_EXCHANGE_CODES" placeholder:"FILE" help:"the state's codes for the national exchange, as the province gives them (docs/runbook/exchange.md)"`
}

var errThresholds = errors.New("a light turns yellow some days (0 and more) or per cent (0 to 100) before the end: see YIMEN_YELLOW_DAYS, YIMEN_YELLOW_PERCENT")

// embedded tells whether the database is a file of our own, which we bring up to date
// ourselves; a PostgreSQL is migrated by its keeper with yimen migrate.
func (p place) embedded() bool { return !strings.HasPrefix(p.DB, "postgres") }

// open opens the hall of the place.
func (p place) open(ctx context.Context) (*app.Hall, error) {
	st, err := store.Open(ctx, p.DB)
	if err != nil {
		return nil, err
	}
	if p.embedded() {
		if err := st.Migrate(ctx); err != nil {
			return nil, errors.Join(err, st.Close())
		}
	}
	files, err := store.OpenFiles(filepath.Join(p.Data, "files"), scanner(p.Scan))
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	hall, err := app.NewHall(ctx, st, files, now)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w (a PostgreSQL database is prepared by: yimen migrate)", err), st.Close())
	}
	hall.Rules.Courts = casework.Courts{Basic: p.Court, Intermediate: p.CourtAbove}
	hall.Rules.ReconsiderAt = p.Reconsider
	if hall.Exchange.Codes, err = readCodes(p.Codes); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	if p.YellowDays < 0 || p.YellowPart < 0 || p.YellowPart > 100 {
		return nil, errors.Join(errThresholds, st.Close())
	}
	hall.Rules.Transit = p.Transit
	hall.Rules.RatingCall, hall.Rules.RatingReply = p.RatingCall, p.RatingDone
	hall.Rules.QuestionReply, hall.Rules.AccountState = p.Question, p.Account
	hall.Rules.ComplaintTake, hall.Rules.ComplaintReply = p.ComplTake, p.ComplDone
	hall.Rules.YellowDays, hall.Rules.YellowPercent = p.YellowDays, p.YellowPart
	return hall, nil
}

// secret reads the key of form tokens and cookies, and makes one at the first start. Two
// processes of one hall share the data folder, and so the key.
func (p place) secret() ([]byte, error) {
	path := filepath.Join(p.Data, "secret")
	if err := os.MkdirAll(p.Data, 0o700); err != nil {
		return nil, err
	}
	fresh := make([]byte, 32)
	rand.Read(fresh)
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		key, err := os.ReadFile(path)
		if err == nil && len(key) < 32 {
			err = fmt.Errorf("%s holds %d bytes, 32 are needed: remove it and a new one is made", path, len(key))
		}
		return key, err
	case err != nil:
		return nil, err
	}
	_, err = file.Write(fresh)
	return fresh, errors.Join(err, file.Sync(), file.Close())
}
