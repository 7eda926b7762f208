# Scoring without a connection: a sheet to download, fill in, upload, check and confirm.
offline-link = Score offline in a spreadsheet
offline-title = Score offline
offline-lead = Download your score sheet, fill it in wherever you like, and upload it here. You see what would be saved before anything is.
offline-none = There is nothing to score yet
offline-none-text = Your score sheet is here once proposals are yours to read.
offline-download-title = 1. Download your score sheet
offline-download-text = It has a row for each proposal that is yours to read, with what you have saved so far. It opens in Excel, LibreOffice and Numbers.
offline-download = Download the score sheet (CSV)
offline-fill-title = 2. Fill it in
offline-fill-scores = Write one whole number in each score column. What the numbers mean is below.
offline-fill-words = Comments and private notes can have several lines. Nobody but you reads the private notes.
offline-fill-submit = Write yes under “Submit (yes/no)” where the review is finished, and no where it is a draft. Only submitted reviews count.
offline-fill-leave = Leave the columns “Reference” and “Version” as they are: the hub knows each row by them.
offline-fill-apostrophe = An apostrophe at the beginning of a text keeps the spreadsheet from taking it for a formula. You can leave it there.
offline-levels = What the numbers mean
offline-criterion = Criterion
offline-upload-title = 3. Upload it
offline-file = Score sheet
offline-file-hint = Save it as CSV, best as “CSV UTF-8”. At most 5 MB.
offline-upload = Upload and check
offline-closed = Judging is not open, so nothing can be saved now.
offline-check-title = Check your score sheet
offline-check-lead = Nothing of this is saved before you confirm. The file is kept here for a day.
offline-report-title = What was saved
offline-report-saved = { $count ->
    [0] No draft was saved.
    [one] 1 draft was saved.
   *[other] { $count } drafts were saved.
}
offline-report-submitted = { $count ->
    [0] No review was submitted.
    [one] 1 review was submitted.
   *[other] { $count } reviews were submitted.
}
offline-report-failed = These rows were not saved
offline-report-rest = What is left of your score sheet
offline-count-SAVED = To save
offline-count-STALE = Changed elsewhere since you downloaded
offline-count-REFUSED = With a problem
offline-count-UNCHANGED = As saved already
offline-count-missing = Not in the file, and left as they are
offline-stale-title = Changed elsewhere since you downloaded
offline-stale-text = You saved these reviews on the hub after you downloaded the sheet. They stay as they are on the hub, unless you choose the text of the file.
offline-replace = Use the text of the file for “{ $title }”
offline-saved-title = To save
offline-refused-title = Mend these rows
offline-refused-text = These rows are left out. Mend them in your file and upload it again; the others can be saved now.
offline-problem = Problem
offline-row = Line
offline-column = Column
offline-on-hub = On the hub
offline-in-file = In the file
offline-empty = (empty)
offline-line = Line { $line }
offline-whole-row = Whole row
offline-as-draft = As a draft
offline-as-submitted = To be submitted
offline-confirm = Confirm and save
offline-nothing = There is nothing to save
offline-nothing-text = Each row of the file either says what is saved already or has a problem.
offline-another = Upload another file

offline-problem-UNKNOWN_REFERENCE = None of the proposals that you score has this reference. Copy it from a fresh score sheet, or delete the row.
offline-problem-SAME_PROPOSAL = The proposal is in line { $first } already. Keep one of the two rows.
offline-problem-CELLS = The row has more or fewer cells than the header. Put texts that hold the separator in quotation marks, or save the sheet as CSV once more.
offline-problem-VERSION = “{ $value }” is no version. Leave this column as it was downloaded.
offline-problem-NOT_YES_OR_NO = “{ $value }” is neither yes nor no. Write one of the two.
offline-problem-NOT_WHOLE = “{ $value }” is not a whole number. Write a number from 0 to { $highest }.
offline-problem-OUT_OF_RANGE = { $value } is not on the scale. Write a number from 0 to { $highest }.
offline-problem-LEVEL_MISSING = A score is missing. Write a number from 0 to { $highest }, or no under “Submit (yes/no)”.
offline-problem-COMMENT_MISSING = This criterion needs a comment. Write one, or no under “Submit (yes/no)”.
offline-problem-ALREADY_SUBMITTED = This review is submitted. Write yes here to submit it again with what the file says.
offline-problem-CHANGED_MEANWHILE = The review was changed on the hub after you looked at this page. Look at both texts and confirm again.
offline-problem-JUDGING_NOT_OPEN = Scores can be given only while judging is open. This row cannot be saved.

error-SHEET_TOO_LARGE = Choose a file of at most 5 MB.
error-SHEET_IS_WORKBOOK = Save the sheet as CSV (“Save as”, then “CSV UTF-8”), and choose that file: this is a workbook.
error-SHEET_NOT_TEXT = Choose the score sheet, saved as CSV: this file is no text.
error-SHEET_NO_ROWS = Choose the score sheet with its rows: this file has none.
error-SHEET_TOO_MANY_ROWS = Choose a file of at most { $max } rows.
error-SHEET_COLUMNS = Choose a score sheet that was downloaded here, with all its columns: this file lacks { $columns }.
error-SHEET_TWO_COLUMNS = Remove or rename one of the two columns “{ $column }”.

done-UploadScores = The file was read. Nothing has been saved yet.
done-ConfirmScores = What you confirmed was saved.
