# 事件之後團隊做什麼。
action-title = { $id } 之後的改善行動：{ $allText } 項中已處理 { $behindText } 項
action-standing = { $open ->
    [0] 沒有未完成的改善行動
   *[other] { $openText } 項未完成的改善行動
}{ $overdue ->
    [0] 。
   *[other] ，其中 { $overdueText } 項逾期。
}
action-behind = 至今完成 { $doneText } 項，放棄 { $droppedText } 項。
action-more = 另有 { $moreText } 項
action-none = 目前沒有未完成的改善行動。
action-add = 新增改善行動
action-form = 新的改善行動
action-ask-text = 要做什麼？
action-ask-due = 期限
action-ask-due-hint = 7d、14d 或 2 個月。在交給別人之前由您負責。
action-ask-reason = 為什麼不做了？
action-drop = 放棄…
action-hand-on = 交給其他人…
action-added = { $action } 由您負責，期限 { $at }：{ $text }
action-added-for = { $action } 由 { $who } 負責，期限 { $at }：{ $text }
action-yours = { $by } 交給您一項改善行動。
action-is-due = 您有一項改善行動即將到期。
action-is-overdue = 您有一項改善行動已逾期。
action-is-late = { $who }，這項改善行動已逾期很久。請完成、說明原因後放棄，或交給其他人。
action-done-now = { $action } 已完成：{ $text }
action-dropped-now = { $action } 已放棄：{ $text }
action-assigned-now = { $action } 現由 { $who } 負責：{ $text }
action-later-now = 好的，過幾天會再提醒您 { $action }：{ $text }
action-unknown = 沒有改善行動 { $action }。用 /crisis action list 查看未完成的。
action-already = { $action } 目前已是：{ $state }（{ $who }）。
action-no-reason = 請說明放棄的原因，下一次事件會用到。
action-no-time = 「{ $typed }」不是一天到一年的時間長度。請寫 7d、14d 或 2 個月。
action-state-open = 未完成
action-state-done = 已完成
action-state-dropped = 已放棄
action-did-add = 新增改善行動：{ $what }（{ $who }）
action-did-done = 改善行動完成：{ $what }
action-did-drop = 改善行動放棄：{ $what }
action-did-assign = 改善行動交給 { $who }：{ $what }
