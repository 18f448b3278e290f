//! How often a story is told, and where.

/// Tells every story on every platform and on each engine, in three runs; `scripts/test --all` tells the other three too.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        crate::world::told!(on_sandbox_sqlite, Sandbox, Sqlite, [], $($story),+);
        crate::world::told!(on_slack_postgres, Slack, Postgres, [], $($story),+);
        crate::world::told!(on_discord_sqlite, Discord, Sqlite, [], $($story),+);
        crate::world::told!(on_sandbox_postgres, Sandbox, Postgres, [ignore = "scripts/test --all"], $($story),+);
        crate::world::told!(on_slack_sqlite, Slack, Sqlite, [ignore = "scripts/test --all"], $($story),+);
        crate::world::told!(on_discord_postgres, Discord, Postgres, [ignore = "scripts/test --all"], $($story),+);
    };
}
pub(crate) use stories;

/// Tells them on one of each.
macro_rules! told {
    ($module:ident, $platform:ident, $engine:ident, $when:tt, $($story:ident),+) => {
        mod $module {
            $(crate::world::told!(@one $platform, $engine, $when, $story);)+
        }
    };
    (@one $platform:ident, $engine:ident, [$($when:meta)?], $story:ident) => {
        $(#[$when])?
        #[tokio::test]
        async fn $story() {
            use crate::world::{Engine, Platform, World};
            let Some(mut world) = World::begins(Platform::$platform, Engine::$engine).await else { return };
            super::$story(&mut world).await;
            world.end().await;
        }
    };
}
pub(crate) use told;
