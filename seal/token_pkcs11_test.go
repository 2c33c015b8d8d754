//go:build pkcs11

package seal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const softHSM = "/usr/lib/softhsm/libsofthsm2.so"

// softToken is a new token of SoftHSM2, in a folder of this test.
func softToken(t *testing.T) Token {
	t.Helper()
	dir := t.TempDir()
	tokens := filepath.Join(dir, "tokens")
	must(t, os.Mkdir(tokens, 0o700))
	conf := filepath.Join(dir, "softhsm2.conf")
	must(t, os.WriteFile(conf, []byte("directories.tokendir = "+tokens+"\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600))
	t.Setenv("SOFTHSM2_CONF", conf)
	run(t, "softhsm2-util", "--init-token", "--free", "--label", "seals", "--so-pin", "12345678", "--pin", "2468")
	device, err := ParseToken(softHSM+"#seals", "2468")
	must(t, err)
	return device
}

// The keys of seals lie in a device: it seals as a file does, and without it nothing is sealed.
func TestDevice(t *testing.T) {
	token := softToken(t)
	a := authority(t)
	wrong := token
	wrong.Label = "other"
	if err := a.UseToken(wrong); err == nil {
		t.Error("another token was taken")
	}
	must(t, a.UseToken(token))
	issue(t, a, request("in-device"))
	if _, err := a.Issue(request("in-device"), now); err == nil {
		t.Error("issued twice")
	}
	if _, err := os.Stat(a.sealFile("in-device", keyEnd)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file with the key: %v", err)
	}

	without, err := OpenAuthority(a.folder, password)
	must(t, err)
	if _, err := without.Open("in-device"); !errors.Is(err, errElsewhere) {
		t.Errorf("without the device: %v", err)
	}
	must(t, without.UseToken(token))
	s, err := without.Open("in-device")
	must(t, err)
	if s.Name != request("").Name {
		t.Errorf("the seal of %s", s.Name)
	}
	file := sealed(t, s, printed(t))
	if r := trust(t, a).Verify(file); !r.Valid() || len(r.Seals) != 1 {
		t.Errorf("not sound: %+v", r)
	}
	path := filepath.Join(t.TempDir(), "sealed.pdf")
	must(t, os.WriteFile(path, file, 0o600))
	if text := run(t, "pdfsig", "-nocert", path); !strings.Contains(text, "Signature is Valid") {
		t.Error(text)
	}
	if _, err := without.Open("nobody"); !errors.Is(err, ErrNoSeal) {
		t.Errorf("a seal that never was: %v", err)
	}
}
