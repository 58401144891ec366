// MARK: Arrays, sets and bags

extension EngineFunction {
    /// A JSON array of the parts of the array (first), cut before the positions (second, a JSON number or array of
    /// numbers, negative from the end).
    public static let arraySplit = Self("kql_array_split", [.text, .text], result: .text)

    /// The array with its elements moved to the left by an amount (second), round the end.
    public static let arrayRotate = Self("kql_array_rotate", [.text, .int64], result: .text)

    /// The array with its elements moved to the left by an amount (second); a JSON value (third; NULL: null) fills
    /// up.
    public static let arrayShift = Self("kql_array_shift", [.text, .int64, .text], result: .text, nulls: .seen)

    /// For each condition in the array (first) the element of the second or the third, which stand for all places
    /// where they are no arrays; a condition that is neither bool nor number gives null.
    public static let arrayIff = Self("kql_array_iff", [.text, .text, .text], result: .text, nulls: .seen)

    /// A JSON array whose n-th element is an array of the n-th elements of all arguments, null where one is
    /// shorter; NULL where an argument is no array.
    public static let arrayZip = Self("kql_array_zip", [], variadic: .text, result: .text, nulls: .seen)

    /// A JSON array of a value (first; NULL: null) so many times (second); NULL for a negative count.
    public static let arrayRepeat = Self("kql_array_repeat", [.text, .int64], result: .text, nulls: .seen)

    /// A JSON array from a whole number (first) to another (second) by a step (third), at most 1,048,576 elements;
    /// as `long`, or as texts of `datetime` or `timespan` ticks (fourth). NULL for a step of 0.
    public static let arrayRange = Self("kql_array_range", [.int64, .int64, .int64, .text], result: .text)

    /// As ``arrayRange`` for reals.
    public static let arrayRangeReal = Self("kql_array_range_real", [.double, .double, .double], result: .text)

    /// Whether two arrays hold the same elements, whatever their order and repetitions; NULL for what is no array.
    public static let setEquals = Self("kql_set_equals", [.text, .text], result: .boolean)

    /// The size of the intersection over that of the union of two sets, as a JSON number; NULL for what is no array
    /// and for two empty sets.
    public static let jaccardIndex = Self("kql_jaccard", [.text, .text], result: .text)

    /// The bag (first) with a value (third; NULL: null) under a key (second), which may be a path that begins with
    /// `$.`; NULL for what is no bag.
    public static let bagSetKey = Self("kql_bag_set_key", [.text, .text, .text], result: .text, nulls: .seen)

    /// The bag without members that are null or the empty text.
    public static let bagDropEmpty = Self("kql_bag_drop_empty", [.text], result: .text)

    /// A bag of keys (first, an array) and values (second); keys that are no strings are left out. NULL where the
    /// first is no array.
    public static let bagZip = Self("kql_bag_zip", [.text, .text], result: .text, nulls: .seen)

    /// All paths of a dynamic as a JSON array of strings such as `['a'][0]`; of arrays only the first place is
    /// shown.
    public static let treePath = Self("kql_treepath", [.text], result: .text)

    /// `dynamic_to_json`: compact JSON with the members of bags sorted by name. NULL gives the empty text.
    public static let canonicalJSON = Self("kql_canonical_json", [.text], result: .text, nulls: .seen)

    /// -1, 0 or 1 by the order of two dynamics: numbers by value, strings by code points; NULL where they are of
    /// different kinds or have no order.
    public static let compareDynamic = Self("kql_dyn_compare", [.text, .text], result: .int64)

    /// Whether two dynamics are equal: numbers by value, everything else by its text.
    public static let equalDynamic = Self("kql_dyn_equal", [.text, .text], result: .boolean)

    /// The sum, difference, product, quotient or remainder (first: `+ - * / %`) of two dynamics that hold numbers,
    /// as JSON; NULL for others.
    public static let computeDynamic = Self("kql_dyn_compute", [.text, .text, .text], result: .text)

    static let allArrays: [Self] = [
        .arraySplit, .arrayRotate, .arrayShift, .arrayIff, .arrayZip, .arrayRepeat, .arrayRange,
        .arrayRangeReal, .setEquals, .jaccardIndex, .bagSetKey, .bagZip, .bagDropEmpty, .treePath, .canonicalJSON,
        .compareDynamic, .equalDynamic, .computeDynamic,
    ]
}
