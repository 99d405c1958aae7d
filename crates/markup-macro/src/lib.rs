//! `view!`: the framework's syntax for views, written as data.
//!
//! The framework's own macro makes a type of every element, and the compiler a copy of everything that
//! can be done with an element for each of those types. This one writes calls of one builder, whose
//! result is one type (`src/markup`, `docs/decisions/0019`). A component is still the framework's:
//! its tag is handed to the framework's macro, with its children as data.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use rstml::node::{
    KVAttributeValue, KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement, NodeName,
};
use syn::spanned::Spanned;
use syn::{Expr, Stmt};

/// Writes a view as data: elements of HTML and SVG, with `attribute=value`, `on:event=handler`,
/// `prop:property=value`, `style:property=value` and `node_ref=reference`; components; texts; and
/// expressions in braces, of which a closure without arguments is read again when what it reads changes.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let config = rstml::ParserConfig::default().recover_block(true);
    let parsed = rstml::Parser::new(config).parse_recoverable(TokenStream::from(tokens));
    let (nodes, errors) = parsed.split_vec();
    let errors = errors.into_iter().map(|it| it.emit_as_expr_tokens());
    let view = together(&nodes, false).unwrap_or_else(syn::Error::into_compile_error);
    quote!({ #(#errors;)* #view }).into()
}

/// Some nodes as one.
fn together(nodes: &[Node], in_svg: bool) -> syn::Result<TokenStream> {
    let mut written = Vec::new();
    for node in nodes {
        written.extend(child(node, in_svg)?);
    }
    Ok(match &written[..] {
        [one] => one.clone(),
        _ => quote!(crate::markup::Markup::Many(vec![#(#written),*])),
    })
}

fn child(node: &Node, in_svg: bool) -> syn::Result<Option<TokenStream>> {
    Ok(Some(match node {
        Node::Comment(_) | Node::Doctype(_) => return Ok(None),
        Node::Fragment(fragment) => together(&fragment.children, in_svg)?,
        Node::Text(text) => {
            let text = &text.value;
            quote!(crate::markup::Markup::from(#text))
        }
        Node::RawText(text) => {
            let text = text.to_string_best();
            quote!(crate::markup::Markup::from(#text))
        }
        Node::Block(block) => match closure(block) {
            Some(closure) => quote! {{
                let mut read = #closure;
                crate::markup::reactive(move || crate::markup::child!(read()))
            }},
            None => {
                let content = expression(block);
                quote!(crate::markup::child!(#content))
            }
        },
        Node::Element(element) if is_component(element) => {
            let component = component(element)?;
            quote!(crate::markup::child!(#component))
        }
        Node::Element(it) => element(it, in_svg)?,
        Node::Custom(_) => return Ok(None),
    }))
}

/// A block that is nothing but a closure.
fn closure(block: &NodeBlock) -> Option<&Expr> {
    match &block.try_block()?.stmts[..] {
        [Stmt::Expr(closure @ Expr::Closure(_), None)] => Some(closure),
        _ => None,
    }
}

/// A block without its braces, where it is nothing but an expression.
fn expression(block: &NodeBlock) -> TokenStream {
    match block.try_block().map(|it| &it.stmts[..]) {
        Some([Stmt::Expr(expression, None)]) => expression.to_token_stream(),
        _ => block.to_token_stream(),
    }
}

fn is_component(element: &NodeElement<rstml::Infallible>) -> bool {
    let NodeName::Path(name) = element.name() else {
        return false;
    };
    let first = name.path.segments.first();
    let is_upper = |name: String| name.starts_with(char::is_uppercase);
    name.path.segments.len() > 1 || first.is_some_and(|it| is_upper(it.ident.to_string()))
}

/// The framework's own macro, whose children are data.
fn component(element: &NodeElement<rstml::Infallible>) -> syn::Result<TokenStream> {
    let (open, close) = (&element.open_tag, &element.close_tag);
    let children = match &element.children[..] {
        [] => quote!(),
        children => {
            let children = together(children, false)?;
            quote!({ #children })
        }
    };
    Ok(quote!(::leptos::view! { #open #children #close }))
}

/// Elements that are SVG wherever they stand.
const SVG: [&str; 9] = [
    "circle", "defs", "g", "line", "path", "polyline", "rect", "svg", "text",
];

fn element(element: &NodeElement<rstml::Infallible>, in_svg: bool) -> syn::Result<TokenStream> {
    let name = element.name().to_string();
    let is_svg = in_svg || SVG.contains(&name.as_str());
    let start = if is_svg { quote!(svg) } else { quote!(html) };
    let mut calls = Vec::new();
    for attribute in element.attributes() {
        match attribute {
            NodeAttribute::Attribute(attribute) => calls.push(attribute_call(attribute)?),
            NodeAttribute::Block(block) => {
                return Err(syn::Error::new(block.span(), "an attribute has a name"));
            }
        }
    }
    for node in &element.children {
        if let Node::Text(text) = node {
            let text = &text.value;
            calls.push(quote!(.words(#text)));
        } else {
            let child = child(node, is_svg)?;
            calls.extend(child.map(|child| quote!(.child(#child))));
        }
    }
    Ok(quote!(crate::markup::Element::#start(#name) #(#calls)* .done()))
}

fn is_words(attribute: &KeyedAttribute) -> bool {
    let value = attribute.value();
    matches!(value, Some(Expr::Lit(it)) if matches!(it.lit, syn::Lit::Str(_)))
}

fn attribute_call(attribute: &KeyedAttribute) -> syn::Result<TokenStream> {
    let name = attribute.key.to_string();
    let value = match attribute.possible_value.to_value().map(|it| &it.value) {
        None => quote!(true),
        Some(KVAttributeValue::Expr(value)) => value.to_token_stream(),
        Some(KVAttributeValue::InvalidBraced(value)) => value.to_token_stream(),
    };
    let span = attribute.key.span();
    Ok(match name.split_once(':') {
        None if name == "node_ref" => quote_spanned!(span=> .node_ref(#value)),
        None if is_words(attribute) => quote_spanned!(span=> .constant(#name, #value)),
        None => quote_spanned!(span=> .attribute(#name, #value)),
        Some(("on", event)) => {
            let descriptor = descriptor(event, span);
            quote_spanned!(span=> .on(#event, #descriptor, #value))
        }
        Some(("prop", name)) => quote_spanned!(span=> .property(#name, #value)),
        Some(("style", name)) => quote_spanned!(span=> .style(#name, #value)),
        Some((kind, _)) => {
            let reason = format!("`{kind}:` is not read; there are `on:`, `prop:` and `style:`");
            return Err(syn::Error::new(span, reason));
        }
    })
}

/// Events that the framework has no type for.
const UNTYPED: [&str; 1] = ["cancel"];

/// What tells the compiler which object comes with an event.
fn descriptor(event: &str, span: proc_macro2::Span) -> TokenStream {
    if UNTYPED.contains(&event) {
        return quote!(::leptos::ev::Custom::<::leptos::ev::Event>::new(#event));
    }
    let name = syn::Ident::new(event, span);
    quote!(::leptos::ev::#name)
}
