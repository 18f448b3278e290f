# Checklists and tasks.
task-title = Задачи по { $id }: { $behindText } от { $allText }
task-tick = Отметни…
task-add = Добави задача
task-skips = Не е нужна…
task-due = срок { $at }
task-overdue = просрочена от { $at }
task-waits = чака предходната стъпка
task-every = всяка криза
task-from = От плановете: { $list }
task-which-kind = Какъв вид криза е { $id }? Списъкът със задачи ще последва.
task-kind = Вид криза…
task-which-skip = Коя задача не е нужна?
task-pick = Изберете задача…
task-ask-text = Какво трябва да се направи?
task-ask-role = Кой ще го направи?
task-ask-due = Срок
task-ask-due-hint = 30m, 2h или 1d; празно, ако може да почака
task-yours = { $by } ви възлага задача.
task-is-overdue = Тази задача е просрочена.
task-mark-done = Готово
task-of = { $task } · { $title }
task-done-now = { $task } е изпълнена: { $text }
task-skipped-now = { $task } не е нужна: { $text }
task-open-now = { $task } отново е отворена: { $text }
task-added-now = { $task } е в списъка: { $text }
task-begun = Списъкът със задачи по { $id } идва в нишката му.
task-unknown = Няма задача { $task }. /crisis task list показва кои има.
task-state-waiting = чака
task-state-open = отворена
task-state-done = изпълнена
task-state-skipped = не е нужна
task-state-dropped = от друг вид криза
task-already = { $task } вече е така: { $state }.
task-already-by = { $task } вече е така: { $state } ({ $by }).
task-closed = { $id } е приключен. Първо го отворете отново: /crisis reopen.
task-no-time = „{ $typed }“ не е срок. Напишете 30m, 2h или 1d.
task-did-plan = списък за { $what }: { $countText } нови задачи
task-did-add = добавена задача: { $what }
task-did-done = изпълнена задача: { $what }
task-did-skip = задачата не е нужна: { $what }
task-did-reopen = задачата отново е отворена: { $what }
task-did-due = просрочена задача: { $what }
task-line = { $count ->
    [one] { $countText } отворена задача
   *[other] { $countText } отворени задачи
}
task-line-late = { $count ->
    [one] { $countText } отворена задача
   *[other] { $countText } отворени задачи
}, { $fromText } просрочени
task-begin-kind = Започни списъка: { $kind }
task-begin-menu = Започни списъка за…
task-version = { $name } (версия { $version })
