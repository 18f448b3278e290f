# Incidents of the past and what they taught.
cases-title = 過去的 { $countText } 個事件
cases-none = 過去沒有類似的事件。
cases-more = 還有更多：請再加一個詞或類型。
cases-alike = 類似事件的教訓：
cases-line = { $id }：{ $title } · { $length } 後結束
cases-how = 結束的原因：
cases-said = 他們說：
cases-done = 之後完成：
