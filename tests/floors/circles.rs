//! Circles between files: two that name each other can't be read one after the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::none;
use crate::source::Source;

/// The circles that may stay, by their files, and why.
const CIRCLES: [(&[&str], &str); 3] = [
    (&["post/chart/event", "post/chart/volume"], "the frame of a chart and what is drawn into it"),
    (&["watch/parse", "watch/query"], "a query and its parser"),
    (&["courier/delivery", "courier/thread"], "an errand, and the thread that it needs opened first"),
];

type Module = Vec<String>;

/// The module that a file is: `src/incident/voice.rs` is `incident::voice`.
fn module_of(path: &str, root: &str) -> Module {
    let path = path.strip_prefix(root).and_then(|path| path.strip_suffix(".rs")).unwrap_or(path);
    let mut names: Module = path.split('/').map(str::to_owned).collect();
    if names.last().is_some_and(|name| ["mod", "lib", "main"].contains(&name.as_str())) {
        names.pop();
    }
    names
}

/// The file whose module a path reaches: the longest known beginning of it.
fn reached(path: &[String], modules: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Module> {
    (1..=path.len()).rev().map(|length| path[..length].to_vec()).find(|module| modules.contains_key(module))
}

/// Which files each file names. What a file holds within it, and what holds it, is one thing with it.
fn graph(root: &str) -> BTreeMap<Module, BTreeSet<Module>> {
    let files = Source::all(root.trim_end_matches('/'));
    let own: Vec<(Module, &Source)> = files.iter().map(|file| (module_of(&file.path, root), file)).collect();
    let mut graph: BTreeMap<Module, BTreeSet<Module>> = own
        .iter()
        .filter(|(module, _)| !module.is_empty())
        .map(|(module, _)| (module.clone(), BTreeSet::new()))
        .collect();
    let known = graph.clone();
    for (module, file) in own.iter().filter(|(module, _)| !module.is_empty()) {
        let absolute = file.paths("crate").into_iter().map(|used| used.names);
        let relative = file.paths("super").into_iter().map(|used| {
            let up = used.names.iter().take_while(|name| *name == "super").count() + 1;
            let base = &module[..module.len().saturating_sub(up)];
            [base, &used.names[up - 1..]].concat()
        });
        let within = |other: &Module| other.starts_with(module) || module.starts_with(other);
        let named = absolute.chain(relative).filter_map(|path| reached(&path, &known)).filter(|other| !within(other));
        graph.entry(module.clone()).or_default().extend(named.collect::<Vec<_>>());
    }
    graph
}

/// What can be reached from each file.
fn reach(graph: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<BTreeSet<usize>> {
    let number: BTreeMap<&Module, usize> = graph.keys().enumerate().map(|(number, module)| (module, number)).collect();
    let next: Vec<Vec<usize>> = graph.values().map(|named| named.iter().map(|other| number[other]).collect()).collect();
    let from = |start: usize| {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![start]);
        while let Some(here) = waiting.pop() {
            waiting.extend(next[here].iter().filter(|other| seen.insert(**other)));
        }
        seen
    };
    (0..next.len()).map(from).collect()
}

fn circles(root: &str) -> BTreeSet<Vec<String>> {
    let graph = graph(root);
    let reach = reach(&graph);
    let name: Vec<String> = graph.keys().map(|module| module.join("/")).collect();
    let circle_of = |file: usize| {
        let both = reach[file].iter().filter(|other| reach[**other].contains(&file));
        both.map(|other| name[*other].clone()).collect()
    };
    (0..name.len()).filter(|file| reach[*file].contains(file)).map(circle_of).collect()
}

#[test]
fn files_stand_in_no_circle() {
    let known = |circle: &Vec<String>| {
        CIRCLES.iter().any(|(files, _)| {
            files.len() == circle.len() && files.iter().all(|file| circle.iter().any(|of| of == file))
        })
    };
    let found = ["src/", "commands/src/"].into_iter().flat_map(circles);
    let wrong: Vec<String> = found.filter(|circle| !known(circle)).map(|circle| circle.join(" - ")).collect();
    none(&wrong, "no circle between files but those of CIRCLES in tests/floors/circles.rs");
}
