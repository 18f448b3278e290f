//! Connections: how many, for how long, and who makes room. Nobody who is slow, many or silent keeps the webhook out.
//!
//! Whoever comes is let in. When all places are taken, the one who has said nothing whole for longest goes; who is being
//! answered stays. Pages, which stay open, have a part of the places and no more.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

use crate::stop::Stop;

/// Connections at once: half of the descriptors that a process commonly has.
const PLACES: usize = 512;
/// Requests of pages at once; the rest is for the webhook, for Slack and for whoever watches over us.
const PAGES: usize = PLACES / 2;
/// The head of a request, and the silence before the next one.
const HEAD_WITHIN: Duration = Duration::from_secs(20);
/// A whole body.
pub(super) const BODY_WITHIN: Duration = Duration::from_secs(30);
/// How long `/readyz` tells that descriptors ran out, after the last time.
const TOLD_FOR: Duration = Duration::from_secs(60);
/// Until another try when the machine gives no connection, and how many make room for it.
const PAUSE: Duration = Duration::from_millis(10);
const LEAVING: usize = 8;

/// The connections of a listener. Cheap to clone; all clones are one.
#[derive(Clone, Default)]
pub struct Doors {
    state: Arc<Mutex<State>>,
    stop: Stop,
}

#[derive(Default)]
struct State {
    /// By number, which grows with time.
    guests: BTreeMap<u64, Guest>,
    next: u64,
    /// When the machine last had no descriptor for us.
    short: Option<Instant>,
}

/// Somebody who is connected.
struct Guest {
    doing: Doing,
    /// Told to go.
    leave: Arc<Notify>,
}

/// What a connection is at, those first who go first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Doing {
    /// It has said nothing whole yet: the head or the body of its request is not all there.
    Saying,
    /// It was answered, and may say more.
    Idle,
    /// It is being answered.
    Answered,
}

/// The body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive within {} seconds", BODY_WITHIN.as_secs())]
pub(super) struct TooSlow;

impl Doors {
    /// Doors that close when it is time to end.
    pub fn until(stop: Stop) -> Self {
        Self { stop, ..Self::default() }
    }

    /// Why nobody should be sent here now, if so.
    pub(super) fn trouble(&self) -> Option<&'static str> {
        if self.stop.is_told() {
            return Some("Squall stops");
        }
        let short = self.state().short?;
        (short.elapsed() < TOLD_FOR)
            .then_some("the machine gave no descriptor for a connection; raise its limit (LimitNOFILE, ulimit -n)")
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets somebody in; when all places are taken somebody else goes. None when everybody else is being answered.
    fn enter(&self) -> Option<Place> {
        let mut state = self.state();
        if state.guests.len() >= PLACES {
            state.make_room();
        }
        if state.guests.len() >= PLACES {
            return None;
        }
        let (number, leave) = (state.next, Arc::new(Notify::new()));
        state.next += 1;
        state.guests.insert(number, Guest { doing: Doing::Saying, leave: Arc::clone(&leave) });
        Some(Place { doors: self.clone(), number, leave })
    }

