extension ScalarFunctions {
    /// Sets, which are arrays without repetitions; KQL §9.
    static let sets: [ScalarFunction] = [
        set("set_union", .setUnion), set("set_intersect", .setIntersect), set("set_difference", .setDifference),
        .custom("set_has_element", [.array, .scalar], .fixed(.bool)) {
            .engineCall(.setHasElement, [$0[0], asDynamic($0, 1)])
        },
        .engine("set_equals", [.array, .array], .bool, .setEquals),
        .engine("jaccard_index", [.array, .array], .dynamic, .jaccardIndex),
    ]

    /// Functions on bags; KQL §9.
    static let bags: [ScalarFunction] = [
        ScalarFunction(
            "bag_pack",
            aliases: ["pack", "pack_dictionary"],
            .of(
                [.repeated(.exactly(.string)), .repeated(.scalar)],
                .fixed(.dynamic),
                .custom { call in
                    let arguments = call.arguments.indices.map { index in
                        index % 2 == 0 ? call[index] : asDynamic(call, index)
                    }
                    return .engineCall(.packBag, arguments)
                },
                isNullable: false
            )
        ).shaped(.bag),
        ScalarFunction.engine("bag_keys", [.bag], .dynamic, .bagKeys),
        .engine("bag_has_key", [.bag, .string], .bool, .bagHasKey),
        ScalarFunction.engine("bag_merge", [.bag, .bags], .dynamic, .bagMerge).shaped(.bag).unfoldable,
        ScalarFunction.engine("bag_remove_keys", [.bag, .array], .dynamic, .bagRemoveKeys).shaped(.bag).unfoldable,
        ScalarFunction.custom("bag_set_key", [.bag, Parameter.string.only(.constant), .scalar], .fixed(.dynamic)) {
            .engineCall(.bagSetKey, [$0[0], $0[1], asDynamic($0, 2)])
        }.shaped(.bag).unfoldable,
        ScalarFunction.engine("bag_zip", [.array, .array], .dynamic, .bagZip),
        ScalarFunction.engine(droppingEmpty, [.bag], .dynamic, .bagDropEmpty).shaped(.bag),
        .engine("treepath", naming: .prefix("tree"), [.bag], .dynamic, .treePath),
    ]

    /// The name under which the binder finds what `pack_all(true)` does to its bag; no query can call it.
    static let droppingEmpty = "pack_all(true)"

    private static func set(_ name: String, _ function: EngineFunction) -> ScalarFunction {
        ScalarFunction.engine(name, [.array, .arrays], .dynamic, function).shaped(.array)
    }
}
