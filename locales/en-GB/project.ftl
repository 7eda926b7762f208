# Projects: the list, a project's page, its edits and its news.
project-title = Projects
project-home = Home
project-lead = Services that councils and developers build together, and the open data that they run on.
project-search = Search in projects
project-search-button = Show projects
project-any-state = Any
project-state-IN_DELIVERY = Being built
project-state-LIVE = Live
project-state-COMPLETED = Completed
project-state-STOPPED = Stopped
project-count = { $count ->
    [one] { $count } project
   *[other] { $count } projects
}
project-datasets-count = { $count ->
    [one] { $count } dataset
   *[other] { $count } datasets
}
project-none = There is no project yet
project-none-text = A proposal that is selected in a challenge becomes a project, and appears here.
project-none-link = See the challenges
project-none-found = No project fits
project-none-found-text = Try fewer words, or another state.
project-all = Show all projects
project-visit = Visit the service
project-edit = Edit this page
project-post = Post an update
project-impact = What it changes locally
project-updates = Updates
project-no-updates = No updates yet
project-no-updates-text = The partners write here how the work goes.
project-delete-update = Take down
project-about = About this project
project-data = Data it uses
project-dataset-gone = A dataset that its publisher withdrew
project-since = Since { $at }.
project-no-data = It names no dataset.
project-partners = Partners
project-role-LEAD_COUNCIL = Lead council
project-role-COUNCIL = Council
project-role-DEVELOPER = Developer
project-challenge = It came from
project-code = Code
project-edit-title = Edit the project
project-not-yours = The project’s partners do this.
project-f-title = Title
project-f-summary = What it does, and for whom
project-f-summary-hint = People who have never heard of it read this first.
project-f-state = Where it stands
project-stopped-hint = Say below why it ended early.
project-f-reason = Why it stopped
project-f-reason-hint = Public. Others learn from it.
project-f-website = Web address of the service
project-f-website-hint = Where people use it, such as https://example.gov.uk/buses
project-f-repository = Web address of the code
project-f-repository-hint = Where others find the source, to reuse it.
project-save = Save
project-cancel = Cancel
project-u-title = Headline
project-u-body = What is new
project-u-body-hint = What works, what was learnt, what comes next.
project-u-post = Post update

done-EditProject = The project’s page is saved.
done-PostUpdate = The update is posted.
done-DeleteUpdate = The update is taken down.
