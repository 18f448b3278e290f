# 監看：查詢哪裡有問題。
watch-query-empty = 這裡沒有可監看的內容。請輸入一個詞、"片語"或 #標籤。
watch-query-too-long = 查詢最多 2,000 個字元，請拆成兩個監看項目。
watch-query-too-deep = 括號層數太多，請拆成兩個監看項目。
watch-query-only-not = 這裡只寫了要排除什麼，會符合其餘所有內容。請加上要監看的詞。
watch-query-dangling = { $operator } 兩側都要有內容。請放在兩個詞之間；若要搜尋這個字本身，請加引號。
watch-query-open-parenthesis = 這個括號沒有關閉，請在群組結尾加上 )。
watch-query-close-parenthesis = 這個括號沒有對應的開頭，請刪除，或在群組開頭加上 (。
watch-query-open-quote = 這個引號沒有關閉，請在片語結尾加上引號。
watch-query-nothing = 這裡沒有可監看的文字或數字。
watch-query-wildcard = * 只能放在至少兩個字母的詞尾，例如 acm*。
watch-query-near-range = 請指定相隔的詞數，1 到 50，例如 NEAR/5。
watch-query-near-operand = NEAR 要放在兩個詞、片語或 (a OR b) 之間。要連接更多請用 AND。
watch-query-field-meant = 沒有 { $name }: 這個欄位。您是指 { $meant }: 嗎？
watch-query-field = 沒有 { $name }: 這個欄位。請用 lang:、source:、platform: 或 author:，或加上引號。
watch-query-no-value = { $name }: 的冒號後面要緊接著值。
watch-query-language-meant = 無法辨識語言代碼 { $name }。您是指 { $meant } 嗎？
watch-query-language = 無法辨識語言代碼 { $name }。請用 en、it、bg、el 或 zh-Hant 等代碼。
