# Words that several features share.
common-brand = Squall
lang-en = английски
lang-it = италиански
lang-bg = български
lang-el = гръцки
lang-zh-Hant = китайски (традиционен)
lang-zh-Hans = китайски (опростен)
lang-es = испански
lang-fr = френски
lang-de = немски
lang-pt = португалски
lang-ru = руски
lang-el-Latn = гръцки (на латиница)
lang-bg-Latn = български (на латиница)
lang-und = неопределен език
common-negative = отрицателни
common-neutral = неутрални
common-positive = положителни
common-expected = обичайно
common-language-channel = Отсега Squall говори на { $language } в този канал.
common-language-person = Отсега Squall ви говори на { $language }.
common-not-here = Този бутон е от старо съобщение; опитайте пак с /crisis.
common-nobody = В този чат няма човек { $typed }; посочете някого от него с @.
common-trouble = Нещо се обърка при нас. Нищо не е загубено; опитайте пак след малко.
common-outside = Squall отговаря на хората, които виждат кризисния му канал. Помолете отговорник за канала или администратор да ви добави.
common-charge = Това правят само отговорниците за настройката на Squall. Обърнете се към:
common-charge-roles = Това правят само отговорниците за настройката на Squall: които имат някоя от ролите, посочени в настройките. Обърнете се към някого, който управлява това пространство или сървър.
common-charge-admins = Това правят само управляващите това пространство или сървър, защото никой друг не отговаря за настройката на Squall. Обърнете се към администратор.
common-followers = { $followers ->
    [one] { $followersText } последовател
   *[other] { $followersText } последователи
}
