# The site's own pages.
site-updated = Last edited
site-edit = Edit this page
site-edit-title = Edit “{ $title }”
site-title = Title
site-body = Text
site-body-hint = What stands in square brackets is for you to fill in.
site-now = The page as { $who } saved it meanwhile
site-save = Save and publish
site-cancel = Cancel
done-SaveDocument = The page was saved.
