//! Stories and exams, over the library as its users see it.

mod contract;
mod sandbox;
