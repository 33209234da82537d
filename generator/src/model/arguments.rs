//! The values that `new` takes, and their order.

/// The maximum number of arguments of `new`. If more values are required, it takes a struct with a field for each.
pub const MOST_POSITIONAL: usize = 4;

/// Returns what `new` takes in order: the document's, but `to` immediately before `from`, wherever both are.
///
/// Usually both are strings, so the compiler doesn't notice if a caller mixes up their order.
pub fn ordered<T>(required: impl Iterator<Item = T>, name: impl Fn(&T) -> &str) -> impl Iterator<Item = T> {
    let mut ordered = Vec::from_iter(required);
    let position = |wanted| ordered.iter().position(|it| name(it) == wanted);
    if let (Some(to), Some(from)) = (position("to"), position("from")) {
        let moved = ordered.remove(to);
        ordered.insert(from - usize::from(to < from), moved);
    }
    ordered.into_iter()
}
