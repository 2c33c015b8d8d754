package seal

import (
	"crypto"
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
	vault    vault // where further seals' keys are made; nil: in files
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

// ImportAuthority takes over an authority that somebody else made: a PKCS#12 file with an ECDSA
// P-256 key and its certificate, and a PEM file with an SM2 certificate and its encrypted PKCS#8
// key. The password is that of both files, and encrypts the keys from then on.
func ImportAuthority(folder string, p12, sm2PEM, password []byte, now time.Time) (*Authority, error) {
	if _, err := os.Stat(filepath.Join(folder, rootFile)); err == nil {
		return nil, fmt.Errorf("seal: %s holds an authority already", folder)
	}
	a := &Authority{folder: folder, password: password}
	if err := a.readRoot(p12, "the PKCS#12 file"); err != nil {
		return nil, err
	}
	der, err := pemBlock(sm2PEM, certBlock, "the SM2 file")
	if err != nil {
		return nil, err
	}
	if a.sm2Root, err = smx509.ParseCertificate(der); err != nil {
		return nil, fmt.Errorf("seal: the SM2 certificate: %w", err)
	}
	if der, err = pemBlock(sm2PEM, encryptedBlock, "the SM2 file"); err != nil {
		return nil, err
	}
	if a.sm2Key, err = pkcs8.ParsePKCS8PrivateKeySM2(der, password); err != nil {
		return nil, fmt.Errorf("seal: the SM2 key: the password is not its own, or the file is damaged: %w", err)
	}
	for _, c := range []struct {
		what string
		cert *x509.Certificate
		key  crypto.PublicKey
	}{{"ECDSA", a.root, a.key.Public()}, {"SM2", a.sm2Root.ToX509(), a.sm2Key.Public()}} {
		if err := mayIssue(c.cert, c.key, now); err != nil {
			return nil, fmt.Errorf("seal: the %s certificate %w", c.what, err)
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := a.keep(); err != nil {
		return nil, err
	}
	return a, a.Revoke(nil, now)
}

// mayIssue tells what is wrong with the certificate of an authority.
func mayIssue(cert *x509.Certificate, key crypto.PublicKey, now time.Time) error {
	own, ok := cert.PublicKey.(*ecdsa.PublicKey)
	switch {
	case !cert.IsCA || cert.KeyUsage&x509.KeyUsageCertSign == 0 || cert.KeyUsage&x509.KeyUsageCRLSign == 0:
		return errors.New("is not that of an authority: it may not sign certificates and lists of revocation")
	case now.Before(cert.NotBefore) || now.After(cert.NotAfter):
		return fmt.Errorf("is in force from %s to %s only", cert.NotBefore.Format(time.DateOnly), cert.NotAfter.Format(time.DateOnly))
	case !ok || !own.Equal(key):
		return errors.New("is not that of the key beside it")
	}
	return nil
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
	if err := a.readRoot(p12, keyFile); err != nil {
		return nil, err
	}
	if a.sm2Root, err = readSM2Cert(filepath.Join(folder, sm2RootFile)); err != nil {
		return nil, err
	}
	a.sm2Key, err = readSM2Key(filepath.Join(folder, sm2KeyFile), password)
	return a, err
}

// readRoot reads the authority's own key and certificate.
func (a *Authority) readRoot(p12 []byte, file string) error {
	key, root, err := pkcs12.Decode(p12, string(a.password))
	if err != nil {
		return fmt.Errorf("seal: %s: the password is not its own, or the file is damaged: %w", file, err)
	}
	a.root, a.Name, a.Demo = root, root.Subject.CommonName, isDemo(root.Subject)
	var ok bool
	if a.key, ok = key.(*ecdsa.PrivateKey); !ok || a.key.Curve != elliptic.P256() {
		return fmt.Errorf("seal: %s holds no ECDSA key of P-256", file)
	}
	return nil
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
	return pemBlock(text, kind, filepath.Base(file))
}

func pemBlock(text []byte, kind, file string) ([]byte, error) {
	for {
		block, rest := pem.Decode(text)
		if block == nil {
			return nil, fmt.Errorf("seal: %s holds no %s", file, kind)
		}
		if block.Type == kind {
			return block.Bytes, nil
		}
		text = rest
	}
}
