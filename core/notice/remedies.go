package notice

// remedies (救济途径) tells where and until when the decision can be challenged.
func (w *writer) remedies() []string { return nil }
