# Checklists and tasks.
task-title = Checklist of { $id }: { $behindText } of { $allText }
task-tick = Tick off…
task-add = Add a task
task-skips = Not needed…
task-due = due { $at }
task-overdue = overdue since { $at }
task-waits = waits for the step before it
task-every = every crisis
task-from = From the playbooks: { $list }
task-which-kind = What kind of crisis is { $id }? Its checklist follows.
task-kind = Kind of crisis…
task-which-skip = Which task is not needed?
task-pick = Choose a task…
task-ask-text = What is to be done?
task-ask-role = Who does it?
task-ask-due = Due in
task-ask-due-hint = 30m, 2h or 1d; empty when it can wait
task-yours = { $by } gives you a task.
task-is-overdue = This task is overdue.
task-mark-done = Done
task-of = { $task } · { $title }
task-done-now = { $task } is done: { $text }
task-skipped-now = { $task } is not needed: { $text }
task-open-now = { $task } is open again: { $text }
task-added-now = { $task } is on the checklist: { $text }
task-begun = The checklist of { $id } follows in its thread.
task-unknown = There is no task { $task }. /crisis task list shows those that are there.
task-state-waiting = waiting
task-state-open = open
task-state-done = done
task-state-skipped = not needed
task-state-dropped = of another kind of crisis
task-already = { $task } is already { $state }.
task-already-by = { $task } is already { $state } ({ $by }).
task-closed = { $id } is closed. Reopen it first: /crisis reopen.
task-no-time = “{ $typed }” is no length of time. Write 30m, 2h or 1d.
task-did-plan = checklist for { $what }: { $countText } new
task-did-add = task added: { $what }
task-did-done = task done: { $what }
task-did-skip = task not needed: { $what }
task-did-reopen = task open again: { $what }
task-did-due = task overdue: { $what }
task-line = { $count ->
    [one] { $countText } task is open
   *[other] { $countText } tasks are open
}
task-line-late = { $count ->
    [one] { $countText } task is open
   *[other] { $countText } tasks are open
}, { $fromText } overdue
task-begin-kind = Begin the checklist: { $kind }
task-begin-menu = Begin the checklist for…
task-version = { $name } (version { $version })
