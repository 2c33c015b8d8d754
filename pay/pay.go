// Package pay (网上缴费) is the door to platforms at which people pay online. The hall asks one
// to take a sum, leads the payer there, and books what the platform reports, never what the
// payer's browser says.
package pay

import (
	"context"
	"errors"
	"net/http"
)

// Order (缴款单) is what is to be paid.
type Order struct {
	No      string `json:"no"` // 缴款单号; an order is paid once
	Fen     int64  `json:"fen"`
	Payee   string `json:"payee"`   // 收费单位
	Subject string `json:"subject"` // what it is paid for
	Back    string `json:"back"`    // where the payer is led afterwards
	Notify  string `json:"notify"`  // where the platform reports to
}

// Message (支付结果通知) is the platform's word that an order was paid.
type Message struct {
	Order   string `json:"order"`
	Ref     string `json:"ref"`     // 交易流水号, the platform's own and unique
	Receipt string `json:"receipt"` // number of the electronic voucher (电子票据)
	Fen     int64  `json:"fen"`
}

// Provider (支付平台) takes payments. A platform may report the same payment any number of
// times, and does so until it is answered with 200.
type Provider interface {
	// Name is its short name, in addresses and facts.
	Name() string
	// Start registers an order and gives the address of the page on which it is paid.
	Start(ctx context.Context, o Order) (string, error)
	// Read checks that a report comes from the platform: ErrForged if not.
	Read(header http.Header, body []byte) (Message, error)
	// Refund gives the sum back to who paid; asked twice for one Ref it does so once.
	Refund(ctx context.Context, m Message, why string) error
}

// ErrForged says that a report, or an order, does not bear the platform's signature.
var ErrForged = errors.New("pay: the signature is not the platform's")
