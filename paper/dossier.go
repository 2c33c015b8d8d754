package paper

import (
	"context"
	"encoding/json"
	"fmt"

	"yimen/core/notice"
)

// Enclosure (附件) is a file that is attached to a dossier as it is.
type Enclosure struct {
	Name    string `json:"name"` // of the attachment, distinct within the dossier
	MIME    string `json:"mime"`
	Says    string `json:"says"` // what it is, one line
	Content []byte `json:"-"`
}

// Bind sets a dossier (案卷): cover, contents with page numbers, the documents, the list of
// materials, a last page for remarks. The documents are set anew from their content, without
// seals: what was printed, sealed and handed in is enclosed.
func (p *Press) Bind(ctx context.Context, d notice.Dossier, enclosed []Enclosure) (Paper, error) {
	pictures := make([]json.RawMessage, len(d.Docs))
	for i, doc := range d.Docs {
		more, err := extras(doc, "")
		if err != nil {
			return Paper{}, err
		}
		pictures[i] = json.RawMessage(more)
	}
	files := map[string][]byte{}
	for i, f := range enclosed {
		files[fmt.Sprintf("enclosure/%d", i)] = f.Content
	}
	r := request{Main: "dossier.typ", Inputs: map[string]string{}, Files: files, At: seconds(d.Bound)}
	for name, value := range map[string]any{"dossier": d, "more": pictures, "enclosures": append([]Enclosure{}, enclosed...)} {
		text, err := json.Marshal(value)
		if err != nil {
			return Paper{}, err
		}
		r.Inputs[name] = string(text)
	}
	return p.set(ctx, r)
}
