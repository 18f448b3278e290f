reading-read = 判讀為{ $language }，{ $sentiment }。
reading-because = 判斷依據：{ $words }
reading-counts = 計入：{ $watches }。
reading-known = 先前已計入：{ $watches }。
reading-unheard = 沒有監測在聽這則內容，因此不計入。請用 { $command } 加上名稱與查詢新增一個，再回報一次。
