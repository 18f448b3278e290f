// Writes what was rendered as TypeScript, so that tsc holds every literal against Slack's types: a field that the types
// do not know, or a value of another kind, is an error. Equal shapes are written once.
import { readFileSync, writeFileSync } from "node:fs";

const out = process.argv[2];
const lines = (name) => readFileSync(`${out}/${name}`, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const once = (values) => [...new Set(values.map((value) => JSON.stringify(value)))];

const messages = lines("messages.json");
const views = once(lines("modals.json").map((line) => line.view));
const homes = once(lines("homes.json").map((line) => line.view));
const blocks = once(messages.flatMap((line) => line.blocks));
if (messages.length < 100 || views.length < 5 || homes.length < 100) throw new Error("too little was rendered");

const source = [
  'import type { HomeView, KnownBlock, ModalView } from "@slack/types";',
  ...blocks.map((block, at) => `export const block${at}: KnownBlock = ${block};`),
  ...views.map((view, at) => `export const view${at}: ModalView = ${view};`),
  ...homes.map((view, at) => `export const home${at}: HomeView = ${view};`),
];
writeFileSync(`${out}/js/rendered.ts`, source.join("\n") + "\n");
console.log(`slack_blocks: ${blocks.length} blocks and ${views.length} modals and ${homes.length} pages for tsc`);
