/// Brings the bytes of an address that an `externaldata` names: the seam behind which the network stands.
package protocol ExternalFetcher: Sendable {
    /// The bytes of an address as they are stored there, packed or not.
    ///
    /// - Parameters:
    ///   - address: As the query writes it, credentials behind a semicolon removed.
    ///   - maximumBytes: More than so many bytes are a failure.
    /// - Throws: ``ExternalFailure`` that says what went wrong; `CancellationError` when the task is cancelled.
    func fetch(_ address: String, maximumBytes: Int) async throws -> [UInt8]
}

/// Why external data could not be had.
package struct ExternalFailure: Error, Sendable, CustomStringConvertible {
    /// For people: what is wrong, and what to do.
    package var description: String

    package init(_ description: String) { self.description = description }
}

/// Whether queries may read external data.
package enum ExternalPolicy: Sendable, Hashable {
    /// A query that reads any is refused.
    case deny
    /// External tables have their columns and no rows.
    case empty
    /// Addresses of these hosts are read, of any host when there are none.
    case allow(hosts: Set<String>)
}

/// How much external data a query may read.
package struct ExternalLimits: Sendable, Hashable {
    /// Bytes of one address, before and after unpacking.
    package var bytes: Int
    /// Addresses of one query.
    package var addresses: Int
    /// Bytes of all addresses of a query, unpacked.
    package var totalBytes: Int
    /// How long all of it may take.
    package var timeout: Duration

    package init(
        bytes: Int = 100_000_000, addresses: Int = 50, totalBytes: Int = 200_000_000,
        timeout: Duration = .seconds(60)
    ) {
        self.bytes = bytes
        self.addresses = addresses
        self.totalBytes = totalBytes
        self.timeout = timeout
    }
}
