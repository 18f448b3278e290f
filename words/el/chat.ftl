# What every platform says of its limits.
chat-cut = Συντομεύτηκε για το { $platform }:
chat-cut-characters = { $count ->
    [one] { $countText } χαρακτήρας
   *[other] { $countText } χαρακτήρες
}
chat-cut-blocks = { $count ->
    [one] { $countText } ενότητα
   *[other] { $countText } ενότητες
}
chat-cut-buttons = { $count ->
    [one] { $countText } κουμπί
   *[other] { $countText } κουμπιά
}
chat-cut-options = { $count ->
    [one] { $countText } επιλογή
   *[other] { $countText } επιλογές
}
chat-late = Πέρασε πολλή ώρα: η φόρμα ανοίγει μόνο αμέσως μετά το πάτημα. Πατήστε ξανά.
chat-not-kept = Το Squall δεν μπόρεσε να το καταχωρίσει τώρα και δεν έγινε τίποτα. Επαναλάβετέ το σε λίγο.
