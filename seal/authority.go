package seal

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"

	"github.com/emmansun/gmsm/pkcs8"
	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	pkcs12 "software.sslmate.com/src/go-pkcs12"
)

// Authority (证书机构) issues the seals of a deployment: two roots of one name, P-256 for common
// readers and SM2 for GB/T 38540. Its keys stand encrypted in a folder.
type Authority struct {
	Name string
	Demo bool // a demonstration's: every document sealed under it says so

	folder   string
	password []byte
	root     *x509.Certificate
	key      *ecdsa.PrivateKey
	sm2Root  *smx509.Certificate
	sm2Key   *sm2.PrivateKey
}

// The files of an authority.
const (
	rootFile, sm2RootFile     = "root.pem", "root-sm2.pem"
	keyFile, sm2KeyFile       = "authority.p12", "authority-sm2.key"
	crlFile                   = "revoked.crl"
	stampFile                 = "stamps.pem" // roots of time stamping services, put there by the administrator
	certBlock, encryptedBlock = "CERTIFICATE", "ENCRYPTED PRIVATE KEY"
)

// rootLife is how long a new root is valid: twenty years of 365 days.
const rootLife = 20 * 365 * 24 * time.Hour

// demoMark stands in the subject of a demonstration's certificates.
const demoMark = "DEMO 演示"

// ErrNoAuthority says that a folder holds no authority yet.
var ErrNoAuthority = errors.New("seal: there is no authority in this folder: yimen seal authority makes one")

// NewAuthority makes an authority in a folder that holds none. The password encrypts its keys
// and those of all seals.
func NewAuthority(folder, name string, password []byte, demo bool, now time.Time) (*Authority, error) {
	if _, err := os.Stat(filepath.Join(folder, rootFile)); err == nil {
		return nil, fmt.Errorf("seal: %s holds an authority already", folder)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	a := &Authority{Name: name, Demo: demo, folder: folder, password: password}
	subject := pkix.Name{CommonName: name, Country: []string{"CN"}, Organization: []string{name}}
	if demo {
		subject.OrganizationalUnit = []string{demoMark}
	}
	template := x509.Certificate{
		SerialNumber: newSerial(), Subject: subject, NotBefore: now.Add(-time.Hour), NotAfter: now.Add(rootLife),
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign, BasicConstraintsValid: true, IsCA: true, MaxPathLenZero: true,
	}
	if err := a.makeRoots(template); err != nil {
		return nil, err
	}
	if err := a.keep(); err != nil {
		return nil, err
	}
	return a, a.Revoke(nil, now)
}

func (a *Authority) makeRoots(template x509.Certificate) error {
	var err error
	if a.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, &template, &template, a.key.Public(), a.key)
	if err != nil {
		return err
	}
	if a.root, err = x509.ParseCertificate(der); err != nil {
		return err
	}
	if a.sm2Key, err = sm2.GenerateKey(rand.Reader); err != nil {
		return err
	}
	guomi := template
	guomi.SignatureAlgorithm = smx509.SM2WithSM3
	if der, err = smx509.CreateCertificate(rand.Reader, &guomi, &guomi, a.sm2Key.Public(), a.sm2Key); err != nil {
		return err
	}
	a.sm2Root, err = smx509.ParseCertificate(der)
	return err
}

// keep writes the authority's files.
func (a *Authority) keep() error {
	p12, err := pkcs12.Modern.Encode(a.key, a.root, nil, string(a.password))
	if err != nil {
		return err
	}
	sm2Key, err := pkcs8.MarshalPrivateKey(a.sm2Key, a.password, nil)
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{
		rootFile: pemOf(certBlock, a.root.Raw), sm2RootFile: pemOf(certBlock, a.sm2Root.Raw),
		keyFile: p12, sm2KeyFile: pemOf(encryptedBlock, sm2Key),
	} {
		if err := os.WriteFile(filepath.Join(a.folder, name), text, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// OpenAuthority opens the authority of a folder, or gives ErrNoAuthority. A wrong password is
// an error that says so.
func OpenAuthority(folder string, password []byte) (*Authority, error) {
	a := &Authority{folder: folder, password: password}
	p12, err := os.ReadFile(filepath.Join(folder, keyFile))
	if errors.Is(err, os.ErrNotExist) {
		return nil, ErrNoAuthority
	}
	if err != nil {
		return nil, err
	}
	key, root, err := pkcs12.Decode(p12, string(password))
	if err != nil {
		return nil, fmt.Errorf("seal: %s: the password is not its own, or the file is damaged: %w", keyFile, err)
	}
	a.root, a.Name = root, root.Subject.CommonName
	a.Demo = isDemo(root.Subject)
	var ok bool
	if a.key, ok = key.(*ecdsa.PrivateKey); !ok {
		return nil, fmt.Errorf("seal: %s holds no ECDSA key", keyFile)
	}
	if a.sm2Root, err = readSM2Cert(filepath.Join(folder, sm2RootFile)); err != nil {
		return nil, err
	}
	a.sm2Key, err = readSM2Key(filepath.Join(folder, sm2KeyFile), password)
	return a, err
}

func isDemo(subject pkix.Name) bool {
	return len(subject.OrganizationalUnit) > 0 && subject.OrganizationalUnit[0] == demoMark
}

// Roots gives the roots of a folder as PEM, for those who verify elsewhere.
func Roots(folder string) ([]byte, error) {
	var all []byte
	for _, name := range []string{rootFile, sm2RootFile} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, os.ErrNotExist) {
			return nil, ErrNoAuthority
		}
		if err != nil {
			return nil, err
		}
		all = append(all, text...)
	}
	return all, nil
}

// Revoked (吊销) is a certificate that is valid no longer, from a moment on.
type Revoked struct {
	Serial *big.Int
	At     time.Time
}

// listLife is how long a list of revocations stands; a new one is made with every change.
const listLife = 10 * 365 * 24 * time.Hour

// Revoke writes the list of all revoked seals, signed by the authority. The two certificates
// of a seal have one serial number, so one list is for both.
func (a *Authority) Revoke(all []Revoked, now time.Time) error {
	list := x509.RevocationList{Number: big.NewInt(now.UnixMilli()), ThisUpdate: now, NextUpdate: now.Add(listLife)}
	for _, r := range all {
		list.RevokedCertificateEntries = append(list.RevokedCertificateEntries, x509.RevocationListEntry{SerialNumber: r.Serial, RevocationTime: r.At})
	}
	der, err := x509.CreateRevocationList(rand.Reader, &list, a.root, a.key)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(a.folder, crlFile), der, 0o600)
}

func newSerial() *big.Int {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		panic(err) // the system has no randomness: nothing can be sealed
	}
	return n
}

func pemOf(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

func readSM2Cert(file string) (*smx509.Certificate, error) {
	block, err := readPEM(file, certBlock)
	if err != nil {
		return nil, err
	}
	return smx509.ParseCertificate(block)
}

func readSM2Key(file string, password []byte) (*sm2.PrivateKey, error) {
	block, err := readPEM(file, encryptedBlock)
	if err != nil {
		return nil, err
	}
	key, err := pkcs8.ParsePKCS8PrivateKeySM2(block, password)
	if err != nil {
		return nil, fmt.Errorf("seal: %s: the password is not its own, or the file is damaged: %w", filepath.Base(file), err)
	}
	return key, nil
}

// readPEM finds the first block of a kind in a file.
func readPEM(file, kind string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			return nil, fmt.Errorf("seal: %s holds no %s", filepath.Base(file), kind)
		}
		if block.Type == kind {
			return block.Bytes, nil
		}
		text = rest
	}
}
