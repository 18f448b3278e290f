# Discord.
discord-cut = Συντομεύτηκε για το Discord:
discord-cut-characters = { $count ->
    [one] { $countText } χαρακτήρας
   *[other] { $countText } χαρακτήρες
}
discord-cut-blocks = { $count ->
    [one] { $countText } ενότητα
   *[other] { $countText } ενότητες
}
discord-cut-buttons = { $count ->
    [one] { $countText } κουμπί
   *[other] { $countText } κουμπιά
}
discord-cut-options = { $count ->
    [one] { $countText } επιλογή
   *[other] { $countText } επιλογές
}
discord-sure = Είστε σίγουροι;
discord-form-faults = Δεν γίνεται: ελέγξτε τις απαντήσεις σας.
discord-form-again = Διόρθωση και νέα αποστολή
discord-form-continue = Συνέχεια
discord-form-part = Το μέρος { $page } από { $pages } αποθηκεύτηκε.
discord-form-expired = Η φόρμα έληξε. Ξεκινήστε ξανά.
discord-unread = Το Squall δεν μπόρεσε να το διαβάσει. Δοκιμάστε ξανά· αν επαναληφθεί, ενημερώστε όποιον διαχειρίζεται το Squall.
