//! Readable addresses: `/challenges/42-better-bus-stops`, where the number decides.

/// The readable part of an address: words in lower case ASCII, joined by hyphens, at most 60
/// letters, cut at a word. Empty when nothing of the title can be written so.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    for word in title
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
    {
        let word: String = word.chars().filter_map(ascii).collect();
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() && slug.len() + word.len() >= 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word[..word.len().min(60)]);
    }
    slug
}

/// The letter without its accent, or nothing.
fn ascii(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => Some('a'),
        'ç' => Some('c'),
        'è' | 'é' | 'ê' | 'ë' => Some('e'),
        'ì' | 'í' | 'î' | 'ï' => Some('i'),
        'ñ' => Some('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => Some('o'),
        'ù' | 'ú' | 'û' | 'ü' => Some('u'),
        'ŵ' => Some('w'),
        'ŷ' | 'ý' => Some('y'),
        _ => None,
    }
}

/// The address of something public.
pub fn path(section: &str, number: i64, slug: &str) -> String {
    if slug.is_empty() {
        format!("/{section}/{number}")
    } else {
        format!("/{section}/{number}-{slug}")
    }
}

/// The number at the beginning of the last part of an address.
pub fn number_of(segment: &str) -> Option<i64> {
    let digits = segment.split('-').next()?;
    digits.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_addresses() {
        assert_eq!(slug("Where’s my bus? (again)"), "wheres-my-bus-again");
        assert_eq!(slug("Llŷn & Môn"), "llyn-mon");
        assert_eq!(slug("公共"), "");
        assert!(slug(&"long ".repeat(50)).len() <= 60);
        assert_eq!(number_of("42-x"), Some(42));
        assert_eq!(number_of("x-42"), None);
        assert_eq!(path("forum", 7, ""), "/forum/7");
    }
}
