//! Forms: a mutation, then a redirect or the page again.

use async_graphql::Value as Answer;

use super::{
    coerce::{Mode, Rows, coerce},
    engine::{Engine, return_to},
    form::{FieldError, FormData},
    render::Form,
    request::{PageRequest, PageResponse, Session},
    route::{PageRoute, SessionChange},
    shape::lookup,
    target,
};

impl Engine {
    /// Answers a POST, whose `_csrf` the server has checked.
    ///
    /// Success redirects (303). What the person can mend shows the page again with what was typed:
    /// 422, or 409 where somebody else was faster.
    pub async fn post(
        &self,
        route: &PageRoute,
        request: &PageRequest,
        form: FormData,
    ) -> PageResponse {
        let action = form
            .mutation()
            .and_then(|name| route.actions.iter().find(|action| action.mutation == name));
        let operation = action.and_then(|action| {
            let document = self.documents.get(route.page)?;
            document.mutations.get(action.mutation)
        });
        let (Some(action), Some(operation)) = (action, operation) else {
            return self.error_page(400, "INVALID", request).await;
        };
        let coerced = coerce(
            &operation.variables,
            &request.path_params,
            &form.tree(),
            &self.types,
            Mode::Post,
        );
        if coerced.not_found {
            return self.error_page(404, "NOT_FOUND", request).await;
        }
        let misfits = coerced.misfits.iter().map(|m| (&m.name, m.code));
        let refused = form.refused().iter().map(|(name, code)| (name, *code));
        let errors: Vec<FieldError> = misfits
            .chain(refused)
            .map(|(name, code)| self.field_error(request, name, code))
            .collect();
        if !errors.is_empty() {
            return self
                .show(route, request, Form::posted(&form, errors), 422)
                .await;
        }
        let asked = operation.request(coerced.variables);
        let response = self.executor.execute((request.prepare)(asked)).await;
        if !response.errors.is_empty() {
            return self.failure(&response.errors, request).await;
        }
        let errors = self.user_errors(request, &response.data, &coerced.rows);
        if !errors.is_empty() {
            let conflict = errors.iter().any(|error| error.code == "CONFLICT");
            let status = if conflict { 409 } else { 422 };
            return self
                .show(route, request, Form::posted(&form, errors), status)
                .await;
        }
        if action.shows {
            let beside = operation.shape.values(&response.data);
            let shown = if action.keeps {
                Form::posted(&form, Vec::new())
            } else {
                Form::default()
            };
            return self.show_beside(route, request, shown, 200, beside).await;
        }
        let back = return_to(request, Some(&form));
        let to = target::fill(
            action.then,
            action.mutation,
            &response.data,
            &request.path,
            back.as_deref(),
        );
        let session = match action.session {
            SessionChange::Keep => Session::Keep,
            SessionChange::Clear => Session::Clear,
            SessionChange::Set(path) => match lookup(&response.data, path) {
                Some(Answer::String(token)) => Session::Set(token.clone()),
                _ => Session::Keep,
            },
        };
        PageResponse {
            session,
            ..PageResponse::redirect(303, to)
        }
    }

    fn field_error(&self, request: &PageRequest, name: &str, code: &str) -> FieldError {
        FieldError {
            field: name.strip_prefix("input.").unwrap_or(name).to_owned(),
            name: Some(name.to_owned()),
            code: code.to_owned(),
            message: self.field_sentence(request, name, code),
        }
    }

    /// The field's own sentence for a code, if it has one, as the API has it.
    fn field_sentence(&self, request: &PageRequest, name: &str, code: &str) -> String {
        self.own_sentence(request, name, code)
            .unwrap_or_else(|| self.error_sentence(request, code))
    }

    /// The sentence that a field has for a code, and shares with no other field.
    pub(super) fn own_sentence(
        &self,
        request: &PageRequest,
        name: &str,
        code: &str,
    ) -> Option<String> {
        let numbers = |part: &&str| !part.bytes().all(|b| b.is_ascii_digit());
        let leaf = name.rsplit('.').find(numbers)?;
        self.sentence(request, &format!("error-{code}-{leaf}"))
    }

    fn error_sentence(&self, request: &PageRequest, code: &str) -> String {
        self.sentence(request, &format!("error-{code}"))
            .unwrap_or_else(|| fallback(code).to_owned())
    }

    /// The user errors of every payload, at the names that were typed.
    fn user_errors(&self, request: &PageRequest, data: &Answer, rows: &Rows) -> Vec<FieldError> {
        let Answer::Object(payloads) = data else {
            return Vec::new();
        };
        let mut errors = Vec::new();
        for payload in payloads.values() {
            let Some(Answer::List(list)) = lookup(payload, "userErrors") else {
                continue;
            };
            for error in list {
                let text = |key| match lookup(error, key) {
                    Some(Answer::String(text)) => text.clone(),
                    Some(Answer::Enum(name)) => name.to_string(),
                    _ => String::new(),
                };
                let (field, code, message) = (text("field"), text("code"), text("message"));
                let name = (!field.is_empty()).then(|| rows.typed_name(&format!("input.{field}")));
                let message = if message.is_empty() {
                    self.error_sentence(request, &code)
                } else {
                    message
                };
                errors.push(FieldError {
                    field,
                    name,
                    code,
                    message,
                });
            }
        }
        errors
    }
}

/// What is wrong and how to mend it, where the sentences have nothing for a code.
fn fallback(code: &str) -> &'static str {
    match code {
        "NOT_A_NUMBER" => "Enter a number, such as 12",
        "NOT_AN_AMOUNT" => "Enter an amount in pounds, such as 30,000 or 12.50",
        "NOT_A_SIZE" => "Enter a size, such as 20 MB",
        "NOT_A_DATE" => "Enter a real date, such as 24 11 2026",
        "NOT_A_CHOICE" => "Choose one of the options",
        "REQUIRED" => "Fill in this field",
        "TOO_LARGE" => "Choose a file of at most 20 MB",
        "NOT_TEXT" => "Choose a text file, such as a CSV, saved as UTF-8",
        _ => "Check this field",
    }
}
