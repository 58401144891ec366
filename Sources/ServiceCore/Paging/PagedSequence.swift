/// The elements of a list that the service gives page by page (principle 17).
///
/// A value: it can be iterated again, which asks the service again. Nothing is fetched ahead of need.
public struct PagedSequence<Element: Sendable>: AsyncSequence, Sendable {
    /// Fetches the first page for `nil`, else the page of a token.
    public typealias Fetch = @Sendable (ContinuationToken?) async throws -> Page<Element>

    private let start: ContinuationToken?
    private let fetch: Fetch

    /// Makes a sequence.
    ///
    /// - Parameters:
    ///   - start: A token of an earlier page, to go on there.
    ///   - fetch: What gets one page.
    public init(startingAt start: ContinuationToken? = nil, fetch: @escaping Fetch) {
        self.start = start
        self.fetch = fetch
    }

    /// The same list as a sequence of pages, for their continuation tokens.
    public var pages: Pages { Pages(start: start, fetch: fetch) }

    /// Begins at the start.
    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    /// Goes over elements.
    public struct Iterator: AsyncIteratorProtocol {
        var pages: Pages.Iterator
        var waiting: ArraySlice<Element> = []

        /// Returns the next element and fetches a page when none is at hand.
        ///
        /// - Throws: What the fetch throws; ``APIError`` when the service repeats a continuation.
        public mutating func next() async throws -> Element? {
            while waiting.isEmpty {
                guard let page = try await pages.next() else { return nil }
                waiting = page.elements[...]
            }
            return waiting.removeFirst()
        }
    }

    /// A list as pages.
    public struct Pages: AsyncSequence, Sendable {
        /// One page.
        public typealias Element = Page<PagedSequence.Element>

        let start: ContinuationToken?
        let fetch: Fetch

        /// Begins at the start.
        public func makeAsyncIterator() -> Iterator { Iterator(fetch: fetch, position: .at(start)) }

        /// Goes over pages.
        public struct Iterator: AsyncIteratorProtocol {
            enum Position {
                case at(ContinuationToken?)
                case end
            }

            let fetch: Fetch
            var position: Position
            var last: ContinuationToken?

            /// Fetches the next page.
            ///
            /// A failed fetch leaves the position, so that the call may be repeated.
            ///
            /// - Throws: What the fetch throws; ``APIError`` when the service repeats a continuation.
            public mutating func next() async throws -> Page<PagedSequence.Element>? {
                guard case .at(let token) = position else { return nil }
                try Task.checkCancellation()
                let page = try await fetch(token)
                if let following = page.continuation {
                    guard following != token else {
                        throw APIError(
                            code: .pagingStalled,
                            message: "The service named the same page as the next one; the list would never end.",
                            remedy: "Start again with a narrower filter, for example a later lastUpdateTime."
                        )
                    }
                    position = .at(following)
                } else {
                    position = .end
                }
                return page
            }
        }
    }
}
