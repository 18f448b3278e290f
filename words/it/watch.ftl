# Ascolti: che cosa non va in una ricerca.
watch-query-empty = Qui non c'è nulla da ascoltare. Scrivi una parola, una "frase" o un #tag.
watch-query-too-long = Una ricerca ha al massimo 2.000 caratteri. Dividila in due ascolti.
watch-query-too-deep = Troppe parentesi una dentro l'altra. Dividi la ricerca in due ascolti.
watch-query-only-not = Dice solo che cosa escludere, quindi troverebbe tutto il resto. Aggiungi una parola da ascoltare.
watch-query-dangling = { $operator } vuole qualcosa da entrambi i lati. Mettilo tra due parole, o tra virgolette per cercare la parola stessa.
watch-query-open-parenthesis = Questa parentesi non viene mai chiusa. Aggiungi ) dove finisce il gruppo.
watch-query-close-parenthesis = Questa parentesi non è mai stata aperta. Toglila o aggiungi ( dove inizia il gruppo.
watch-query-open-quote = Queste virgolette non vengono mai chiuse. Chiudile dove finisce la frase.
watch-query-nothing = Qui non c'è nessuna lettera o cifra da ascoltare.
watch-query-wildcard = * può stare solo alla fine di una parola di almeno due lettere, come in acm*.
watch-query-near-range = Indica a quante parole di distanza, da 1 a 50, come in NEAR/5.
watch-query-near-operand = NEAR sta tra due parole, frasi o (a OR b). Per unire altro usa AND.
watch-query-field-meant = Il campo { $name }: non esiste. Intendevi { $meant }:?
watch-query-field = Il campo { $name }: non esiste. Usa lang:, source:, platform: o author:, oppure le virgolette.
watch-query-no-value = { $name }: vuole un valore subito dopo i due punti.
watch-query-language-meant = Non conosco il codice di lingua { $name }. Intendevi { $meant }?
watch-query-language = Non conosco il codice di lingua { $name }. Usane uno come en, it, bg, el o zh-Hant.
