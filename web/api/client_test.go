package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"yimen/testkit"
	"yimen/web"
)

// client knows nothing but the document of the interface: addresses, parameters and schemas are
// taken from it, and every request and answer is held against it.
type client struct {
	t       *testing.T
	server  *httptest.Server
	doc     map[string]any
	schemas *jsonschema.Compiler
	token   string
	code    string
	lang    string
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   map[string]any
	raw    []byte
}

const docURL = "file:///openapi.json"

func serve(t *testing.T, w *testkit.World) *client {
	t.Helper()
	handler := web.New(web.Config{Hall: w.Hall, Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.DiscardHandler)})
	c := &client{t: t, server: httptest.NewServer(handler), lang: "zh"}
	t.Cleanup(c.server.Close)
	res, err := http.Get(c.server.URL + "/api/openapi.json")
	must(t, err)
	defer res.Body.Close()
	doc, err := jsonschema.UnmarshalJSON(res.Body)
	must(t, err)
	c.doc = doc.(map[string]any)
	c.schemas = jsonschema.NewCompiler()
	c.schemas.DefaultDraft(jsonschema.Draft2020)
	must(t, c.schemas.AddResource(docURL, doc))
	return c
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// with is the same client with a token, or with the code of a case.
func (c *client) with(token, code string) *client {
	other := *c
	other.token, other.code = token, code
	return &other
}

// operation finds an operation of the document by its id.
func (c *client) operation(id string) (method, path string, op map[string]any) {
	c.t.Helper()
	for path, item := range c.doc["paths"].(map[string]any) {
		for method, op := range item.(map[string]any) {
			if o := op.(map[string]any); o["operationId"] == id {
				return strings.ToUpper(method), path, o
			}
		}
	}
	c.t.Fatalf("the document has no operation %q", id)
	return
}

type args map[string]any // parameters by name; "body" is the body

// call sends a request that the document allows; anything else fails the test.
func (c *client) call(id string, a args) answer {
	c.t.Helper()
	method, path, op := c.operation(id)
	body, kind := c.body(path, method, op, a)
	return c.send(id, method, path, op, a, body, kind)
}

// body makes the body of a request and holds it against the document.
func (c *client) body(path, method string, op map[string]any, a args) ([]byte, string) {
	c.t.Helper()
	request, _ := op["requestBody"].(map[string]any)
	if request == nil {
		return nil, ""
	}
	for kind := range request["content"].(map[string]any) {
		if kind != "application/json" {
			return a["body"].([]byte), kind
		}
		c.fits(a["body"], "paths", path, strings.ToLower(method), "requestBody", "content", kind, "schema")
		text, err := json.Marshal(a["body"])
		must(c.t, err)
		return text, kind
	}
	return nil, ""
}

func (c *client) send(id, method, path string, op map[string]any, a args, body []byte, kind string) answer {
	c.t.Helper()
	query, header, address := url.Values{}, http.Header{}, path
	params, _ := op["parameters"].([]any)
	used := map[string]bool{"body": true}
	for _, raw := range params {
		p := raw.(map[string]any)
		name := p["name"].(string)
		v, given := a[name]
		if !given {
			if p["required"] == true {
				c.t.Fatalf("%s needs %s", id, name)
			}
			continue
		}
		used[name] = true
		switch p["in"] {
		case "path":
			address = strings.ReplaceAll(address, "{"+name+"}", url.PathEscape(fmt.Sprint(v)))
		case "query":
			query.Set(name, fmt.Sprint(v))
		case "header":
			header.Set(name, fmt.Sprint(v))
		}
	}
	for name := range a {
		if !used[name] {
			c.t.Fatalf("%s has no parameter %s", id, name)
		}
	}
	base := c.doc["servers"].([]any)[0].(map[string]any)["url"].(string)
	r, err := http.NewRequest(method, c.server.URL+base+address+"?"+query.Encode(), bytes.NewReader(body))
	must(c.t, err)
	r.Header = header
	r.Header.Set("Accept-Language", c.lang)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	c.signIn(r, op)
	return c.read(id, path, method, op, r)
}

