# Discord.
discord-sure = Сигурни ли сте?
discord-form-faults = Не е възможно: проверете отговорите си.
discord-form-again = Поправете и изпратете отново
discord-form-continue = Продължете
discord-form-part = Част { $page } от { $pages } е запазена.
discord-form-expired = Формулярът изтече. Моля, започнете отначало.
discord-unread = Squall не можа да прочете това. Опитайте отново; ако се повтаря, кажете на този, който поддържа Squall.
