# The record of an incident as a file.
export-over = 結束時間
export-struck = （{ $by } 於 { $at } 移除）
export-changed = 內容與保留時不符：此列遭到更動
export-chart = { $id }：每小時提及數
export-chart-alt = 自 { $id } 開始前半天起，每小時提及數的長條圖。
export-written = 由 Squall 產生於 { $at }。
export-file = 完整紀錄檔（含圖表）：{ $command }
