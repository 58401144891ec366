/// Units of measure and their size in the base unit of the quantity.
enum UnitConversion {
    /// The amount in another unit; nil where a unit is unknown.
    static func convert(_ amount: Double, _ quantity: String, from: String, to: String) -> Double? {
        if quantity == "temperature" { return temperature(amount, from: from, to: to) }
        guard let units = units[quantity], let source = units[from], let target = units[to] else { return nil }
        return from == to ? amount : amount * source / target
    }

    private static func temperature(_ amount: Double, from: String, to: String) -> Double? {
        let kelvin: Double
        switch from {
        case "Kelvin": kelvin = amount
        case "DegreeCelsius": kelvin = amount + 273.15
        case "DegreeFahrenheit": kelvin = (amount + 459.67) * 5 / 9
        case "DegreeRankine": kelvin = amount * 5 / 9
        case "DegreeDelisle": kelvin = 373.15 - amount * 2 / 3
        case "DegreeNewton": kelvin = amount * 100 / 33 + 273.15
        case "DegreeReaumur": kelvin = amount * 5 / 4 + 273.15
        case "DegreeRoemer": kelvin = (amount - 7.5) * 40 / 21 + 273.15
        case "MillidegreeCelsius": kelvin = amount / 1000 + 273.15
        default: return nil
        }
        if from == to { return amount }
        switch to {
        case "Kelvin": return kelvin
        case "DegreeCelsius": return kelvin - 273.15
        case "DegreeFahrenheit": return kelvin * 9 / 5 - 459.67
        case "DegreeRankine": return kelvin * 9 / 5
        case "DegreeDelisle": return (373.15 - kelvin) * 3 / 2
        case "DegreeNewton": return (kelvin - 273.15) * 33 / 100
        case "DegreeReaumur": return (kelvin - 273.15) * 4 / 5
        case "DegreeRoemer": return (kelvin - 273.15) * 21 / 40 + 7.5
        case "MillidegreeCelsius": return (kelvin - 273.15) * 1000
        default: return nil
        }
    }

    private static let prefixes: [(String, Double)] = [
        ("", 1), ("Nano", 1e-9), ("Micro", 1e-6), ("Milli", 1e-3), ("Centi", 1e-2), ("Deci", 1e-1), ("Deca", 1e1),
        ("Hecto", 1e2), ("Kilo", 1e3), ("Mega", 1e6), ("Giga", 1e9), ("Tera", 1e12),
    ]

    /// A metric unit with its decimal prefixes.
    private static func metric(_ name: String, _ size: Double = 1, power: Int = 1) -> [String: Double] {
        let word = name.prefix(1).lowercased() + name.dropFirst()
        var result: [String: Double] = [:]
        for (prefix, factor) in prefixes {
            var scale = size
            for _ in 0..<power { scale *= factor }
            result[prefix.isEmpty ? name : prefix + word] = scale
        }
        return result
    }

