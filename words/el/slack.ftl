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
