use super::{
    super::tests::{ROUTES, SOURCES, sdl},
    Sources, lint,
};

/// The issues of the page with this template in place of its own.
fn issues(template: &'static str) -> Vec<String> {
    let mut pages = SOURCES.pages.to_vec();
    pages.retain(|(name, _)| *name != "challenge/show.html");
    pages.push(("challenge/show.html", template));
    let sources = Sources {
        pages: pages.leak(),
        ..SOURCES
    };
    lint(&sources, &sdl(), ROUTES, &|key| key == "known")
}

#[test]
fn the_fixtures_pass() {
    let found = lint(&SOURCES, &sdl(), ROUTES, &|_| true);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn each_field_that_is_read_must_be_selected() {
    for (template, expected) in [
        ("{{ challenge.titel }}", "titel is not selected"),
        ("{{ viewer.email }}", "email is not selected"),
        ("{{ nothing }}", "nothing is named nothing"),
        ("{{ challenge.title.length }}", "without fields"),
        ("{{ challenge.budget.label }}", "without fields"),
        (
            "{% for line in challenge.budget %}{{ line.total }}{% endfor %}",
            "total is not",
        ),
        ("{% for x in challenge.author %}{% endfor %}", "only a list"),
        (
            "{% set c = challenge %}{{ c.nope }}",
            "nope is not selected",
        ),
        (
            "{% with c = challenge.author %}{{ c.nope }}{% endwith %}",
            "nope is not selected",
        ),
        (
            "{{ (challenge.budget|first).nope }}",
            "nope is not selected",
        ),
        ("{{ challenge['nope'] }}", "nope is not selected"),
        ("{{ challenge[page.path] }}", "must be named"),
        (
            "{% with line = challenge %}{% include 'components/line.html' %}{% endwith %}",
            "label is not",
        ),
        (
            "{% macro m(c) %}{{ c.nope }}{% endmacro %}{{ m(challenge) }}",
            "nope is not selected",
        ),
        ("{% macro m(a, b=none) %}{% endmacro %}{{ m() }}", "lacks a"),
        (
            "{% from 'components/field.html' import none_such %}",
            "has no macro none_such",
        ),
        (
            "{% include 'components/none.html' %}",
            "there is no template",
        ),
        (
            "{% extends 'layout.html' %}{% block main %}{{ challenge.nope }}{% endblock %}",
            "nope is",
        ),
        ("{{ page.nope }}", "nope is not selected"),
        ("{{ form.errors[0].nope }}", "nope is not selected"),
        ("{{ challenge.title|safe }}", "only the Html scalar"),
        (
            "{% autoescape false %}{% endautoescape %}",
            "escaping cannot",
        ),
        ("<p style='x'>", "style attribute"),
        ("<script>x</script>", "inline script"),
        ("<a onclick='x'>", "event handler"),
        ("{{ t('unknown') }}", "there is no sentence unknown"),
    ] {
        let found = issues(template);
        assert!(
            found.iter().any(|issue| issue.contains(expected)),
            "{template}: {found:#?}"
        );
    }
}

#[test]
fn what_is_selected_passes() {
    for template in [
        "{{ t('known', n=challenge.budget|length) }}",
        "{{ page.query.anything }}{{ form.values['input.x'] }}{{ form.by_name.x }}",
        "{% for line in challenge.budget|reverse if line.amount %}{{ loop.index }}{{ line.label }}{% endfor %}",
        "{% macro m(c) %}{{ c.title }}{{ caller() }}{% endmacro %}{% call m(challenge) %}{{ viewer.name }}{% endcall %}",
        "{% import 'components/field.html' as f %}{{ f.field('a', 'b', none) }}",
        "{% set ns = namespace(x=1) %}{% set ns.x = 2 %}{{ ns.x }}",
        "{{ challenge.title.split(' ') }}",
        "{% extends 'layout.html' %}{% block title %}{{ super() }}{% endblock %}",
        "{{ (challenge.author if viewer else challenge.author).name }}",
    ] {
        let found = issues(template);
        assert!(found.is_empty(), "{template}: {found:#?}");
    }
}
