# La testa del registro, firmata.
checkpoint-of = Punto di controllo del registro: { $rows ->
    [one] { $rowsText } riga
   *[other] { $rowsText } righe
}.
checkpoint-how = Conservalo dove chi gestisce Squall non può cambiarlo. squall audit verify --against FILE scopre un registro a cui è stata tagliata la fine, o che è stato riscritto.
checkpoint-broken = Il registro non regge, perciò nessun punto di controllo è stato firmato. Esegui squall audit verify, ripristina una copia di sicurezza e chiedi chi l’ha cambiato.
