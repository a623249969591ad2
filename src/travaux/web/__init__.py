"""The desk: a record in the browser. Loaded by `travaux serve` alone, for it needs the extra `desk`."""
