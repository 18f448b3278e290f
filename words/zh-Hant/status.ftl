status-title = 目前狀況
status-quiet = 一切平靜：沒有警示，也沒有進行中的事件。
status-listening = 監測項目 { $watchesText } 個；過去一小時 { $mentionsText } 則提及。
status-silent = 尚未收到任何來源的資料。
status-source = { $source } 最近一次：{ $at }
status-precision = 近 90 天的警示：{ $decidedText } 則已有決定，其中 { $openedText } 則成為事件（{ $percent }）。
status-summary = { $incidentsText } 件進行中的事件，最嚴重的是 { $gravest }（{ $severity }/10）；持續中的警示 { $alertsText } 則。
