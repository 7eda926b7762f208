//! Who is in, who is out, and between whom the data cannot decide: the rule of the Swiss National
//! Science Foundation (Heyard, Ott, Salanti & Egger 2022).

use super::rounded;

/// Where an entry stands towards the line between those that are selected and the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Above the line, whichever way chance fell.
    In,
    /// Too near the line to say: for the panel to discuss, or for a lottery that was declared before
    /// the challenge opened.
    NearTie,
    /// Below it.
    Out,
}

/// The line is the expected rank of the last entry that would be selected; none where there are
/// awards for all. The expected ranks are given in their order, the best first.
pub fn line(expected: &[f64], awards: usize) -> Option<f64> {
    if awards >= expected.len() {
        return None;
    }
    expected.get(awards.checked_sub(1)?).copied()
}

/// Where an entry with this interval of middle ranks stands.
pub fn standing(half: (usize, usize), line: Option<f64>) -> Standing {
    let Some(line) = line.map(rounded) else {
        return Standing::In;
    };
    if (half.1 as f64) < line {
        Standing::In
    } else if half.0 as f64 > line {
        Standing::Out
    } else {
        Standing::NearTie
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_across_the_line_is_a_near_tie() {
        let expected = [1.4, 2.5, 2.6, 3.5];
        let line = line(&expected, 2);
        assert_eq!(line, Some(2.5));
        assert_eq!(standing((1, 2), line), Standing::In);
        assert_eq!(standing((2, 3), line), Standing::NearTie);
        assert_eq!(standing((3, 4), line), Standing::Out);
        assert_eq!(super::line(&expected, 4), None);
        assert_eq!(standing((3, 4), None), Standing::In);
    }
}
