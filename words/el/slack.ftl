# Slack.
slack-cut = Συντομεύτηκε για το Slack:
slack-cut-characters = { $count ->
    [one] { $countText } χαρακτήρας
   *[other] { $countText } χαρακτήρες
}
slack-cut-blocks = { $count ->
    [one] { $countText } ενότητα
   *[other] { $countText } ενότητες
}
slack-cut-buttons = { $count ->
    [one] { $countText } κουμπί
   *[other] { $countText } κουμπιά
}
slack-cut-options = { $count ->
    [one] { $countText } επιλογή
   *[other] { $countText } επιλογές
}
# The button that takes a question back.
slack-cancel = Άκυρο
