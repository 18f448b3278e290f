# Discord.
discord-sure = Confermi?
discord-form-faults = Non è possibile: controlla le risposte.
discord-form-again = Correggi e invia di nuovo
discord-form-continue = Continua
discord-form-part = Parte { $page } di { $pages } salvata.
discord-form-expired = Il modulo è scaduto. Ricomincia da capo.
discord-unread = Squall non ha potuto leggere la richiesta. Riprova; se succede ancora, avvisa chi gestisce Squall.
