package seal

import (
	"bytes"
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yimen/core/notice"
	"yimen/core/period"
	"yimen/paper"
	"yimen/testkit/pdfua"
)

var password = []byte("一道门 door")

// now is the present: the signing library takes the moment of a signature from the machine.
var now = time.Now().Truncate(time.Second)

// sheet is a printed document, as our press makes it.
var sheet = sync.OnceValues(func() ([]byte, error) {
	p := paper.New("..")
	defer p.Close()
	printed, err := p.Print(context.Background(), notice.Document{Kind: notice.Service, Lang: notice.Zh, Form: notice.Sheet, Title: "送达回证", Agency: "某局",
		CaseNo: "330303001260506000001", On: period.NewDate(2026, 5, 6), Blocks: []notice.Block{{Kind: notice.Text, Text: "已送达。"}}}, "")
	return printed.PDF, err
})

func printed(t *testing.T) []byte {
	t.Helper()
	file, err := sheet()
	must(t, err)
	return bytes.Clone(file)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func authority(t *testing.T) *Authority {
	t.Helper()
	a, err := NewAuthority(filepath.Join(t.TempDir(), "seals"), "龙湾区电子印章", password, false, now)
	must(t, err)
	return a
}

func request(id string) Request {
	return Request{ID: id, Number: "3303030000001", Unit: "330303-" + id, Name: "温州市龙湾区市场监督管理局", Kind: Approval, From: now.Add(-time.Hour), To: now.AddDate(5, 0, 0)}
}

func issue(t *testing.T, a *Authority, r Request) *Seal {
	t.Helper()
	s, err := a.Issue(r, now)
	must(t, err)
	return s
}

func sealed(t *testing.T, s *Seal, file []byte) []byte {
	t.Helper()
	out, err := s.Seal(file, Stamping{Now: now, Reason: "LW 2026 15"})
	must(t, err)
	return out
}

func trust(t *testing.T, a *Authority) *Trust {
	t.Helper()
	tr, err := OpenTrust(a.folder)
	must(t, err)
	return tr
}

// codes are the problems found, in order.
func codes(r Report) string {
	var list []string
	for _, p := range r.Problems {
		list = append(list, p.Code)
	}
	return strings.Join(list, " ")
}

// A sealed document is sound, says whose seal it bears and carries its data.
func TestSealed(t *testing.T) {
	a := authority(t)
	r := trust(t, a).Verify(sealed(t, issue(t, a, request("one")), printed(t)))
	if !r.Valid() || len(r.Seals) != 1 {
		t.Fatalf("%v, seals %v", r.Problems, r.Seals)
	}
	s := r.Seals[0]
	if s.Unit != "330303-one" || s.Name != "温州市龙湾区市场监督管理局" || s.At.Sub(now).Abs() > time.Minute || s.Demo {
		t.Errorf("%+v", s)
	}
	if !bytes.Contains(r.Data, []byte("330303001260506000001")) {
		t.Errorf("the file's data is %q", r.Data)
	}
}

// The second body's seal leaves the first valid; both are named in their order.
func TestTwoSeals(t *testing.T) {
	a := authority(t)
	second := request("two")
	second.Name = "温州市公安局龙湾区分局"
	file := sealed(t, issue(t, a, second), sealed(t, issue(t, a, request("one")), printed(t)))
	r := trust(t, a).Verify(file)
	if !r.Valid() || len(r.Seals) != 2 || r.Seals[0].Unit != "330303-one" || r.Seals[1].Name != second.Name {
		t.Errorf("%v, seals %+v", r.Problems, r.Seals)
	}
	pdfua.Judge(t, file)
}

// Reopened with the password, a seal seals; without it nothing opens, and no file shows a key.
func TestKeysAreLocked(t *testing.T) {
	a := authority(t)
	made := issue(t, a, request("one"))
	again, err := OpenAuthority(a.folder, password)
	must(t, err)
	s, err := again.Open("one")
	must(t, err)
	if s.Picture() != made.Picture() || s.Name != made.Name || s.Serial().Cmp(made.Serial()) != 0 {
		t.Errorf("the seal came back as %+v", s.Request)
	}
	if r := trust(t, a).Verify(sealed(t, s, printed(t))); !r.Valid() {
		t.Error(r.Problems)
	}
	if _, err := OpenAuthority(a.folder, []byte("wrong")); err == nil || !strings.Contains(err.Error(), "password") {
		t.Errorf("a wrong password: %v", err)
	}
	if _, err := OpenAuthority(t.TempDir(), password); err != ErrNoAuthority {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := again.Open("../one"); err != ErrNoSeal {
		t.Errorf("a path for an id: %v", err)
	}
	if _, err := again.Issue(request("one"), now); err == nil {
		t.Error("one id was issued twice")
	}
	if _, err := NewAuthority(a.folder, "again", password, false, now); err == nil {
		t.Error("an authority was overwritten")
	}
	entries, err := os.ReadDir(a.folder)
	must(t, err)
	for _, e := range entries {
		info, err := e.Info()
		must(t, err)
		text, err := os.ReadFile(filepath.Join(a.folder, e.Name()))
		must(t, err)
		if info.Mode().Perm() != 0o600 || bytes.Contains(text, []byte("-BEGIN PRIVATE KEY")) || bytes.Contains(text, []byte("-BEGIN EC PRIVATE KEY")) {
			t.Errorf("%s: mode %v, or an open key", e.Name(), info.Mode())
		}
	}
}

// A thousand random changes of one byte, anywhere, are all found; so is a byte too many.
func TestEveryChangeIsFound(t *testing.T) {
	a := authority(t)
	tr := trust(t, a)
	file := sealed(t, issue(t, a, request("one")), printed(t))
	random := rand.New(rand.NewPCG(2015, 7))
	for range 1000 {
		i, old := random.IntN(len(file)), byte(0)
		old, file[i] = file[i], file[i]^byte(1+random.IntN(255))
		if tr.Verify(file).Valid() {
			t.Errorf("byte %d from %#x to %#x: not found", i, old, file[i])
		}
		file[i] = old
	}
	for _, more := range []string{"\n", "x", "\n%%EOF\n"} {
		if got := codes(tr.Verify(append(bytes.Clone(file), more...))); got != "appended" {
			t.Errorf("%q behind the end: %q", more, got)
		}
	}
	if got := codes(tr.Verify(file[:len(file)-1])); got == "" {
		t.Error("a byte less: not found")
	}
}

// What was in the file when the first body sealed can't be exchanged under the second seal.
func TestTheHoleOfASignature(t *testing.T) {
	a := authority(t)
	tr := trust(t, a)
	file := sealed(t, issue(t, a, request("one")), printed(t))
	list, _ := signatures(file)
	for i := list[0].a; i < list[0].b; i += 17 {
		for _, c := range []byte{'0', 'a', 'F', '>', ' '} {
			old := file[i]
			if file[i] = c; c != old && tr.Verify(file).Valid() {
				t.Errorf("byte %d as %q: not found", i, c)
			}
			file[i] = old
		}
	}
}

// Expired or not begun at signing: invalid. Expired later: still valid (T56); the verifier
// reads no clock, so its answer is the same for ever.
func TestValidity(t *testing.T) {
	a := authority(t)
	past := request("past")
	past.From, past.To = now.Add(-time.Hour), now.Add(-time.Minute)
	if _, err := issue(t, a, past).Seal(printed(t), Stamping{Now: now}); err == nil {
		t.Error("an expired seal sealed")
	}
	soon := request("soon")
	soon.To = now.Add(10 * time.Minute)
	if r := trust(t, a).Verify(sealed(t, issue(t, a, soon), printed(t))); !r.Valid() || r.Seals[0].To.Sub(soon.To).Abs() > time.Second {
		t.Errorf("a seal near its end: %v", r.Problems)
	}
	for name, move := range map[string]time.Duration{"expired": -30 * 24 * time.Hour, "to come": 30 * 24 * time.Hour} {
		late := request(strings.ReplaceAll(name, " ", ""))
		late.From, late.To = now.Add(move), now.Add(move+time.Hour)
		forced := issue(t, a, late)
		forced.From, forced.To = now.Add(-time.Hour), now.Add(time.Hour) // past its own guard
		if got := codes(trust(t, a).Verify(sealed(t, forced, printed(t)))); !strings.HasPrefix(got, "expired") {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// A seal of another authority is foreign; a revoked one is refused from the moment of revocation on.
func TestForeignAndRevoked(t *testing.T) {
	a, other := authority(t), authority(t)
	if got := codes(trust(t, a).Verify(sealed(t, issue(t, other, request("one")), printed(t)))); !strings.HasPrefix(got, "foreign sesForeign") && got != "changed sesForeign" {
		t.Errorf("foreign: %q", got)
	}
	s := issue(t, a, request("one"))
	file := sealed(t, s, printed(t))
	must(t, a.Revoke([]Revoked{{big.NewInt(7), now}, {s.Serial(), now.Add(time.Hour)}}, now))
	if r := trust(t, a).Verify(file); !r.Valid() {
		t.Errorf("revoked after signing: %v", r.Problems)
	}
	must(t, a.Revoke([]Revoked{{s.Serial(), now.Add(-time.Minute)}}, now))
	if got := codes(trust(t, a).Verify(file)); got != "revoked" {
		t.Errorf("revoked before signing: %q", got)
	}
	crl, err := os.ReadFile(filepath.Join(other.folder, crlFile))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(a.folder, crlFile), crl, 0o600))
	if _, err := OpenTrust(a.folder); err == nil {
		t.Error("the list of another authority was believed")
	}
}

// A file without its SES_Signature, with another document's, or unsealed: each is told.
func TestNotSealedByUs(t *testing.T) {
	a := authority(t)
	tr, s := trust(t, a), issue(t, a, request("one"))
	if got := codes(tr.Verify(printed(t))); got != "unsigned" {
		t.Errorf("unsealed: %q", got)
	}
	if got := codes(tr.Verify([]byte("PK\x03\x04"))); got != "notPDF" {
		t.Errorf("a zip file: %q", got)
	}
	bare, err := s.signPDF(printed(t), Stamping{Now: now})
	must(t, err)
	if got := codes(tr.Verify(bare)); got != "sesMissing" {
		t.Errorf("PAdES alone: %q", got)
	}
	ses, err := s.signSES(hashSM3([]byte("another document")), coverage(16), now)
	must(t, err)
	wrong, err := attach(printed(t), "seal1.ses", ses)
	must(t, err)
	if wrong, err = s.signPDF(wrong, Stamping{Now: now}); err != nil {
		t.Fatal(err)
	}
	if got := codes(tr.Verify(wrong)); got != "sesChanged" {
		t.Errorf("the seal of another document: %q", got)
	}
	if _, err := s.Seal([]byte("%PDF-1.7 nothing"), Stamping{Now: now}); err == nil {
		t.Error("a damaged file was sealed")
	}
}

// run runs a foreign program and gives what it said.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v (scripts/need.sh test brings it): %v\n%s", name, args, err, out)
	}
	return string(out)
}

// Programs that owe us nothing call it valid and trusted: pdfsig, openssl cms, qpdf, and
// openssl for the SM2 seal, by the script we ship.
func TestJudges(t *testing.T) {
	a := authority(t)
	second := request("two")
	second.Name = "温州市公安局龙湾区分局"
	file := sealed(t, issue(t, a, second), sealed(t, issue(t, a, request("one")), printed(t)))
	dir := t.TempDir()
	pdf := filepath.Join(dir, "sealed.pdf")
	must(t, os.WriteFile(pdf, file, 0o600))
	run(t, "qpdf", "--check", pdf)
	run(t, "certutil", "-N", "-d", "sql:"+dir, "--empty-password")
	run(t, "certutil", "-A", "-d", "sql:"+dir, "-n", "root", "-t", "CT,C,C", "-i", filepath.Join(a.folder, rootFile))
	said := run(t, "pdfsig", "-nssdir", "sql:"+dir, pdf)
	for want, n := range map[string]int{"Signature is Valid": 2, "Certificate is Trusted": 2, "Total document signed": 1, "公安局龙湾区分局": 1} {
		if strings.Count(said, want) < n {
			t.Errorf("pdfsig does not say %q %d times:\n%s", want, n, said)
		}
	}
	list, _ := signatures(file)
	for i, s := range list {
		der, ok := contents(file[s.a:s.b])
		if !ok {
			t.Fatal("no signature in the hole")
		}
		must(t, os.WriteFile(filepath.Join(dir, "sig.der"), der, 0o600))
		must(t, os.WriteFile(filepath.Join(dir, "content"), append(bytes.Clone(file[:s.a]), file[s.b:s.end]...), 0o600))
		if said := run(t, "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", filepath.Join(dir, "sig.der"), "-content", filepath.Join(dir, "content"),
			"-CAfile", filepath.Join(a.folder, rootFile), "-out", "/dev/null"); !strings.Contains(said, "CMS Verification successful") {
			t.Errorf("openssl of signature %d: %s", i+1, said)
		}
	}
	if said := run(t, "../scripts/verify-ses.sh", pdf, filepath.Join(a.folder, sm2RootFile)); strings.Count(said, "sound") != 2 {
		t.Errorf("verify-ses.sh: %s", said)
	}
	file[len(file)/9] ^= 1
	must(t, os.WriteFile(pdf, file, 0o600))
	if out, err := exec.Command("../scripts/verify-ses.sh", pdf, filepath.Join(a.folder, sm2RootFile)).CombinedOutput(); err == nil {
		t.Errorf("verify-ses.sh of a changed file: %s", out)
	}
	foreign := authority(t)
	if out, err := exec.Command("../scripts/verify-ses.sh", pdf, filepath.Join(foreign.folder, sm2RootFile)).CombinedOutput(); err == nil {
		t.Errorf("verify-ses.sh under a foreign root: %s", out)
	}
}

// A demonstration's seals say so, in the picture and when they are verified.
func TestDemo(t *testing.T) {
	a, err := NewAuthority(filepath.Join(t.TempDir(), "demo"), "演示印章", password, true, now)
	must(t, err)
	s := issue(t, a, request("one"))
	again, err := OpenAuthority(a.folder, password)
	must(t, err)
	if !strings.Contains(s.Picture(), ">演示<") || !again.Demo {
		t.Error("the demonstration does not say so")
	}
	if r := trust(t, a).Verify(sealed(t, s, printed(t))); !r.Valid() || !r.Seals[0].Demo {
		t.Errorf("%v %+v", r.Problems, r.Seals)
	}
}

// A time stamp of RFC 3161 stands in the signature; of a trusted service it is the moment of
// signing, of another it is refused where services are named.
func TestTimeStamp(t *testing.T) {
	dir := t.TempDir()
	conf := filepath.Join(dir, "ts.cnf")
	must(t, os.WriteFile(conf, []byte(fmt.Sprintf(`[tsa]
default_tsa=t
[t]
dir=%[1]s
serial=%[1]s/serial
crypto_device=builtin
signer_cert=%[1]s/tsa.pem
signer_key=%[1]s/tsa.key
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1
ess_cert_id_alg=sha256
[req]
distinguished_name=dn
[dn]
[ext]
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
basicConstraints=critical,CA:TRUE
`, dir)), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "serial"), []byte("01\n"), 0o600))
	run(t, "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", filepath.Join(dir, "tsa.key"), "-out", filepath.Join(dir, "tsa.pem"),
		"-days", "30", "-subj", "/CN=Test TSA", "-config", conf, "-extensions", "ext")
	tsa := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var query bytes.Buffer
		_, _ = query.ReadFrom(r.Body)
		file := filepath.Join(dir, "query.tsq")
		_ = os.WriteFile(file, query.Bytes(), 0o600)
		out, err := exec.Command("openssl", "ts", "-reply", "-config", conf, "-queryfile", file, "-out", filepath.Join(dir, "reply.tsr")).CombinedOutput()
		reply, _ := os.ReadFile(filepath.Join(dir, "reply.tsr"))
		if err != nil {
			t.Errorf("openssl ts: %s", out)
		}
		w.Header().Set("Content-Type", "application/timestamp-reply")
		_, _ = w.Write(reply)
	}))
	defer tsa.Close()
	a := authority(t)
	file, err := issue(t, a, request("one")).Seal(printed(t), Stamping{Now: now, TSA: tsa.URL})
	must(t, err)
	r := trust(t, a).Verify(file)
	if !r.Valid() || r.Seals[0].Stamped.IsZero() {
		t.Fatalf("%v %+v", r.Problems, r.Seals)
	}
	pem, err := os.ReadFile(filepath.Join(dir, "tsa.pem"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(a.folder, stampFile), pem, 0o600))
	if r := trust(t, a).Verify(file); !r.Valid() || !r.Seals[0].At.Equal(r.Seals[0].Stamped) {
		t.Errorf("trusted: %v %+v", r.Problems, r.Seals)
	}
	must(t, os.WriteFile(filepath.Join(a.folder, stampFile), pemOf(certBlock, a.root.Raw), 0o600))
	if got := codes(trust(t, a).Verify(file)); got != "stampBroken" {
		t.Errorf("of a service that is not named: %q", got)
	}
}

