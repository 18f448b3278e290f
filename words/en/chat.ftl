# What every platform says of its limits.
chat-cut = Shortened to fit { $platform }:
chat-cut-characters = { $count ->
    [one] { $countText } character
   *[other] { $countText } characters
}
chat-cut-blocks = { $count ->
    [one] { $countText } section
   *[other] { $countText } sections
}
chat-cut-buttons = { $count ->
    [one] { $countText } button
   *[other] { $countText } buttons
}
chat-cut-options = { $count ->
    [one] { $countText } option
   *[other] { $countText } options
}
chat-late = That took too long: a form opens only right after the press. Please press again.
chat-not-kept = Squall could not take that in just now, and nothing was done. Please do it again in a moment.
