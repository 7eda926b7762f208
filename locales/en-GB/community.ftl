# Sentences of the area: communities of practice.
community-list-title = Communities
community-list-lead = People who work on the same things meet here: they ask, answer, and share what worked.
community-list-empty = There are no communities yet.
community-list-empty-text = Those who run the programme found them.
community-joined = You belong
community-members-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
community-topics-count = { $count ->
    [one] { $count } topic
   *[other] { $count } topics
}
community-create = Found a community
community-create-lead = A community brings together people of one practice, such as open data in planning. Give it a name that they would search for.
community-create-go = Found the community
community-name = Name
community-name-hint = Up to 100 characters
community-summary = In one sentence
community-summary-hint = Shown in lists: who it is for, and what they do here
community-about = About
community-about-hint = How it works, what belongs here, when you meet
community-cancel = Cancel
community-save = Save
community-edit = Edit this page
community-edit-title = Edit { $name }
community-conflict = This is what it says now
community-staff-only = Only programme staff can do this.
community-staff-only-text = If a community is missing, or what one says of itself is wrong, ask programme staff.
community-you-belong = You are a member
community-you-facilitate = You are a facilitator
community-join = Join
community-leave = Leave this community
community-begin-topic = Begin a topic
community-topics = Topics
community-no-topics = Nobody has begun a topic yet.
community-no-topics-text = Ask the first question, or tell what you are working on.
community-aside = About this community
community-about-heading = About
community-facilitators = Facilitators
community-no-facilitators = Nobody facilitates this community yet.
community-all-members = All members
community-members-title = Members of { $name }
community-members-caption = Members, facilitators first
community-no-members = Nobody has joined yet.
community-no-members-text = Members are listed here, facilitators first.
community-col-name = Name
community-col-role = Role
community-col-joined = Joined
community-col-change = Change
community-facilitator = Facilitator
community-member = Member
community-set-facilitator = Make facilitator
community-unset-facilitator = Make member
community-name-facilitator = Name a facilitator
community-handle = Their handle
community-handle-hint = As in the address of their profile, such as bethan-morris. Who does not belong yet joins by this.
done-CreateCommunity = The community is founded. Name its facilitators on the page of its members.
done-EditCommunity = Your changes are saved.
done-JoinCommunity = You have joined. Say hello, or begin a topic.
done-LeaveCommunity = You have left this community.
done-SetFacilitator = The facilitators have changed.
