//! docs/commands.md.

use std::fmt::Write;

use crate::{Locale, command, help, words};

/// The reference of all commands, in Markdown, in English, with the names in the other languages.
pub fn docs_markdown() -> String {
    let mut page = String::from(
        "# Commands\n\nGenerated from `commands/`; change it there.\n\nType `/crisis` and a command, or mention `@squall` (in Slack \
         threads slash commands do not work).\nEvery name is understood in English, Italian, Bulgarian, Greek and Traditional Chinese.\n",
    );
    for spec in command::all() {
        let Some(help) = help::help_for(&spec.name(), Locale::En) else { continue };
        // Writing to a string can't fail.
        let _ = write!(page, "\n## {}\n\n{}.\n\n```text\n{}\n```\n", spec.name(), help.summary, help.usage.join("\n"));
        if !help.arguments.is_empty() {
            page.push_str("\n| argument | what it is |\n| --- | --- |\n");
        }
        for (name, about) in &help.arguments {
            let _ = writeln!(page, "| `{}` | {} |", cell(name), cell(about));
        }
        let _ = write!(page, "\nExamples:\n\n```text\n{}\n```\n\n", help.examples.join("\n"));
        let also = Locale::ALL.into_iter().skip(1).map(|locale| {
            let names = spec.path.iter().map(|name| words::name(locale, &format!("name-{name}")));
            format!("`{}` ({locale})", names.collect::<Vec<_>>().join(" "))
        });
        let _ = writeln!(page, "Also: {}.", also.collect::<Vec<_>>().join(", "));
    }
    page
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_its_section() {
        let page = docs_markdown();
        for spec in command::all() {
            assert!(page.contains(&format!("\n## {}\n", spec.name())));
        }
        assert!(page.contains("`aggiungi`") || page.contains("`monitor aggiungi` (it)"));
    }

    #[test]
    fn a_table_row_has_two_cells() {
        for row in docs_markdown().lines().filter(|line| line.starts_with('|')) {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 3, "{row}");
        }
    }
}
