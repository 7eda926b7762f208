//! The template that a new challenge begins with: Make it Local, as the programme ran in 2010:
//! three awards, and proposals judged on themselves and on what they do for the local community.

use crate::challenge::ChallengeKind;
use crate::challenge::criteria::Checked;

/// Awards of a new challenge.
pub const AWARDS: i32 = 3;
/// Reviews that a proposal of a new challenge needs.
pub const REVIEWS: i32 = 3;
/// Days in which an award of a new challenge has to be accepted.
pub const OFFER_DAYS: i32 = 14;
/// Days to appeal against being found ineligible.
pub const APPEAL_DAYS: i32 = 7;
/// Time zone of a new challenge.
pub const ZONE: &str = "Europe/London";

/// What each award of a new challenge is worth, in pence: a call pays up to £30,000, and what a
/// council pays is the council's to say.
pub fn award_pence(kind: ChallengeKind) -> Option<i64> {
    match kind {
        ChallengeKind::Call => Some(3_000_000),
        ChallengeKind::DataChallenge => None,
    }
}

/// The two criteria of Make it Local, half the total each, on levels 0 to 4.
pub fn criteria() -> Vec<Checked> {
    vec![
        criterion(
            "The proposal",
            "Whether the service answers the problem, rests on the data that it names, and can be built by this team with this budget in this time.",
            [
                "Does not answer the problem, or does not say enough to be judged.",
                "Answers a small part of the problem; the data, the team or the budget are in doubt.",
                "Answers the problem; some parts of the plan need work before it could start.",
                "A sound plan on data that exists, by people who can deliver it; small questions remain.",
                "A convincing plan that could start tomorrow and that others could build on.",
            ],
        ),
        criterion(
            "The impact on the local community",
            "Who is better off when the service is live, by how much, and how anybody will know.",
            [
                "No effect on local people that can be seen.",
                "A few people may notice; nothing says how it would be known.",
                "A clear benefit to some, with a rough idea of how to tell.",
                "A clear benefit to many, or a great one to those who need it most, and a way to measure it.",
                "A lasting change in local life, well evidenced, that other places could have too.",
            ],
        ),
    ]
}

fn criterion(name: &str, description: &str, levels: [&str; 5]) -> Checked {
    Checked {
        name: name.to_owned(),
        description: description.to_owned(),
        weight: 50,
        levels: levels.map(ToOwned::to_owned).to_vec(),
        comment_required: true,
    }
}
