extension ScalarFunctions {
    /// Functions on arrays; KQL §9.
    static let arrays: [ScalarFunction] = [
        .engine("array_length", aliases: ["arraylength"], [.array], .long, .arrayLength),
        ScalarFunction(
            "pack_array",
            .of([.scalars], .fixed(.dynamic), .engineOfDynamics(.packArray), isNullable: false)
        ).shaped(.array).unfoldable,
        ScalarFunction.custom(flattening, [.scalars], .fixed(.dynamic)) {
            .engineCall(.setFlatten, [.engineCall(.packArray, $0.arguments(from: 0, as: .dynamic))])
        },
        ScalarFunction.engine("array_concat", [.arrays], .dynamic, .arrayConcat).shaped(.array).unfoldable,
        ScalarFunction.engine("array_slice", [.array, .integer, .integer], .dynamic, .arraySlice).shaped(.array),
        ScalarFunction.engine("array_reverse", [.array], .dynamic, .arrayReverse).shaped(.array),
        ScalarFunction.engine("array_sum", [.array], .real, .arraySum).unfoldable,
        ScalarFunction(
            "array_split",
            .of([.array, .integer], .fixed(.dynamic), .custom { split($0) }),
            .of([.array, .array], .fixed(.dynamic), .custom { split($0) })
        ).shaped(.array),
        ScalarFunction.engine("array_rotate_left", [.array, .integer], .dynamic, .arrayRotate).shaped(.array),
        ScalarFunction.custom("array_rotate_right", [.array, .integer], .fixed(.dynamic)) {
            .engineCall(.arrayRotate, [$0[0], .engineCall(.subtract, [.value(0), $0[1]])])
        }.shaped(.array),
        ScalarFunction.custom("array_shift_left", [.array, .integer, .maybeScalar], .fixed(.dynamic)) {
            shifted($0, by: $0[1])
        }.shaped(.array),
        ScalarFunction.custom("array_shift_right", [.array, .integer, .maybeScalar], .fixed(.dynamic)) {
            shifted($0, by: .engineCall(.subtract, [.value(0), $0[1]]))
        }.shaped(.array),
        ScalarFunction.custom(
            "array_iff",
            aliases: ["array_iif"],
            [.array, .scalar, .scalar],
            .fixed(.dynamic)
        ) { .engineCall(.arrayIff, $0.arguments(from: 0, as: .dynamic)) }.shaped(.array).unfoldable,
        .custom(
            "array_index_of",
            [
                .array, .scalar, .maybeInteger, .maybeInteger, .maybeInteger.only(.constant),
            ],
            .fixed(.long)
        ) { call in
            let rest = (2..<5).map { call.argument($0, orNull: .int64) }
            return .engineCall(.arrayIndexOf, [call[0], asDynamic(call, 1)] + rest)
        },
        sort("array_sort_asc", isAscending: true), sort("array_sort_desc", isAscending: false),
        .custom("strcat_array", aliases: ["array_strcat"], [.array, .scalar], .fixed(.string)) {
            .engineCall(.strcatArray, [$0[0], asText($0, 1)])
        },
        ScalarFunction.engine("zip", [.array, .arrays], .dynamic, .arrayZip).shaped(.array),
        ScalarFunction.custom("repeat", naming: .prefix("repeat"), [.scalar, .long], .fixed(.dynamic)) {
            .engineCall(.arrayRepeat, [asDynamic($0, 0), $0[1]])
        }.shaped(.array),
        ScalarFunction.custom("range", [.measurable, .measurable, .optional(.measurable)], .fixed(.dynamic)) {
            range($0)
        }.shaped(.array),
    ]

    /// The name under which the binder finds what makes one array of the needles of `has_any`; no query can call it.
    static let flattening = "has_any(…)"

    /// An argument as a dynamic.
    static func asDynamic(_ call: LoweredCall, _ index: Int) -> SQLExpression { call.argument(index, as: .dynamic) }

    private static func split(_ call: LoweredCall) -> SQLExpression {
        .engineCall(.arraySplit, [call[0], asDynamic(call, 1)])
    }

    private static func shifted(_ call: LoweredCall, by amount: SQLExpression) -> SQLExpression {
        .engineCall(
            .arrayShift,
            [call[0], amount, call.count > 2 ? asDynamic(call, 2) : .parameter(.null(.text))]
        )
    }

    /// The first array sorted, and the others by its order; a bool at the end puts nulls last.
    private static func sort(_ name: String, isAscending: Bool) -> ScalarFunction {
        let body: @Sendable (LoweredCall) -> SQLExpression = { call in
            let hasFlag = call.types.last == .bool
            let nullsLast = hasFlag ? call[call.count - 1] : .true
            let arrays = call.arguments.dropLast(hasFlag ? 1 : 0)
            return .engineCall(.arraySort, [isAscending ? .true : .false, nullsLast] + arrays)
        }
        return ScalarFunction(
            name,
            .of([.arrays], .fixed(.dynamic), .custom(body)),
            .of([.arrays, Parameter.bool.only(.constant)], .fixed(.dynamic), .custom(body))
        ).giving(
            SeveralResults { arguments in
                arguments.filter { $0.type != .bool }.enumerated().map { index, argument in
                    (name: (argument.name ?? "array\(index)") + "_sorted", type: .dynamic)
                }
            }
        ).shaped(.array).unfoldable
    }

    /// Values from a start to a stop; times go by a day, other values by one.
    private static func range(_ call: LoweredCall) -> SQLExpression {
        let type = call.types[0]
        switch type {
        case .datetime, .timespan:
            let hour: Int64 = 36_000_000_000
            let step = call.count > 2 ? call.argument(2, as: .long) : .value(type == .datetime ? 24 * hour : hour)
            let ticks = SQLExpression.engineCall(
                .arrayRange,
                [call.argument(0, as: .long), call.argument(1, as: .long), step, .text(type.rawValue)]
            )
            return ticks
        case .int, .long:
            guard !call.types.contains(.real), !call.types.contains(.decimal) else { break }
            return .engineCall(
                .arrayRange,
                [
                    call.argument(0, as: .long), call.argument(1, as: .long),
                    call.count > 2 ? call.argument(2, as: .long) : .value(1), .text("long"),
                ]
            )
        default: break
        }
        return .engineCall(
            .arrayRangeReal,
            [
                call.argument(0, as: .real), call.argument(1, as: .real),
                call.count > 2 ? call.argument(2, as: .real) : .parameter(.double(1)),
            ]
        )
    }
}