// signIn sends what opens the operation, as the document says.
func (c *client) signIn(r *http.Request, op map[string]any) {
	schemes := c.doc["components"].(map[string]any)["securitySchemes"].(map[string]any)
	ways, _ := op["security"].([]any)
	for _, way := range ways {
		for name := range way.(map[string]any) {
			s := schemes[name].(map[string]any)
			switch {
			case s["scheme"] == "bearer" && c.token != "":
				r.Header.Set("Authorization", "Bearer "+c.token)
			case s["type"] == "apiKey" && c.code != "":
				r.Header.Set(s["name"].(string), c.code)
			}
		}
	}
}

// read holds the answer against what the document says of its status.
func (c *client) read(id, path, method string, op map[string]any, r *http.Request) answer {
	c.t.Helper()
	res, err := http.DefaultClient.Do(r)
	must(c.t, err)
	defer res.Body.Close()
	got := answer{status: res.StatusCode, header: res.Header}
	got.raw, err = io.ReadAll(res.Body)
	must(c.t, err)
	if res.StatusCode == http.StatusNotModified {
		return got
	}
	status := fmt.Sprint(res.StatusCode)
	response, ok := op["responses"].(map[string]any)[status].(map[string]any)
	if !ok {
		c.t.Fatalf("%s answers %s, which the document does not know: %s", id, status, got.raw)
	}
	kind, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	content, _ := response["content"].(map[string]any)
	if _, told := content[kind]; !told {
		c.t.Fatalf("%s answers %s as %q; the document says %v", id, status, kind, content)
	}
	if !strings.HasSuffix(kind, "json") {
		return got
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(got.raw))
	must(c.t, err)
	c.fits(v, "paths", path, strings.ToLower(method), "responses", status, "content", kind, "schema")
	must(c.t, json.Unmarshal(got.raw, &got.body))
	return got
}

// fits holds a value against a schema of the document.
func (c *client) fits(v any, place ...string) {
	c.t.Helper()
	for i, p := range place {
		place[i] = url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(p))
	}
	schema, err := c.schemas.Compile(docURL + "#/" + strings.Join(place, "/"))
	must(c.t, err)
	text, err := json.Marshal(v)
	must(c.t, err)
	plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	must(c.t, err)
	if err := schema.Validate(plain); err != nil {
		c.t.Fatalf("%s: %v\n%s", strings.Join(place, "/"), err, text)
	}
}

// want fails the test unless the answer has the status.
func (a answer) want(t *testing.T, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d: %s", a.status, status, a.raw)
	}
	return a
}

// at goes down into the answer.
func (a answer) at(path ...string) any {
	var v any = a.body
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

func (a answer) text(path ...string) string { s, _ := a.at(path...).(string); return s }

// list are the rows of a list.
func (a answer) list() []map[string]any {
	var rows []map[string]any
	items, _ := a.body["items"].([]any)
	for _, i := range items {
		rows = append(rows, i.(map[string]any))
	}
	return rows
}

// sample fills in a body by its schema: what the form begins with, and what is required.
func sample(schema, start map[string]any) map[string]any {
	body := map[string]any{}
	for name, v := range start {
		body[name] = v
	}
	required, _ := schema["required"].([]any)
	properties, _ := schema["properties"].(map[string]any)
	for name, p := range properties {
		if _, filled := body[name]; filled || !slices.Contains(required, any(name)) && name != "opinion" {
			continue
		}
		field := p.(map[string]any)
		options, _ := field["enum"].([]any)
		switch {
		case len(options) > 0:
			body[name] = options[0]
		case field["format"] == "date":
			body[name] = "2026-03-02"
		case field["type"] == "number":
			body[name] = 1
		case field["type"] == "boolean":
			body[name] = true
		default:
			body[name] = "材料齐全，符合条件，同意。"
		}
	}
	return body
}
