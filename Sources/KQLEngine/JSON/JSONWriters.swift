/// Writes a JSON array of values that are JSON already.
struct JSONArrayWriter {
    private var output: [UInt8] = [UInt8(ascii: "[")]

    mutating func append(_ value: some Sequence<UInt8>) {
        if output.count > 1 { output.append(UInt8(ascii: ",")) }
        output.append(contentsOf: value)
    }

    consuming func finish() -> [UInt8] {
        output.append(UInt8(ascii: "]"))
        return output
    }
}

/// A bag whose keys are plain texts and whose values are JSON, in order of first appearance.
struct JSONBag {
    private var keys: [[UInt8]] = []
    private var values: [[UInt8]] = []
    private var places: [[UInt8]: Int] = [:]

    /// Sets a value; of equal keys the last one wins, at the place of the first.
    mutating func set(_ key: [UInt8], _ value: [UInt8]) {
        if let place = places[key] {
            values[place] = value
        } else {
            places[key] = keys.count
            keys.append(key)
            values.append(value)
        }
    }

    /// Sets a value where the key has none.
    mutating func setIfAbsent(_ key: [UInt8], _ value: [UInt8]) {
        if places[key] == nil { set(key, value) }
    }

    func finish() -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "{")]
        for (index, key) in keys.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            JSONText.appendString(key, to: &output)
            output.append(UInt8(ascii: ":"))
            output += values[index]
        }
        output.append(UInt8(ascii: "}"))
        return output
    }
}
