/// Cells of longitude and latitude, halved in turn, as letters of 32.
struct Geohash {
    private static let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)
    static let longest = 18

    /// Longitude and latitude of the cell as counts of its own size from the south-west corner of the world.
    private var column: UInt64
    private var row: UInt64
    private let length: Int

    /// How many bits the longitude and the latitude have.
    private var widths: (longitude: Int, latitude: Int) { ((5 * length + 1) / 2, 5 * length / 2) }

    private init(column: UInt64, row: UInt64, length: Int) {
        self.column = column
        self.row = row
        self.length = length
    }

    /// The cell that holds a point; nil for what is no point or length.
    init?(longitude: Double, latitude: Double, length: Int) {
        guard (1...Self.longest).contains(length), SpherePoint(longitude: longitude, latitude: latitude) != nil else {
            return nil
        }
        self.init(column: 0, row: 0, length: length)
        func count(_ part: Double, _ bits: Int) -> UInt64 {
            let size = Double(UInt64(1) << UInt64(bits))
            return UInt64(min((part * size).rounded(.down), size - 1))
        }
        column = count((longitude + 180) / 360, widths.longitude)
        row = count((latitude + 90) / 180, widths.latitude)
    }

    /// The cell that a text names; nil for anything else.
    init?(_ text: [UInt8]) {
        guard (1...Self.longest).contains(text.count) else { return nil }
        self.init(column: 0, row: 0, length: text.count)
        var isLongitude = true
        for byte in text {
            let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
            guard let value = Self.alphabet.firstIndex(of: lower) else { return nil }
            for bit in (0..<5).reversed() {
                let digit = UInt64(value >> bit & 1)
                if isLongitude { column = column << 1 | digit } else { row = row << 1 | digit }
                isLongitude.toggle()
            }
        }
    }

    var text: [UInt8] {
        var output: [UInt8] = []
        var left = (longitude: widths.longitude, latitude: widths.latitude)
        var isLongitude = true
        for _ in 0..<length {
            var value = 0
            for _ in 0..<5 {
                if isLongitude { left.longitude -= 1 } else { left.latitude -= 1 }
                let digit = isLongitude ? column >> UInt64(left.longitude) & 1 : row >> UInt64(left.latitude) & 1
                value = value << 1 | Int(digit)
                isLongitude.toggle()
            }
            output.append(Self.alphabet[value])
        }
        return output
    }

    private var size: (longitude: Double, latitude: Double) {
        (
            360 / Double(UInt64(1) << UInt64(widths.longitude)), 180 / Double(UInt64(1) << UInt64(widths.latitude))
        )
    }

    private func corner(_ east: Double, _ north: Double) -> (longitude: Double, latitude: Double) {
        ((Double(column) + east) * size.longitude - 180, (Double(row) + north) * size.latitude - 90)
    }

    var center: (longitude: Double, latitude: Double) { corner(0.5, 0.5) }

    /// The corners from the south-west one counterclockwise, and that one again.
    var ring: [(longitude: Double, latitude: Double)] {
        [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)]
    }

    /// The cells around, clockwise from the north-west.
    var neighbors: [[UInt8]] {
        let offsets: [(Int64, Int64)] = [(-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0)]
        return offsets.compactMap { offset -> [UInt8]? in
            let rows = UInt64(1) << UInt64(widths.latitude)
            let columns = UInt64(1) << UInt64(widths.longitude)
            let neighborRow = Int64(row) + offset.1
            guard neighborRow >= 0, neighborRow < Int64(rows) else { return nil }
            let neighborColumn = UInt64(bitPattern: Int64(column) + offset.0) & (columns - 1)
            return Geohash(column: neighborColumn, row: UInt64(neighborRow), length: length).text
        }
    }
}
