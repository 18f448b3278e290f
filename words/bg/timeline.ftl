# The timeline of an incident.
timeline-title = Хронология на { $id }
timeline-empty = Хронологията е празна. Запазете съобщение с :pushpin: или „Добави в хронологията“, или напишете /crisis бележка.
timeline-earlier = По-ранни
timeline-link = отвори
timeline-colon = { ": " }
timeline-added = Добавено в хронологията на { $id }: { $text }
timeline-added-short = Добавено в хронологията на { $id }
timeline-undo = Отмени
timeline-there = Това съобщение вече е в хронологията на { $id }.
timeline-struck = Махнато от хронологията на { $id }; в протокола остава следа.
timeline-which = Има няколко открити инцидента. Към кой се отнася това?
timeline-no-words = (съобщение без текст)
timeline-did-opened = инцидентът е открит
timeline-did-opened-from = инцидентът е открит от { $what }
