# The roster.
roster-title = 名單
roster-empty = 名單還是空的。請從 /crisis roster add lead @某人 開始。
roster-added = { $who } 已加入名單：{ $role }。
roster-removed = { $who } 已移出名單：{ $role }。
roster-absent = { $who } 不在名單的{ $role }中。輸入 /crisis roster list 查看。
