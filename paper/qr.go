package paper

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// quiet is the white edge of a QR code in modules (GB/T 18284 asks for four).
const quiet = 4

// QR draws a QR code for a form, as SVG.
func QR(text string) (string, error) { return qrCode(text) }

// qrCode draws a QR code (二维码) as SVG, one path of squares: sharp at any size. Level M
// stands a fold or a smudge on paper.
func qrCode(text string) (string, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return "", err
	}
	var path strings.Builder
	size := code.Bounds().Dx()
	for y := range size {
		for x := range size {
			if code.At(x, y) == color.Black {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	side := size + 2*quiet
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"><path d="%s"/></svg>`, side, side, path.String()), nil
}
