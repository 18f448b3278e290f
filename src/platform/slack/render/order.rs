//! What of a post takes its room first when there is not enough for all.

use super::super::fit::{CONTEXT, length};
use super::marked::marked;
use crate::post::Block;

/// Buttons and menus that have a place whatever else is said.
const CONTROLS: usize = 10;
/// The part of all text that small print may take before the body.
const ENDS: usize = 4;

/// What a card is for.
pub(super) fn is_control(block: &Block) -> bool {
    matches!(block, Block::Buttons(_) | Block::Pick(_))
}

/// Places of the blocks, the weightiest first: buttons and menus, the title, the last of the small print, then all else
/// as it stands.
pub(super) fn by_weight(blocks: &[Block], text: usize) -> Vec<usize> {
    let places = |is: fn(&Block) -> bool| (0..blocks.len()).filter(move |at| is(&blocks[*at]));
    let mut first: Vec<usize> = places(is_control).take(CONTROLS).collect();
    first.extend(places(|block| matches!(block, Block::Heading(_))).take(1));
    let mut left = text / ENDS;
    for at in places(|block| matches!(block, Block::Context(_))).rev() {
        let Block::Context(rich) = &blocks[at] else { continue };
        let needed = length(&marked(rich));
        if needed > CONTEXT.min(left) {
            break;
        }
        left -= needed;
        first.push(at);
    }
    let rest: Vec<usize> = (0..blocks.len()).filter(|at| !first.contains(at)).collect();
    first.extend(rest);
    first
}
