package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/emmansun/gmsm/pkcs8"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// Kind (印章种类) is what a seal may be put on.
type Kind string

// The kinds. Documents of a case bear the special seal of the body that decides (许可法32(5), 39).
const (
	Approval Kind = "approval" // 行政审批专用章
	Official Kind = "official" // 单位公章
)

// Request (刻章申请) is what a new seal must say.
type Request struct {
	ID     string // identity in this deployment: letters, digits, points and hyphens, the name of its files
	Number string // 印章编码, the thirteen digits on the seal
	Unit   string // code of the unit
	Name   string // the unit's name, as it stands on the seal
	Kind   Kind
	From   time.Time
	To     time.Time // last moment
}

// Seal (印章) is a seal that can be put on documents.
type Seal struct {
	Request
	Demo bool

	cert    *x509.Certificate
	key     crypto.Signer // ECDSA P-256, in a file or in a device
	root    *x509.Certificate
	sm2Cert *smx509.Certificate
	sm2Key  *sm2.PrivateKey
	esl     []byte // the seal structure of GB/T 38540
	picture string // as in it
}

var idForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]{0,63}$`)

// Issue makes a seal: its two certificates and keys, its picture, its structure, and its
// files in the authority's folder.
func (a *Authority) Issue(r Request, now time.Time) (*Seal, error) {
	if !idForm.MatchString(r.ID) || r.Name == "" || r.Unit == "" || !r.To.After(r.From) {
		return nil, fmt.Errorf("seal: a request needs an id, a unit with its name, and an end after its beginning: %+v", r)
	}
	for _, end := range []string{keyEnd, certEnd} {
		if _, err := os.Stat(a.sealFile(r.ID, end)); err == nil {
			return nil, fmt.Errorf("seal: %s was issued before", r.ID)
		}
	}
	s := &Seal{Request: r, Demo: a.Demo, root: a.root}
	subject := pkix.Name{CommonName: r.Name, Country: []string{"CN"}, Organization: []string{r.Name}, SerialNumber: r.Unit}
	if a.Demo {
		subject.OrganizationalUnit = []string{demoMark}
	}
	template := x509.Certificate{
		SerialNumber: newSerial(), Subject: subject, NotBefore: r.From, NotAfter: r.To,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection}, // openssl cms asks for it
	}
	if err := s.certify(a, template); err != nil {
		return nil, err
	}
	s.picture = s.draw()
	esl, err := makeSeal(sesInfo{
		Header:   sesHeader{"ES", sesVersion, "YIMEN"},
		ID:       r.ID,
		Property: sesProperty{1, r.Name + r.Kind.Words(), 1, [][]byte{s.sm2Cert.Raw}, now.UTC().Truncate(time.Second), r.From.UTC().Truncate(time.Second), r.To.UTC().Truncate(time.Second)},
		Picture:  sesPicture{"SVG", []byte(s.picture), diameter, diameter},
	}, a)
	if err != nil {
		return nil, err
	}
	s.esl = esl
	return s, a.keepSeal(s)
}

func (s *Seal) certify(a *Authority, template x509.Certificate) error {
	var err error
	if s.key, err = a.newKey(s.ID); err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, a.root, s.key.Public(), a.key)
	if err != nil {
		return err
	}
	if s.cert, err = x509.ParseCertificate(der); err != nil {
		return err
	}
	if s.sm2Key, err = sm2.GenerateKey(rand.Reader); err != nil {
		return err
	}
	guomi := template
	guomi.SignatureAlgorithm = smx509.SM2WithSM3
	if der, err = smx509.CreateCertificate(rand.Reader, &guomi, a.sm2Root.ToX509(), s.sm2Key.Public(), a.sm2Key); err != nil {
		return err
	}
	s.sm2Cert, err = smx509.ParseCertificate(der)
	return err
}

func (a *Authority) newKey(id string) (crypto.Signer, error) {
	if a.vault != nil {
		return a.vault.make(id)
	}
	return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
}

// How the files of a seal end: its key and certificate, or its certificate alone where the key
// lies in a device; the SM2 key and certificate; the structure of GB/T 38540.
const keyEnd, certEnd, sm2End, structureEnd = ".p12", ".pem", "-sm2.pem", ".esl"

func (a *Authority) sealFile(id, end string) string { return filepath.Join(a.folder, "seal-"+id+end) }

// keepSeal writes the seal's files; the last one makes it whole.
func (a *Authority) keepSeal(s *Seal) error {
	end, own := certEnd, pemOf(certBlock, s.cert.Raw)
	if a.vault == nil {
		p12, err := pkcs12.Modern.Encode(s.key, s.cert, []*x509.Certificate{a.root}, string(a.password))
		if err != nil {
			return err
		}
		end, own = keyEnd, p12
	}
	key, err := pkcs8.MarshalPrivateKey(s.sm2Key, a.password, nil)
	if err != nil {
		return err
	}
	for _, f := range []struct {
		end  string
		text []byte
	}{{sm2End, append(pemOf(certBlock, s.sm2Cert.Raw), pemOf(encryptedBlock, key)...)}, {structureEnd, s.esl}, {end, own}} {
		if err := os.WriteFile(a.sealFile(s.ID, f.end), f.text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// ErrNoSeal says that the folder has no seal of that id.
var ErrNoSeal = errors.New("seal: no such seal in this folder")

// Open opens a seal that was issued. What it says of itself comes from its own structure.
func (a *Authority) Open(id string) (*Seal, error) {
	if !idForm.MatchString(id) {
		return nil, ErrNoSeal
	}
	key, cert, err := a.openKey(id)
	if err != nil {
		return nil, err
	}
	s := &Seal{Demo: a.Demo, root: a.root, cert: cert, key: key}
	s.Request = Request{ID: id, Unit: cert.Subject.SerialNumber, Name: cert.Subject.CommonName, From: cert.NotBefore, To: cert.NotAfter}
	if s.sm2Cert, err = readSM2Cert(a.sealFile(id, sm2End)); err != nil {
		return nil, err
	}
	if s.sm2Key, err = readSM2Key(a.sealFile(id, sm2End), a.password); err != nil {
		return nil, err
	}
	if s.esl, err = os.ReadFile(a.sealFile(id, structureEnd)); err != nil {
		return nil, err
	}
	s.picture, err = pictureOf(s.esl)
	return s, err
}

// openKey opens the key of a seal and its certificate, from the file of both or with the device.
func (a *Authority) openKey(id string) (crypto.Signer, *x509.Certificate, error) {
	p12, err := os.ReadFile(a.sealFile(id, keyEnd))
	if errors.Is(err, os.ErrNotExist) {
		return a.openCert(id)
	}
	if err != nil {
		return nil, nil, err
	}
	key, cert, _, err := pkcs12.DecodeChain(p12, string(a.password))
	if err != nil {
		return nil, nil, fmt.Errorf("seal: %s: the password is not its own, or the file is damaged: %w", id, err)
	}
	own, ok := key.(*ecdsa.PrivateKey)
	if !ok {
		return nil, nil, fmt.Errorf("seal: %s holds no ECDSA key", id)
	}
	return own, cert, nil
}

// Picture (印模) is the seal's picture: SVG of its own size.
func (s *Seal) Picture() string { return s.picture }

// PictureIn (印模) reads the picture of a seal in a folder, which needs no password.
func PictureIn(folder, id string) (string, error) {
	if !idForm.MatchString(id) {
		return "", ErrNoSeal
	}
	esl, err := os.ReadFile((&Authority{folder: folder}).sealFile(id, structureEnd))
	if errors.Is(err, os.ErrNotExist) {
		return "", ErrNoSeal
	}
	if err != nil {
		return "", err
	}
	return pictureOf(esl)
}

// Serial is the serial number of the seal's certificates.
func (s *Seal) Serial() *big.Int { return s.cert.SerialNumber }

// Words is the kind as it stands on a seal, empty for the body's own.
func (k Kind) Words() string {
	if k == Approval {
		return "行政审批专用章"
	}
	return ""
}
