# Sentences of the area: programmes, which group challenges.
programme-title = Programmes
programme-lead = A programme is a series of challenges with the same aim and the same rules.
programme-none = There are no programmes yet.
programme-none-text = Challenges stand on their own until programme staff begin a programme.
programme-none-link = See all challenges
programme-new = New programme
programme-new-lead = Say who runs it and what it is for. Its rules, dates and judges come next.
programme-new-go = Begin the programme
programme-nobody = There is no organisation yet that could run a programme.
programme-staff-only = Only programme staff can do this.
programme-staff-only-text = If a programme is missing, or what one says of itself is wrong, ask programme staff.
programme-publisher = Run by
programme-publisher-hint = A programme body or a council
programme-name = Name
programme-name-hint = Up to 100 characters, such as “Make it Local”
programme-summary = In one sentence
programme-summary-hint = Shown in lists: what it is for, and who can take part
programme-about = About the programme
programme-about-hint = Why there is this programme, who pays for it, what has come of it
programme-runs = Runs
programme-when = { $from } to { $until }
programme-when-from = from { $from }
programme-when-until = until { $until }
programme-starts = First day
programme-ends = Last day
programme-edit = Edit this programme
programme-edit-title = Edit { $name }
programme-rules = Rules
programme-rules-text = What holds for all its challenges
programme-rules-hint = Who can take part, what may be paid for, what has to be open in the end
programme-defaults = What a new challenge starts with
programme-defaults-text = Whoever drafts a challenge of this programme starts with these and can change them until it opens. Challenges that were drafted before keep theirs.
programme-starts-with = A new challenge of this programme starts with these rules. What counts is on the page of each challenge.
programme-reviews = { $count ->
    [one] { $count } review for each proposal
   *[other] { $count } reviews for each proposal
}
programme-offer = { $count ->
    [one] { $count } day to accept an award
   *[other] { $count } days to accept an award
}
programme-offer-none = An award needs no acceptance
programme-save = Save
programme-projects = Projects that came of it
programme-more-projects = These are the 100 newest.
programme-all-projects = See all of its projects
programme-no-challenges = There is no challenge in this programme yet.
programme-no-challenges-text = What it will call for is shown here as soon as it is published.
programme-judges = Pool of judges
programme-judges-text = Staff see this list. Whoever is in it can be appointed to a challenge of this programme with one button; being in it gives no right to read anything.
programme-judges-none = Nobody is in the pool yet.
programme-judge-who = Handle or email address
programme-judge-who-hint = Of somebody who has an account here
programme-judge-add = Add to the pool
programme-judge-remove = Remove
programme-of = Programme
programme-link = Programmes
programme-choose = Programme
programme-choose-hint = The rules of this challenge stay as they are. It can be changed until it opens, and again once it is announced.
programme-choose-none = None
programme-choose-go = Save the programme
programme-new-choose-hint = The draft starts with the programme’s rules instead of the template’s
programme-pool = From the pool of { $name }
programme-pool-others = Somebody else
programme-pool-appoint = Appoint
done-CreateProgramme = The programme is begun, and everybody can see it. Now say what its rules are.
done-EditProgramme = Your changes are saved.
done-AddProgrammeJudge = They are in the pool. They are told when a challenge appoints them.
done-RemoveProgrammeJudge = They are no longer in the pool.
done-ChooseProgramme = The programme is saved.
