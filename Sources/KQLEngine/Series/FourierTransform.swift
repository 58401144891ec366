internal import Foundation

/// The discrete Fourier transform of any length.
struct FourierTransform {
    private(set) var real: [Double]
    private(set) var imaginary: [Double]

    /// Transforms; the inverse divides by the length.
    init(real: [Double], imaginary: [Double], isInverse: Bool) {
        self.real = real
        self.imaginary = imaginary
        let count = real.count
        guard count > 1 else { return }
        if count & (count - 1) == 0 {
            transform(isInverse ? 1 : -1)
        } else {
            convolve(isInverse ? 1 : -1)
        }
        if isInverse {
            for index in 0..<count {
                self.real[index] /= Double(count)
                self.imaginary[index] /= Double(count)
            }
        }
    }

    /// Cooley and Tukey's for powers of two, in place.
    private mutating func transform(_ sign: Double) {
        let count = real.count
        var reversed = 0
        for index in 1..<count {
            var bit = count >> 1
            while reversed & bit != 0 {
                reversed ^= bit
                bit >>= 1
            }
            reversed |= bit
            if index < reversed {
                real.swapAt(index, reversed)
                imaginary.swapAt(index, reversed)
            }
        }
        var length = 2
        while length <= count {
            let angle = sign * 2 * Double.pi / Double(length)
            for offset in 0..<length / 2 {
                let turn = (cos(angle * Double(offset)), sin(angle * Double(offset)))
                for start in stride(from: 0, to: count, by: length) {
                    let a = start + offset
                    let b = a + length / 2
                    let product = (
                        real[b] * turn.0 - imaginary[b] * turn.1, real[b] * turn.1 + imaginary[b] * turn.0
                    )
                    (real[b], imaginary[b]) = (real[a] - product.0, imaginary[a] - product.1)
                    (real[a], imaginary[a]) = (real[a] + product.0, imaginary[a] + product.1)
                }
            }
            length *= 2
        }
    }

    /// Bluestein's for other lengths: a convolution of a power of two.
    private mutating func convolve(_ sign: Double) {
        let count = real.count
        var size = 1
        while size < 2 * count - 1 { size *= 2 }
        let chirp = (0..<count).map { index -> (Double, Double) in
            // The square is reduced first, so that the angle stays small and exact.
            let angle = sign * Double.pi * Double(index * index % (2 * count)) / Double(count)
            return (cos(angle), sin(angle))
        }
        var a = (real: Array(repeating: 0.0, count: size), imaginary: Array(repeating: 0.0, count: size))
        var b = a
        for index in 0..<count {
            a.real[index] = real[index] * chirp[index].0 - imaginary[index] * chirp[index].1
            a.imaginary[index] = real[index] * chirp[index].1 + imaginary[index] * chirp[index].0
            for place in index == 0 ? [0] : [index, size - index] {
                b.real[place] = chirp[index].0
                b.imaginary[place] = -chirp[index].1
            }
        }
        let left = FourierTransform(real: a.real, imaginary: a.imaginary, isInverse: false)
        let right = FourierTransform(real: b.real, imaginary: b.imaginary, isInverse: false)
        for index in 0..<size {
            a.real[index] = left.real[index] * right.real[index] - left.imaginary[index] * right.imaginary[index]
            a.imaginary[index] = left.real[index] * right.imaginary[index] + left.imaginary[index] * right.real[index]
        }
        let product = FourierTransform(real: a.real, imaginary: a.imaginary, isInverse: true)
        for index in 0..<count {
            real[index] = product.real[index] * chirp[index].0 - product.imaginary[index] * chirp[index].1
            imaginary[index] = product.real[index] * chirp[index].1 + product.imaginary[index] * chirp[index].0
        }
    }
}
