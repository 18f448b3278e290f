# Slack.
slack-cut = Съкратено за Slack:
slack-cut-characters = { $count ->
    [one] { $countText } знак
   *[other] { $countText } знака
}
slack-cut-blocks = { $count ->
    [one] { $countText } раздел
   *[other] { $countText } раздела
}
slack-cut-buttons = { $count ->
    [one] { $countText } бутон
   *[other] { $countText } бутона
}
slack-cut-options = { $count ->
    [one] { $countText } избор
   *[other] { $countText } избора
}
# The button that takes a question back.
slack-cancel = Отказ
