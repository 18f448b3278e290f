# Slack.
# The button that takes a question back.
slack-cancel = Отказ
