package scenario

import (
	"context"

	"yimen/core/org"
	"yimen/core/period"
	"yimen/store"
)

// readStandIn reads 代岗 缺岗人=… 代岗人=… 起=… 止=… [代行负责人=是]: who works in whose posts.
func (s *setting) readStandIn(words []word) error {
	a := args{words: words}
	x := org.StandIn{ID: int64(len(s.standIns)) + 1, From: a.date("起"), To: a.date("止"), Head: choose(&a, "代行负责人", yesWords), Reason: "外出"}
	for _, p := range []struct {
		key string
		to  *string
	}{{"缺岗人", &x.Absent}, {"代岗人", &x.By}} {
		name := a.text(p.key)
		who, found := staffByName(name)
		if !found {
			a.fail(faultf("「%s=%s」应为测试区工作人员的姓名", p.key, name))
		}
		*p.to = who.No
	}
	x.NamedBy = x.Absent
	if x.From.IsZero() || x.To < x.From {
		a.fail(faultf("「代岗」应写 起=… 止=…，止不早于起"))
	}
	s.standIns = append(s.standIns, x)
	return a.done()
}

// stand lets those of the scenario stand in, and nobody else, in a database that scenarios share.
func stand(ctx context.Context, st *store.Store, list []org.StandIn) error {
	old, err := st.StandIns(ctx)
	if err != nil {
		return err
	}
	for _, x := range old {
		if x.EndedAt == 0 {
			if err := st.EndStandIn(ctx, x.ID, "scenario", period.Instant(1)); err != nil {
				return err
			}
		}
	}
	for _, x := range list {
		_, version, err := st.Directory(ctx)
		if err != nil {
			return err
		}
		x.ID = int64(len(old)) + x.ID
		if err := st.AddStandIn(ctx, x, version); err != nil {
			return err
		}
	}
	return nil
}
