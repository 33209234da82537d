//! The templates of the structs, enums and impls that are generated for operations and schemas.
//!
//! Thousands of items differ only in names and types. A template is what they have in common: tokens with placeholders. `format`
//! lays out each template once, and puts fragments in place of the placeholders.

use proc_macro2::TokenStream;
use quote::quote;

/// The code of an item without its members, or of a member, with placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Template {
    /// A struct with a table, whose macro implements all traits but the `Default` of requests. Placeholder: its name.
    Struct { is_default: bool, is_deprecated: bool },
    /// The struct that `new` takes, which has no table. Placeholder: its name.
    RequiredFields,
    /// An open set of strings. Placeholder: its name.
    OpenEnum { is_deprecated: bool },
    /// An enum of objects. Placeholder: its name.
    Union { is_deprecated: bool },
    /// The functions of a type. Placeholder: the type's name.
    Impl,
    /// A public field. Placeholders: its name and type.
    Field { is_deprecated: bool },
    /// A variant without a payload. Placeholder: its name.
    Variant,
    /// A variant with a payload. Placeholders: its name, the type of the payload.
    Payload,
    /// `new` of a type with `Default`. No placeholders.
    NewDefault,
    /// `new` that takes a struct of required fields. Placeholders: the type of the struct, the initializers.
    NewRequired,
    /// `new` that takes the required fields. Placeholders: the arguments, the initializers.
    New { is_inline: bool },
    /// A setter. Placeholders: its name, its arguments, the value to assign.
    Setter { is_deprecated: bool, is_inline: bool },
}

/// What replaces a placeholder of a template: valid Rust code.
#[derive(Clone, Debug)]
pub(crate) enum Fragment {
    /// A name, a type or an expression.
    Code(String),
    /// The arguments of a function.
    Arguments(Vec<String>),
    /// The fields of a struct expression, at least one.
    Initializers(Vec<String>),
}

impl<T: ToString + ?Sized> From<&T> for Fragment {
    fn from(code: &T) -> Self {
        Self::Code(code.to_string())
    }
}

impl Fragment {
    /// Returns the elements of a list, or the only one.
    pub(crate) fn elements(&self) -> &[String] {
        match self {
            Self::Code(code) => std::slice::from_ref(code),
            Self::Arguments(elements) | Self::Initializers(elements) => elements,
        }
    }
}

impl Template {
    /// Returns whether this is a member. If so, its tokens are those of an item that has only this member.
    pub(crate) fn is_member(self) -> bool {
        !matches!(
            self,
            Self::Struct { .. } | Self::RequiredFields | Self::OpenEnum { .. } | Self::Union { .. } | Self::Impl
        )
    }

    /// Returns the tokens with `fragments` in place of the placeholders.
    pub(crate) fn tokens(self, fragments: &[TokenStream]) -> TokenStream {
        match (self, fragments) {
            (Self::Struct { is_default, is_deprecated }, [name]) => {
                let default = is_default.then(|| quote!(#[derive(Default)]));
                let deprecated = deprecated(is_deprecated);
                quote! {
                    #deprecated
                    #default
                    #[non_exhaustive]
                    pub struct #name {}
                }
            }
            (Self::RequiredFields, [name]) => quote! {
                #[derive(Clone, PartialEq)]
                pub struct #name {}
            },
            (Self::OpenEnum { is_deprecated }, [name]) => {
                let deprecated = deprecated(is_deprecated);
                quote! {
                    #deprecated
                    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
                    #[non_exhaustive]
                    pub enum #name {}
                }
            }
            (Self::Union { is_deprecated }, [name]) => {
                let deprecated = deprecated(is_deprecated);
                quote! {
                    #deprecated
                    #[derive(Clone, PartialEq)]
                    #[non_exhaustive]
                    pub enum #name {}
                }
            }
            (Self::Impl, [name]) => quote!(impl #name {}),
            (Self::Field { is_deprecated }, [name, ty]) => {
                let deprecated = deprecated(is_deprecated);
                quote!(struct Owner { #deprecated pub #name: #ty })
            }
            (Self::Variant, [name]) => quote!(enum Owner { #name }),
            (Self::Payload, [name, ty]) => quote!(enum Owner { #name(#ty) }),
            _ => {
                let function = self.function(fragments);
                quote!(impl Owner { #function })
            }
        }
    }

    fn function(self, fragments: &[TokenStream]) -> TokenStream {
        match (self, fragments) {
            (Self::NewDefault, []) => quote! {
                #[inline]
                pub fn new() -> Self {
                    Self::default()
                }
            },
            (Self::NewRequired, [ty, initializers]) => quote! {
                #[inline]
                pub fn new(required: #ty) -> Self {
                    Self { #initializers }
                }
            },
            (Self::New { is_inline }, [arguments, initializers]) => {
                let inline = inline(is_inline);
                quote! {
                    #inline
                    pub fn new(#arguments) -> Self {
                        Self { #initializers }
                    }
                }
            }
            (Self::Setter { is_deprecated, is_inline }, [name, arguments, value]) => {
                let (deprecated, inline) = (deprecated(is_deprecated), inline(is_inline));
                quote! {
                    #deprecated
                    #inline
                    pub fn #name(#arguments) -> Self {
                        self.#name = Some(#value);
                        self
                    }
                }
            }
            (template, fragments) => unreachable!("{template:?} doesn't have {} placeholders", fragments.len()),
        }
    }
}

fn deprecated(is_deprecated: bool) -> Option<TokenStream> {
    is_deprecated.then(|| quote!(#[deprecated]))
}

fn inline(is_inline: bool) -> Option<TokenStream> {
    is_inline.then(|| quote!(#[inline]))
}