    /// Who is being answered gets their answer, all others go.
    async fn close(&self) {
        while self.is_anybody_left() {
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Whether somebody is still there; who has said nothing whole is told to go.
    fn is_anybody_left(&self) -> bool {
        let state = self.state();
        let silent = state.guests.values().filter(|guest| guest.doing == Doing::Saying);
        silent.for_each(|guest| guest.leave.notify_one());
        !state.guests.is_empty()
    }

    /// The machine has no descriptor left. It is said when it begins.
    fn falls_short(&self, error: &io::Error) {
        let begins = self.trouble().is_none();
        let mut state = self.state();
        state.short = Some(Instant::now());
        for _ in 0..LEAVING {
            state.make_room();
        }
        drop(state);
        if begins {
            tracing::error!(%error, "no connection can be taken in; raise the limit of descriptors (LimitNOFILE, ulimit -n)");
            metrics::counter!("squall_descriptors_short_total").increment(1);
        }
    }
}

impl State {
    /// Whoever has said nothing whole goes, the oldest first; then who was answered. Those who are being answered stay.
    fn make_room(&mut self) {
        let leaving = self.guests.iter().min_by_key(|(number, guest)| (guest.doing, **number));
        if let Some((number, guest)) = leaving.filter(|(_, guest)| guest.doing != Doing::Answered) {
            guest.leave.notify_one();
            let number = *number;
            self.guests.remove(&number);
            metrics::counter!("squall_connections_dropped_total").increment(1);
        }
    }
}

/// One's place among the connections, until it is dropped.
struct Place {
    doors: Doors,
    number: u64,
    leave: Arc<Notify>,
}

impl Place {
    fn is(&self, doing: Doing) {
        if let Some(guest) = self.doors.state().guests.get_mut(&self.number) {
            guest.doing = doing;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.doors.state().guests.remove(&self.number);
    }
}

/// Back to silence, when the last of the answer is gone.
struct UntilAnswered(Arc<Place>);

impl Drop for UntilAnswered {
    fn drop(&mut self) {
        self.0.is(Doing::Idle);
    }
}

/// Serves until it is time to end.
pub async fn serve(listener: TcpListener, app: Router, doors: Doors) -> anyhow::Result<()> {
    loop {
        let came = tokio::select! {
            came = listener.accept() => came,
            () = doors.stop.told() => break,
        };
        match came {
            Ok((stream, peer)) => {
                if let Some(place) = doors.enter() {
                    tokio::spawn(receive(stream, peer, app.clone(), place));
                }
            }
            // Of the one who came, not ours.
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                doors.falls_short(&error);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    drop(listener);
    doors.close().await;
    Ok(())
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// One connection, from its first word to its last.
async fn receive(stream: TcpStream, peer: SocketAddr, app: Router, place: Place) {
    let place = Arc::new(place);
    let (leave, stop) = (Arc::clone(&place.leave), place.doors.stop.clone());
    let app = TowerToHyperService::new(app);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let place = Arc::clone(&place);
        let answered = app.call(in_time(request.map(Body::new), peer, &place));
        async move {
            let response = answered.await?;
            place.is(Doing::Answered);
            Ok::<_, Infallible>(holding(response, UntilAnswered(place)))
        }
    });
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    let mut served = std::pin::pin!(server.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // What went wrong on a connection is its peer's affair.
        _ = &mut served => return,
        () = leave.notified() => return,
        () = stop.told() => served.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = served => {}
        () = leave.notified() => {}
    }
}

/// The request, with who sent it, whose body ends with an error when it is not there in time.
fn in_time(mut request: Request, peer: SocketAddr, place: &Arc<Place>) -> Request {
    request.extensions_mut().insert(ConnectInfo(peer));
    let until = Instant::now() + BODY_WITHIN;
    place.is(Doing::Saying);
    if request.body().is_end_stream() {
        place.is(Doing::Answered);
        return request;
    }
    let place = Arc::clone(place);
    request.map(|body| {
        let rest = (body.into_data_stream(), place);
        Body::from_stream(stream::unfold(rest, move |(mut chunks, place)| async move {
            let next = match tokio::time::timeout_at(until, chunks.next()).await {
                Ok(Some(chunk)) => Some(chunk.map_err(axum::BoxError::from)),
                Ok(None) => None,
                Err(_) => Some(Err(TooSlow.into())),
            };
            if next.is_none() {
                place.is(Doing::Answered);
            }
            next.map(|chunk| (chunk, (chunks, place)))
        }))
    })
}

/// The answer, with something that is dropped when the last of it is gone.
fn holding(response: Response, held: impl Send + Sync + 'static) -> Response {
    response.map(|body| {
        Body::new(body.map_frame(move |frame| {
            let _held = &held;
            frame
        }))
    })
}

/// Pages get their part of the places and no more.
pub fn pages(router: Router) -> Router {
    router.layer(from_fn_with_state(Arc::new(Semaphore::new(PAGES)), page))
}

async fn page(Shared(seats): Shared<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    match seats.try_acquire_owned() {
        Ok(seat) => holding(next.run(request).await, seat),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "too many pages are open; close one\n").into_response(),
    }
}
