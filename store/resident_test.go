package store_test

import (
	"testing"

	"yimen/core/period"
	"yimen/store"
)

func resident(id int64, phone, number string) store.Resident {
	return store.Resident{ID: id, Since: now, ChangedAt: now, Phone: phone, IDType: "111", IDNo: number, Name: "林秀兰", Hash: "h"}
}

func TestResidents(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const number = "330302195203084127"
		a, b := resident(1, "13805770000", number), resident(2, "13805770001", number)
		must(t, s.AddResident(ctx, a))
		must(t, s.AddResident(ctx, b))
		err := s.AddResident(ctx, resident(3, a.Phone, "X"))
		mustFail(t, err, store.ErrConflict)
		if !store.ConflictIn(err, "resident") {
			t.Errorf("the conflict is in %v", err)
		}
		must(t, s.Write(ctx, store.Plan{store.SetResidentPassword(2, "new", now+5)}))
		b.Hash, b.ChangedAt = "new", now+5
		list, err := s.ResidentsByNumber(ctx, number, 3)
		must(t, err)
		equal(t, "by number", list, []store.Resident{a, b})

		// the phone goes to a third, and both others may have none
		must(t, s.AddResident(ctx, resident(3, a.Phone, "X"), store.ReleasePhone(a.Phone)))
		must(t, s.Write(ctx, store.Plan{store.ReleasePhone(b.Phone)}))
		got, err := s.ResidentByPhone(ctx, a.Phone)
		must(t, err)
		equal(t, "owner of the phone", got.ID, 3)
		a.Phone = ""
		got, err = s.Resident(ctx, 1)
		must(t, err)
		equal(t, "who lost it", got, a)
		must(t, s.Write(ctx, store.Plan{store.SetResidentPhone(1, "13805770009")}))
		_, err = s.ResidentByPhone(ctx, b.Phone)
		mustFail(t, err, store.ErrNotFound)
		mustFail(t, s.Write(ctx, store.Plan{store.SetResidentPhone(9, "13805770008")}), store.ErrConflict)
	})
}

// A code is counted before it is looked at, and taken once.
func TestPhoneCodes(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		const phone = "13805770000"
		none, err := s.PhoneCode(ctx, phone)
		must(t, err)
		equal(t, "none", none, store.PhoneCode{})
		c := store.PhoneCode{Phone: phone, Hash: "a", At: now, Day: now.Date(), Sent: 1}
		must(t, s.PutPhoneCode(ctx, c, 0))
		mustFail(t, s.PutPhoneCode(ctx, c, now-1), store.ErrConflict)
		must(t, s.TryPhoneCode(ctx, phone, 2, now-period.Instant(1)))
		must(t, s.TryPhoneCode(ctx, phone, 2, now))
		mustFail(t, s.TryPhoneCode(ctx, phone, 2, now), store.ErrConflict)
		c.Tries = 2
		got, err := s.PhoneCode(ctx, phone)
		must(t, err)
		equal(t, "tried", got, c)
		next := store.PhoneCode{Phone: phone, Hash: "b", At: now + 60, Day: now.Date(), Sent: 2}
		must(t, s.PutPhoneCode(ctx, next, now))
		mustFail(t, s.TryPhoneCode(ctx, phone, 2, now+61), store.ErrConflict) // older than may be
		mustFail(t, s.UsePhoneCode(ctx, phone, "a"), store.ErrConflict)
		must(t, s.UsePhoneCode(ctx, phone, "b"))
		mustFail(t, s.UsePhoneCode(ctx, phone, "b"), store.ErrConflict)
		mustFail(t, s.TryPhoneCode(ctx, phone, 2, now), store.ErrConflict)
		must(t, s.ForgetPhoneCodes(ctx, now.Date()))
		equal(t, "kept", len(lines(t, s, `SELECT phone FROM phone_code`)), 1)
		must(t, s.ForgetPhoneCodes(ctx, now.Date().Add(1)))
		equal(t, "forgotten", len(lines(t, s, `SELECT phone FROM phone_code`)), 0)
	})
}

func TestKeptCases(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		for _, id := range []int64{7, 9, 7} {
			must(t, s.KeepCase(ctx, 1, id, now))
		}
		must(t, s.KeepCase(ctx, 2, 8, now))
		ids, err := s.KeptCases(ctx, 1, 0, 5)
		must(t, err)
		equal(t, "kept", ids, []int64{9, 7})
		keeps := func(resident, id int64, want bool) {
			t.Helper()
			got, err := s.KeepsCase(ctx, resident, id)
			must(t, err)
			equal(t, "keeps", got, want)
		}
		keeps(1, 7, true)
		keeps(1, 8, false)
		must(t, s.LeaveCase(ctx, 1, 7))
		keeps(1, 7, false)
	})
}
