# What every platform says of its limits.
chat-cut = Съкратено за { $platform }:
chat-cut-characters = { $count ->
    [one] { $countText } знак
   *[other] { $countText } знака
}
chat-cut-blocks = { $count ->
    [one] { $countText } раздел
   *[other] { $countText } раздела
}
chat-cut-buttons = { $count ->
    [one] { $countText } бутон
   *[other] { $countText } бутона
}
chat-cut-options = { $count ->
    [one] { $countText } избор
   *[other] { $countText } избора
}
chat-late = Мина твърде много време: формулярът се отваря само веднага след натискането. Натиснете отново.
chat-not-kept = Squall не успя да приеме това и нищо не беше направено. Повторете го след малко.
