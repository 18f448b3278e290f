# The ledger's head, signed.
checkpoint-of = Checkpoint of the ledger: { $rows ->
    [one] { $rowsText } row
   *[other] { $rowsText } rows
}.
checkpoint-how = Keep it where nobody who runs Squall can change it. squall audit verify --against FILE finds a ledger whose end was cut off, or that was written anew.
checkpoint-broken = The ledger does not hold, so no checkpoint was signed. Run squall audit verify, restore a backup, and ask who changed it.
