//! Who takes part, the world before anybody came, and the post.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use chrono_tz::Europe::London;
use hub::cli::{import_catalogue, import_organisations};
use hub::mail::OutgoingMail;
use hub_domain::Caller;
use hub_domain::account::SiteRole;
use hub_domain::account::administer::{CreatePerson, create_person};
use hub_entity::platform::mail;
use sea_orm_migration::sea_orm::{EntityTrait, PaginatorTrait};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::support::{Browser, Page, TestHub, shared_data};

const PASSWORD: &str = "blue kettle under rafters";

/// Somebody with an address and a browser.
pub struct Person {
    pub browser: Browser,
    pub name: String,
    pub handle: String,
    pub email: String,
}

impl Person {
    /// Opens a page; who was signed out meanwhile signs in again on the way.
    pub async fn get(&self, path: &str) -> Page {
        let page = self.browser.get(path).await;
        if page.path.starts_with("/sign-in") {
            return self.sign_in(&page).await;
        }
        let is_out = page.status == 404 && page.count("main a[href^='/sign-in']") > 0;
        if !is_out {
            return page;
        }
        let form = page.attr("main a[href^='/sign-in']", "href");
        let form = self.browser.get(&form).await;
        self.sign_in(&form).await;
        self.browser.get(path).await
    }

    /// Signs in with the form of this page.
    pub async fn sign_in(&self, page: &Page) -> Page {
        let fields = [
            ("input.email", self.email.as_str()),
            ("input.password", PASSWORD),
        ];
        self.browser.submit(page, "SignIn", &fields).await
    }

    /// Opens a page and sends one of its forms.
    pub async fn send(&self, path: &str, mutation: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(path).await;
        page.ok();
        self.browser.submit(&page, mutation, fields).await
    }

    /// Registers by an invitation, and is signed in then.
    pub async fn accept_invitation(&self, path: &str) -> Page {
        let page = self.browser.get(path).await;
        page.ok().has_text(&self.email);
        let fields = [
            ("input.name", self.name.as_str()),
            ("input.handle", self.handle.as_str()),
            ("input.password", PASSWORD),
        ];
        self.browser
            .submit(&page, "AcceptInvitation", &fields)
            .await
    }
}

/// A hub, and the mails that were read so far.
pub struct Stage {
    pub hub: TestHub,
    read: AtomicU64,
}

/// A mail that is expected: who reads it, how its subject begins, and what the page says to which
/// it leads.
pub type Expected<'a> = (&'a Person, &'a str, &'a str);

impl Stage {
    /// A hub with the councils of the list, if it is there, and the datasets of Colchester.
    pub async fn set() -> Self {
        let hub = TestHub::start().await;
        if let Some(file) = shared_data("councils/uk_local_authorities.csv") {
            import_organisations::run(&hub.hub, &file).await.unwrap();
        }
        if let Some(file) = shared_data("inventory/colchester-2018-inventory.xml") {
            import_catalogue::run(&hub.hub, &file, None, "inventory")
                .await
                .unwrap();
        }
        Self {
            hub,
            read: AtomicU64::new(0),
        }
    }

    /// The first administrator, as `hub user create --admin` makes them, signed in.
    pub async fn first_administrator(&self) -> Person {
        let ada = self.nobody("ada", "Ada King", "ada@programme.example");
        let input = CreatePerson {
            name: ada.name.clone(),
            handle: ada.handle.clone(),
            email: ada.email.clone(),
            password: PASSWORD.to_owned(),
            role: SiteRole::Administrator,
        };
        self.hub
            .hub
            .write(&Caller::system(), |ctx| {
                Box::pin(create_person(ctx, input.clone()))
            })
            .await
            .unwrap();
        ada.sign_in(&ada.browser.get("/sign-in").await).await.ok();
        ada
    }

    /// Somebody without an account.
    pub fn nobody(&self, handle: &str, name: &str, email: &str) -> Person {
        Person {
            browser: self.hub.visitor(),
            name: name.to_owned(),
            handle: handle.to_owned(),
            email: email.to_owned(),
        }
    }

    /// Registers, confirms by the link in the mail, and signs in.
    pub async fn register(&self, handle: &str, name: &str, email: &str) -> Person {
        let person = self.nobody(handle, name, email);
        let fields = [
            ("input.name", name),
            ("input.handle", handle),
            ("input.email", email),
            ("input.password", PASSWORD),
        ];
        person
            .send("/register", "Register", &fields)
            .await
            .ok()
            .has_text("Check your mail");
        let mails = self
            .mails(&[(&person, "Confirm your email address", "onfirm")])
            .await;
        let link = self.link(&mails[0], "Confirm your address:");
        person
            .send(&link, "ConfirmEmail", &[])
            .await
            .ok()
            .has_text("Your address is confirmed");
        person.get("/account").await.ok().has_text(email);
        person
    }

    /// Programme staff, made so by the administrator.
    pub async fn staff(&self, ada: &Person) -> Person {
        let sam = self
            .register("sam", "Sam Reed", "sam@programme.example")
            .await;
        let people = ada.get("/admin/people").await;
        let fields = [("input.role", "STAFF")];
        ada.send(&people.ok().link("Sam Reed"), "GrantRole", &fields)
            .await
            .ok();
        sam
    }

    /// The number of a council, which is added by form when no list was imported.
    pub async fn council(&self, ada: &Person, name: &str) -> String {
        let query: String = url::form_urlencoded::byte_serialize(name.as_bytes()).collect();
        let list = ada.get(&format!("/organisations?query={query}")).await;
        if list.ok().texts(".item-title").iter().any(|t| t == name) {
            return number_of(&list.link(name));
        }
        let fields = [("input.kind", "COUNCIL"), ("input.name", name)];
        let page = ada
            .send("/organisations/new", "CreateOrganisation", &fields)
            .await;
        page.ok();
        number_of(&page.path)
    }

