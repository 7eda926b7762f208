# Who reads what: the assignment of proposals to judges.

assignment-summary = { $reviews ->
    [one] 1 review
   *[other] { $reviews } reviews
} by { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
} of { $entries ->
    [one] 1 proposal
   *[other] { $entries } proposals
}. Affinities add up to { $total }.
assignment-names = { $names } and { $last }
assignment-names-more = { $names } and { $count } more

# Why there is no assignment.
assignment-short-entry = Proposal { $entry } has { $judges ->
    [0] no judge
    [one] 1 judge
   *[other] { $judges } judges
} without a conflict, and needs { $needed }.
assignment-short-entries = { $count ->
    [one] Proposal { $entries } needs { $needed } reviews and can have { $available },
   *[other] Proposals { $entries } need { $needed } reviews between them and can have { $available },
} because { $full ->
    [one] judge { $judges } may be given no more than { $capacity }.
   *[other] judges { $judges } may be given no more than { $capacity } in all.
}
assignment-short-judge = Judge { $judge } may read { $entries ->
    [0] no proposal
    [one] 1 proposal
   *[other] { $entries } proposals
}, and is to be given at least { $needed }.
assignment-short-judges = Judges { $judges } are to be given at least { $needed } reviews between them, and there are { $available } for them.

# What was done so that all scores can be compared, and what could not be done.
assignment-moved = Proposal { $entry } went from { $from } to { $to }, so that all scores can be compared.
assignment-swapped = { $from } gave proposal { $entry } to { $to } for proposal { $other }, so that all scores can be compared.
assignment-added = { $judge } reads proposal { $entry } as well, so that all scores can be compared.
assignment-parted-nobody = The assignment is in { $count } parts, and scores can be compared only within each. They cannot be joined: no judge of one part may read a proposal of another.
assignment-parted-full = The assignment is in { $count } parts, and scores can be compared only within each. They cannot be joined: the judges who may read across have the most that they may be given. Raise the maximum load.
assignment-parted-left = The assignment is in { $count } parts, and scores can be compared only within each. It was left so.
assignment-small = { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
} can read all of { $entries ->
    [one] 1 proposal
   *[other] { $entries } proposals
}: with “--reviews all” everybody reads all that they may, and no score depends on who was assigned what.
assignment-uneven = Loads run from { $fewest } to { $most }. Give --max-load to bound them, or --evenness to weigh them against affinity.

# What is wrong with a table; the line is said before.
assignment-file-NO_COLUMN = There is no column “{ $column }”. The first line names the columns: judge, entry, affinity and, if there are conflicts of interest, conflict.
assignment-file-COLUMN_TWICE = There are two columns “{ $column }”. Rename or remove one.
assignment-file-NO_ROWS = There is nothing below the names of the columns. Add a line for each judge and entry.
assignment-file-EMPTY = The column “{ $column }” is empty. Fill it in, or remove the line.
assignment-file-NO_NUMBER = “{ $value }” is no number. Write affinities such as 0.75.
assignment-file-TOO_LARGE = { $value } is too large. Write affinities between -1000000 and 1000000.
assignment-file-SAME_PAIR = { $judge } and { $entry } are paired in line { $first } already. Remove one of the two.
assignment-file-NOT_UTF8 = This is no text in UTF-8. Save the table as “CSV UTF-8”.
assignment-file-NOT_CSV = This cannot be read as CSV: { $why }.

# What is wrong with a panel.
assignment-flaw-loads = The minimum load is above the maximum. Lower --min-load, or raise --max-load.
assignment-flaw-name = The name “{ $name }” is used twice. Give each judge and each entry a name of its own.
assignment-flaw-place = Pair { $place } names a judge or an entry that is not there.
assignment-flaw-pair = The pair of { $judge } and { $entry } is given twice, or its affinity is no number up to a million.
