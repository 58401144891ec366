/// What a value's `encode(to:)` sees.
struct WireValueEncoder: Encoder {
    let settings: WireEncoder
    let writer: WireWriter
    let nulls: WireEncoder.Nulls
    /// How many brackets are open around the value.
    let depth: Int
    let codingPath: [any CodingKey]
    /// The members that are written; all when nil.
    var selected: Set<String>?

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        // A value may ask several times, as evidence does for shared and own members: they go into one object.
        if writer.depth <= depth { writer.openObject() }
        return KeyedEncodingContainer(WireKeyedContainer<Key>(encoder: self, depth: depth + 1))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        if writer.depth <= depth { writer.openArray() }
        return WireUnkeyedContainer(encoder: self, depth: depth + 1)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { WireSingleContainer(encoder: self) }

    func number(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, EncodingError.Context(codingPath: codingPath, debugDescription: "JSON has no such number."))
        }
        writer.append(ascii: value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)")
    }

    func write<Value: Encodable>(_ value: Value, at key: (any CodingKey)?) throws {
        try settings.write(value, to: writer, nulls: nulls, path: key.map { codingPath + [$0] } ?? codingPath)
    }
}

struct WireKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: WireValueEncoder
    let depth: Int

    var codingPath: [any CodingKey] { encoder.codingPath }

    /// Whether the member is to be written; its name stands there then.
    private func begin(_ key: Key) -> Bool {
        let name = key.stringValue
        if let selected = encoder.selected, !name.hasPrefix("@"), !selected.contains(name) { return false }
        encoder.writer.beginMember(name, depth: depth)
        return true
    }

    private func absent(_ key: Key) {
        let name = key.stringValue
        guard case .printed = encoder.nulls, !name.hasPrefix("@"), !encoder.settings.relations.contains(name) else {
            return
        }
        encodeNil(forKey: key)
    }

    private func integer(_ value: some BinaryInteger, _ key: Key) {
        guard begin(key) else { return }
        encoder.writer.append(ascii: String(value))
    }

    func encodeNil(forKey key: Key) {
        guard begin(key) else { return }
        encoder.writer.append("null")
    }

    func encode(_ value: Bool, forKey key: Key) {
        guard begin(key) else { return }
        encoder.writer.append(ascii: value ? "true" : "false")
    }

    func encode(_ value: String, forKey key: Key) {
        guard begin(key) else { return }
        encoder.writer.append(text: value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        guard begin(key) else { return }
        try encoder.number(value)
    }

    func encode(_ value: Float, forKey key: Key) throws { try encode(Double(value), forKey: key) }
    func encode(_ value: Int, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int8, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int16, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int32, forKey key: Key) { integer(value, key) }
    func encode(_ value: Int64, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt8, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt16, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt32, forKey key: Key) { integer(value, key) }
    func encode(_ value: UInt64, forKey key: Key) { integer(value, key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        guard begin(key) else { return }
        try encoder.write(value, at: key)
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent(_ value: Int32?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent(_ value: Int64?, forKey key: Key) {
        if let value { encode(value, forKey: key) } else { absent(key) }
    }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
        if let value { try encode(value, forKey: key) } else { absent(key) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        _ = begin(key)
        return nested(key).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        _ = begin(key)
        return nested(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }

    func superEncoder(forKey key: Key) -> any Encoder {
        _ = begin(key)
        return nested(key)
    }

    private func nested(_ key: Key) -> WireValueEncoder {
        WireValueEncoder(
            settings: encoder.settings,
            writer: encoder.writer,
            nulls: encoder.nulls,
            depth: depth,
            codingPath: codingPath + [key]
        )
    }
}

struct WireUnkeyedContainer: UnkeyedEncodingContainer {
    let encoder: WireValueEncoder
    let depth: Int
    var count = 0

    var codingPath: [any CodingKey] { encoder.codingPath }

    private mutating func begin() {
        encoder.writer.beginElement(depth: depth)
        count += 1
    }

    mutating func encodeNil() {
        begin()
        encoder.writer.append("null")
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        begin()
        try encoder.write(value, at: nil)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        nested().container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder { nested() }

    private mutating func nested() -> WireValueEncoder {
        begin()
        return WireValueEncoder(
            settings: encoder.settings,
            writer: encoder.writer,
            nulls: encoder.nulls,
            depth: depth,
            codingPath: codingPath
        )
    }
}

struct WireSingleContainer: SingleValueEncodingContainer {
    let encoder: WireValueEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.writer.append("null") }
    func encode(_ value: Bool) { encoder.writer.append(ascii: value ? "true" : "false") }
    func encode(_ value: String) { encoder.writer.append(text: value) }
    func encode(_ value: Double) throws { try encoder.number(value) }
    func encode(_ value: Float) throws { try encoder.number(Double(value)) }
    func encode(_ value: Int) { integer(value) }
    func encode(_ value: Int8) { integer(value) }
    func encode(_ value: Int16) { integer(value) }
    func encode(_ value: Int32) { integer(value) }
    func encode(_ value: Int64) { integer(value) }
    func encode(_ value: UInt) { integer(value) }
    func encode(_ value: UInt8) { integer(value) }
    func encode(_ value: UInt16) { integer(value) }
    func encode(_ value: UInt32) { integer(value) }
    func encode(_ value: UInt64) { integer(value) }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value, at: nil) }

    private func integer(_ value: some BinaryInteger) { encoder.writer.append(ascii: String(value)) }
}
