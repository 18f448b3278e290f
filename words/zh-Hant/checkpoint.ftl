# 帳簿的簽署檢查點。
checkpoint-of = 帳簿檢查點：共 { $rowsText } 列。
checkpoint-how = 請保存在管理 Squall 的人無法更改的地方。squall audit verify --against FILE 能找出結尾被截斷或整本重寫的帳簿。
checkpoint-broken = 帳簿驗證失敗，因此沒有簽署檢查點。請執行 squall audit verify、還原備份，並查明是誰更改的。
