extension Sequence where Element: Sendable {
    /// Transforms every element, at most `width` at a time, and returns the outputs in input order.
    ///
    /// The first failure cancels the transforms that still run, waits for them, and is thrown.
    ///
    /// - Precondition: `width` is at least 1.
    package func concurrentMap<Output: Sendable>(
        width: Int,
        _ transform: @escaping @Sendable (Element) async throws -> Output
    ) async throws -> [Output] {
        precondition(width > 0, "A width below 1 would never start a transform.")
        return try await withThrowingTaskGroup(of: (index: Int, output: Output).self) { group in
            var waiting = enumerated().makeIterator()
            var outputs: [Int: Output] = [:]
            @discardableResult func startNext() -> Bool {
                guard let (index, input) = waiting.next() else { return false }
                group.addTask { (index, try await transform(input)) }
                return true
            }
            for _ in 0..<width { guard startNext() else { break } }
            while let finished = try await group.next() {
                outputs[finished.index] = finished.output
                startNext()
            }
            return outputs.sorted { $0.key < $1.key }.map(\.value)
        }
    }
}
