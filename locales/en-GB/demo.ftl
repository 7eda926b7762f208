## The demonstration: being anybody, the clock, the mailboxes, and the main job in six steps.

demo-front = Home
demo-title = Demonstration
demo-lead = A whole round of a data challenge, from the council’s draft to the letters, in about ten minutes. Nobody here is real, and no mail leaves this server.
demo-steps-title = The main job in six steps
demo-steps-lead = Each button signs you in as the right person and opens the right page. Whatever an earlier step left undone is done for you, so you may begin anywhere and go back here between steps.
demo-now = The demonstration’s clock says
demo-to-next = Move it to the next deadline, { $at }
demo-a-week = Move it on by a week
demo-after = Everybody’s letters, and a way to be anybody, are at
demo-people-link = the people of the demonstration

demo-step-1 = A council drafts a data challenge
demo-step-1-do = You are Priya Shah of Lichfield District Council. Her draft says what the problem is, who is affected and what success looks like. Read it, change what you like, then press “Hand it in”.
demo-act-officer = Be Priya, with her draft

demo-step-2 = The programme publishes it
demo-step-2-do = You are Sam Okafor, who runs the programme. Check the draft and publish it: from then on it opens and closes by the clock. Look at the status before and after.
demo-act-staff = Be Sam, with what Priya sent

demo-step-3 = A developer begins a proposal
demo-step-3-do = The clock moves to the opening. You are Maya Lindqvist of Fernhill Data Co-op. Begin a proposal, give it a title, look at the task list, and link a dataset in “Datasets”, saying what it is used for.
demo-act-developer = Be Maya, at the open challenge

demo-step-4 = A partner agrees, and it is submitted
demo-step-4-do = The parts that are still empty are filled in for you, and a second firm is asked to join. First be Tom Adeyemi, the partner, and agree. Then be Maya again, check the answers and submit: you get a reference, and both get a letter.
demo-act-partner = Be Tom, who is asked to join
demo-act-submit = Be Maya, with a proposal to submit

demo-step-5 = A judge declares conflicts and scores
demo-step-5-do = The clock moves past the close. You are Dr Ruth Penhaligon, a judge. Say for each proposal whether you have a conflict of interest, then score the ones that remain, with a comment on each criterion.
demo-act-judge = Be Ruth, with proposals to judge

demo-step-6 = The programme decides, and everybody is told
demo-step-6-do = The clock moves to the end of judging, and the other judges’ reviews are in. You are Sam again. Look at the ranking, select or decline what is undecided, write feedback, and announce. Then read the letters: Maya’s tells her what was decided, and what was selected has become a project.
demo-act-decide = Be Sam, with proposals to decide on
demo-act-letters = Be Maya, with her letters
demo-act-project = See the projects

demo-people-title = The people of the demonstration
demo-people-lead = All of them are made up. Be whom you like, and look into any mailbox.
demo-people-who = Who
demo-people-what = What they are
demo-people-letters = Letters
demo-people-be = Be them
demo-mailbox = Mailbox
demo-of = of { $name }
demo-as = as { $name }
demo-sign-in = Sign in
demo-sign-in-name = Sign in as { $name }
demo-role-staff = Programme staff
demo-role-moderator = Moderator
demo-role-administrator = Administrator
demo-mailbox-title = Letters to { $name }
demo-mailbox-lead = What the hub would have sent by mail, newest first.
demo-mailbox-empty = No letters yet
demo-mailbox-empty-text = A letter appears a moment after what it is about. Load this page again if you have just done something.
demo-letter-to = To { $name }, { $address }
demo-letter-lead = Links lead where the recipient’s would, and show what you may see as whoever you are now.
