# Words that several features share.
common-brand = Squall
lang-en = inglese
lang-it = italiano
lang-bg = bulgaro
lang-el = greco
lang-zh-Hant = cinese (tradizionale)
lang-zh-Hans = cinese (semplificato)
lang-es = spagnolo
lang-fr = francese
lang-de = tedesco
lang-pt = portoghese
lang-ru = russo
lang-el-Latn = greco (in lettere latine)
lang-bg-Latn = bulgaro (in lettere latine)
lang-und = lingua incerta
common-negative = negative
common-neutral = neutre
common-positive = positive
common-expected = di solito
common-language-channel = Da ora Squall parla { $language } in questo canale.
common-language-person = Da ora Squall ti parla in { $language }.
common-not-here = Quel pulsante è di un messaggio vecchio; richiedi con /crisis.
common-nobody = In questa chat nessuno è { $typed }; indica una persona che ne fa parte con @.
common-trouble = Qualcosa è andato storto da noi. Nulla è andato perso; riprova tra poco.
common-outside = Squall risponde a chi può vedere il suo canale di crisi. Chiedi a chi ne è responsabile, o a un amministratore, di aggiungerti.
common-charge = Lo fa solo chi è responsabile della configurazione di Squall. Chiedi a:
common-charge-roles = Lo fa solo chi è responsabile della configurazione di Squall: chi ha uno dei ruoli indicati nelle sue impostazioni. Chiedi a chi gestisce questo spazio o server.
common-charge-admins = Lo fa solo chi gestisce questo spazio o server, perché nessun altro è stato incaricato della configurazione di Squall. Chiedi a un amministratore.
common-followers = { $followers ->
    [one] { $followersText } follower
   *[other] { $followersText } follower
}
