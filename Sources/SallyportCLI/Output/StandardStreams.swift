import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The standard output and standard error of this process.
final class StandardStreams: OutputStreams {
    /// Keeps lines of concurrent writers whole.
    private let turn = Mutex(())

    func writeData(_ bytes: [UInt8]) throws {
        try turn.withLock { _ in
            guard Self.write(bytes, to: STDOUT_FILENO) else { throw OutputClosed() }
        }
    }

    func writeTalk(_ text: String) {
        turn.withLock { _ in _ = Self.write(Array(text.utf8), to: STDERR_FILENO) }
    }

    /// Writes all bytes; `false` when the stream takes no more.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { buffer in
                #if canImport(Glibc)
                Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }
}
