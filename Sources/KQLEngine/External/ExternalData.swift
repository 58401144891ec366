internal import Foundation
package import KQL

/// Reads what the `externaldata` of queries name, as far as a policy allows.
package struct ExternalData: Sendable {
    package var policy: ExternalPolicy
    package var limits: ExternalLimits
    /// How whoever runs queries here allows what is denied: a sentence.
    package var allowance: String
    /// Reads Parquet files; without one they are refused. Whoever opens an engine sets it.
    package var parquet: ParquetDecoder?
    /// What was read lately; without one every query reads anew. Whoever opens an engine sets it.
    package var cache: ExternalCache?
    private let fetcher: (any ExternalFetcher)?
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - fetcher: Brings bytes; without one nothing can be allowed.
    ///   - allowance: How whoever runs queries here allows what is denied: a sentence for errors.
    ///   - clock: Measures the time-out.
    package init(
        policy: ExternalPolicy = .deny, limits: ExternalLimits = ExternalLimits(),
        fetcher: (any ExternalFetcher)? = nil,
        allowance: String =
            "Allow it with --external allow or --external-host HOST, or let such tables be empty with --external empty.",
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.policy = policy
        self.limits = limits
        self.fetcher = fetcher
        self.allowance = allowance
        self.clock = clock
    }

    /// The relations of a query's external sources.
    ///
    /// - Throws: ``HuntingError`` of the category semantic that names the address and says what to do.
    package func relations(of sources: [ExternalSource]) async throws -> [EngineRelation] {
        switch policy {
        case .empty: return sources.map { EngineRelation(table: $0.relation, segments: []) }
        case .deny:
            guard let first = sources.first else { return [] }
            let host = first.addresses.first.map(Self.host) ?? ""
            throw Self.error(
                "ExternalDataDenied",
                "The query reads external data\(host.isEmpty ? "" : " of the host '\(host)'"), which is not allowed "
                    + "here. \(allowance)",
                first)
        case .allow(let hosts):
            guard !sources.isEmpty else { return [] }
            return try await withinTime(sources) { try await read(sources, hosts: hosts) }
        }
    }

    private func withinTime(
        _ sources: [ExternalSource], _ body: @escaping @Sendable () async throws -> [EngineRelation]
    ) async throws -> [EngineRelation] {
        try await withThrowingTaskGroup(of: [EngineRelation]?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await clock.sleep(for: limits.timeout)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let relations = first else {
                throw Self.error(
                    "ExternalDataTimeout", "External data did not come within \(limits.timeout.components.seconds) s.",
                    sources[0])
            }
            return relations
        }
    }

    private func read(_ sources: [ExternalSource], hosts: Set<String>) async throws -> [EngineRelation] {
        guard sources.reduce(0, { $0 + $1.addresses.count }) <= limits.addresses else {
            throw Self.error(
                "ExternalDataSize", "The query reads more than \(limits.addresses) addresses of external data.",
                sources[0])
        }
        var relations: [EngineRelation] = []
        var total = 0
        for source in sources {
            guard let format = ExternalFormat(source.format) else {
                throw Self.error(
                    "ExternalDataFormat",
                    "The format '\(source.format)' of external data is not supported; the formats are "
                        + "\(ExternalFormat.names.joined(separator: ", ")).", source)
            }
            var reader = ExternalReader(source: source, format: format, parquet: parquet, limit: limits.bytes)
            for address in source.addresses {
                let bytes = try await bytes(of: address, source, hosts: hosts)
                do throws(ExternalFailure) {
                    for file in try Unpacking.files(in: bytes, limit: limits.bytes) {
                        total += file.count
                        guard total <= limits.totalBytes else {
                            throw ExternalFailure(
                                "the query reads more than \(limits.totalBytes / 1_000_000) MB in all")
                        }
                        try reader.read(file)
                    }
                } catch {
                    throw Self.error(
                        "ExternalDataFailed",
                        "External data of \(source.shown(address)) could not be read: \(error.description).", source)
                }
            }
            relations.append(EngineRelation(table: source.relation, segments: [], batches: reader.finish()))
        }
        return relations
    }

    private func bytes(of address: String, _ source: ExternalSource, hosts: Set<String>) async throws -> [UInt8] {
        let host = Self.host(of: address)
        guard hosts.isEmpty || hosts.contains(host) else {
            throw Self.error(
                "ExternalDataDenied",
                "External data of the host '\(host)' is not allowed; the allowed hosts are "
                    + "\(hosts.sorted().joined(separator: ", ")). \(allowance)", source)
        }
        guard let fetcher else {
            throw Self.error("ExternalDataDenied", "External data is allowed, but nothing here can read it.", source)
        }
        if let bytes = cache?.bytes(of: address) { return bytes }
        let bare = address.split(separator: ";", omittingEmptySubsequences: false).first.map(String.init) ?? address
        do {
            let bytes = try await fetcher.fetch(bare, maximumBytes: limits.bytes)
            guard bytes.count <= limits.bytes else {
                throw ExternalFailure("it is larger than \(limits.bytes / 1_000_000) MB")
            }
            cache?.keep(bytes, of: address)
            return bytes
        } catch let failure as ExternalFailure {
            throw Self.error(
                "ExternalDataFailed",
                "External data of \(source.shown(address)) could not be read: \(failure.description).", source)
        }
    }

    /// The host of an address in lower case; empty where it names none.
    static func host(of address: String) -> String {
        guard let scheme = address.range(of: "://") else { return "" }
        let rest = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ";" }
        let host = rest.split(separator: "@").last.map(String.init) ?? String(rest)
        return (host.split(separator: ":").first.map(String.init) ?? host).lowercased()
    }

    private static func error(_ code: String, _ message: String, _ source: ExternalSource) -> HuntingError {
        HuntingError(.semantic, code: code, message: message, span: source.span)
    }
}

extension ExternalSource {
    /// An address as errors name it: without what may be a secret, which stands in a query, before an `@` or behind a
    /// semicolon; of one whose author marked it as secret the host alone.
    fileprivate func shown(_ address: String) -> String {
        let host = ExternalData.host(of: address)
        guard !isObfuscated, let scheme = address.range(of: "://"),
            let slash = address[scheme.upperBound...].firstIndex(of: "/")
        else { return host.isEmpty ? "an address" : "the host '\(host)'" }
        return address[..<scheme.upperBound] + host + address[slash...].prefix { !"?#;".contains($0) }
    }
}
