fault-summary = { $rows ->
    [one] { $rowsText } stored row is left out, because it can't be used
   *[other] { $rowsText } stored rows are left out, because they can't be used
}
fault-line = { $work }, { $row }, since { $since }: { $cause }{ $more ->
    [0] {""}
   *[other] { " " }(and { $moreText } more)
}
fault-more = and { $rowsText } more
fault-goes-on = Everything else goes on. Squall tries them again by itself, less and less often. To mend them, look at squall doctor.
fault-work-listening = Watches
fault-work-committing = Intake
fault-work-judging = Judging of watches
fault-work-timers = Timers
fault-work-digests = Digests
fault-work-delivering = Messages
fault-work-tidying = Housekeeping
fault-work-meeting = Names of people
fault-work-telling = News for the operators
