//! Fields that name an article.

use std::sync::Arc;

use super::Resolution;
use crate::config::{Config, FieldKind};
use crate::diagnostic::{Diagnostics, Span, codes};
use crate::document::{Document, FieldValue};

/// Reports fields that must name an article of one collection, but name one of another.
pub(super) fn check(
    config: &Config,
    documents: &[Arc<Document>],
    resolutions: &[Arc<[Resolution]>],
    found: &mut Diagnostics,
) {
    for (document, resolutions) in documents.iter().zip(resolutions) {
        let declared = document.collection.as_deref().and_then(|name| config.collection(name));
        for field in declared.map_or(&[][..], |collection| &collection.fields) {
            let (FieldKind::Reference(Some(wanted)), Some(FieldValue::Reference(reference))) =
                (&field.kind, document.meta.fields.get(&field.name.value))
            else {
                continue;
            };
            let Resolution::Page { document: Some(target), .. } = &resolutions[reference.0 as usize] else {
                continue;
            };
            let target = &documents[target.0 as usize];
            if target.collection.as_ref() != Some(wanted) {
                let span = Span::new(&document.path, document.references[reference.0 as usize].range.clone());
                let message = format!("`{}` must name an article of `{wanted}`", field.name.value);
                found.report(&codes::FIELD_TYPE, span, message).label(format!("this is `{}`", target.path));
            }
        }
    }
}
