package ui

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// OfStaff tells that an address is a page of the staff's.
func OfStaff(path string) bool {
	return slices.ContainsFunc([]string{"/desk", "/board", "/keeper"}, func(room string) bool {
		return path == room || strings.HasPrefix(path, room+"/")
	})
}

// Address (来访地址) is the network address a request comes from; of an IPv6 address the half that
// its network has been given.
func Address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, err := netip.ParseAddr(host)
	if err != nil || addr.Unmap().Is4() {
		return host
	}
	if net64, err := addr.Prefix(64); err == nil {
		return net64.Addr().String()
	}
	return host
}
