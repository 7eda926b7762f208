//! The expressions of a template.

use std::{collections::BTreeMap, rc::Rc};

use minijinja::machinery::ast::{Call, CallArg, Expr, Filter};

use super::{
    Linter,
    statement::constant,
    value::{Known, Scope},
};

/// Filters that leave a list a list of the same elements.
const SAME: &[&str] = &[
    "list",
    "reverse",
    "sort",
    "unique",
    "selectattr",
    "rejectattr",
    "select",
    "reject",
];

impl<'a> Linter<'a, '_> {
    /// Checks an expression, and says what is known of its value.
    pub(super) fn expr(&mut self, expr: &'a Expr<'a>, scope: &mut Scope) -> Known {
        match expr {
            Expr::Var(var) => {
                let known = scope.get(var.id).or_else(|| self.root.get(var.id));
                if let Some(known) = known {
                    return known.clone();
                }
                let problem = format!("nothing is named {}", var.id);
                self.issue(scope, var.span().start_line, &problem);
                Known::Any
            }
            Expr::Const(_) => Known::Any,
            Expr::Slice(slice) => {
                let bounds = [&slice.start, &slice.stop, &slice.step];
                for bound in bounds.into_iter().flatten() {
                    self.expr(bound, scope);
                }
                self.expr(&slice.expr, scope)
            }
            Expr::UnaryOp(op) => {
                self.expr(&op.expr, scope);
                Known::Any
            }
            Expr::BinOp(op) => {
                let left = self.expr(&op.left, scope);
                let right = self.expr(&op.right, scope);
                left.or(right)
            }
            Expr::Compare(compare) => {
                self.expr(&compare.expr, scope);
                for op in &compare.ops {
                    self.expr(&op.expr, scope);
                }
                Known::Any
            }
            Expr::IfExpr(cond) => {
                self.expr(&cond.test_expr, scope);
                let yes = self.expr(&cond.true_expr, scope);
                match &cond.false_expr {
                    Some(no) => yes.or(self.expr(no, scope)),
                    None => yes,
                }
            }
            Expr::Filter(filter) => self.filter(filter, filter.span().start_line, scope),
            Expr::Test(test) => {
                self.args(&test.args, scope);
                self.expr(&test.expr, scope);
                Known::Any
            }
            Expr::GetAttr(attr) => {
                let base = self.expr(&attr.expr, scope);
                self.field(&base, attr.name, attr.span().start_line, scope)
            }
            Expr::GetItem(item) => {
                let line = item.span().start_line;
                let base = self.expr(&item.expr, scope);
                self.expr(&item.subscript_expr, scope);
                match (constant(&item.subscript_expr), base) {
                    (Some(name), base @ (Known::Object(_) | Known::Scalar)) => {
                        self.field(&base, &name, line, scope)
                    }
                    (None, Known::Object(_)) => {
                        self.issue(scope, line, "a field must be named, not computed");
                        Known::Any
                    }
                    (_, base) => base.element(),
                }
            }
            Expr::Call(call) => self.call(call, scope),
            Expr::List(list) => self.items(&list.items, scope),
            Expr::Tuple(tuple) => self.items(&tuple.items, scope),
            Expr::Map(map) => {
                let mut fields = BTreeMap::new();
                for (key, value) in map.keys.iter().zip(&map.values) {
                    let value = self.expr(value, scope);
                    match constant(key) {
                        Some(key) => fields.insert(key, value),
                        None => return Known::Any,
                    };
                }
                Known::Object(Rc::new(fields))
            }
        }
    }

    /// A literal list. One of several elements may mix them, so only a single one is followed.
    fn items(&mut self, items: &'a [Expr<'a>], scope: &mut Scope) -> Known {
        let mut element = Known::Any;
        for item in items {
            let known = self.expr(item, scope);
            if items.len() == 1 {
                element = known;
            }
        }
        Known::List(Rc::new(element))
    }

    fn field(&mut self, base: &Known, name: &str, line: u16, scope: &Scope) -> Known {
        match base {
            Known::Object(fields) => fields.get(name).cloned().unwrap_or_else(|| {
                self.issue(scope, line, &format!("{name} is not selected"));
                Known::Any
            }),
            Known::Scalar | Known::List(_) => {
                let problem = format!("{name} is read from something without fields");
                self.issue(scope, line, &problem);
                Known::Any
            }
            Known::Module(template) if self.find_macro(template, name).is_some() => {
                Known::Macro(template.clone(), name.to_owned())
            }
            Known::Module(template) => {
                self.issue(scope, line, &format!("{template} has no macro {name}"));
                Known::Any
            }
            Known::Any | Known::Macro(..) => Known::Any,
        }
    }

    fn filter(&mut self, filter: &'a Filter<'a>, line: u16, scope: &mut Scope) -> Known {
        let value = filter
            .expr
            .as_ref()
            .map_or(Known::Any, |expr| self.expr(expr, scope));
        let (args, _) = self.args(&filter.args, scope);
        match filter.name {
            "safe" => {
                self.issue(scope, line, "only the Html scalar is markup");
                Known::Any
            }
            "first" | "last" | "min" | "max" => value.element(),
            "default" | "d" => value.or(args.into_iter().next().unwrap_or(Known::Any)),
            name if SAME.contains(&name) => value,
            "batch" | "slice" => Known::List(Rc::new(value)),
            _ => Known::Any,
        }
    }

    fn args(
        &mut self,
        args: &'a [CallArg<'a>],
        scope: &mut Scope,
    ) -> (Vec<Known>, Vec<(String, Known)>) {
        let mut positional = Vec::new();
        let mut named = Vec::new();
        for arg in args {
            match arg {
                CallArg::Pos(expr) => positional.push(self.expr(expr, scope)),
                CallArg::Kwarg(name, expr) => {
                    named.push(((*name).to_owned(), self.expr(expr, scope)));
                }
                CallArg::PosSplat(expr) | CallArg::KwargSplat(expr) => {
                    self.expr(expr, scope);
                }
            }
        }
        (positional, named)
    }

    /// A call of a macro is followed into it.
    pub(super) fn call(&mut self, call: &'a Call<'a>, scope: &mut Scope) -> Known {
        let (positional, named) = self.args(&call.args, scope);
        match &call.expr {
            Expr::Var(var) if var.id == "super" => return Known::Any,
            Expr::Var(var) if var.id == "t" => self.sentence(call, var.span().start_line, scope),
            // A method of a value, such as text.split().
            Expr::GetAttr(attr) => {
                let base = self.expr(&attr.expr, scope);
                if !matches!(base, Known::Module(_)) {
                    return Known::Any;
                }
            }
            _ => {}
        }
        if let Known::Macro(template, name) = self.expr(&call.expr, scope) {
            self.call_macro(&template, &name, positional, named);
        }
        Known::Any
    }

    fn sentence(&mut self, call: &Call<'_>, line: u16, scope: &Scope) {
        if let Some(CallArg::Pos(key)) = call.args.first()
            && let Some(key) = constant(key).filter(|key| !(self.sentence_exists)(key))
        {
            self.issue(scope, line, &format!("there is no sentence {key}"));
        }
    }
}
