//! Encodes the extra parameters of a request: in the form if the operation sends one, in the JSON body if it sends that, else
//! in the query.

use super::{Encoder, Place, map};
use crate::json::{Extra, Reader};
use crate::operation::Body;

/// Encodes the parameters, after all others.
#[inline]
pub(super) fn encode(to: &mut Encoder<'_>, extra: &Extra) {
    match to.operation.body {
        Body::Form => pairs(to, Place::Form, extra),
        Body::None => pairs(to, Place::Query, extra),
        Body::Json { .. } if !to.writing => members(to, extra),
        Body::Json { .. } => {}
    }
}

#[inline]
fn pairs(to: &mut Encoder<'_>, place: Place, extra: &Extra) {
    to.place = place;
    for (name, value) in extra.iter() {
        let pushed = match to.writing && to.has(name) {
            true => Err(TWICE.to_owned()),
            false => map::texts(to, name, value.get()),
        };
        if let Err(fault) = pushed {
            to.refuse_named(name, &fault);
        }
    }
}

#[inline]
fn members(to: &mut Encoder<'_>, extra: &Extra) {
    to.place = Place::Body;
    if extra.is_empty() {
        return;
    }
    let body = to.json.take().and_then(|body| String::from_utf8(body).ok()).unwrap_or_else(|| "{}".to_owned());
    let mut twice = None;
    let object = Reader::new(&body).object(|name, from| {
        if extra.contains_key(name) {
            twice.get_or_insert_with(|| name.to_owned());
        }
        from.raw().map(|_| ())
    });
    match (object, twice) {
        (Err(_), _) => to.refuse_named("", "is not a JSON object, so it can't have extra members"),
        (Ok(()), Some(name)) => to.refuse_named(&name, TWICE),
        (Ok(()), None) => to.json = Some(extra.append_to(body).into_bytes()),
    }
}

const TWICE: &str = "is set twice: by a field of the request, and as an extra parameter";
