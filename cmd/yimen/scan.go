package main

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// scanTime is how long the scan of one file may take.
const scanTime = time.Minute

// scanner is the hook that looks at every uploaded file: a program with its arguments,
// called with the file's path as the last one. Any exit but 0 refuses the file, also when
// the program is missing: a file that nobody could look at is not taken. No program: no scan.
func scanner(command string) func(ctx context.Context, path string) error {
	words := strings.Fields(command)
	if len(words) == 0 {
		return nil
	}
	return func(ctx context.Context, path string) error {
		ctx, cancel := context.WithTimeout(ctx, scanTime)
		defer cancel()
		said, err := exec.CommandContext(ctx, words[0], append(words[1:], path)...).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%s: %w: %.300s", words[0], err, said)
		}
		return nil
	}
}
