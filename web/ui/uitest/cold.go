package uitest

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Cold is what a page costs somebody whose browser has nothing of it yet.
type Cold struct {
	Painted time.Duration // from asking for it until its first text or picture shows
	Bytes   int64         // of the page and all that comes with it, with their headers
}

// Cold opens a page with an empty cache and a processor that is so many times slower.
func (p *Page) Cold(path string, slower float64) (c Cold) {
	p.t.Helper()
	ctx, stop := context.WithCancel(p.ctx)
	defer stop()
	chromedp.ListenTarget(ctx, func(event any) {
		if e, ok := event.(*network.EventLoadingFinished); ok {
			p.mu.Lock()
			defer p.mu.Unlock()
			c.Bytes += int64(e.EncodedDataLength)
		}
	})
	var ms float64
	p.Do(network.SetCacheDisabled(true), emulation.SetCPUThrottlingRate(slower))
	p.Go(path)
	p.Do(chromedp.Evaluate(firstPaint, &ms, await),
		network.SetCacheDisabled(false), emulation.SetCPUThrottlingRate(1))
	p.mu.Lock()
	defer p.mu.Unlock()
	c.Painted = time.Duration(ms * float64(time.Millisecond))
	return c
}

// firstPaint ends when something of the page was painted, with the milliseconds since it was asked for.
const firstPaint = `new Promise(done => new PerformanceObserver(list => {
	for (const e of list.getEntriesByName('first-contentful-paint')) done(e.startTime);
}).observe({type: 'paint', buffered: true}))`
