//! A document for files and for paper: what a post can say, and tables. It becomes Markdown, or a page of its own that
//! prints well.

use super::{Block, Rich, Tone};

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    pub title: String,
    /// At the foot of every printed sheet: `INC-3`. Letters, digits, spaces, hyphens and points of it are printed.
    pub foot: String,
    pub tone: Tone,
    pub parts: Vec<Part>,
}

/// A part of a document, from top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A heading: what follows belongs to it, until the next.
    Section(String),
    Block(Block),
    Table(Table),
}

/// Rows under a head. Rows are as long as the head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<Rich>>,
}

impl From<Block> for Part {
    fn from(block: Block) -> Self {
        Self::Block(block)
    }
}

impl From<Table> for Part {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
