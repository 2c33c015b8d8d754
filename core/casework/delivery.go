package casework

import "slices"

// Delivery (送达地址确认书) is how and where the applicant wants to be served, as he confirms it
// when he applies: the address he must keep true, whom he names to take it for him, and his
// consent to electronic service (民诉法90).
type Delivery struct {
	Mode      Mode   `json:"m"`            // direct: fetched at the counter; post; electronic
	Address   string `json:"a,omitempty"`  // postal or electronic address
	Recipient string `json:"r,omitempty"`  // 指定代收人
	Consent   bool   `json:"ok,omitempty"` // 同意电子送达
	Paper     bool   `json:"pp,omitempty"` // 电子送达后还需要纸质文书
}

// Wished are the modes that an applicant may choose.
var Wished = []Mode{InPerson, PostMail, Electronic}

// Check finds what is wrong with the confirmation; it may be left out altogether.
func (d *Delivery) Check() (v Invalid) {
	if d == nil {
		return nil
	}
	v.need(slices.Contains(Wished, d.Mode), "delivery.mode", "choose", "民诉法90")
	v.need(d.Mode == InPerson || !blank(d.Address), "delivery.address", "required", "民诉法90")
	v.need(d.Mode != Electronic || d.Consent, "delivery.consent", "consentMissing", "民诉法90")
	v.need(!d.Paper || d.Mode == Electronic, "delivery.paper", "notForMode", "民诉法90", string(d.Mode))
	v.short(d.Address, "delivery.address", maxName)
	v.short(d.Recipient, "delivery.recipient", maxName)
	return v
}

// consents tells whether the applicant agreed to electronic service when he applied.
func (c Case) consents() bool { return c.Delivery != nil && c.Delivery.Consent }
