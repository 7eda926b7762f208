# The record of who did what, and how anybody can tell whether it was changed.

audit-title = Audit
audit-lead = Each decision, score and change is written down once and never edited. Here is how anybody can tell whether that is so.
audit-what = The record itself is private, because it tells who did what. Each row of it carries a fingerprint (a hash) of itself and of the row before. A row that is changed, removed or put in between changes every fingerprint after it. There is one chain of rows for each challenge, and one for the rest of the site.
audit-now = Where the chains end now
audit-rows-in-all = { $count ->
    [0] No rows so far.
    [one] 1 row so far.
   *[other] { $count } rows so far.
}
audit-keep = Keep a copy of this page with the day, and nobody can change what was recorded until then without you being able to tell. One fingerprint stands for the whole table:
audit-chains = Chains
audit-chain = Chain
audit-rows = Rows
audit-hash = Fingerprint of the last row
audit-site = The rest of the site
audit-challenge = Challenge { $number }
audit-none = Nothing was recorded yet
audit-none-text = The first row is written when somebody does something.
audit-how = How to check
audit-how-operator = Whoever runs the hub, or an auditor with a copy of its database, works out every row again. The first row that does not fit is named.
audit-how-later = Give it what you kept of this page, a chain with its rows and fingerprint, to check that it is still part of the record. A chain is “site” or the number of a challenge.
audit-format = How the fingerprints are worked out
audit-format-row = A row is written as canonical JSON (RFC 8785) with the members seq (its place in the chain, from 1), time (UTC, to the microsecond, such as 2026-11-24T09:30:00.000000Z), actor (a person’s number, or null), action, object (with kind, id and challenge), before and after.
audit-format-details = “before” is the SHA-256 of the canonical JSON of what stood there before, where the details of the row say it, or null. “after” is that of the rest of the details. People stand there by number and never by name, so that somebody’s name can be erased.
audit-format-chain = The fingerprint of a row is the SHA-256 of the 32 bytes of the fingerprint before it and of its JSON in UTF-8. Before the first row stand 32 zero bytes.
audit-format-all = The fingerprint of all chains is the SHA-256 of the canonical JSON of the list of them, sorted by chain. Each is an object of chain (the number of its challenge, or 0), seq (its number of rows) and hash.

# The command line.
audit-cli-chain = { $chain }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
}, { $hash }
audit-cli-site = site
audit-cli-challenge = challenge { $chain }
audit-cli-all = { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} in { $chains ->
    [one] 1 chain
   *[other] { $chains } chains
}, { $hash }
audit-cli-misfit = DOES NOT FIT: { $chain }, row { $seq }{ $what }: { $why }
audit-cli-wrong = { $count ->
    [one] 1 chain does not fit.
   *[other] { $count } chains do not fit.
}
audit-cli-published = “{ $text }” is not what /audit shows of a chain. Give a chain, its number of rows and its fingerprint, such as site:120:9f86d0….
audit-why-missing = it is not there.
audit-why-beyond-head = the chain ends before it.
audit-why-unreadable = it holds something that cannot be read.
audit-why-place = no row of a chain has this number.
audit-why-other-chain = it belongs to another chain.
audit-why-details = its details are not those that were recorded.
audit-why-hash = its fingerprint does not follow from it and from the row before.
audit-why-head = it is the last, and the head of the chain has another fingerprint.
audit-why-no-head = it is the last, and the chain has no head.
audit-why-published = another fingerprint was published for it.
