# Telling people of an incident, and who is on call.
page-ask = 需要您處理：嚴重度 { $severity }/10，開啟於 { $at }。
page-acknowledge = 我來處理
page-answered-by = 由 { $by } 處理中。
page-answered = { $id } 由 { $by } 處理。
page-unanswered = 已通知所有人處理 { $id }，但無人回應。誰來處理？
page-thanks = 謝謝。不會再就 { $id } 通知其他人。
page-late = { $id } 已由 { $by } 處理。
page-none = { $id } 並未通知任何人，無須回應。
page-did-tell = 已通知：{ $who }
page-did-answer = 已回應通知
page-did-nobody = 已通知所有人，無人回應
oncall-title = 值班
oncall-none = 目前無人值班：尚未設定輪值。請在 squall.toml 加入 [[oncall]]。
oncall-nobody = 無人
oncall-row = { $who } 至 { $at }，之後由 { $next }
oncall-swapped = { $rota } 由 { $who } 值班至 { $at }。
oncall-which = 哪一個輪值表？請用 --rota 指定其一：{ $list }。
