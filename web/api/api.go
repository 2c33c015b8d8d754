// Package api (接口) is the room for other systems: what residents and staff do on pages, as JSON.
// It passes the same doors of package app, so the same rules hold; the acts of staff are the forms
// of the desk. The document of the interface is /api/openapi.json, its manual docs/api.md.
package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"yimen/app"
	"yimen/core/casework"
	"yimen/core/org"
	"yimen/web/ui"
)

// prefix begins every address of the interface.
const prefix = "/api"

// Acts (办理动作) are the acts of the desk as another door offers them.
type Acts struct {
	List  []org.Act
	Fixed func(org.Act) ([]ui.Field, bool)                                                                           // false: the fields depend on the case
	Of    func(f app.File, act org.Act) ([]ui.Field, url.Values, error)                                              // with what the form begins with
	Do    func(ctx context.Context, no string, act org.Act, seen int, f *ui.Form, who org.Staff) (app.Record, error) // what is refused stands in the form
}

// Speech is an act by which the applicant is heard, as a form of the portal.
type Speech struct {
	Act    org.Act
	Fields []ui.Field
	Read   func(ui.Form) casework.Command
}

type api struct {
	site     *ui.Site
	hall     *app.Hall
	acts     Acts
	speeches []Speech
	limits   *limits
	huma     huma.API
}

// Routes adds the interface to the route table.
func Routes(mux *http.ServeMux, site *ui.Site, hall *app.Hall, acts Acts, speeches []Speech) {
	a := &api{site: site, hall: hall, acts: acts, speeches: speeches, limits: newLimits()}
	c := huma.DefaultConfig("Yimen 一门", "1.0.0")
	c.Info.Description = about
	c.CreateHooks = nil // no $schema with the host's name
	c.DocsPath, c.SchemasPath, c.OpenAPIPath = "", "", ""
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":     {Type: "http", Scheme: "bearer", Description: "Client token 接口令牌, made by: yimen token new"},
		"queryCode": {Type: "apiKey", In: "header", Name: codeHeader, Description: "Query code 查询密码 of the case in the path"},
	}
	a.huma = humago.NewWithPrefix(mux, prefix, c)
	a.huma.UseMiddleware(a.meet)
	a.catalogueRoutes()
	a.calendarRoutes()
	a.verifyRoutes()
	a.applyRoutes()
	a.caseRoutes()
	a.actRoutes()
	a.ownRoutes()
	a.fileRoutes()
	a.complaintRoutes()
	text, err := json.Marshal(a.huma.OpenAPI())
	if err != nil {
		panic(err) // the document is made of our own types
	}
	mux.HandleFunc("GET "+prefix+"/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		w.Write(text)
	})
}

// schemaName names a schema after its type; a type of the core bears its package's name too.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if pkg := path.Base(t.PkgPath()); t.Name() != "" && pkg != "." && pkg != "api" {
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	}
	return name
}

const about = `What residents and staff do on the pages of the hall, as JSON. Errors are RFC 9457 problems in ` +
	`Chinese or English, as Accept-Language asks. A case has the entity tag of its version: an act names the version ` +
	`looked at in If-Match and gets 412 with what changed when somebody was first. Lists go on after "next".`

// op describes one operation: its tag is the group it stands in.
func op(id, method, path, tag, summary string) huma.Operation {
	return huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{tag}, Summary: summary, Errors: []int{400, 404, 422, 429},
		RejectUnknownQueryParameters: true}
}

// The ways in which an operation is opened.
var (
	byToken = []map[string][]string{{"token": {}}}
	byBoth  = []map[string][]string{{"token": {}}, {"queryCode": {}}}
	byCode  = []map[string][]string{{"queryCode": {}}}
)

// opened says how the operation is opened.
func opened(o huma.Operation, by []map[string][]string) huma.Operation {
	o.Security = by
	o.Errors = append(o.Errors, http.StatusUnauthorized, http.StatusForbidden)
	return o
}

// bulky is an operation whose body is a file of at most so many bytes.
func bulky(o huma.Operation, most int64) huma.Operation {
	o.MaxBodyBytes, o.BodyReadTimeout = most, 2*time.Minute
	o.Errors = append(o.Errors, http.StatusRequestEntityTooLarge)
	return o
}

// formed is an operation whose body is a form of ours: it is held against its fields, not by huma.
func formed(o huma.Operation) huma.Operation {
	o.SkipValidateBody = true
	return o
}

// add registers an operation; its errors become problems.
func add[I, O any](a *api, o huma.Operation, handle func(context.Context, *I) (*O, error)) {
	huma.Register(a.huma, o, func(ctx context.Context, in *I) (*O, error) {
		out, err := handle(ctx, in)
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return out, nil
	})
}

// Listed are the queries of every list.
type Listed struct {
	After string `query:"after" maxLength:"200" doc:"Where the page begins: next of the page before"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// page cuts one page out of a list in memory, whose keys are in order.
func page[T any](all []T, in Listed, key func(T) string) (part []T, next string) {
	start := 0
	if in.After != "" {
		start = len(all)
		for i := range all {
			if key(all[i]) == in.After {
				start = i + 1
				break
			}
		}
	}
	all = all[start:]
	if len(all) > in.Limit {
		return all[:in.Limit], key(all[in.Limit-1])
	}
	return all, ""
}

// say is a sentence of this room.
func say(ctx context.Context, key string, args ...any) string {
	return ui.Say(ctx, "api."+key, args...)
}

// Text is a text in both languages.
type Text struct {
	Zh string `json:"zh"`
	En string `json:"en,omitempty"`
}

// trimmed is what was sent, without blanks at its ends.
func trimmed(s string) string { return strings.TrimSpace(s) }
