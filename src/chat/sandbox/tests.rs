//! Stories about the sandbox.
