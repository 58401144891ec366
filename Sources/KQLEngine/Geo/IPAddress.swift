internal import DuckDB
internal import Foundation

/// An address of IPv4 or IPv6 as bytes.
struct IPAddress: Hashable, Sendable {
    /// 4 or 16 bytes in the order of the network.
    let bytes: [UInt8]

    init?(_ text: ByteView) { self.init(String(decoding: text.bytes, as: UTF8.self)) }

    init?(_ text: String) {
        let bare = text.trimmingCharacters(in: .whitespaces)
        var four = in_addr()
        if inet_pton(AF_INET, bare, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, bare, &six) == 1 else { return nil }
        let all = withUnsafeBytes(of: &six) { Array($0) }
        // ::ffff:a.b.c.d is the IPv4 address.
        let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
        bytes = isMapped ? Array(all[12...]) : all
    }

    /// The first bits, the others cleared.
    func prefix(_ length: Int) -> [UInt8] {
        bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, length - index * 8))
            return kept == 8 ? byte : byte & ~(0xFF >> UInt8(kept))
        }
    }

    func bit(_ index: Int) -> Int { Int(bytes[index / 8] >> UInt8(7 - index % 8)) & 1 }
}

/// Networks and their places; the longest that holds an address wins.
struct NetworkTable: Sendable {
    private var places: [Int: [[UInt8]: GeoDatabase.Place]] = [:]
    private var lengths: [Int] = []

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let parts = fields[0].split(separator: "/").map(String.init)
            guard let address = parts.first.flatMap({ IPAddress($0) }) else { continue }
            let length = parts.count > 1 ? Int(parts[1]) ?? -1 : address.bytes.count * 8
            guard (0...address.bytes.count * 8).contains(length) else { continue }
            var place = GeoDatabase.Place()
            func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
            place.country = field(1)
            place.state = field(2)
            place.city = field(3)
            place.latitude = Double(field(4))
            place.longitude = Double(field(5))
            places[length, default: [:]][address.prefix(length)] = place
        }
        lengths = places.keys.sorted(by: >)
    }

    func place(of address: IPAddress) -> GeoDatabase.Place? {
        for length in lengths where length <= address.bytes.count * 8 {
            if let place = places[length]?[address.prefix(length)] { return place }
        }
        return nil
    }
}
