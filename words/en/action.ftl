# What a team does after an incident.
action-title = Actions after { $id }: { $behindText } of { $allText } settled
action-standing = { $open ->
    [0] No open actions
    [one] { $openText } open action
   *[other] { $openText } open actions
}{ $overdue ->
    [0] .
   *[other] , { $overdueText } overdue.
}
action-behind = So far { $doneText } done and { $droppedText } dropped.
action-more = and { $moreText } more
action-none = No actions are open.
action-add = Add an action
action-form = New action
action-ask-text = What shall be done?
action-ask-due = Due in
action-ask-due-hint = 7d, 14d or 2 months. It is yours until you give it to somebody else.
action-ask-reason = Why will it not be done?
action-drop = Drop…
action-hand-on = Give it to somebody…
action-added = { $action } is yours, due { $at }: { $text }
action-added-for = { $action } is for { $who }, due { $at }: { $text }
action-yours = { $by } gives you an action.
action-is-due = An action of yours is due soon.
action-is-overdue = An action of yours is overdue.
action-is-late = { $who }, this action is long overdue. Do it, drop it with a reason, or give it to somebody.
action-done-now = { $action } is done: { $text }
action-dropped-now = { $action } is dropped: { $text }
action-assigned-now = { $action } is for { $who } now: { $text }
action-later-now = Good. You will be reminded of { $action } in a few days: { $text }
action-unknown = There is no action { $action }. /crisis action list shows those that are open.
action-already = { $action } is already { $state } ({ $who }).
action-no-reason = Say why it is dropped: the next incident asks.
action-no-time = “{ $typed }” is no length of time from a day to a year. Write 7d, 14d or 2 months.
action-state-open = open
action-state-done = done
action-state-dropped = dropped
action-did-add = action added: { $what } ({ $who })
action-did-done = action done: { $what }
action-did-drop = action dropped: { $what }
action-did-assign = action given to { $who }: { $what }
