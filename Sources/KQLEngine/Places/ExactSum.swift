internal import Foundation

/// A sum of numbers that loses no digit, for signs that must be right; Shewchuk, "Adaptive precision floating-point
/// arithmetic", 1997, §2.
struct ExactSum {
    /// Parts that do not overlap, the smallest first.
    private var parts: [Double] = []

    /// The sign of the sum: -1, 0 or 1.
    var sign: Int {
        for part in parts.reversed() where part != 0 { return part < 0 ? -1 : 1 }
        return 0
    }

    mutating func add(_ value: Double) {
        var carry = value
        var grown: [Double] = []
        grown.reserveCapacity(parts.count + 1)
        for part in parts {
            let sum = carry + part
            let shift = sum - carry
            let rest = (carry - (sum - shift)) + (part - shift)
            if rest != 0 { grown.append(rest) }
            carry = sum
        }
        grown.append(carry)
        parts = grown
    }

    mutating func add(_ a: Double, times b: Double) {
        let product = a * b
        add((-product).addingProduct(a, b))
        add(product)
    }

    mutating func add(_ a: Double, times b: Double, times c: Double) {
        let product = a * b
        add((-product).addingProduct(a, b), times: c)
        add(product, times: c)
    }

    /// The sign of `a * d - b * c`.
    static func sign(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Int {
        var sum = ExactSum()
        sum.add(a, times: d)
        sum.add(-b, times: c)
        return sum.sign
    }

    /// The sign of the determinant of three vectors.
    static func sign(_ a: SpherePoint, _ b: SpherePoint, _ c: SpherePoint) -> Int {
        var sum = ExactSum()
        sum.add(a.x, times: b.y, times: c.z)
        sum.add(-a.x, times: b.z, times: c.y)
        sum.add(a.y, times: b.z, times: c.x)
        sum.add(-a.y, times: b.x, times: c.z)
        sum.add(a.z, times: b.x, times: c.y)
        sum.add(-a.z, times: b.y, times: c.x)
        return sum.sign
    }
}