// The picture holds every character of the name, the number and the kind, at 42 mm.
func TestPicture(t *testing.T) {
	a := authority(t)
	for i, name := range []string{"某局", "温州市自然资源和规划局龙湾分局永中自然资源和规划所", strings.Repeat("长", 60)} {
		r := request(fmt.Sprint("p", i))
		r.Name = name
		svg := issue(t, a, r).Picture()
		for _, c := range slices.Concat([]rune(name), []rune(r.Number)) {
			if !strings.Contains(svg, ">"+string(c)+"</text>") {
				t.Errorf("%s lacks %c", name, c)
			}
		}
		if !strings.Contains(svg, `width="42mm" height="42mm"`) || !strings.Contains(svg, "行政审批专用章") {
			t.Errorf("%s is not as it should be", name)
		}
	}
}

// An authority that was made elsewhere is taken over whole: its seals are believed under the
// roots it came with. What is no authority, or not in force, is refused by name.
func TestImportAuthority(t *testing.T) {
	there := authority(t)
	read := func(names ...string) []byte {
		var all []byte
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(there.folder, name))
			must(t, err)
			all = append(all, text...)
		}
		return all
	}
	p12, sm2PEM := read(keyFile), read(sm2RootFile, sm2KeyFile)
	folder := filepath.Join(t.TempDir(), "here")
	_, err := ImportAuthority(folder, p12, sm2PEM, password, now)
	must(t, err)
	here, err := OpenAuthority(folder, password)
	must(t, err)
	if here.Name != there.Name || !here.root.Equal(there.root) {
		t.Errorf("it became %s", here.Name)
	}
	if r := trust(t, there).Verify(sealed(t, issue(t, here, request("moved")), printed(t))); !r.Valid() {
		t.Errorf("not believed under its own root: %+v", r.Problems)
	}

	another := authority(t)
	foreign, err := os.ReadFile(filepath.Join(another.folder, sm2KeyFile))
	must(t, err)
	issue(t, there, request("leaf"))
	for name, c := range map[string]struct {
		p12, sm2, password []byte
		at                 time.Time
		want               string
	}{
		"password":    {p12, sm2PEM, []byte("another one"), now, "the password is not its own"},
		"no key":      {p12, read(sm2RootFile), password, now, "holds no ENCRYPTED PRIVATE KEY"},
		"other's key": {p12, append(read(sm2RootFile), foreign...), password, now, "is not that of the key beside it"},
		"a leaf":      {read("seal-leaf.p12"), sm2PEM, password, now, ""},
		"over":        {p12, sm2PEM, password, now.Add(rootLife + time.Hour), "is in force from"},
		"no file":     {[]byte("hello"), sm2PEM, password, now, "the PKCS#12 file"},
	} {
		_, err := ImportAuthority(filepath.Join(t.TempDir(), "x"), c.p12, c.sm2, c.password, c.at)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if _, err := ImportAuthority(folder, p12, sm2PEM, password, now); err == nil {
		t.Error("it was put over another")
	}
}
