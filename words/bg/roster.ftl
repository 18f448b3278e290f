# The roster.
roster-title = Съставът
roster-empty = В състава още няма никого. Започнете с /crisis roster add lead @някого.
roster-added = { $who } е в състава: { $role }.
roster-removed = { $who } вече не е в състава: { $role }.
roster-absent = { $who } не е в състава като { $role }. /crisis roster list показва кой е.
