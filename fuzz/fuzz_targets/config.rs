//! Whatever stands in squall.toml is settings or an error in words, and no error tells a secret.
#![no_main]

use libfuzzer_sys::fuzz_target;
use squall::config::Settings;

fuzz_target!(|text: &str| {
    match Settings::parse(text) {
        // What names a file reads it: that is no matter of what is written here.
        Ok(_) if text.contains("file") || text.contains("folder") || text.contains("questions") => {}
        Ok(settings) => {
            let _ = settings.home();
            let _ = settings.rules();
            let _ = settings.plan();
            let _ = settings.retros();
            let _ = settings.severity();
            let _ = settings.source.endpoints();
            let _ = settings.slack.keys();
            let _ = settings.discord.keys();
            let _ = settings.checkpoint.anchor();
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    let secret = "hunter2hunter2";
    let with = format!("{text}\n[http]\ntoken = \"{secret}\"\n");
    if !text.contains("hunter") && let Err(error) = Settings::parse(&with) {
        assert!(!error.to_string().contains(secret), "{error}");
    }
});
