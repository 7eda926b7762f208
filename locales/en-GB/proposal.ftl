# Sentences of the area: proposal.
