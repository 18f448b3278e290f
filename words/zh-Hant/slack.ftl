# Slack.
slack-cut = 為符合 Slack 限制而縮短：
slack-cut-characters = { $countText } 個字元
slack-cut-blocks = { $countText } 個區塊
slack-cut-buttons = { $countText } 個按鈕
slack-cut-options = { $countText } 個選項
# The button that takes a question back.
slack-cancel = 取消
