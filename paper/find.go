package paper

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// compiler is the npm package that sets type; package-lock.json pins it.
const compiler = "@myriaddreamin/typst-ts-node-compiler"

// fontFiles are the fonts of the templates: 仿宋, 宋 and 黑. The templates use no others, so the
// same content gives the same bytes wherever these are.
var fontFiles = []string{
	"FandolFang-Regular.otf", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc",
}

// rareFiles (花园明朝) are for the characters beyond: where they lack, documents with such a
// character are refused.
var rareFiles = []string{"HanaMinA.ttf", "HanaMinB.ttf"}

// systemFonts is where Debian's packages put them.
var systemFonts = []string{
	"/usr/share/fonts/opentype/noto",
	"/usr/share/fonts/truetype/hanazono",
	"/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
}

// Lacking is what the press lacks on this machine. Cases go on without it; documents are
// printed when it is there.
type Lacking struct{ What []string }

func (l *Lacking) Error() string {
	return "documents can't be printed yet; missing: " + strings.Join(l.What, ", ") + "; run scripts/press.sh"
}

// equipment is what the press runs with.
type equipment struct {
	node, modules string
	fonts         []string
}

// find looks for Node on PATH, for node_modules and fonts in the folder, and for the fonts of
// the system. The error is a *Lacking.
func find(folder string) (equipment, error) {
	var lacks []string
	folder, err := filepath.Abs(folder)
	if err != nil {
		return equipment{}, err
	}
	e := equipment{modules: filepath.Join(folder, "node_modules")}
	if e.node, err = exec.LookPath("node"); err != nil {
		lacks = append(lacks, "Node 20")
	}
	if _, err := os.Stat(filepath.Join(e.modules, compiler)); err != nil {
		lacks = append(lacks, "the npm package "+compiler)
	}
	for _, name := range fontFiles {
		path := findFont(filepath.Join(folder, "fonts"), name)
		if path == "" {
			lacks = append(lacks, "the font "+name)
		}
		e.fonts = append(e.fonts, path)
	}
	for _, name := range rareFiles {
		if path := findFont(filepath.Join(folder, "fonts"), name); path != "" {
			e.fonts = append(e.fonts, path)
		}
	}
	if len(lacks) > 0 {
		return equipment{}, &Lacking{lacks}
	}
	return e, nil
}

func findFont(own, name string) string {
	for _, dir := range append([]string{own}, systemFonts...) {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && info.Size() > 0 {
			return path
		}
	}
	return ""
}
