package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"time"

	"yimen/app"
	"yimen/core/notice"
	"yimen/pay"
	"yimen/starter"
	"yimen/web"
)

type serveCmd struct {
	place
	pressPlace
	identityPlace
	messagePlace
	Addr    string        `env:"YIMEN_ADDR" default:"127.0.0.1:8080" help:"address to listen on"`
	Secure  bool          `env:"YIMEN_SECURE" help:"the hall is reached over TLS (through a proxy): secure cookies, HSTS"`
	Proxy   bool          `name:"behind-proxy" env:"YIMEN_BEHIND_PROXY" help:"a proxy of ours stands before and appends X-Forwarded-For; without it never set this"`
	Origin  []string      `env:"YIMEN_ORIGIN" placeholder:"https://HOST" help:"another origin whose pages may post here; may be repeated"`
	Site    string        `env:"YIMEN_SITE" placeholder:"https://HOST" help:"address of the portal as people type it; stands in the QR code of every document"`
	Seals   string        `name:"seals" env:"YIMEN_SEALS" placeholder:"FOLDER" help:"folder of the authority and its seals (default: seals in the data folder)"`
	Sealer  string        `name:"seal-password-file" env:"YIMEN_SEAL_PASSWORD_FILE" placeholder:"FILE" help:"file with the password of the seals' keys; without it this process verifies and does not seal"`
	Token   string        `name:"seal-token" env:"YIMEN_SEAL_TOKEN" placeholder:"MODULE#LABEL" help:"PKCS#11 device that keeps the keys of seals (programs built with -tags pkcs11)"`
	Pin     string        `name:"seal-pin-file" env:"YIMEN_SEAL_PIN_FILE" placeholder:"FILE" help:"file with the PIN of that device"`
	TSA     string        `name:"tsa" env:"YIMEN_TSA" placeholder:"URL" help:"RFC 3161 time stamping service for sealed documents"`
	Backups string        `name:"backups" env:"YIMEN_BACKUPS" placeholder:"FOLDER" help:"where the nightly copies are put; the self-check tells when the newest is old"`
	Second  string        `name:"second-step" env:"YIMEN_SECOND_STEP" default:"nobody" enum:"nobody,administrators,all" help:"of whom a one-time code is asked at sign-in beside the password: nobody, administrators, all; who has begun it is always asked"`
	CPU     string        `name:"cpu-profile" env:"YIMEN_CPU_PROFILE" placeholder:"FILE" help:"write a CPU profile of the whole run, for measurements"`
	Kiosk   time.Duration `name:"kiosk-idle" env:"YIMEN_KIOSK_IDLE" default:"2m" help:"how long a self-service terminal waits for somebody who does nothing before it ends and wipes (30s to 30m); half a minute before it warns"`
	Demo    bool          `env:"YIMEN_DEMO" help:"load the demonstration into an empty database and show its accounts; never where real people are served"`
}

// lazyGC lets the heap grow to five times what is in use before it is swept: the hall keeps
// little in memory, and sweeping took a tenth of its CPU time.
const lazyGC = 400

// patience is how long requests under way may take when the program is told to stop.
const patience = 15 * time.Second

// errIdle: too short a time ends people at their work, too long a one shows them to the next.
var errIdle = errors.New("a self-service terminal waits between 30s and 30m: see YIMEN_KIOSK_IDLE")

func (c *serveCmd) Run(ctx context.Context, out io.Writer) error {
	if c.Kiosk < 30*time.Second || c.Kiosk > 30*time.Minute {
		return errIdle
	}
	hall, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer hall.Store.Close()
	if c.Demo {
		if _, err := hall.Demo(ctx, starter.Data); err != nil {
			return err
		}
	}
	key, err := c.secret()
	if err != nil {
		return err
	}
	if hall.Vault, err = app.NewVault(key); err != nil {
		return err
	}
	stopProfile, err := c.profile()
	if err != nil {
		return err
	}
	defer stopProfile()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("%w (YIMEN_ADDR chooses another address)", err)
	}
	hall.Paper = notice.Settings{Site: strings.TrimSuffix(c.Site, "/"), Demo: c.Demo, Code: app.Coder(key)}
	if c.Site == "" && c.Demo {
		hall.Paper.Site = "http://" + listener.Addr().String()
	}
	if c.Demo {
		hall.Pay = pay.Trial{Key: key, To: "http://" + listener.Addr().String()}
	}
	hall.Setup = c.setup()
	log := slog.New(slog.NewJSONHandler(os.Stderr, nil))
	hall.Exchange.SignedOn = c.Issuer != ""
	if hall.Identity, err = c.provider(c.Site); err != nil {
		return err
	}
	if hall.Seals, err = c.sealRoom(); err != nil {
		return err
	}
	if hall.Couriers, err = c.couriers(c.Data, c.Demo); err != nil {
		return err
	}
	hall.TextPhone = hall.Couriers.TextPhone(hall.Now)
	if hall.Press = c.press(); hall.Press != nil {
		defer hall.Press.Close()
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(lazyGC)
	}
	if err := hall.StartRelight(ctx); err != nil {
		return err
	}
	go hall.Measured() // so that nobody waits for the first look of the lint at every item
	ctx, cancel := context.WithCancel(ctx)
	finished := startJobs(ctx, hall, log)
	defer finished() // after cancel: deferred calls run last first
	defer cancel()
	handler := web.New(web.Config{Hall: hall, Key: key, Log: log, Secure: c.Secure, Demo: c.Demo, Proxied: c.Proxy, Trusted: c.Origin})
	if err := c.greet(ctx, out, hall, listener.Addr()); err != nil {
		return err
	}
	return serve(ctx, listener, handler)
}

// profile starts the CPU profile that was asked for, if any.
func (c *serveCmd) profile() (stop func(), err error) {
	if c.CPU == "" {
		return func() {}, nil
	}
	file, err := os.Create(c.CPU)
	if err != nil {
		return nil, err
	}
	return func() { pprof.StopCPUProfile(); file.Close() }, pprof.StartCPUProfile(file)
}

// greet tells a newcomer where to go and as whom.
func (c *serveCmd) greet(ctx context.Context, out io.Writer, hall *app.Hall, at net.Addr) error {
	fmt.Fprintf(out, "Yimen (一门) is open.\n  Residents 门户: http://%s/\n  Staff 工作台:   http://%s/desk\n", at, at)
	if !c.Demo {
		return nil
	}
	terminal, code, err := hall.DemoPairing(ctx)
	if err != nil {
		return err
	}
	if code != "" {
		fmt.Fprintf(out, "  Self-service terminal %s 自助终端: http://%s/kiosk/pair with the pairing code 配对码 %s, for %.0f minutes\n", terminal, at, code, app.PairingLife.Minutes())
	}
	return listAccounts(out, hall)
}

// serve answers requests until the context ends, then lets those under way finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := server.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
