package paper

import (
	"encoding/json"
	"slices"

	"yimen/core/notice"
)

// unseen gives the characters of a content that a reader can't see (notice.Hidden).
func unseen(content []byte) []string {
	var value any
	if json.Unmarshal(content, &value) != nil {
		return nil // it is our own
	}
	var found []string
	var walk func(any)
	walk = func(value any) {
		switch v := value.(type) {
		case string:
			for _, r := range v {
				if notice.Hidden(r) && !slices.Contains(found, string(r)) {
					found = append(found, string(r))
				}
			}
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	walk(value)
	slices.Sort(found)
	return found
}
