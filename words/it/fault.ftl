fault-summary = { $rows ->
    [one] { $rowsText } riga salvata è esclusa perché inutilizzabile
   *[other] { $rowsText } righe salvate sono escluse perché inutilizzabili
}
fault-line = { $work }, { $row }, da { $since }: { $cause }{ $more ->
    [0] {""}
   *[other] { " " }(e altre { $moreText })
}
fault-more = e altre { $rowsText }
fault-goes-on = Tutto il resto continua. Squall riprova da solo, sempre più di rado. Per rimediare, consultate squall doctor.
fault-work-listening = Monitor
fault-work-committing = Ricezione
fault-work-judging = Valutazione dei monitor
fault-work-timers = Timer
fault-work-digests = Riepiloghi
fault-work-delivering = Messaggi
fault-work-tidying = Pulizia
fault-work-meeting = Nomi delle persone
fault-work-telling = Avvisi agli operatori
