//! XML as a small tree that remembers its lines.
//!
//! Nothing outside the file is read: a document type is refused, so that no entity can be defined,
//! and depth and number of elements are bounded. Names are kept without their prefix.
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::FileError;

const DEEPEST: usize = 32;
const MOST_ELEMENTS: usize = 1_000_000;

/// One element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without prefix.
    pub name: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The text directly in it.
    pub text: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
}

impl Element {
    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of that name.
    pub fn children<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of a path of first children.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// The text of the element at the end of a path, if it is not blank.
    pub fn text_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path)
            .map(|element| element.text.trim())
            .filter(|text| !text.is_empty())
    }

    /// An attribute, if it is not blank.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// The root element of a document.
pub(super) fn read(text: &str) -> Result<Element, FileError> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines {
        text,
        offset: 0,
        line: 1,
    };
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut elements = 0;
    loop {
        let line = lines.at(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let line = lines.at(reader.error_position().max(reader.buffer_position()));
            FileError::NotXml {
                line,
                reason: error.to_string(),
            }
        })?;
        let wrong = |reason: &str| FileError::NotXml {
            line,
            reason: reason.to_owned(),
        };
        match event {
            Event::Start(start) => {
                elements += 1;
                if open.len() >= DEEPEST || elements > MOST_ELEMENTS {
                    return Err(wrong("too many elements, or too deep"));
                }
                if root.is_some() {
                    return Err(wrong("a second root element"));
                }
                open.push(element(&start, line)?);
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > MOST_ELEMENTS {
                    return Err(wrong("too many elements"));
                }
                if root.is_some() {
                    return Err(wrong("a second root element"));
                }
                close(element(&start, line)?, &mut open, &mut root);
            }
            Event::End(_) => {
                if let Some(done) = open.pop() {
                    close(done, &mut open, &mut root);
                }
            }
            Event::Text(text) => match open.last_mut() {
                Some(current) => current.text.push_str(&text.xml10_content()),
                None if text.xml10_content().trim().is_empty() => {}
                None => return Err(wrong("text outside the root element")),
            },
            Event::CData(text) => {
                if let Some(current) = open.last_mut() {
                    current.text.push_str(&text.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content().into_owned();
                let resolved = match name.as_str() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                let c = resolved.ok_or_else(|| wrong(&format!("unknown entity &{name};")))?;
                if let Some(current) = open.last_mut() {
                    current.text.push(c);
                }
            }
            Event::DocType(_) => return Err(FileError::DoctypeRefused { line }),
            Event::Eof => {
                return match (open.last(), root) {
                    (Some(unclosed), _) => Err(wrong(&format!(
                        "the file ends within the element {} of line {}",
                        unclosed.name, unclosed.line
                    ))),
                    (None, Some(root)) => Ok(root),
                    (None, None) => Err(wrong("no element")),
                };
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Element, FileError> {
    let wrong = |reason: String| FileError::NotXml { line, reason };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| wrong(error.to_string()))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| wrong(error.to_string()))?;
        let key = attribute.key.local_name().as_ref().to_owned();
        attributes.push((key, value.into_owned()));
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element {
        name,
        line,
        attributes,
        ..Element::default()
    })
}

fn close(done: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None => *root = Some(done),
    }
}

/// Counts line ends up to where the reader is, each once.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> usize {
        let position = usize::try_from(position)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        if let Some(passed) = self.text.as_bytes().get(self.offset..position) {
            self.line += passed.split(|byte| *byte == b'\n').skip(1).count();
            self.offset = position;
        }
        self.line
    }
}
