//! Sentences of these pages.
