reading-read = Letto come { $language }, { $sentiment }.
reading-because = Hanno deciso: { $words }
reading-counts = Conta per: { $watches }.
reading-known = Era già contato, per: { $watches }.
reading-unheard = Nessun monitor lo ascolta, quindi non conta. { $command } con un nome e una query ne aggiunge uno; poi segnalalo di nuovo.
