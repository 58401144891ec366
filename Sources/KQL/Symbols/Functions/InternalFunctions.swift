/// Functions that operators are made of; a query cannot call them.
enum InternalFunctions {
    /// The number of the bin that holds a value: value, origin, step.
    static let binNumber = ScalarFunction(
        "bin number",
        .of(
            [.required(.exactly(.long)), .required(.exactly(.long)), .required(.exactly(.long))],
            .fixed(.long),
            .engine(.binNumber)
        ),
        .of(
            [.required(.exactly(.real)), .required(.exactly(.real)), .required(.exactly(.real))],
            .fixed(.long),
            .engine(.binNumberOfReals)
        )
    )

    /// One series of `make-series`: rows, place, first bin, end, default.
    static let seriesValues = ScalarFunction(
        "series values",
        .of([.repeated(.scalar)], .fixed(.dynamic), .engine(.seriesValues), isNullable: false)
    )

    /// The axis of `make-series`: rows, first bin, end, origin, step, type.
    static let seriesAxis = ScalarFunction(
        "series axis",
        .of([.repeated(.scalar)], .fixed(.dynamic), .engine(.seriesAxis), isNullable: false),
        .of([.repeated(.scalar)], .fixed(.dynamic), .engine(.seriesAxisOfReals), isNullable: false)
    )

    /// What a plugin finds in rows: its name, the rows, its options.
    static let findPatterns = ScalarFunction(
        "find patterns",
        .of([.required(.exactly(.string)), .array, .array], .fixed(.dynamic), .engine(.findPatterns))
    )

    /// How many members sketches have in common.
    static let sketchCommon = ScalarFunction(
        "members in common", .of([.repeated(.array)], .fixed(.long), .engine(.distinctSketchCommon)))

    /// A call of one of these.
    static func call(
        _ function: ScalarFunction,
        signature: Int = 0,
        _ arguments: [Expression],
        _ type: ScalarType
    ) -> Expression {
        Expression(
            .call(function, function.signatures[signature], arguments),
            type,
            isNullable: function.signatures[signature].isNullable
        )
    }
}
