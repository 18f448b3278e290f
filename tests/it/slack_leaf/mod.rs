//! Slack's leaf against a few lines that answer like Slack: what is on the wire, when, and what is not lost.

mod http;
mod line;
mod stub;
mod web;
