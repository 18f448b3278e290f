# 公司是否已經恢復。
checkin-title = { $id }：{ $daysText } 天之後
checkin-question = 一切都恢復如常了嗎？還是仍有需要補救的地方？
checkin-unheard = 這個事件沒有計數，請依您所見判斷。
checkin-voices-of = 最近一天 { $voicesText } 則聲量，平常 { $usual }
checkin-mood-of = 最近一天 { $percent } 為負面，平常 { $usual }
checkin-recovered = 已恢復
checkin-said-recovered = { $by }：我們已經恢復（{ $at }）。
checkin-said-not-yet = { $by }：尚未恢復（{ $at }）。有幫助的事可以列為改善行動。
checkin-withdrawn = 事件自 { $at } 起再度進行，此問題已收回。
checkin-done = 已記錄於 { $id }。
checkin-already = 已經這樣回答過了。
checkin-taken-back = 事件再度進行中；結束之後會再詢問。
checkin-did-ask = { $countText } 天後詢問是否已恢復
checkin-did-recovered = { $countText } 天後已恢復
checkin-did-not-yet = { $countText } 天後尚未恢復
