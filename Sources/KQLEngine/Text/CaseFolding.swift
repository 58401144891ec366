/// Simple case folding: one scalar to one scalar, as KQL's case-insensitive operators compare (kql.md §6).
///
/// Folding maps every scalar of a case class to one member of the class. It is derived from the upper- and
/// lower-case mappings of the Swift runtime's Unicode data; mappings to more than one scalar are full folding
/// and are left out, and so is the dotless i, which simple folding keeps apart.
enum CaseFolding {
    /// Scalars from here on have no case.
    static let limit: UInt32 = 0x1E944

    private static let table: [UInt32] = {
        var table = [UInt32](unsafeUninitializedCapacity: Int(limit)) { buffer, count in
            for index in 0..<Int(limit) { buffer[index] = UInt32(index) }
            count = Int(limit)
        }
        for value in 0..<limit {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let properties = scalar.properties
            guard properties.changesWhenCaseMapped, value != 0x131 else { continue }
            let upper = single(properties.uppercaseMapping) ?? scalar
            table[Int(value)] = (single(upper.properties.lowercaseMapping) ?? upper).value
        }
        return table
    }()

    private static func single(_ mapping: String) -> Unicode.Scalar? {
        let scalars = mapping.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return nil }
        return first
    }

    /// The folded form of a scalar value.
    @inline(__always)
    static func fold(_ scalar: UInt32) -> UInt32 {
        if scalar < 0x80 { return UInt32(foldASCII(UInt8(truncatingIfNeeded: scalar))) }
        return scalar < limit ? table[Int(scalar)] : scalar
    }

    /// The folded form of an ASCII byte; other bytes are returned as they are.
    @inline(__always)
    static func foldASCII(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
