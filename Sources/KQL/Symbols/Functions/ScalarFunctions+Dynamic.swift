extension ScalarFunctions {
    /// Functions on arrays and bags; KQL §9.
    static let dynamics: [ScalarFunction] = [
        of("array_length", [.required(.dynamicValue)], .long, .arrayLength),
        ScalarFunction(
            "pack_array",
            .of([.repeated(.scalar)], .fixed(.dynamic), .engineOfDynamics(.packArray), isNullable: false)
        ),
        ScalarFunction(
            "bag_pack",
            aliases: ["pack", "pack_dictionary"],
            .of(
                [.repeated(.text), .repeated(.scalar)],
                .fixed(.dynamic),
                .custom { call in
                    let arguments = call.arguments.indices.map { index in
                        index % 2 == 0 ? call[index] : asDynamic(call, index)
                    }
                    return .engineCall(.packBag, arguments)
                },
                isNullable: false
            )
        ),
        of("array_concat", [.repeated(.dynamicValue)], .dynamic, .arrayConcat),
        of(
            "array_slice",
            [.required(.dynamicValue), .required(.exactly(.long)), .required(.exactly(.long))],
            .dynamic,
            .arraySlice
        ),
        of("array_reverse", [.required(.dynamicValue)], .dynamic, .arrayReverse),
        of("array_sum", [.required(.dynamicValue)], .real, .arraySum),
        element("array_index_of", .long, .arrayIndexOf),
        element("set_has_element", .bool, .setHasElement),
        ScalarFunction(
            "array_sort_asc",
            .of([.required(.dynamicValue)], .fixed(.dynamic), .custom { .engineCall(.arraySort, [$0[0], .true]) })
        ),
        ScalarFunction(
            "array_sort_desc",
            .of([.required(.dynamicValue)], .fixed(.dynamic), .custom { .engineCall(.arraySort, [$0[0], .false]) })
        ),
        ScalarFunction(
            "strcat_array",
            .of(
                [.required(.dynamicValue), .required(.scalar)],
                .fixed(.string),
                .custom { .engineCall(.strcatArray, [$0[0], asText($0, 1)]) }
            )
        ),
        of("set_union", [.required(.dynamicValue), .repeated(.dynamicValue)], .dynamic, .setUnion),
        of("set_intersect", [.required(.dynamicValue), .repeated(.dynamicValue)], .dynamic, .setIntersect),
        of("set_difference", [.required(.dynamicValue), .repeated(.dynamicValue)], .dynamic, .setDifference),
        of("bag_keys", [.required(.dynamicValue)], .dynamic, .bagKeys),
        of("bag_has_key", [.required(.dynamicValue), .required(.exactly(.string))], .bool, .bagHasKey),
        of("bag_merge", [.required(.dynamicValue), .repeated(.dynamicValue)], .dynamic, .bagMerge),
        of("bag_remove_keys", [.required(.dynamicValue), .required(.dynamicValue)], .dynamic, .bagRemoveKeys),
    ]

    /// An argument as a dynamic.
    static func asDynamic(_ call: LoweredCall, _ index: Int) -> SQLExpression {
        SQLConversion.convert(call[index], from: call.types[index], to: .dynamic) ?? .null
    }

    private static func of(
        _ name: String,
        _ parameters: [Parameter],
        _ result: ScalarType,
        _ function: EngineFunction
    ) -> ScalarFunction {
        ScalarFunction(name, .of(parameters, .fixed(result), .engine(function)))
    }

    /// A function of an array and a value that is compared with its elements.
    private static func element(_ name: String, _ result: ScalarType, _ function: EngineFunction) -> ScalarFunction {
        ScalarFunction(
            name,
            .of(
                [.required(.dynamicValue), .required(.scalar)],
                .fixed(result),
                .custom { .engineCall(function, [$0[0], asDynamic($0, 1)]) }
            )
        )
    }
}
