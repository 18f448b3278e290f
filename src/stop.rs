//! The process is told to end: who takes things in takes no more, and finishes what it has.

use tokio::sync::watch;

/// Tells everybody who waits for it.
#[derive(Debug)]
pub struct Stopper(watch::Sender<bool>);

/// Waits for the end.
#[derive(Clone, Debug, Default)]
pub struct Stop(Option<watch::Receiver<bool>>);

impl Stopper {
    pub fn new() -> (Self, Stop) {
        let (stopper, stop) = watch::channel(false);
        (Self(stopper), Stop(Some(stop)))
    }

    /// It is time to end.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }
}

impl Stop {
    /// Nobody ever says so: what runs is let go as it is.
    pub fn never() -> Self {
        Self::default()
    }

    /// Waits until it is time to end. A stopper that is gone says nothing more.
    pub async fn told(&self) {
        if let Some(stop) = &self.0
            && stop.clone().wait_for(|told| *told).await.is_ok()
        {
            return;
        }
        std::future::pending().await
    }

    /// Whether it is time to end.
    pub fn is_told(&self) -> bool {
        self.0.as_ref().is_some_and(|stop| *stop.borrow())
    }
}
