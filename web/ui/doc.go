// Package ui is the room that all pages share 公用界面: words in two languages,
// layouts, components, the form model, and the HTTP edge (request id, error
// pages, security headers, form token, access log).
//
// It knows nothing of cases or items: rooms (portal, desk, …) hand it texts
// that are already in the page's language and get HTML back.
package ui
