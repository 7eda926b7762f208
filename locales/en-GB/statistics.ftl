# What scores say: the calibrated ranking and the reliability of the panel, on the command line and
# on pages.

# What is wrong with a file of scores.
statistics-file-unreadable = { $file } cannot be read: { $why }
statistics-file-line = { $file }, line { $line }: { $problem }
statistics-file-no-header = The file is empty. Its first line names the columns entry, judge and score.
statistics-file-no-column = There is no column “{ $column }”. The first line names the columns, and { $columns } are needed.
statistics-file-two-columns = Two columns are called “{ $column }”. Rename one of them.
statistics-file-no-rows = There are no scores below the names of the columns.
statistics-file-no-text = This line is not text in UTF-8. Save the file as “CSV UTF-8”.
statistics-file-missing = The column “{ $column }” is empty. Fill it in, or take the line out.
statistics-file-no-number = “{ $value }” in the column “{ $column }” is not a number. Write it with digits and a decimal point, such as 72.5.
statistics-file-too-large = The score is larger than a billion. Write it on the scale of the others.
statistics-file-repeated = Judge { $judge } scores entry { $entry } a second time; the first is on line { $first }. Take one of them out.

# Entries that cannot be compared.
statistics-apart = The scores fall into { $count } groups that share no judge and no entry, so nobody can say whether the entries of one are better or its judges kinder. Let a judge of one group score an entry of another, or rank each group on its own.
statistics-apart-group = Group { $number }: { $entries ->
    [one] entry { $entry_names }
   *[other] entries { $entry_names }
}; { $judges ->
    [one] judge { $judge_names }
   *[other] judges { $judge_names }
}.
statistics-names-more = { $names } and { $count } more

# The ranking.
statistics-counts = { $scores ->
    [one] 1 score
   *[other] { $scores } scores
} of { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
} by { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
}; { $awards } to be selected.
statistics-column-place = Place
statistics-column-entry = Entry
statistics-column-scores = Scores
statistics-column-raw = Raw mean
statistics-column-calibrated = Calibrated
statistics-column-sd = ±
statistics-column-expected = Expected rank
statistics-column-selected = Selected
statistics-column-half = Rank, half
statistics-column-ninety = Rank, 90%
statistics-column-standing = Line
statistics-standing-in = in
statistics-standing-near = near tie
statistics-standing-out = out
statistics-interval = { $low }–{ $high }
statistics-meaning-in = Above the line: { $names }.
statistics-meaning-near = Too near the line for the scores to decide: { $names }, for { $left ->
    [one] 1 award
   *[other] { $left } awards
}. The panel discusses them, or a lottery decides if that was declared before the challenge opened.
statistics-meaning-near-enough = Near the line, and with an award for each: { $names }.
statistics-parts = Of the spread of scores, { $entry }% is between entries, { $judge }% between judges, and { $chance }% is chance.
statistics-how-columns = The calibrated value takes the judges’ severity out of the scores, and pulls means of few scores towards the mean of all; ± is its standard deviation. The expected rank is exact.
statistics-how-line = The line is the expected rank of the last entry to be selected, { $line }. An entry is above or below it when the middle half of its ranks is wholly on that side, and otherwise a near tie.
statistics-how-draws = “Selected” is the share of { $draws } draws in which the entry was among the first { $awards }, and the ranks are those of the middle half, and of nine in ten, of the draws. With the seed { $seed } they come out the same anywhere.

# Judges beside the panel.
statistics-column-judge = Judge
statistics-column-difference = Beside panel
statistics-column-effect = Taken out
statistics-judge = Judge { $judge } marked { $difference } points { $side ->
    [below] below
   *[above] above
} the panel on { $shared ->
    [one] the 1 entry
   *[other] the { $shared } entries
} that others scored too; { $effect } of them were taken out.
statistics-judge-reckoned = Judge { $judge } marked { $difference } points { $side ->
    [below] below
   *[above] above
} the panel on { $shared ->
    [one] the 1 entry
   *[other] the { $shared } entries
} that others scored too. With the severity of those others reckoned in, the judge is { $effect } points { $effect_side ->
    [below] below
   *[above] above
}, and these were taken out.

# Notes.
statistics-note-one-score = There is one score, so nothing can be estimated.
statistics-note-one-entry = There is one entry, so there is nothing to rank, and what sets it apart cannot be told from the mean.
statistics-note-one-judge = One judge scored all entries, each once: what sets an entry apart cannot be told from chance, so only the raw means are given. A second judge would change that.
statistics-note-all-equal = All scores are the same, so nothing can be told apart.
statistics-note-no-fit = The variances could not be estimated from these scores, so only the raw means are given.
statistics-note-nothing-left-to-chance = Entries and judges explain the scores entirely, and nothing is left to chance. So the criterion has no least value, and the ranks look surer than any panel is.
statistics-note-no-repetition = There are just enough scores to connect entries and judges, and none to check the others by: how much of the spread is chance rests on the model alone.
statistics-note-entries-alike = The entries differ no more than chance would have them differ: the scores put none of them before another.
statistics-note-judges-alike = The judges differ in severity no more than chance would have them differ, so nothing was taken out of their scores.
statistics-note-complete = Every judge scored every entry, so the calibrated order is that of the raw means.
statistics-note-awards-for-all = There are as many awards as entries, so all are selected.
statistics-note-too-few = Correlations between judges need at least two entries and two judges.
statistics-note-gaps = Not every judge scored every entry. So the agreement (icc_a1, icc_ak) comes from the variances, for { $mean } scores an entry, and the other correlations and Kendall’s W are left out.
statistics-note-gaps-only = Not every judge scored every entry, so the correlations and Kendall’s W are left out.
statistics-note-disconnected = The scores fall into groups that share no judge and no entry, so correlations cannot be computed, and neither can Kendall’s W.
statistics-note-no-variation = The scores of entries that two judges read vary too little for some of the measures.
statistics-note-no-order = No judge told entries apart, so Kendall’s W cannot be computed.
statistics-note-no-pairs = No entry has two scores, so Krippendorff’s α cannot be computed.
statistics-note-negative = Some scores are below 0, where proportions mean nothing, so Krippendorff’s α for ratios cannot be computed.

# Reliability.
statistics-reliability-counts = { $scores ->
    [one] 1 score
   *[other] { $scores } scores
} of { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
} by { $judges ->
    [one] 1 judge
   *[other] { $judges } judges
}.
statistics-column-measure = Measure
statistics-column-single = One score
statistics-column-mean = Mean of all
statistics-icc-agreement = Agreement: ICC(A)
statistics-icc-consistency = Consistency: ICC(C)
statistics-icc-one = Judges of its own: ICC(1)
statistics-alpha-nominal = Krippendorff’s α, nominal
statistics-alpha-ordinal = Krippendorff’s α, ordinal
statistics-alpha-interval = Krippendorff’s α, interval
statistics-alpha-ratio = Krippendorff’s α, ratio
statistics-kendall = Kendall’s W, with ties
statistics-reliability-how = 1 is perfect agreement, and 0 what chance would give. A severe judge lowers agreement and not consistency. “Mean of all” is for the mean of the scores that an entry has.
