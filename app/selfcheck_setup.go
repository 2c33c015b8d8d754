package app

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"yimen/core/period"
	"yimen/paper"
	"yimen/store"
)

// Setup (部署设置) is what the self-check must know of how a process was started.
type Setup struct {
	Demo       bool
	Secure     bool   // reached over TLS
	Site       string // address of the portal, for the QR codes
	Scan       string // program that looks for malware
	Reconsider string
	Secret     string        // file of the secret key
	Data       string        // folder of the uploaded files; empty = not looked at
	Backups    string        // folder of the copies; empty = not known
	Mail       string        // relay of e-mail; empty = none is sent
	SMS        string        // gateway of short messages; empty = none are sent
	TSA        string        // time stamping service; empty = none
	Identity   string        // provider of identities; empty = none
	KioskIdle  time.Duration // how long a terminal waits for somebody who does nothing; zero: KioskIdle
	Second     string        // of whom a second step is asked when signing in: nobody (or empty), administrators, all

	Reach func(ctx context.Context, address string) error // tries to reach HOST:PORT; nil: nothing is tried
}

// checkSetup looks at how the process was started.
func (h *Hall) checkSetup(s Setup) (faults []Fault) {
	add := func(wrong bool, f Fault) {
		if wrong {
			faults = append(faults, f)
		}
	}
	add(s.Demo, Fault{Code: "demo", Grave: true})
	add(!s.Secure && !s.Demo, Fault{Code: "insecure", Grave: true})
	add(s.Site == "", Fault{Code: "noSite"})
	add(s.Scan == "", Fault{Code: "noScan"})
	add(s.Reconsider == "", Fault{Code: "noReconsider"})
	add(s.Mail == "", Fault{Code: "noMail"})
	add(s.SMS == "", Fault{Code: "noSMS"})
	add(s.Identity == "", Fault{Code: "noIdentity"})
	add(s.TSA == "" && h.Seals != nil && h.Seals.Password != nil, Fault{Code: "noTSA"})
	add(openWay(s.Mail, "smtp", "tls=none"), Fault{Code: "mailOpen", Grave: true, Text: s.Mail})
	add(openWay(s.SMS, "http", ""), Fault{Code: "smsOpen", Grave: true, Text: s.SMS})
	add(strings.HasPrefix(s.SMS, "log:") && !s.Demo, Fault{Code: "smsToFile", Grave: true, Text: s.SMS})
	add(s.Mail != "" && len(h.Couriers.Digest) == 0, Fault{Code: "noDigest"})
	if info, err := os.Stat(s.Secret); err == nil && info.Mode().Perm()&0o077 != 0 {
		add(true, Fault{Code: "secretOpen", Grave: true, Text: s.Secret})
	}
	faults = append(faults, h.checkPress()...)
	return append(append(faults, h.checkBackups(s.Backups)...), checkDisk(s.Data)...)
}

// checkPress: the process prints, and has the compiler and the fonts to do it with.
func (h *Hall) checkPress() []Fault {
	if h.Press == nil {
		return []Fault{{Code: "noPress"}}
	}
	if lacking := (*paper.Lacking)(nil); errors.As(h.Press.Lacks(), &lacking) {
		return []Fault{{Code: "pressLacks", Grave: true, Text: strings.Join(lacking.What, ", ")}}
	}
	return nil
}

// stale is how old the newest copy may be.
const stale = period.Instant(26 * 60 * 60 * 1000) // nightly, and two hours for the copying

func (h *Hall) checkBackups(folder string) []Fault {
	if folder == "" {
		return []Fault{{Code: "backupUnknown"}}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return []Fault{{Code: "backupUnreadable", Grave: true, Text: folder}}
	}
	newest := period.Instant(0)
	for _, e := range entries {
		if info, err := os.Stat(filepath.Join(folder, e.Name())); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			newest = max(newest, period.Instant(info.ModTime().UnixMilli()))
		}
	}
	switch age := h.Now() - newest; {
	case newest == 0:
		return []Fault{{Code: "backupNone", Grave: true, Text: folder}}
	case age > stale:
		return []Fault{{Code: "backupOld", Grave: true, Text: folder, N: int(age / (60 * 60 * 1000))}}
	}
	return nil
}

// checkDisk: uploads are refused and databases stop where the disk is full.
func checkDisk(folder string) []Fault {
	if folder == "" {
		return nil
	}
	free, all, err := store.DiskSpace(folder)
	if err != nil {
		return []Fault{{Code: "dataUnreadable", Grave: true, Text: folder}}
	}
	return spaceFault(folder, free, all)
}

const gibi = 1 << 30

// spaceFault tells of a disk with less than a tenth free, gravely of one with less than a GiB.
func spaceFault(folder string, free, all uint64) []Fault {
	if free >= all/10 {
		return nil
	}
	return []Fault{{Code: "diskLow", Grave: free < gibi, Text: folder, N: int(free >> 20)}}
}

// reachFor is how long the self-check waits for a service.
const reachFor = 2 * time.Second

// checkServices tries the services that the hall was told of, all at once.
func (h *Hall) checkServices(ctx context.Context, s Setup) []Fault {
	if s.Reach == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, reachFor)
	defer cancel()
	services := []Fault{{Code: "mailUnreached", Text: s.Mail}, {Code: "smsUnreached", Text: s.SMS}, {Code: "tsaUnreached", Text: s.TSA},
		{Code: "identityUnreached", Text: s.Identity}}
	lost := make([]bool, len(services))
	var all sync.WaitGroup
	for i, f := range services {
		if address := dialAt(f.Text); address != "" {
			all.Go(func() { lost[i] = s.Reach(ctx, address) != nil })
		}
	}
	all.Wait()
	var faults []Fault
	for i, f := range services {
		if f.Grave = true; lost[i] {
			faults = append(faults, f)
		}
	}
	return faults
}

// portOf is where a service listens whose address names no port.
var portOf = map[string]string{"smtp": "587", "smtps": "465", "http": "80", "https": "443"}

// dialAt is the host and port of a service; empty for what is no service, such as a file.
func dialAt(address string) string {
	u, err := url.Parse(address)
	if err != nil || portOf[u.Scheme] == "" || u.Hostname() == "" {
		return ""
	}
	return net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), portOf[u.Scheme]))
}