    private static let units: [String: [String: Double]] = [
        "length": metric("Meter").merging(
            [
                "Inch": 0.0254, "Foot": 0.3048, "Yard": 0.9144, "Mile": 1609.344, "NauticalMile": 1852, "Mil": 2.54e-5,
                "Microinch": 2.54e-8, "Hand": 0.1016, "Shackle": 27.432, "Chain": 20.1168, "Fathom": 1.8288,
                "Angstrom": 1e-10, "AstronomicalUnit": 149_597_870_700, "LightYear": 9.460_730_472_580_8e15,
                "Parsec": 3.085_677_581_491_367e16, "UsSurveyFoot": 1200.0 / 3937,
            ], uniquingKeysWith: { $1 }),
        "mass": metric("Gram", 1e-3).merging(
            [
                "Tonne": 1000, "Kilotonne": 1e6, "Megatonne": 1e9, "Pound": 0.453_592_37, "Ounce": 0.028_349_523_125,
                "Stone": 6.350_293_18, "ShortTon": 907.184_74, "LongTon": 1016.046_908_8, "Grain": 6.479_891e-5,
                "Slug": 14.593_902_937_206_365, "ShortHundredweight": 45.359_237, "LongHundredweight": 50.802_345_44,
                "Kilopound": 453.592_37, "Megapound": 453_592.37, "SolarMass": 1.988_47e30, "EarthMass": 5.972_2e24,
            ], uniquingKeysWith: { $1 }),
        "speed": ["Second": 1.0, "Minute": 60, "Hour": 3600].reduce(
            into: ["Knot": 1852.0 / 3600, "Mach": 340.29, "MilePerHour": 0.44704]
        ) { speeds, time in
            for (unit, size) in metric("Meter") { speeds[unit + "Per" + time.key] = size / time.value }
            for (unit, size) in [("Foot", 0.3048), ("Inch", 0.0254), ("Yard", 0.9144)] {
                speeds[unit + "Per" + time.key] = size / time.value
            }
        },
        "force": metric("Newton").merging(
            [
                "Dyn": 1e-5, "KilogramForce": 9.80665, "TonneForce": 9806.65, "PoundForce": 4.448_221_615_260_5,
                "OunceForce": 0.278_013_850_953_781_2, "KilopoundForce": 4448.221_615_260_5, "Kilopond": 9.80665,
                "Poundal": 0.138_254_954_376, "ShortTonForce": 8896.443_230_521,
            ], uniquingKeysWith: { $1 }),
        "energy": metric("Joule").merging(
            [
                "Calorie": 4.184, "Kilocalorie": 4184, "Megacalorie": 4.184e6, "BritishThermalUnit": 1055.055_852_62,
                "KilobritishThermalUnit": 1_055_055.852_62, "WattHour": 3600, "KilowattHour": 3.6e6,
                "MegawattHour": 3.6e9, "GigawattHour": 3.6e12, "ElectronVolt": 1.602_176_634e-19, "Erg": 1e-7,
                "FootPound": 1.355_817_948_331_400_4, "HorsepowerHour": 2.684_519_537_696_172_8e6,
                "ThermUs": 1.054_804e8,
                "ThermEc": 1.055_055_852_62e8, "ThermImperial": 1.055_055_852_57e8,
            ], uniquingKeysWith: { $1 }),
        "angle": metric("Degree", Double.pi / 180).merging(metric("Radian"), uniquingKeysWith: { $1 }).merging(
            [
                "Arcminute": Double.pi / 10_800, "Arcsecond": Double.pi / 648_000, "Gradian": Double.pi / 200,
                "Revolution": 2 * Double.pi, "Tilt": Double.pi / 2, "NatoMil": 2 * Double.pi / 6400,
            ], uniquingKeysWith: { $1 }),
        "volume": metric("Liter", 1e-3).merging(
            [
                "CubicMeter": 1, "CubicCentimeter": 1e-6, "CubicMillimeter": 1e-9, "CubicDecimeter": 1e-3,
                "CubicKilometer": 1e9, "CubicInch": 1.638_706_4e-5, "CubicFoot": 0.028_316_846_592,
                "CubicYard": 0.764_554_857_984, "CubicMile": 4.168_181_825_440_58e9, "UsGallon": 0.003_785_411_784,
                "ImperialGallon": 0.004_546_09, "UsQuart": 9.463_529_46e-4, "UsPint": 4.731_764_73e-4,
                "UsOunce": 2.957_352_956_25e-5, "ImperialOunce": 2.841_306_25e-5, "ImperialPint": 5.682_612_5e-4,
                "UsTablespoon": 1.478_676_478_125e-5, "UsTeaspoon": 4.928_921_593_75e-6, "OilBarrel": 0.158_987_294_928,
                "UsBeerBarrel": 0.117_347_765_304, "ImperialBeerBarrel": 0.163_659_24, "AcreFoot": 1 / 0.000_810_714,
            ], uniquingKeysWith: { $1 }),
    ]
}
