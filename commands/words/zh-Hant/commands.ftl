# The command language. `name-`, `option-`, `value-`, `unit-` and `filler` hold names: all that is understood, separated
# by commas, the one to show first. English names work in every language.

# Nouns and verbs
name-help = 說明, 幫助, 求助
name-status = 狀態, 現況
name-open = 開啟, 立案
name-note = 備註, 筆記, 記錄
name-timeline = 時間軸, 歷程
name-digest = 摘要, 彙整
name-alert = 警示, 警報
name-watch = 監測, 監控, 監看
name-language = 語言
name-list = 清單, 列表
name-show = 顯示, 查看
name-ack = 確認, 收到
name-snooze = 暫緩, 靜音
name-dismiss = 排除, 駁回
name-add = 新增, 加入
name-edit = 編輯, 修改
name-test = 測試
name-pause = 暫停
name-resume = 恢復, 繼續
name-remove = 移除, 刪除
name-me = 我, 我的
name-home = 首頁, 頁面
name-quiet = 勿擾, 安靜
name-report = 回報, 通報

# What each command does, in at most 100 characters
command-help = 我能做什麼，以及如何使用
command-status = 目前狀況：進行中的事件、警示、來源是否正常
command-open = 從警示或手動建立事件
command-note = 在事件的時間軸留下一筆紀錄
command-timeline = 事件經過，依時間排列，最新的在最後
command-digest = 立即查看大家說了什麼、情緒如何
command-alert = 警示：查看並決定如何處理
command-alert-list = 尚未結束的警示
command-alert-show = 警示背後的提及內容
command-alert-ack = 表示已有人在處理
command-alert-snooze = 讓警示安靜一段時間，情況惡化時除外
command-alert-dismiss = 表示警示並非危機，並說明原因
command-watch = 監測：我在留意什麼
command-watch-list = 我在留意什麼
command-watch-add = 開始監測品牌、產品、人物、競爭對手或產業
command-watch-edit = 修改監測；未提到的部分維持不變
command-watch-test = 查詢或監測原本會比對到什麼、發出哪些警示
command-watch-pause = 暫時停止監測
command-watch-resume = 重新開始監測
command-watch-remove = 結束監測；已收集的內容會保留
command-language = 我在這裡使用的語言
command-me = 您的頁面、勿擾時段與私訊警示
command-me-home = 等您處理的事，以及您的設定
command-me-quiet = 我何時不主動傳訊息給您，緊急時除外
command-me-alert = 以私訊接收警示，使用您的語言與時區
command-report = 這是公眾說的：讀取、計數，並與其他提及一起判斷

# Arguments: their names, and what they are in at most 100 characters
option-command = 指令
option-what = 內容, 標題
option-watch = 監測
option-period = 期間
option-alert = 警示
option-incident = 事件
option-for = 時長
option-reason = 原因
option-name = 名稱
option-query = 查詢
option-rename = 更名
option-kind = 類型
option-languages = 語言範圍
option-sources = 來源
option-channel = 頻道
option-digest = 摘要
option-zone = 時區
option-language = 語言
option-scope = 範圍
option-text = 文字
option-hours = 時段
option-switch = 開關
option-severity = 嚴重程度, 起
option-watches = 監測
option-words = 內容
about-command = 要說明的指令
about-what = 警示編號（如 A-7），或自訂標題
about-watch = 監測的名稱
about-period = 往前多久：24h、7d
about-alert = 警示編號，例如 A-7
about-incident = 事件編號，例如 INC-3
about-text = 用你自己的話
about-for = 多久：30m、2h、1d
about-reason = 為何不是危機；會留存紀錄
about-name = 簡短的名稱
about-query = 字詞、"片語"、AND OR NOT、NEAR/5、lang: source: platform: author:
about-rename = 新的名稱
about-kind = 監測對象；競爭對手只計入聲量占比，不會發出警示
about-languages = 只看這些語言的提及，例如 el,bg；或 all
about-sources = 只看這些來源；或 all
about-channel = 警示與摘要要送到哪裡
about-digest = 摘要時間：五欄 cron，例如 0 9 * * 1-5；或 off
about-zone = 時區，例如 Asia/Taipei
about-language = 要使用的語言
about-scope = 套用到此頻道，或只對你
about-hours = 從何時到何時，例如 22:00-07:00；或 off
about-switch = on 或 off
about-severity = 從哪個嚴重程度起，1 到 10
about-watches = 只限這些監測，以逗號分隔；或 all
about-words = 說了什麼；若有，前面加 @作者，並附上連結

# Values
value-brand = 品牌
value-product = 產品
value-person = 人物
value-competitor = 競爭對手, 對手
value-industry = 產業
value-channel = 頻道, 這裡
value-me = 我
value-all = 全部, 所有
value-on = 開, 開啟, 是
value-off = 關閉, 不要
value-en = 英文, 英語
value-it = 義大利文, 義大利語
value-bg = 保加利亞文, 保加利亞語
value-el = 希臘文, 希臘語
value-zh-Hant = 繁體中文, 正體中文, 中文
unit-minute = 分鐘, 分
unit-hour = 小時, 個小時, 鐘頭
unit-day = 天, 日
unit-week = 週, 星期, 個星期
unit-month = 個月, 月
filler = 過去, 最近, 近

# Refusals: what is wrong, and the way out
refusal-unknown-command = 沒有「{ $typed }」這個指令。
refusal-commands = 請試試：{ $commands }。
refusal-did-you-mean = 你是指 { $suggestion } 嗎？
refusal-unknown-option = 「{ $command }」沒有「{ $typed }」選項。
refusal-options = 可用：{ $options }。
refusal-missing = 缺少{ $argument }。請輸入：{ $usage }
refusal-bad-value = 「{ $typed }」不能作為{ $argument }。
refusal-expected = 請使用：{ $expected }。
refusal-unexpected = 不知道「{ $typed }」是什麼。請輸入：{ $usage }
refusal-nothing-to-change = 「{ $command }」需要知道要改什麼：{ $options }。

# What a value may be
expected-name = 最多 40 個字元的名稱
expected-watch = 監測的名稱（見：watch list）
expected-query = 查詢，例如 acme OR "acme parcels"
expected-text = 幾個字
expected-command = 指令名稱（見：help）
expected-alert = 編號，例如 A-7（見：alert list）
expected-incident = 編號，例如 INC-3（見：status）
expected-languages = 語言代碼，例如 el,bg，或 all
expected-sources = 來源名稱，例如 bluesky,rss，或 all
expected-channel = 頻道，例如 #crisis
expected-schedule = 五個欄位，例如 "0 9 * * 1-5"，或 off
expected-zone = 時區，例如 Asia/Taipei
expected-hours = 時段，例如 22:00-07:00，或 off
expected-severity = 1 到 10 的數字
expected-watches = 以逗號分隔的監測名稱（見：watch list），或 all

# Help
help-more = 單一指令的說明：{ $usage }

# Entries of a message menu: at most 24 characters, and 150 for what they do.
shortcut-report-mention = 回報為提及
shortcut-report-mention-about = 這是公眾說的：讀取、計數，並與其他提及一起判斷。
shortcut-add-to-timeline = 加入時間軸
shortcut-add-to-timeline-about = 把這則訊息留在事件的時間軸。
shortcut-draft-statement = 草擬聲明
shortcut-draft-statement-about = 用這些文字開始一份公開聲明。
