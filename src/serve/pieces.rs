//! A streamed body.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// What a sender sends, in order, until the sender is dropped. An error aborts the response.
///
/// The channel of `http-body-util` is not used: it has one channel for pieces and another for errors, polls the first and then
/// the second, and treats the end of the second as the end of the body. A last piece sent from another thread in between is lost.
pub struct Pieces(Receiver<io::Result<Bytes>>);

impl Pieces {
    /// The sender waits while `buffer` pieces are waiting.
    pub fn new(buffer: usize) -> (Sender<io::Result<Bytes>>, Pieces) {
        let (sender, receiver) = channel(buffer);
        (sender, Pieces(receiver))
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::Waker;

    use super::*;

    /// A piece could get lost only by chance, so the body is polled constantly while pieces are sent, many times over.
    #[test]
    fn the_last_piece_of_another_thread_arrives() {
        for attempt in 0..200 {
            let (sender, body) = Pieces::new(2);
            let sends = std::thread::spawn(move || sender.blocking_send(Ok(Bytes::from_static(b"all"))));
            let mut body = pin!(body);
            let mut context = Context::from_waker(Waker::noop());
            let first = loop {
                if let Poll::Ready(first) = body.as_mut().poll_frame(&mut context) {
                    break first;
                }
            };
            assert!(first.is_some(), "attempt {attempt}");
            sends.join().unwrap().unwrap();
        }
    }
}
