package store

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"yimen/core/catalog"
	"yimen/core/period"
)

// itemKey names a published version.
type itemKey struct {
	code    string
	version int
}

// itemCache keeps published versions; they never change, so neither does an entry.
type itemCache struct{ sync.Map } // itemKey → *catalog.Item

// Publish (发布) writes new versions of items, all or none. A version that exists already
// is a conflict in item_version.
func (s *Store) Publish(ctx context.Context, items []catalog.Item, by string, now period.Instant) error {
	plan := make(Plan, 0, len(items)+1)
	for _, item := range items {
		body, err := json.Marshal(item)
		if err != nil {
			return fmt.Errorf("store: item %s: %w", item.Code, err)
		}
		plan = append(plan, Stmt{
			SQL:  `INSERT INTO item_version (code, version, at, by_no, body) VALUES ($1, $2, $3, $4, $5)`,
			Args: []any{item.Code, item.Version, int64(now), by, string(body)},
		})
	}
	return s.db.write(ctx, append(plan, bump(ItemDefinitions)))
}

// Item gives one published version, or ErrNotFound. It is shared: nobody may change it.
func (s *Store) Item(ctx context.Context, code string, version int) (*catalog.Item, error) {
	key := itemKey{code, version}
	if item, ok := s.items.Load(key); ok {
		return item.(*catalog.Item), nil
	}
	var body []byte
	err := s.one(ctx, `SELECT body FROM item_version WHERE code = $1 AND version = $2`, []any{code, version}, &body)
	if err != nil {
		return nil, err
	}
	return s.keepItem(key, body)
}

// Items gives all published versions in order of code and version. Those that this process has
// read before are not read again.
func (s *Store) Items(ctx context.Context) ([]*catalog.Item, error) {
	keys, unread, err := s.itemKeys(ctx)
	if err != nil {
		return nil, err
	}
	if unread > mostOneByOne {
		if err := s.readItems(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]*catalog.Item, len(keys))
	for i, key := range keys {
		if all[i], err = s.Item(ctx, key.code, key.version); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// mostOneByOne is how many versions are read each for itself; more are read all at once.
const mostOneByOne = 100

// itemKeys names the versions that there are, and tells how many were never read.
func (s *Store) itemKeys(ctx context.Context) (keys []itemKey, unread int, err error) {
	err = s.db.query(ctx, `SELECT code, version FROM item_version ORDER BY code, version`, nil, func(r Row) error {
		var key itemKey
		err := r.Scan(&key.code, &key.version)
		if _, read := s.items.Load(key); !read {
			unread++
		}
		keys = append(keys, key)
		return err
	})
	return keys, unread, err
}

func (s *Store) readItems(ctx context.Context) error {
	return s.db.query(ctx, `SELECT code, version, body FROM item_version`, nil, func(r Row) error {
		var key itemKey
		var body []byte
		if err := r.Scan(&key.code, &key.version, &body); err != nil {
			return err
		}
		_, err := s.keepItem(key, body)
		return err
	})
}

func (s *Store) keepItem(key itemKey, body []byte) (*catalog.Item, error) {
	if item, ok := s.items.Load(key); ok {
		return item.(*catalog.Item), nil
	}
	item := new(catalog.Item)
	if err := json.Unmarshal(body, item); err != nil {
		return nil, fmt.Errorf("store: item %s version %d: %w", key.code, key.version, err)
	}
	kept, _ := s.items.LoadOrStore(key, item)
	return kept.(*catalog.Item), nil
}
