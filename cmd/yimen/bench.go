package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"yimen/app"
	"yimen/starter"
)

// benchCmd is `yimen bench`: measurements, each one line of JSON.
type benchCmd struct {
	Cases      benchCasesCmd      `cmd:"" help:"play whole cases through the pages of a server of our own"`
	Reads      benchReadsCmd      `cmd:"" help:"read queue and case among few and among many cases"`
	Bare       benchBareCmd       `cmd:"" help:"write the same rows into SQLite in a bare loop, to compare with"`
	Documents  benchDocumentsCmd  `cmd:"" help:"print the documents of scenarios through one press"`
	Dictionary benchDictionaryCmd `cmd:"" help:"learn a dictionary for packing texts, for scripts/dictionary.sh"`
	Catalogue  benchCatalogueCmd  `cmd:"" help:"search a generated county's catalogue and reckon the board over it"`
}

// benchCasesCmd plays cases from receipt to service: six acts, six durable transactions.
// The server is a process of its own, so that its CPU time is not the load's.
type benchCasesCmd struct {
	place
	Clients int           `default:"8" help:"how many clerks work at once"`
	Seconds float64       `default:"10" help:"how long"`
	Addr    string        `default:"127.0.0.1:8089" help:"address of the server under measurement"`
	Settle  time.Duration `default:"30s" help:"how long to wait for follow-up work to run out afterwards"`
}

// benchReport is the line that is printed.
type benchReport struct {
	Database            string                `json:"database"`
	Clients             int                   `json:"clients"`
	Seconds             float64               `json:"seconds"`
	Lifecycles          int                   `json:"lifecycles"`
	LifecyclesPerSecond float64               `json:"lifecyclesPerSecond"`
	Acts                map[string]percentile `json:"acts"` // milliseconds
	AppCPU              float64               `json:"appCpuPer1000"`
	DatabaseCPU         float64               `json:"databaseCpuPer1000"`
	LoadCPU             float64               `json:"loadCpuPer1000"` // of the clerks' browsers, on the same cores
	BytesPerCase        int64                 `json:"bytesPerCase"`   // with all indexes, printed files and attachments apart
	DocumentBytes       int64                 `json:"documentBytes"`  // the part of it that keeps what documents say
	HistoryRead         percentile            `json:"historyRead"`
	JobsLeft            int                   `json:"jobsLeft"`
	Failures            int                   `json:"failures"`
}

func (c *benchCasesCmd) Run(ctx context.Context, out io.Writer) error {
	if c.Clients < 1 || c.Clients > 1000 || c.Seconds <= 0 {
		return &badFlag{"--clients", "between 1 and 1000 clerks for more than 0 seconds"}
	}
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	if err := benchWorld(ctx, hall); err != nil {
		return err
	}
	server, err := c.start(ctx)
	if err != nil {
		return err
	}
	defer server.stop()
	load, err := newBenchLoad(ctx, "http://"+c.Addr)
	if err != nil {
		return err
	}
	report, err := c.measure(ctx, hall, server, load)
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(report)
}

func (c *benchCasesCmd) measure(ctx context.Context, hall *app.Hall, server *benchServer, load *benchLoad) (benchReport, error) {
	r := benchReport{Database: hall.Store.Dialect(), Clients: c.Clients}
	database := newDatabaseCPU(ctx, hall)
	bytes, documents, err := benchBytes(ctx, hall)
	if err != nil {
		return r, err
	}
	appCPU, dbCPU, loadCPU := processCPU(server.pid()), database.seconds(), processCPU(os.Getpid())
	began := time.Now()
	load.run(ctx, c.Clients, time.Duration(c.Seconds*float64(time.Second)))
	loadCPU = processCPU(os.Getpid()) - loadCPU
	r.Seconds = round(time.Since(began).Seconds())
	r.JobsLeft = c.settle(ctx, hall)
	r.Lifecycles, r.Failures = load.done()
	if r.Lifecycles == 0 {
		return r, fmt.Errorf("no case was finished: %w", load.firstError())
	}
	r.LifecyclesPerSecond = round(float64(r.Lifecycles) / r.Seconds)
	r.Acts = load.percentiles()
	per1000 := 1000 / float64(r.Lifecycles)
	r.AppCPU = round((processCPU(server.pid()) - appCPU) * per1000)
	r.DatabaseCPU = round((database.seconds() - dbCPU) * per1000)
	r.LoadCPU = round(loadCPU * per1000)
	bytesAfter, documentsAfter, err := benchBytes(ctx, hall)
	if err != nil {
		return r, err
	}
	r.BytesPerCase = (bytesAfter - bytes) / int64(r.Lifecycles)
	r.DocumentBytes = (documentsAfter - documents) / int64(r.Lifecycles)
	r.HistoryRead, err = load.histories(ctx, hall)
	return r, err
}

// benchBytes is the size of the database, and the part of the documents.
func benchBytes(ctx context.Context, hall *app.Hall) (all, documents int64, err error) {
	if all, err = hall.Store.Bytes(ctx); err == nil {
		documents, err = hall.Store.DocumentBytes(ctx)
	}
	return all, documents, err
}

// settle waits until the follow-up work has run out, so that its CPU time is counted.
func (c *benchCasesCmd) settle(ctx context.Context, hall *app.Hall) int {
	end := time.Now().Add(c.Settle)
	for {
		left, err := hall.Store.JobsWaiting(ctx, now())
		if err != nil || left == 0 || time.Now().After(end) {
			return left
		}
		time.Sleep(50 * time.Millisecond)
	}
}

func round(f float64) float64 { return math.Round(f*1000) / 1000 }

// benchServer is the server under measurement.
type benchServer struct{ cmd *exec.Cmd }

func (c *benchCasesCmd) start(ctx context.Context) (*benchServer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(c.Data, "bench.log"))
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "serve", "--db", c.DB, "--data", c.Data, "--addr", c.Addr, "--press", "none")
	cmd.Stderr = log
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &benchServer{cmd}, nil
}

func (s *benchServer) pid() int { return s.cmd.Process.Pid }

func (s *benchServer) stop() error {
	return errors.Join(s.cmd.Process.Signal(os.Interrupt), s.cmd.Wait())
}

// loaded tells whether the demonstration is there; the benchmark adds to it.
func loaded(ctx context.Context, hall *app.Hall) error {
	if !hall.Empty() {
		return nil
	}
	_, err := hall.Demo(ctx, starter.Data)
	return err
}
