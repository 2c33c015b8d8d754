package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"yimen/app"
	"yimen/store"
)

// ticks is USER_HZ, in which Linux counts CPU time for every architecture Go runs on.
const ticks = 100

// processCPU is the CPU time of a process in seconds, zero if there is none.
func processCPU(pid int) float64 {
	f := statFields(pid)
	return (number(f, 11) + number(f, 12)) / ticks
}

// statFields are the fields of /proc/PID/stat after the name, from the state on.
func statFields(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	_, after, _ := strings.Cut(string(text), ") ")
	return strings.Fields(after)
}

func number(fields []string, i int) float64 {
	if i >= len(fields) {
		return 0
	}
	n, err := strconv.ParseFloat(fields[i], 64)
	if err != nil {
		return 0
	}
	return n
}

// databaseCPU counts the CPU time of a PostgreSQL server on this machine: the postmaster,
// its children, and those of them that have ended. Zero for an embedded database.
type databaseCPU struct{ postmaster int }

func newDatabaseCPU(ctx context.Context, hall *app.Hall) databaseCPU {
	if hall.Store.Dialect() != "postgres" {
		return databaseCPU{}
	}
	var backend int
	err := hall.Store.Query(ctx, "SELECT pg_backend_pid()", nil, func(r store.Row) error { return r.Scan(&backend) })
	if err != nil {
		return databaseCPU{}
	}
	return databaseCPU{int(number(statFields(backend), 1))}
}

func (d databaseCPU) seconds() float64 {
	if d.postmaster == 0 {
		return 0
	}
	own := statFields(d.postmaster)
	sum := (number(own, 11) + number(own, 12) + number(own, 13) + number(own, 14)) / ticks
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return sum
	}
	for _, dir := range all {
		pid, err := strconv.Atoi(filepath.Base(dir))
		if err == nil && int(number(statFields(pid), 1)) == d.postmaster {
			sum += processCPU(pid)
		}
	}
	return sum
}
