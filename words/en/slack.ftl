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
slack-cut-options = { $count ->
    [one] { $countText } option
   *[other] { $countText } options
}
# The button that takes a question back.
slack-cancel = Cancel