    /// Lets confirmed addresses at a domain join an organisation.
    pub async fn set_domain(&self, ada: &Person, organisation: &str, domain: &str) {
        let path = format!("/organisations/{organisation}/edit");
        let fields = [("input.emailDomains.0", domain)];
        ada.send(&path, "EditOrganisation", &fields)
            .await
            .ok()
            .has_text("Your changes are saved");
    }

    /// Numbers and titles of two datasets of a council, which its officer publishes by form when
    /// none were imported.
    pub async fn datasets(&self, officer: &Person, council: &str) -> [(String, String); 2] {
        let mut found = Vec::new();
        for (words, title) in [
            ("councillor expenses", "Councillor Expenses and Allowances"),
            ("public toilets", "Public Toilets"),
        ] {
            let query: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
            let list = officer.get(&format!("/datasets?query={query}")).await;
            if list.ok().count(".item-title a") == 0 {
                let fields = [
                    ("input.organisation", council),
                    ("input.title", title),
                    ("input.description", "Each row is one of them."),
                    ("input.licence", "OGL-UK-3.0"),
                    ("input.landingPage", "https://example.org/data"),
                ];
                let page = officer.send("/datasets/new", "SaveDataset", &fields).await;
                page.ok();
                found.push((number_of(&page.path), title.to_owned()));
            } else {
                let title = list.texts(".item-title a").remove(0);
                found.push((number_of(&list.attr(".item-title a", "href")), title));
            }
        }
        found.try_into().unwrap()
    }

    /// The whole minute before now.
    pub fn minute(&self) -> DateTime<Utc> {
        let now = self.hub.clock().now();
        now.duration_trunc(TimeDelta::minutes(1)).unwrap()
    }

    /// Moves the clock to a moment, and does what is due.
    pub async fn wait_until(&self, moment: DateTime<Utc>) {
        let clock = self.hub.clock();
        clock.advance(moment - clock.now() + TimeDelta::seconds(1));
        self.hub.work().await;
    }

    /// Takes the post: exactly these mails were sent since the last time. Each has a text and
    /// HTML with the same links; every link is opened by whoever got it, and one of the pages
    /// says what is expected. The mails come in the order in which they are expected.
    pub async fn mails(&self, expected: &[Expected<'_>]) -> Vec<OutgoingMail> {
        let mut sent = self.hub.mails().await;
        let all: Vec<String> = sent
            .iter()
            .map(|mail| format!("{}: {}", mail.to, mail.subject))
            .collect();
        assert_eq!(sent.len(), expected.len(), "{all:#?}");
        self.read
            .fetch_add(expected.len() as u64, Ordering::Relaxed);
        let mut ordered = Vec::new();
        for (person, subject, says) in expected {
            let place = sent
                .iter()
                .position(|mail| mail.to == person.email && mail.subject.starts_with(subject))
                .unwrap_or_else(|| panic!("“{subject}” to {} in {all:#?}", person.email));
            let mail = sent.remove(place);
            self.open_links(person, &mail, says).await;
            ordered.push(mail);
        }
        ordered
    }

    async fn open_links(&self, person: &Person, mail: &OutgoingMail, says: &str) {
        assert!(mail.html.starts_with("<!doctype html>"), "{}", mail.html);
        assert!(mail.text.len() > 100, "{}", mail.text);
        let links = self.links(mail);
        assert!(!links.is_empty(), "{}", mail.text);
        let mut said = Vec::new();
        for link in &links {
            let address = format!("href=\"{}{link}\"", self.hub.url);
            let html = mail.html.replace("&#x2f;", "/");
            assert!(html.contains(&address), "{address} in {html}");
            let page = person.get(link).await;
            page.ok();
            said.push(page.main_text());
        }
        assert!(
            said.iter().any(|text| text.contains(says)),
            "“{says}” behind {links:?} of “{}”: {said:#?}",
            mail.subject
        );
    }

    /// The paths of a mail's links into the hub.
    fn links(&self, mail: &OutgoingMail) -> Vec<String> {
        mail.text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix(&self.hub.url))
            .filter(|path| path.len() > 1)
            .map(ToOwned::to_owned)
            .collect()
    }

    /// The path that stands below a line of a mail.
    #[track_caller]
    pub fn link(&self, mail: &OutgoingMail, label: &str) -> String {
        let mut lines = mail.text.lines().skip_while(|line| *line != label);
        let link = lines
            .nth(1)
            .unwrap_or_else(|| panic!("{label} in {}", mail.text));
        link.trim().strip_prefix(&self.hub.url).unwrap().to_owned()
    }

    /// At the end nothing was sent, and nothing waits, that was not read.
    pub async fn no_other_mail(&self) {
        self.mails(&[]).await;
        let db = self.hub.hub.database().reader();
        let all = mail::Entity::find().count(db).await.unwrap();
        assert_eq!(all, self.read.load(Ordering::Relaxed));
    }
}

/// A date and time as a form takes it, in London.
pub fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&London)
        .format("%Y-%m-%dT%H:%M")
        .to_string()
}

/// The number in a path such as `/datasets/12-bus-stops`.
pub fn number_of(path: &str) -> String {
    let last = path.split(['?', '#']).next().unwrap();
    let part = last.split('/').nth(2).unwrap();
    part.split('-').next().unwrap().to_owned()
}

/// The path of a proposal, of any of its pages.
pub fn proposal_of(page: &Page) -> String {
    let path = page.path.split('?').next().unwrap();
    path.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// The number of days from a moment.
pub fn days(from: DateTime<Utc>, count: i64) -> DateTime<Utc> {
    from + TimeDelta::days(count)
}
