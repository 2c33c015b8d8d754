package store

import (
	"context"
	"database/sql"
	"sync/atomic"
	"time"
)

// The rhythm of the checkpoints: often while acts come in, and once thoroughly when the
// hall is quiet.
const (
	checkpointEvery = 500 * time.Millisecond
	quietRounds     = 10 // rounds without a commit before the log is cut off
)

// keeper moves the write-ahead log into the database file beside the writer, so that no
// act pays for it.
type keeper struct {
	pool    *sql.DB
	commits *atomic.Int64
	quit    chan struct{}
	done    chan struct{}
}

// startKeeper watches the count of commits. Its connection never waits for a lock, as
// a waiting TRUNCATE would hold up the writer.
func startKeeper(path string, commits *atomic.Int64) (*keeper, error) {
	pool, err := sql.Open("sqlite", dataSource(path, "busy_timeout(0)"))
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	k := &keeper{pool: pool, commits: commits, quit: make(chan struct{}), done: make(chan struct{})}
	go k.run()
	return k, nil
}

func (k *keeper) close() error {
	close(k.quit)
	<-k.done
	return k.pool.Close()
}

func (k *keeper) run() {
	defer close(k.done)
	ticker := time.NewTicker(checkpointEvery)
	defer ticker.Stop()
	seen, quiet := int64(0), quietRounds
	for {
		select {
		case <-k.quit:
			return
		case <-ticker.C:
			seen, quiet = k.round(seen, quiet)
		}
	}
}

// round does what is due after so many quiet rounds.
func (k *keeper) round(seen int64, quiet int) (int64, int) {
	commits := k.commits.Load()
	switch {
	case commits != seen:
		k.checkpoint("PASSIVE")
		return commits, 0
	case quiet == quietRounds-1:
		k.checkpoint("TRUNCATE")
	}
	return seen, min(quiet+1, quietRounds)
}

// checkpoint may find the log busy; the next round tries again.
func (k *keeper) checkpoint(mode string) {
	k.pool.ExecContext(context.Background(), "PRAGMA wal_checkpoint("+mode+")")
}
