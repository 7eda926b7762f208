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

# The page where staff settle who reads what.
assigning-title = Who reads what
assigning-link = Who reads what
assigning-everyone = Everybody reads everything: { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
}, { $proposals ->
    [one] 1 proposal
   *[other] { $proposals } proposals
}. A judge with a conflict of interest leaves the proposal out.
assigning-small = That suits a panel of this size. No score depends on who was given what.
assigning-large = That is a lot to read. From 7 judges or 61 proposals on, it is usual to share proposals out.
assigning-covered = { $needed ->
    [one] Every proposal has the judge that it needs.
   *[other] Every proposal has the { $needed } judges that it needs.
}
assigning-short = { $short ->
    [one] 1 of { $all } proposals lacks a judge.
   *[other] { $short } of { $all } proposals lack judges.
}
assigning-not-shared = Nothing is shared out yet. Judges read only what they began before.
assigning-lacks = “{ $title }” has { $have } of { $needed } judges. { $more ->
    [0] Nobody else may read it: appoint another judge.
    [one] 1 more may read it without a conflict.
   *[other] { $more } more may read it without a conflict.
}
assigning-parts = The scores would fall into { $parts } groups that cannot be compared with each other. Have a judge of one read a proposal of another.
assigning-waiting = Not counted yet, because they have to answer or to declare their conflicts of interest: { $names }.
assigning-judges = Judges and what they read
assigning-c-load = Reads
assigning-c-done = Scored
assigning-c-well = Knows well
assigning-c-conflicts = Conflicts
assigning-proposals = Proposals and who reads them
assigning-c-readers = Judges
assigning-c-has = Has
assigning-has = { $have } of { $needed }
assigning-nobody = Nobody
assigning-review-DRAFT = draft
assigning-review-SUBMITTED = scored
assigning-by-hand = by hand
assigning-share = Share the proposals out
assigning-share-again = Share the proposals out again
assigning-share-text = Each proposal goes to judges without a conflict who know its field, and all judges read about as much. You see what it gives before anything changes.
assigning-share-again-text = What was assigned by hand stays, and so does every review that was begun.
assigning-reviews = Judges for each proposal
assigning-least = The least that a judge reads
assigning-most = The most that a judge reads
assigning-seed = Seed
assigning-seed-hint = Any number. It decides where judges suit equally well, and is kept, so that anybody can do it again.
assigning-preview = Show what it gives
assigning-preview-title = What it would give
assigning-numbers = Enter a whole number in each of the four fields.
assigning-wrong = This cannot be worked out
assigning-infeasible = It cannot be done with these numbers
assigning-infeasible-text = Lower the number of judges for each proposal, widen what a judge reads, or appoint another judge.
assigning-plan = { $pairs } readings by { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
}. { $added } are new, and { $removed } that stand today end.
assigning-plan-joined = All scores can be compared.
assigning-confirm = Share out like this
assigning-hand = Change one by hand
assigning-hand-text = Choose a judge and a proposal to see what it would change. Where the judge reads the proposal already, it is taken from them.
assigning-choose = Choose
assigning-effect = Show the effect
assigning-effect-add = { $judge } would read “{ $title }” as well
assigning-effect-remove = { $judge } would not read “{ $title }” any more
assigning-effect-load = { $judge } reads
assigning-effect-readers = Judges of the proposal
assigning-effect-parts = Groups of scores that can be compared
assigning-from-to = { $before } now, { $after } then
assigning-above = This is more than the most that a judge was to read.
assigning-below = This is less than the least that a judge was to read.
assigning-few = The proposal would have fewer judges than it is to have.
assigning-do-add = Assign it
assigning-do-remove = Take it from them
assigning-mode = How the challenge is read
assigning-mode-everyone = Let everybody read everything
assigning-mode-everyone-text = Every judge then reads everything that they have no conflict with, as soon as you choose this.
assigning-mode-assigned = Hold proposals back until they are shared out
assigning-mode-assigned-text = Judges declare their conflicts and say what they know. They read nothing but what they began, until you share the proposals out.
assigning-repeat = How to work it out again
assigning-repeat-text = On { $at } proposals were shared out from this table with seed { $seed }. Save it as readings.csv; the command gives the same on any machine.
assigning-repeat-table = The table
