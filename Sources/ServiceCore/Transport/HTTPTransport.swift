/// The seam to the network: sends one request, returns one complete answer.
///
/// An implementation
/// - never follows redirects: a token request must not travel to another host (identity H.48);
/// - never repeats a request: retry is the pipeline's;
/// - limits the size of what it reads, and verifies certificates;
/// - throws `CancellationError` when the task is cancelled, ``TransportError`` for every other failure.
public protocol HTTPTransport: Sendable {
    /// Sends the request and waits for the whole answer.
    ///
    /// - Parameters:
    ///   - request: What to send.
    ///   - timeout: The longest time from the call to the last byte of the answer.
    /// - Returns: The answer, of any status.
    /// - Throws: ``TransportError`` when there is no complete answer; `CancellationError`.
    func send(_ request: ServiceRequest, timeout: Duration) async throws -> ServiceResponse
}
