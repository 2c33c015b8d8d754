package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIdentitySettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := (identityPlace{}).provider("https://zwfw.example.cn"); p != nil || err != nil {
		t.Errorf("without an issuer: %v, %v", p, err)
	}
	whole := identityPlace{Issuer: "https://idp.example.cn", Client: "yimen", Secret: file, Label: "浙里办", Name: "name", Number: "n", Phone: "p"}
	p, err := whole.provider("https://zwfw.example.cn/")
	if err != nil {
		t.Fatal(err)
	}
	if p.Redirect != "https://zwfw.example.cn/account/identity/back" || p.Secret != "s" || p.Claims.Number != "n" || p.Label != "浙里办" {
		t.Errorf("made %+v", p.Settings)
	}
	for name, change := range map[string]func(c *identityPlace){
		"no client": func(c *identityPlace) { c.Client = "" }, "no secret": func(c *identityPlace) { c.Secret = "" },
		"no file": func(c *identityPlace) { c.Secret = file + "x" },
	} {
		c := whole
		change(&c)
		if _, err := c.provider("https://zwfw.example.cn"); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := whole.provider(""); err == nil {
		t.Error("without an address of the portal: taken")
	}
}
