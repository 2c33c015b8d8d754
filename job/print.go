package job

import (
	"context"
	"errors"

	"yimen/paper"
	"yimen/store"
)

// printAtOnce is of how many facts documents are printed in one turn: the clock waits meanwhile.
const printAtOnce = 30

// toPrint tells whether this process prints and any document waits for it. What this machine
// lacks is said once in the log; documents wait until it is there.
func (w *hallWork) toPrint(ctx context.Context) (bool, error) {
	if w.Press == nil {
		return false, nil
	}
	if any, err := w.Store.ToPrint(ctx); err != nil || !any {
		return false, err
	}
	if err := w.Press.Lacks(); err != nil {
		if !w.lacks.Swap(true) {
			w.log.Warn(err.Error())
		}
		return false, nil
	}
	w.lacks.Store(false)
	return true, nil
}

// print prints documents that were written (印制文书). Each is noted on its own: what is
// printed twice, after a crash, is the same file.
func (w *hallWork) print(ctx context.Context) error {
	list, err := w.Store.Unprinted(ctx, printAtOnce)
	if err != nil {
		return err
	}
	for _, docs := range list {
		err := w.printAll(ctx, docs)
		var lacking *paper.Lacking
		if errors.As(err, &lacking) {
			return nil // toPrint says so
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// printAll prints the documents of one fact that have no file.
func (w *hallWork) printAll(ctx context.Context, docs store.Writing) error {
	for i, d := range docs {
		if d.File != "" {
			continue
		}
		made, also, err := w.Print(ctx, d)
		if err != nil {
			return err
		}
		if made.Fault != "" {
			w.log.Warn("a document could not be printed", "case", d.CaseID, "fact", d.Seq, "document", d.Name, "error", made.Fault)
		}
		docs[i] = made
		if err := w.Store.Write(ctx, append(also, docs.Note())); err != nil {
			return err
		}
	}
	return nil
}
