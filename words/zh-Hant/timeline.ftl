# The timeline of an incident.
timeline-title = { $id } 的時間軸
timeline-empty = 時間軸還是空的。可用 :pushpin: 或「加入時間軸」保留訊息，或輸入 /crisis 備註。
timeline-earlier = 較早
timeline-link = 開啟
timeline-colon = ：
timeline-added = 已加入 { $id } 的時間軸：{ $text }
timeline-added-short = 已加入 { $id } 的時間軸
timeline-undo = 復原
timeline-there = 這則訊息已在 { $id } 的時間軸中。
timeline-struck = 已從 { $id } 的時間軸移除；紀錄仍會保留。
timeline-which = 目前有多個進行中的事件，這屬於哪一個？
timeline-no-words = （沒有文字的訊息）
timeline-did-opened = 開立事件
timeline-did-opened-from = 由 { $what } 開立事件
