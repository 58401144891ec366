/// Reads a database in the MaxMind DB format, version 2: a binary tree over the bits of addresses, and data behind it.
struct MaxMindFile: Sendable {
    private indirect enum Value {
        case map([String: Value])
        case array([Value])
        case text(String)
        case number(Double)
        case other
    }

    private let bytes: [UInt8]
    private let nodeCount: Int
    private let recordSize: Int
    private let isVersion6: Bool
    private let dataStart: Int

    init?(_ bytes: [UInt8]) {
        let marker = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
        // The metadata are within the last 128 KiB.
        var start = bytes.count - marker.count
        let lowest = max(0, bytes.count - (128 << 10))
        while start >= lowest, !bytes[start...].starts(with: marker) { start -= 1 }
        guard start >= lowest, start >= 0 else { return nil }
        var position = start + marker.count
        let head = MaxMindFile(bytes: bytes, nodeCount: 0, recordSize: 0, isVersion6: false, dataStart: position)
        guard case .map(let metadata)? = head.value(at: &position, depth: 0),
            case .number(let nodes)? = metadata["node_count"], case .number(let size)? = metadata["record_size"],
            case .number(let version)? = metadata["ip_version"], [24, 28, 32].contains(Int(size)), nodes >= 0,
            nodes < 1e9
        else { return nil }
        let treeSize = Int(nodes) * Int(size) / 4
        guard treeSize + 16 <= start else { return nil }
        self.init(
            bytes: bytes, nodeCount: Int(nodes), recordSize: Int(size), isVersion6: version == 6,
            dataStart: treeSize + 16)
    }

    private init(bytes: [UInt8], nodeCount: Int, recordSize: Int, isVersion6: Bool, dataStart: Int) {
        self.bytes = bytes
        self.nodeCount = nodeCount
        self.recordSize = recordSize
        self.isVersion6 = isVersion6
        self.dataStart = dataStart
    }

    func place(of address: IPAddress) -> GeoDatabase.Place? {
        guard isVersion6 || address.bytes.count == 4 else { return nil }
        var node = 0
        if isVersion6, address.bytes.count == 4 {
            // IPv4 addresses stand below ::/96.
            for _ in 0..<96 where node < nodeCount { node = record(node, 0) }
        }
        for index in 0..<address.bytes.count * 8 where node < nodeCount { node = record(node, address.bit(index)) }
        guard node > nodeCount else { return nil }
        var position = node - nodeCount - 16 + dataStart
        guard case .map(let map)? = value(at: &position, depth: 0) else { return nil }
        return place(map)
    }

    private func place(_ map: [String: Value]) -> GeoDatabase.Place {
        func member(_ value: Value?, _ name: String) -> Value? {
            if case .map(let map)? = value { map[name] } else { nil }
        }
        func text(_ value: Value?) -> String {
            if case .text(let text)? = member(member(value, "names"), "en") { text } else { "" }
        }
        func number(_ value: Value?) -> Double? {
            if case .number(let number)? = value { number } else { nil }
        }
        var result = GeoDatabase.Place()
        result.country = text(map["country"])
        result.city = text(map["city"])
        if case .array(let parts)? = map["subdivisions"] { result.state = text(parts.first) }
        result.latitude = number(member(map["location"], "latitude"))
        result.longitude = number(member(map["location"], "longitude"))
        return result
    }

    private func record(_ node: Int, _ side: Int) -> Int {
        let start = node * recordSize / 4
        guard start + recordSize / 4 <= bytes.count else { return nodeCount }
        func number(_ at: Int, _ count: Int) -> Int { (0..<count).reduce(0) { $0 << 8 | Int(bytes[at + $1]) } }
        switch recordSize {
        case 24: return number(start + side * 3, 3)
        case 32: return number(start + side * 4, 4)
        default:
            let middle = Int(bytes[start + 3])
            return side == 0 ? (middle >> 4) << 24 | number(start, 3) : (middle & 15) << 24 | number(start + 4, 3)
        }
    }

    // MARK: Data

    private func value(at position: inout Int, depth: Int) -> Value? {
        guard depth < 32, position >= 0, position < bytes.count else { return nil }
        let control = Int(bytes[position])
        position += 1
        var type = control >> 5
        if type == 1 { return pointer(control, &position, depth) }
        if type == 0 {
            guard position < bytes.count else { return nil }
            type = 7 + Int(bytes[position])
            position += 1
        }
        guard let size = size(control & 31, &position) else { return nil }
        switch type {
        case 7: return map(size, &position, depth)
        case 11:
            var elements: [Value] = []
            for _ in 0..<size {
                guard let element = value(at: &position, depth: depth + 1) else { return nil }
                elements.append(element)
            }
            return .array(elements)
        case 14: return .other
        default: break
        }
        guard position + size <= bytes.count else { return nil }
        let content = bytes[position..<position + size]
        position += size
        let whole = content.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch type {
        case 2: return .text(String(decoding: content, as: UTF8.self))
        case 3 where size == 8: return .number(Double(bitPattern: whole))
        case 15 where size == 4: return .number(Double(Float(bitPattern: UInt32(whole))))
        case 5, 6, 9: return .number(Double(whole))
        case 8: return .number(Double(Int32(truncatingIfNeeded: whole)))
        default: return .other
        }
    }

    private func size(_ bits: Int, _ position: inout Int) -> Int? {
        guard bits >= 29 else { return bits }
        let count = bits - 28
        guard position + count <= bytes.count else { return nil }
        let number = (0..<count).reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
        position += count
        return number + [29, 285, 65_821][count - 1]
    }

    private func map(_ size: Int, _ position: inout Int, _ depth: Int) -> Value? {
        var result: [String: Value] = [:]
        for _ in 0..<size {
            guard case .text(let key)? = value(at: &position, depth: depth + 1),
                let element = value(at: &position, depth: depth + 1)
            else { return nil }
            result[key] = element
        }
        return .map(result)
    }

    private func pointer(_ control: Int, _ position: inout Int, _ depth: Int) -> Value? {
        let count = (control >> 3 & 3) + 1
        guard position + count <= bytes.count else { return nil }
        let number = (0..<count).reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
        position += count
        let low = control & 7
        var target: Int
        switch count {
        case 1: target = low << 8 | number
        case 2: target = (low << 16 | number) + 2048
        case 3: target = (low << 24 | number) + 526_336
        default: target = number
        }
        target += dataStart
        return value(at: &target, depth: depth + 1)
    }
}
