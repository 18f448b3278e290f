# Slack.
slack-cut = Shortened to fit Slack:
slack-cut-characters = { $count ->
    [one] { $countText } character
   *[other] { $countText } characters
}
slack-cut-blocks = { $count ->
    [one] { $countText } section
   *[other] { $countText } sections
}
slack-cut-buttons = { $count ->
    [one] { $countText } button
   *[other] { $countText } buttons
}
