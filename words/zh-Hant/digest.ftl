# 摘要
digest-title = { $watch }，{ $period }
digest-all = 所有監測項目，{ $period }
digest-quiet = 平靜，{ $total ->
    [0] 沒有提及
   *[other] { $totalText } 則提及
}（前期 { $beforeText } 則）。
digest-more = { $totalText } 則提及，比前期（{ $beforeText } 則）多 { $percent }。
digest-less = { $totalText } 則提及，比前期（{ $beforeText } 則）少 { $percent }。
digest-same = { $totalText } 則提及，與前期（{ $beforeText } 則）相當。
digest-first = { $totalText } 則提及，前期沒有。
digest-copies = 其中 { $copiesText } 則複製少數文字。
digest-late = 延遲送達：預定 { $due }，實際 { $sent }。
digest-sentiment = 情緒
digest-net = 淨情緒
digest-was = { $value }（前期 { $before }）
digest-share = 聲量占比
digest-alerts = 持續中的警示
digest-incidents = 進行中的事件
digest-before = 前期
digest-chart-title = { $watch }：提及數
digest-chart-alt = { $period }提及數長條圖；最高 { $mostText } 則，始於 { $at }。
digest-themes = 討論變多的話題
digest-languages = 語言（淨情緒）
digest-sources = 來源
digest-busiest = 發言最多
digest-farthest = 觸及最廣
digest-silent = 沉默的來源
digest-since = 自 { $at }
digest-and = { $first }{ $second }
digest-colon = ：
