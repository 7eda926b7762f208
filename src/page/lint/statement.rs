//! The statements of a template.

use minijinja::machinery::ast::{Expr, Macro, Stmt};

use super::{
    Linter,
    value::{Known, Scope},
};

/// Templates that import each other for ever stop here.
const MAX_DEPTH: usize = 24;

impl<'a> Linter<'a, '_> {
    /// Walks a whole template in a scope.
    pub(super) fn template(&mut self, name: &str, scope: &mut Scope) {
        let trees = self.trees;
        let Some(Stmt::Template(template)) = trees.get(name) else {
            self.issue(scope, 0, &format!("there is no template {name}"));
            return;
        };
        if self.depth > MAX_DEPTH {
            return;
        }
        self.depth += 1;
        let parent = template.children.iter().find_map(|stmt| match stmt {
            Stmt::Extends(extends) => Some(extends),
            _ => None,
        });
        if let Some(extends) = parent {
            // Only names and blocks of a template that extends another count.
            for stmt in &template.children {
                match stmt {
                    Stmt::Extends(_) | Stmt::Block(_) | Stmt::EmitRaw(_) => {}
                    other => self.stmt(other, scope),
                }
            }
            for stmt in &template.children {
                if let Stmt::Block(block) = stmt {
                    let known = (block.body.as_slice(), scope.clone());
                    self.blocks.entry(block.name.to_owned()).or_insert(known);
                }
            }
            match constant(&extends.name) {
                Some(parent) => {
                    let mut inner = Scope::new(&parent);
                    self.template(&parent, &mut inner);
                }
                None => self.issue(scope, extends.span().start_line, "extends needs a constant"),
            }
        } else {
            self.all(&template.children, scope);
        }
        self.depth -= 1;
    }

    pub(super) fn all(&mut self, stmts: &'a [Stmt<'a>], scope: &mut Scope) {
        for stmt in stmts {
            self.stmt(stmt, scope);
        }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of statement")]
    fn stmt(&mut self, stmt: &'a Stmt<'a>, scope: &mut Scope) {
        match stmt {
            Stmt::Template(template) => self.all(&template.children, scope),
            Stmt::EmitExpr(emit) => {
                self.expr(&emit.expr, scope);
            }
            Stmt::EmitRaw(_) | Stmt::Extends(_) => {}
            Stmt::ForLoop(each) => {
                let list = self.expr(&each.iter, scope);
                if matches!(list, Known::Object(_) | Known::Scalar) {
                    let line = each.span().start_line;
                    self.issue(scope, line, "only a list can be looped over");
                }
                scope.push();
                scope.set("loop", Known::Any);
                assign(&each.target, list.element(), scope);
                if let Some(filter) = &each.filter_expr {
                    self.expr(filter, scope);
                }
                self.all(&each.body, scope);
                scope.pop();
                self.all(&each.else_body, scope);
            }
            Stmt::IfCond(cond) => {
                self.expr(&cond.expr, scope);
                self.all(&cond.true_body, scope);
                self.all(&cond.false_body, scope);
            }
            Stmt::WithBlock(with) => {
                scope.push();
                for (target, value) in &with.assignments {
                    let value = self.expr(value, scope);
                    assign(target, value, scope);
                }
                self.all(&with.body, scope);
                scope.pop();
            }
            Stmt::Set(set) => {
                let value = self.expr(&set.expr, scope);
                assign(&set.target, value, scope);
            }
            Stmt::SetBlock(set) => {
                self.all(&set.body, scope);
                assign(&set.target, Known::Scalar, scope);
            }
            Stmt::AutoEscape(block) => {
                let line = block.span().start_line;
                self.issue(scope, line, "escaping cannot be switched");
            }
            Stmt::FilterBlock(block) => self.all(&block.body, scope),
            Stmt::Block(block) => {
                if let Some((body, sight)) = self.blocks.get(block.name) {
                    let body = *body;
                    let mut sight = sight.clone();
                    self.all(body, &mut sight);
                }
                // What the block says by itself is shown by pages that leave it, or by super().
                scope.push();
                self.all(&block.body, scope);
                scope.pop();
            }
            Stmt::Import(import) => {
                let module = constant(&import.expr).map_or(Known::Any, Known::Module);
                assign(&import.name, module, scope);
            }
            Stmt::FromImport(import) => {
                let Some(template) = constant(&import.expr) else {
                    return self.issue(scope, import.span().start_line, "import needs a constant");
                };
                for (name, alias) in &import.names {
                    let Expr::Var(var) = name else { continue };
                    let found = self.find_macro(&template, var.id).is_some();
                    let target = alias.as_ref().unwrap_or(name);
                    if found {
                        let value = Known::Macro(template.clone(), var.id.to_owned());
                        assign(target, value, scope);
                    } else {
                        let problem = format!("{template} has no macro {}", var.id);
                        self.issue(scope, import.span().start_line, &problem);
                        assign(target, Known::Any, scope);
                    }
                }
            }
            Stmt::Include(include) => match constant(&include.name) {
                Some(name) => {
                    let mut inner = scope.clone();
                    inner.template.clone_from(&name);
                    inner.push();
                    self.template(&name, &mut inner);
                }
                None => self.issue(scope, include.span().start_line, "include needs a constant"),
            },
            Stmt::Macro(declared) => {
                let value = Known::Macro(scope.template.clone(), declared.name.to_owned());
                scope.set(declared.name, value);
            }
            Stmt::CallBlock(block) => {
                self.call(&block.call, scope);
                scope.push();
                for arg in &block.macro_decl.args {
                    assign(arg, Known::Any, scope);
                }
                self.all(&block.macro_decl.body, scope);
                scope.pop();
            }
            Stmt::Do(call) => {
                self.call(&call.call, scope);
            }
        }
    }

    /// A macro of a template, wherever in it it is declared at the top.
    pub(super) fn find_macro(&self, template: &str, name: &str) -> Option<&'a Macro<'a>> {
        let Stmt::Template(tree) = self.trees.get(template)? else {
            return None;
        };
        tree.children.iter().find_map(|stmt| match stmt {
            Stmt::Macro(declared) if declared.name == name => Some(&**declared),
            _ => None,
        })
    }

    /// Walks a macro with the arguments of one call.
    pub(super) fn call_macro(
        &mut self,
        template: &str,
        name: &str,
        positional: Vec<Known>,
        named: Vec<(String, Known)>,
    ) {
        let trees = self.trees;
        let (Some(declared), Some(Stmt::Template(tree))) =
            (self.find_macro(template, name), trees.get(template))
        else {
            return;
        };
        if self.depth > MAX_DEPTH {
            return;
        }
        self.depth += 1;
        let mut scope = Scope::new(template);
        for stmt in &tree.children {
            if matches!(
                stmt,
                Stmt::Import(_) | Stmt::FromImport(_) | Stmt::Macro(_) | Stmt::Set(_)
            ) {
                self.stmt(stmt, &mut scope);
            }
        }
        scope.push();
        scope.set("caller", Known::Any);
        let required = declared.args.len() - declared.defaults.len();
        let mut positional = positional.into_iter();
        for (i, arg) in declared.args.iter().enumerate() {
            let Expr::Var(var) = arg else { continue };
            let given = positional.next().or_else(|| {
                named
                    .iter()
                    .find(|(key, _)| key == var.id)
                    .map(|(_, v)| v.clone())
            });
            let value = match given {
                Some(value) => value,
                None if i >= required => Known::Any,
                None => {
                    let problem = format!("a call of {name} lacks {}", var.id);
                    self.issue(&scope, arg.span().start_line, &problem);
                    Known::Any
                }
            };
            scope.set(var.id, value);
        }
        self.all(&declared.body, &mut scope);
        self.depth -= 1;
    }
}

/// The text of a constant expression.
pub(super) fn constant(expr: &Expr<'_>) -> Option<String> {
    expr.as_const()?.as_str().map(str::to_owned)
}

/// Binds the names of a target.
fn assign(target: &Expr<'_>, value: Known, scope: &mut Scope) {
    match target {
        Expr::Var(var) => scope.set(var.id, value),
        Expr::Tuple(tuple) => {
            for item in &tuple.items {
                assign(item, Known::Any, scope);
            }
        }
        Expr::List(list) => {
            for item in &list.items {
                assign(item, Known::Any, scope);
            }
        }
        // An attribute of a namespace.
        _ => {}
    }
}
