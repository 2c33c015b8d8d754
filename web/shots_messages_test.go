package web_test

import (
	"context"

	"yimen/app"
	"yimen/message"
	"yimen/web/ui/uitest"
)

// messageViews are the ledger of messages and a template.
var messageViews = []view{
	{name: "desk-messages", who: administrator, open: bounced},
	{name: "desk-message-text", who: administrator, open: at("/desk/messages/tick.unanswered")},
	{name: "desk-message-422", who: administrator, open: badText},
}

// refusing is a gateway that knows no number.
type refusing struct{}

func (refusing) Repeats() bool { return true }
func (refusing) Send(context.Context, message.Letter) error {
	return message.Rejected{Why: "unknown subscriber"}
}

// bounced lets every message of a case come back, once, and opens the ledger.
func bounced(g *gallery, p *uitest.Page) {
	ctx := context.Background()
	if g.world.Couriers.SMS == nil {
		g.world.Couriers = app.Couriers{SMS: refusing{}}
		for _, f := range g.cases["received"].Facts {
			if app.Told(f.Act) {
				if err := g.world.Store.Write(ctx, g.world.Deliveries(g.cases["received"].Case, f)); err != nil {
					g.t.Fatal(err)
				}
			}
		}
		if err := g.world.Deliver(ctx, 50); err != nil {
			g.t.Fatal(err)
		}
	}
	p.Go("/desk/messages")
}

func badText(_ *gallery, p *uitest.Page) {
	p.Go("/desk/messages/accept")
	p.Fill("#zh", "{name}")
	p.Press("main form .buttons .btn")
}
