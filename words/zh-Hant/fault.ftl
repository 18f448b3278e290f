fault-summary = 有 { $rowsText } 筆儲存的資料無法使用，已暫時略過
fault-line = { $work }，{ $row }，自 { $since } 起：{ $cause }{ $more ->
    [0] {""}
   *[other] （另有 { $moreText } 筆）
}
fault-more = 另有 { $rowsText } 筆
fault-goes-on = 其他一切照常運作。Squall 會自動重試，間隔逐漸拉長。如需修復，請查看 squall doctor。
fault-work-listening = 監測項目
fault-work-committing = 接收
fault-work-judging = 監測判斷
fault-work-timers = 計時器
fault-work-digests = 摘要
fault-work-delivering = 訊息
fault-work-tidying = 維護
fault-work-meeting = 人員姓名
fault-work-telling = 通知維運人員
