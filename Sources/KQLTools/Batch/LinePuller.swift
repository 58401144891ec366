internal import Dispatch
package import Foundation
internal import Synchronization

/// Reads a stream line by line as somebody asks for it, so that a program at the other end gets its answers while it
/// still writes.
package final class LinePuller: Sendable {
    private struct State {
        let handle: FileHandle
        var buffer: [UInt8] = []
        var start = 0
        var isAtEnd = false
    }

    private let state: Mutex<State>
    // Reading blocks the thread; Swift's own threads must not be blocked.
    private let queue = DispatchQueue(label: "sallyport.lines")

    /// A line longer than this ends the reading.
    private static let longestLine = 64 << 20

    package init(_ handle: FileHandle) { state = Mutex(State(handle: handle)) }

    /// The next line without its end; `nil` at the end of the stream.
    ///
    /// - Throws: ``ToolError`` for a line that is too long, or a stream that cannot be read.
    package func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.state.withLock { try Self.next(&$0) } }) }
        }
    }

    /// Whatever the stream has next, at least one byte; `nil` at its end.
    package func bytes() async throws -> [UInt8]? {
        try Task.checkCancellation()
        return await withCheckedContinuation { continuation in
            queue.async {
                let piece = self.state.withLock { $0.handle.availableData }
                continuation.resume(returning: piece.isEmpty ? nil : Array(piece))
            }
        }
    }

    private static func next(_ state: inout State) throws -> [UInt8]? {
        var searched = state.start
        while true {
            if let end = state.buffer[searched...].firstIndex(of: 0x0A) {
                defer { state.start = end + 1 }
                return trimmed(state.buffer[state.start..<end])
            }
            if state.isAtEnd {
                guard state.start < state.buffer.count else { return nil }
                defer { state.start = state.buffer.count }
                return trimmed(state.buffer[state.start...])
            }
            state.buffer.removeSubrange(..<state.start)
            state.start = 0
            searched = state.buffer.count
            guard searched < longestLine else {
                throw ToolError("cannot read the input", why: "a line is longer than \(longestLine >> 20) MB")
            }
            // Not `read(upToCount:)`, which waits until so much is there.
            let piece = state.handle.availableData
            if piece.isEmpty { state.isAtEnd = true }
            state.buffer.append(contentsOf: piece)
        }
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var line = line
        if line.last == 0x0D { line = line.dropLast() }
        if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
        return Array(line)
    }
}
