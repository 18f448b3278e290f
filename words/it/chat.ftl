# What every platform says of its limits.
chat-cut = Accorciato per { $platform }:
chat-cut-characters = { $count ->
    [one] { $countText } carattere
   *[other] { $countText } caratteri
}
chat-cut-blocks = { $count ->
    [one] { $countText } sezione
   *[other] { $countText } sezioni
}
chat-cut-buttons = { $count ->
    [one] { $countText } pulsante
   *[other] { $countText } pulsanti
}
chat-cut-options = { $count ->
    [one] { $countText } voce
   *[other] { $countText } voci
}
chat-late = È passato troppo tempo: un modulo si apre solo subito dopo il clic. Premi di nuovo.
chat-not-kept = Squall non ha potuto registrare l’azione e non ha fatto nulla. Ripeti tra un momento.
