package app

import (
	"os"
	"testing"
)

func TestProbeDir(t *testing.T) {
	_, err := ReadDirectory(os.DirFS("../starter"), "org")
	if err != nil {
		t.Error(err)
	}
}
