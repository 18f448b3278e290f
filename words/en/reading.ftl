reading-read = Read as { $language }, { $sentiment }.
reading-because = What decided: { $words }
reading-counts = It counts for: { $watches }.
reading-known = It was counted before, for: { $watches }.
reading-unheard = No watch listens for it, so it does not count. { $command } with a name and a query adds one; then report it again.
