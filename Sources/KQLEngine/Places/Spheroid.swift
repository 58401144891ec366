internal import Foundation

/// The ellipsoid of WGS 84.
enum Spheroid {
    /// The distance of two points in metres by Vincenty's inverse formula (Survey Review XXIII, 1975); nil for nearly
    /// opposite points, for which it does not converge.
    static func distance(_ first: (Double, Double), _ second: (Double, Double)) -> Double? {
        let a = 6_378_137.0
        let f = 1 / 298.257223563
        let b = a * (1 - f)
        let radians = Double.pi / 180
        let u1 = atan((1 - f) * tan(first.1 * radians))
        let u2 = atan((1 - f) * tan(second.1 * radians))
        let difference = (second.0 - first.0) * radians
        var lambda = difference
        for _ in 0..<1_000 {
            let east = cos(u2) * sin(lambda)
            let north = cos(u1) * sin(u2) - sin(u1) * cos(u2) * cos(lambda)
            let sinSigma = (east * east + north * north).squareRoot()
            if sinSigma == 0 { return 0 }
            let cosSigma = sin(u1) * sin(u2) + cos(u1) * cos(u2) * cos(lambda)
            let sigma = atan2(sinSigma, cosSigma)
            let sinAlpha = cos(u1) * cos(u2) * sin(lambda) / sinSigma
            let cosAlpha = 1 - sinAlpha * sinAlpha
            let middle = cosAlpha == 0 ? 0 : cosSigma - 2 * sin(u1) * sin(u2) / cosAlpha
            let c = f / 16 * cosAlpha * (4 + f * (4 - 3 * cosAlpha))
            let square = middle * middle
            let next =
                difference + (1 - c) * f * sinAlpha
                * (sigma + c * sinSigma * (middle + c * cosSigma * (2 * square - 1)))
            if (next - lambda).magnitude < 1e-12 {
                let w = cosAlpha * (a * a - b * b) / (b * b)
                let scale = 1 + w / 16_384 * (4_096 + w * (w * (320 - 175 * w) - 768))
                let factor = w / 1_024 * (256 + w * (w * (74 - 47 * w) - 128))
                let inner =
                    cosSigma * (2 * square - 1) - factor / 6 * middle * (4 * sinSigma * sinSigma - 3) * (4 * square - 3)
                return b * scale * (sigma - factor * sinSigma * (middle + factor / 4 * inner))
            }
            lambda = next
        }
        return nil
    }
}
