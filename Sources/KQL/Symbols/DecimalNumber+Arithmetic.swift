extension DecimalNumber: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        let difference = left - right
        return difference.isNegative
    }

    package static prefix func - (value: Self) -> Self {
        DecimalNumber(isNegative: !value.isNegative, digits: value.digits, exponent: value.exponent)
    }

    package var magnitude: Self { isNegative ? -self : self }

    package static func + (left: Self, right: Self) -> Self {
        if left.isZero { return right }
        if right.isZero { return left }
        // A number far below the other's last digit only tells how to round.
        if left.exponent - right.leadingExponent > precision + 2 { return left }
        if right.exponent - left.leadingExponent > precision + 2 { return right }
        let exponent = min(left.exponent, right.exponent)
        let a = left.aligned(to: exponent)
        let b = right.aligned(to: exponent)
        if left.isNegative == right.isNegative {
            return Self(isNegative: left.isNegative, digits: sum(a, b), exponent: exponent)
        }
        return isBelow(a, b)
            ? Self(isNegative: right.isNegative, digits: difference(b, a), exponent: exponent)
            : Self(isNegative: left.isNegative, digits: difference(a, b), exponent: exponent)
    }

    package static func - (left: Self, right: Self) -> Self { left + -right }

    package static func * (left: Self, right: Self) -> Self {
        var product = [Int](repeating: 0, count: left.digits.count + right.digits.count)
        for (i, a) in left.digits.enumerated() {
            for (j, b) in right.digits.enumerated() { product[i + j + 1] += Int(a) * Int(b) }
        }
        for index in product.indices.reversed() where index > 0 {
            product[index - 1] += product[index] / 10
            product[index] %= 10
        }
        return Self(
            isNegative: left.isNegative != right.isNegative,
            digits: product.map { UInt8($0) },
            exponent: left.exponent + right.exponent
        )
    }

    /// The quotient; `nil` by zero.
    package func divided(by divisor: Self) -> Self? {
        guard !divisor.isZero else { return nil }
        if isZero { return .zero }
        // So many digits that rounding to the precision sees at least one more.
        let wanted = Self.precision + 2 + divisor.digits.count
        let (quotient, remainder) = Self.divide(
            digits + [UInt8](repeating: 0, count: wanted),
            by: divisor.digits
        )
        return Self(
            isNegative: isNegative != divisor.isNegative,
            digits: quotient,
            exponent: exponent - wanted - divisor.exponent,
            hasMore: remainder.contains { $0 != 0 }
        )
    }

    /// The greatest whole number that is not above the number.
    package var floor: Self {
        let whole = truncated
        return isNegative && whole != self ? whole - Self(1) : whole
    }

    package var ceiling: Self { -(-self).floor }

    /// The number without its fraction.
    package var truncated: Self {
        guard exponent < 0 else { return self }
        let count = digits.count + exponent
        return count <= 0 ? .zero : Self(isNegative: isNegative, digits: Array(digits[..<count]), exponent: 0)
    }

    /// The remainder r with 0 ≤ r < |divisor|; `nil` by zero.
    package func modulo(_ divisor: Self) -> Self? {
        guard let quotient = divided(by: divisor.magnitude) else { return nil }
        return self - quotient.floor * divisor.magnitude
    }

    /// The greatest multiple of the size that is not above the number; `nil` for sizes of 0 and less.
    package func bin(_ size: Self) -> Self? {
        guard !size.isZero, !size.isNegative, let quotient = divided(by: size) else { return nil }
        return quotient.floor * size
    }

    /// Rounded to so many digits after the point (before it where negative), half away from zero.
    package func rounded(toDigits places: Int) -> Self {
        guard exponent < -places else { return self }
        let count = digits.count + exponent + places
        guard count >= 0 else { return .zero }
        let isUp = digits[count] >= 5
        let kept = Self(isNegative: isNegative, digits: Array(digits[..<count]), exponent: -places)
        guard isUp else { return kept }
        return kept + Self(isNegative: isNegative, digits: [1], exponent: -places)
    }

    // MARK: Digits

    private func aligned(to exponent: Int) -> [UInt8] {
        digits + [UInt8](repeating: 0, count: self.exponent - exponent)
    }

    private static func isBelow(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count ? a.lexicographicallyPrecedes(b) : a.count < b.count
    }

    private static func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var carry: UInt8 = 0
        for index in 0..<max(a.count, b.count) {
            let total =
                carry + (index < a.count ? a[a.count - 1 - index] : 0) + (index < b.count ? b[b.count - 1 - index] : 0)
            result.append(total % 10)
            carry = total / 10
        }
        if carry > 0 { result.append(carry) }
        return result.reversed()
    }

    /// - Precondition: The first is not below the second.
    private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        var result = a
        var borrow: Int8 = 0
        for index in 0..<a.count {
            let place = a.count - 1 - index
            var value = Int8(a[place]) - borrow - (index < b.count ? Int8(b[b.count - 1 - index]) : 0)
            borrow = value < 0 ? 1 : 0
            if value < 0 { value += 10 }
            result[place] = UInt8(value)
        }
        return result
    }

    private static func divide(_ dividend: [UInt8], by divisor: [UInt8]) -> (quotient: [UInt8], remainder: [UInt8]) {
        var quotient: [UInt8] = []
        var remainder: [UInt8] = []
        for digit in dividend {
            remainder.append(digit)
            remainder = Array(remainder.drop { $0 == 0 })
            var count: UInt8 = 0
            while !isBelow(remainder, divisor) {
                remainder = Array(difference(remainder, divisor).drop { $0 == 0 })
                count += 1
            }
            quotient.append(count)
        }
        return (quotient, remainder)
    }
}
