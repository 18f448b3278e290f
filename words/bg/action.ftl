# Какво прави екипът след инцидент.
action-title = Мерки след { $id }: приключени { $behindText } от { $allText }
action-standing = { $open ->
    [0] Няма отворени мерки
    [one] { $openText } отворена мярка
   *[other] { $openText } отворени мерки
}{ $overdue ->
    [0] .
    [one] , { $overdueText } просрочена.
   *[other] , { $overdueText } просрочени.
}
action-behind = Дотук изпълнени: { $doneText }, отказани: { $droppedText }.
action-more = и още { $moreText }
action-none = Няма отворени мерки.
action-add = Добави мярка
action-form = Нова мярка
action-ask-text = Какво трябва да се направи?
action-ask-due = Срок
action-ask-due-hint = 7d, 14d или 2 месеца. Ваша е, докато не я възложите на друг.
action-ask-reason = Защо няма да се изпълни?
action-drop = Откажи…
action-hand-on = Възложи на…
action-added = { $action } е ваша, срок { $at }: { $text }
action-added-for = { $action } е за { $who }, срок { $at }: { $text }
action-yours = { $by } ви възлага мярка.
action-is-due = Срокът на ваша мярка наближава.
action-is-overdue = Ваша мярка е просрочена.
action-is-late = { $who }, тази мярка отдавна е просрочена. Изпълнете я, откажете я с причина или я възложете на друг.
action-done-now = { $action } е изпълнена: { $text }
action-dropped-now = { $action } е отказана: { $text }
action-assigned-now = { $action } вече е за { $who }: { $text }
action-later-now = Добре. След няколко дни ще ви напомня за { $action }: { $text }
action-unknown = Няма мярка { $action }. /crisis action list показва отворените.
action-already = { $action } вече е така: { $state } ({ $who }).
action-no-reason = Посочете защо се отказва: следващият инцидент ще попита.
action-no-time = „{ $typed }“ не е срок от един ден до една година. Напишете 7d, 14d или 2 месеца.
action-state-open = отворена
action-state-done = изпълнена
action-state-dropped = отказана
action-did-add = добавена мярка: { $what } ({ $who })
action-did-done = изпълнена мярка: { $what }
action-did-drop = отказана мярка: { $what }
action-did-assign = мярка, възложена на { $who }: { $what }
