# What every platform says of its limits.
chat-cut = 為符合 { $platform } 限制而縮短：
chat-cut-characters = { $countText } 個字元
chat-cut-blocks = { $countText } 個區塊
chat-cut-buttons = { $countText } 個按鈕
chat-cut-options = { $countText } 個選項
chat-late = 等候太久了：表單只會在按下後立即開啟，請再按一次。
chat-not-kept = Squall 剛才無法收下這項操作，尚未執行任何動作。請稍後再做一次。
