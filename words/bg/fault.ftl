fault-summary = { $rows ->
    [one] { $rowsText } записан ред е изключен, защото не може да се използва
   *[other] { $rowsText } записани реда са изключени, защото не могат да се използват
}
fault-line = { $work }, { $row }, от { $since }: { $cause }{ $more ->
    [0] {""}
   *[other] { " " }(и още { $moreText })
}
fault-more = и още { $rowsText }
fault-goes-on = Всичко останало работи. Squall опитва отново сам, все по-рядко. За да ги поправите, вижте squall doctor.
fault-work-listening = Наблюдения
fault-work-committing = Приемане
fault-work-judging = Преценка на наблюденията
fault-work-timers = Таймери
fault-work-digests = Обзори
fault-work-delivering = Съобщения
fault-work-tidying = Поддръжка
fault-work-meeting = Имена на хора
fault-work-telling = Известия за операторите
