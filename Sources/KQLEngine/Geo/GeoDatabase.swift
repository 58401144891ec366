package import Foundation

/// Where addresses are: a file in the format of MaxMind, or a table of networks.
package struct GeoDatabase: Sendable {
    /// Where an address is, as far as it is known.
    package struct Place: Sendable, Hashable {
        package var country = ""
        package var state = ""
        package var city = ""
        package var latitude: Double?
        package var longitude: Double?

        package init() {}

        /// The bag that KQL gives.
        var bag: [UInt8] {
            var members: [String] = []
            for (name, text) in [("country", country), ("state", state), ("city", city)] where !text.isEmpty {
                members.append("\"\(name)\":" + String(decoding: JSONText.quoted(text.utf8), as: UTF8.self))
            }
            for (name, number) in [("latitude", latitude), ("longitude", longitude)] {
                if let number { members.append("\"\(name)\":\(number)") }
            }
            return Array("{\(members.joined(separator: ","))}".utf8)
        }
    }

    private enum Content: Sendable {
        case maxMind(MaxMindFile)
        case table(NetworkTable)
    }

    private let content: Content

    /// Opens a file: MMDB when its name ends so, else lines `network,country,state,city,latitude,longitude`.
    ///
    /// - Throws: ``ExternalFailure`` that names the file and says what is wrong with it.
    package init(file: URL) throws {
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: file))
        } catch {
            throw ExternalFailure("The file \(file.path) cannot be read")
        }
        if file.pathExtension.lowercased() == "mmdb" {
            guard let reader = MaxMindFile(bytes) else {
                throw ExternalFailure("The file \(file.path) is no MMDB database of addresses")
            }
            content = .maxMind(reader)
        } else {
            content = .table(NetworkTable(String(decoding: bytes, as: UTF8.self)))
        }
    }

    /// Makes a database of lines `network,country,state,city,latitude,longitude`; a line of titles is skipped.
    package init(table: String) { content = .table(NetworkTable(table)) }

    func place(of address: IPAddress) -> Place? {
        switch content {
        case .maxMind(let file): file.place(of: address)
        case .table(let table): table.place(of: address)
        }
    }
}
