# Sentences of the area: project.
