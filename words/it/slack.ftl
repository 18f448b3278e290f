# Slack.
slack-cut = Accorciato per Slack:
slack-cut-characters = { $count ->
    [one] { $countText } carattere
   *[other] { $countText } caratteri
}
slack-cut-blocks = { $count ->
    [one] { $countText } sezione
   *[other] { $countText } sezioni
}
slack-cut-buttons = { $count ->
    [one] { $countText } pulsante
   *[other] { $countText } pulsanti
}
slack-cut-options = { $count ->
    [one] { $countText } voce
   *[other] { $countText } voci
}
# The button that takes a question back.
slack-cancel = Annulla
