# Organisations: councils, firms and collectives, programme bodies, and who speaks for them.
organisation-list-title = Organisations
organisation-list-lead = Councils, developers and the bodies that run programmes.
organisation-search-label = Search by name or GSS code
organisation-filters = Filters
organisation-facet-kind = What it is
organisation-facet-nation = Nation
organisation-facet-region = Region
organisation-facet-type = Type of council
organisation-show-former = Include former councils
organisation-hide-former = Leave out former councils
organisation-count =
    { $count ->
        [one] 1 organisation
       *[other] { $count } organisations
    }
organisation-none-title = No organisation matches
organisation-none-text = Search for fewer words, or take a filter away.
organisation-none-link = See all organisations
organisation-add-title = Add an organisation
organisation-empty-title = No organisation is listed yet
organisation-empty-text = Those who run this hub import the list of councils. Developers can add their firm or collective now.
organisation-add-text = Developers add their firm or collective themselves. Councils are listed by those who run this hub: join yours from its page.
organisation-add-look = Look for yours first.
organisation-add = Add organisation

organisation-kind = What is it?
organisation-kind-COUNCIL = Council
organisation-kind-DEVELOPER = Firm or collective
organisation-kind-PROGRAMME_BODY = Programme body
organisation-kind-PUBLISHER = Publisher of data
organisation-kinds-COUNCIL = Councils
organisation-kinds-DEVELOPER = Firms and collectives
organisation-kinds-PROGRAMME_BODY = Programme bodies
organisation-kinds-PUBLISHER = Publishers of data

organisation-former = Former
organisation-former-text = It no longer exists. Nobody can join it.
organisation-waits = You asked to join. Those who look after the members have been told, and you will get a mail when they decide.
organisation-no-about = Nothing is written about this organisation yet.
organisation-website = Website
organisation-gss = GSS code
organisation-datasets = Datasets
organisation-datasets-link = Datasets that it publishes
organisation-members = Members
organisation-no-members = Nobody here speaks for this organisation yet.
organisation-role-OWNER = Owner
organisation-role-OFFICER = Officer

organisation-you = You and this organisation
organisation-you-are-OWNER = You are an owner.
organisation-you-are-OFFICER = You are an officer.
organisation-join = Join
organisation-ask = Ask to join
organisation-join-at-once = Your email address shows that you work here, so you can join at once.
organisation-join-text = Do you work here? Those who look after its members decide who joins.
organisation-join-visitor = Do you work here? Sign in to join.
organisation-confirm-first = Confirm your email address first: open the link in the mail that we sent you.
organisation-leave = Leave
organisation-take-back = Take your request back
organisation-publish = Publish a dataset
organisation-challenge = Set a challenge
organisation-edit = Edit this page
organisation-manage = Manage members

organisation-name = Name
organisation-name-hint = The whole official name.
organisation-short-name = Short name
organisation-short-name-hint = What people call it, if that is shorter.
organisation-about = About
organisation-about-hint = What it does, and what it would like to do with others here.
organisation-edit-title = Edit { $name }
organisation-there-now = What is there now
organisation-domains = Email domains
organisation-domains-hint = Anybody with a confirmed address at one of these joins at once, as an officer. Empty a field to take a domain away.
organisation-domain = Domain { $number }
organisation-domains-owner = Email domains decide who joins without being asked. Programme staff set them.
organisation-save = Save
organisation-cancel = Cancel

organisation-members-title = Members of { $name }
organisation-requests = Requests to join
organisation-requests-text = Approve only people whom you know to work here: members speak and apply in its name.
organisation-no-requests = Nobody is waiting.
organisation-asked = Asked on
organisation-approve = Approve
organisation-decline = Decline
organisation-roles-text = Officers publish and apply in the organisation’s name. Owners also edit its page and decide who joins.
organisation-since = since
organisation-verified-NONE = Not verified
organisation-verified-EMAIL_DOMAIN = Verified by email address
organisation-verified-APPROVAL = Approved
organisation-verified-FOUNDER = Added the organisation
organisation-change-member = Change or remove { $name }
organisation-make-OWNER = Make owner
organisation-make-OFFICER = Make officer
organisation-remove = Remove

done-CreateOrganisation = The organisation is added.
done-EditOrganisation = Your changes are saved.
done-JoinOrganisation = Done.
done-LeaveOrganisation = Done. You do not speak for this organisation.
done-DecideMembership = Your decision is saved, and the person has been told by email.
done-ChangeMemberRole = The role is changed.
done-RemoveMember = The member is removed.
