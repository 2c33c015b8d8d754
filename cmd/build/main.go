// Command build makes the front end's files: it bundles every entry point of
// web/assets into web/dist, from where the program embeds them.
//
//	go run ./cmd/build
//
// It exits 1 where a source is wrong. Front-end packages that are not
// installed are only a warning: the pages work without enhancement.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	src := flag.String("src", "web/assets", "folder of the entry points")
	out := flag.String("out", "web/dist", "folder of the bundles")
	flag.Parse()

	report, err := bundle(*src, *out)
	for _, w := range report.warnings {
		fmt.Fprintln(os.Stderr, "warning:", w)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
	for _, f := range report.files {
		fmt.Printf("%-32s %7d bytes, %6d gzipped\n", f.name, f.size, f.gzipped)
	}
}
