# Discord.
discord-sure = 確定要執行嗎？
discord-form-faults = 無法送出：請檢查您的回答。
discord-form-again = 修改後重新送出
discord-form-continue = 繼續
discord-form-part = 已儲存第 { $page } 部分，共 { $pages } 部分。
discord-form-expired = 表單已逾時，請重新開始。
discord-unread = Squall 無法讀取這項操作。請再試一次；若持續發生，請告知 Squall 的管理人員。
