//! Somebody with a browser that has no JavaScript: it keeps cookies, fills in forms and follows
//! redirects. It also speaks GraphQL, with the same session.

use hub_entity::account::person;
use reqwest::header::{COOKIE, HeaderMap, SET_COOKIE};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;

use super::Page;

/// A browser.
pub struct Browser {
    base: String,
    client: reqwest::Client,
    cookies: Mutex<BTreeMap<String, String>>,
    person: Option<person::Model>,
    token: Option<String>,
    address: Mutex<Option<String>>,
}

#[allow(dead_code, reason = "each area uses its part")]
impl Browser {
    /// A browser at a hub, signed in or not.
    pub fn new(base: &str, signed_in: Option<(person::Model, String)>) -> Self {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // A connection that was idle may be closed by the server just as it is used again.
            .pool_max_idle_per_host(0)
            .build()
            .unwrap();
        let (person, token) = match signed_in {
            Some((person, token)) => (Some(person), Some(token)),
            None => (None, None),
        };
        let cookies = token
            .iter()
            .map(|token| ("hub".to_owned(), token.clone()))
            .collect();
        Self {
            base: base.to_owned(),
            client,
            cookies: Mutex::new(cookies),
            person,
            token,
            address: Mutex::new(None),
        }
    }

    /// Who it is.
    pub fn person(&self) -> &person::Model {
        self.person.as_ref().expect("a visitor is nobody")
    }

    /// Comes from this address, as a trusted proxy tells it.
    pub fn come_from(&self, address: &str) {
        *self.address.lock().unwrap() = Some(address.to_owned());
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> reqwest::Response {
        let cookies: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(n, v)| format!("{n}={v}"))
            .collect();
        let mut request = request;
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if let Some(address) = self.address.lock().unwrap().clone() {
            request = request.header("x-forwarded-for", address);
        }
        let response = request.send().await.unwrap();
        self.keep(response.headers());
        response
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().unwrap();
        for header in headers.get_all(SET_COOKIE) {
            let text = header.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn absolute(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        }
    }

    /// Opens a page, and follows redirects.
    pub async fn get(&self, path: &str) -> Page {
        let mut path = self.absolute(path);
        for _ in 0..6 {
            let response = self.send(self.client.get(&path)).await;
            match Page::read(response, &self.base).await {
                Ok(page) => return page,
                Err(location) => path = self.absolute(&location),
            }
        }
        panic!("{path} redirects without end");
    }

    /// Asks for a path and returns the bare answer.
    pub async fn raw(&self, path: &str) -> reqwest::Response {
        self.send(self.client.get(self.absolute(path))).await
    }

    /// Posts a form's fields to a path, and follows redirects.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> Page {
        let request = self.client.post(self.absolute(path)).form(fields);
        self.follow(self.send(request).await).await
    }

    async fn follow(&self, response: reqwest::Response) -> Page {
        match Page::read(response, &self.base).await {
            Ok(page) => page,
            Err(location) => self.get(&location).await,
        }
    }

    /// Fills in and sends the form of a page that carries this mutation. What the form holds stays,
    /// but for the names that are given; one that is given twice has both values.
    pub async fn submit(&self, page: &Page, mutation: &str, fields: &[(&str, &str)]) -> Page {
        let (action, filled) = page.fill(mutation, fields);
        self.post(&action, &filled).await
    }

    /// The same for a form with a file.
    pub async fn submit_file(
        &self,
        page: &Page,
        mutation: &str,
        fields: &[(&str, &str)],
        (name, file_name, content): (&str, &str, Vec<u8>),
    ) -> Page {
        let (action, filled) = page.fill(mutation, fields);
        let mut form = reqwest::multipart::Form::new();
        for (field, value) in filled.into_iter().filter(|(field, _)| field != name) {
            form = form.text(field, value);
        }
        let part = reqwest::multipart::Part::bytes(content).file_name(file_name.to_owned());
        let form = form.part(name.to_owned(), part);
        let request = self.client.post(self.absolute(&action)).multipart(form);
        self.follow(self.send(request).await).await
    }

    /// Sends a GraphQL document with the session's token.
    pub async fn graphql(&self, query: &str, variables: Value) -> Value {
        let mut request = self
            .client
            .post(format!("{}/graphql", self.base))
            .json(&json!({ "query": query, "variables": variables }));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(address) = self.address.lock().unwrap().clone() {
            request = request.header("x-forwarded-for", address);
        }
        request.send().await.unwrap().json().await.unwrap()
    }
}
