// MARK: Numbers

extension EngineFunction {
    /// Sum of 64-bit integers, wrapping around on overflow.
    public static let add = Self("kql_add", [.int64, .int64], result: .int64)

    /// Difference of 64-bit integers, wrapping around on overflow.
    public static let subtract = Self("kql_sub", [.int64, .int64], result: .int64)

    /// Product of 64-bit integers, wrapping around on overflow.
    public static let multiply = Self("kql_mul", [.int64, .int64], result: .int64)

    /// Quotient truncated toward zero; a divisor of 0 gives NULL; the least integer over -1 wraps to itself.
    public static let divide = Self("kql_div", [.int64, .int64], result: .int64)

    /// The remainder r of the first by the second with 0 ≤ r < |second| (-14 by 12 is 10, 14 by -12 is 2); a
    /// divisor of 0 gives NULL.
    public static let modulo = Self("kql_mod", [.int64, .int64], result: .int64)

    /// As ``modulo`` for doubles; a divisor of 0 gives NaN.
    public static let moduloReal = Self("kql_mod_real", [.double, .double], result: .double)

    /// The greatest multiple of the second that is not above the first, for negatives too (-7 by 5 is -10). A size
    /// of 0 or less gives NULL. Also for ticks: a datetime's multiples count from 0001-01-01.
    public static let bin = Self("kql_bin", [.int64, .int64], result: .int64)

    /// `floor(first / second) * second`; a size of 0 or less gives NULL.
    public static let binReal = Self("kql_bin_real", [.double, .double], result: .double)

    /// The number (first) rounded to the decimal digits (second, may be negative), half away from zero.
    public static let round = Self("kql_round", [.double, .int64], result: .double)

    /// Lower-case hexadecimal digits of the 64-bit two's complement, padded with zeros on the left to the length
    /// (second).
    public static let toHex = Self("kql_tohex", [.int64, .int64], result: .text)

    /// A datetime (first) plus a timespan (second) in ticks; NULL when the result leaves 0001-01-01 to
    /// 9999-12-31T23:59:59.9999999.
    public static let addTicks = Self("kql_add_ticks", [.int64, .int64], result: .int64)

    /// Ticks (first) times a double (second), rounded to the nearest tick, ties to even; NULL when not finite or
    /// out of range.
    public static let scaleTicks = Self("kql_scale_ticks", [.int64, .double], result: .int64)

    /// Whole numbers with operators between them, computed from the left. The first argument has an operator for each
    /// number but the first: `+ - * / %`, which mean what ``add``, ``subtract``, ``multiply``, ``divide`` and
    /// ``modulo`` mean.
    public static let chain = Self("kql_chain", [.text, .int64], variadic: .int64, result: .int64)

    /// As ``chain`` for doubles; `%` means what ``moduloReal`` means.
    public static let chainReal = Self("kql_chain_real", [.text, .double], variadic: .double, result: .double)

    /// Whether any of many conditions is true, three-valued as OR is.
    public static let anyTrue = Self("kql_any_true", [.boolean], variadic: .boolean, result: .boolean, nulls: .seen)

    static let allNumbers: [Self] = [
        .add, .subtract, .multiply, .divide, .modulo, .moduloReal, .bin, .binReal, .round, .toHex, .addTicks,
        .scaleTicks, .chain, .chainReal, .anyTrue,
    ]
}
