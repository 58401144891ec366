// MARK: Dynamic values

extension EngineFunction {
    /// The value at a path (second) of a dynamic (first) as compact JSON, NULL when there is none or it is JSON
    /// null. A path is a JSON array of steps, strings for keys (case-sensitive) and integers for positions
    /// (negative from the end), as a rule a bound constant; `[]` is the value itself. A step that does not apply
    /// gives nothing; so does a first argument that is no JSON. Of equal keys the first wins. A path whose first element
    /// is null leads into the result of ``parseJSON``: `[null,"a"]` is `["a"]` of the parsed text. KQL §9.
    public static let dynamicGet = Self("kql_dyn_get", [.text, .text], result: .text)

    /// `tostring` of the value at a path, parsed once: a string is its own text, numbers as written, bools `true`
    /// and `false`, arrays and bags compact JSON, nothing or null the empty text. A NULL dynamic gives the empty
    /// text.
    public static let dynamicGetText = Self("kql_dyn_text", [.text, .text], result: .text, nulls: .seen)

    /// `tolong` of the value at a path: a number truncated and saturated, a bool as 0 or 1, a string as ``toLong``;
    /// NULL for anything else.
    public static let dynamicGetLong = Self("kql_dyn_long", [.text, .text], result: .int64)

    /// `toint` of the value at a path: an integer wraps to 32 bits, another number saturates, else as
    /// ``dynamicGetLong``.
    public static let dynamicGetInt = Self("kql_dyn_int", [.text, .text], result: .int32)

    /// `todouble` of the value at a path: a number, a bool as 0 or 1, a string as ``toDouble``; NULL for anything
    /// else.
    public static let dynamicGetDouble = Self("kql_dyn_double", [.text, .text], result: .double)

    /// `tobool` of the value at a path: a bool, a number that is not 0, a string as ``toBool``; NULL for anything
    /// else.
    public static let dynamicGetBool = Self("kql_dyn_bool", [.text, .text], result: .boolean)

    /// `todatetime` of the value at a path: a string as ``toDatetime``; NULL for anything else.
    public static let dynamicGetDatetime = Self("kql_dyn_datetime", [.text, .text], result: .int64)

    /// `totimespan` of the value at a path: a string as ``toTimespan``; NULL for anything else.
    public static let dynamicGetTimespan = Self("kql_dyn_timespan", [.text, .text], result: .int64)

    /// `toguid` of the value at a path: a string as ``toGUID``; NULL for anything else.
    public static let dynamicGetGUID = Self("kql_dyn_guid", [.text, .text], result: .text)

    /// The value under a key (second, computed per row) of a bag (first), as ``dynamicGet``.
    public static let dynamicKey = Self("kql_dyn_key", [.text, .text], result: .text)

    /// The value at a position (second, computed per row, 0-based, negative from the end) of an array (first), as
    /// ``dynamicGet``.
    public static let dynamicIndex = Self("kql_dyn_index", [.text, .int64], result: .text)

    /// The value in a dynamic (first) under a dynamic (second): a string is a key as of ``dynamicKey``, anything else a
    /// position as of ``dynamicIndex``.
    public static let dynamicAt = Self("kql_dyn_at", [.text, .text], result: .text)

    /// The text as a dynamic: valid JSON (outer blanks allowed) in compact form with number texts and key order
    /// kept; text that is no JSON as the JSON string of itself; the empty or blank text and `null` as NULL.
    public static let parseJSON = Self("kql_parse_json", [.text], result: .text)

    /// The JSON string of a text, quotes included. NULL gives NULL.
    public static let jsonOfText = Self("kql_json_text", [.text], result: .text)

    /// `true` or `false`. NULL gives NULL.
    public static let jsonOfBool = Self("kql_json_bool", [.boolean], result: .text)

    /// The decimal digits. NULL gives NULL.
    public static let jsonOfLong = Self("kql_json_long", [.int64], result: .text)

    /// A JSON number that reads back as the same double, always with a point or an exponent (`1.0`); NaN and the
    /// infinities as the JSON strings `"NaN"`, `"Infinity"`, `"-Infinity"`. NULL gives NULL.
    public static let jsonOfDouble = Self("kql_json_double", [.double], result: .text)

    /// The JSON string of ``datetimeToText``. NULL gives NULL.
    public static let jsonOfDatetime = Self("kql_json_datetime", [.int64], result: .text)

    /// The JSON string of ``timespanToText``. NULL gives NULL.
    public static let jsonOfTimespan = Self("kql_json_timespan", [.int64], result: .text)

    /// A JSON array of its arguments, which are dynamics (JSON texts); NULL becomes `null`; no argument gives `[]`.
    public static let packArray = Self("kql_pack_array", [], variadic: .text, result: .text, nulls: .seen)

    /// A JSON bag of its arguments in turn: a key (plain text), a value (JSON text, NULL becomes `null`), and so
    /// on. Of equal keys the last wins, at the place of the first.
    public static let packBag = Self("kql_bag_pack", [], variadic: .text, result: .text, nulls: .seen)

    /// How many elements the array has; NULL for what is no array.
    public static let arrayLength = Self("kql_array_length", [.text], result: .int64)

    /// One array of the elements of all arguments, which are arrays; an argument that is none gives NULL.
    public static let arrayConcat = Self("kql_array_concat", [], variadic: .text, result: .text, nulls: .seen)

    /// The elements from a position (second) to a position (third), both included, negative from the end, clipped;
    /// [] when none; NULL for what is no array.
    public static let arraySlice = Self("kql_array_slice", [.text, .int64, .int64], result: .text)

    /// The 0-based position in the array (first) of the n-th (fifth, from 1; NULL: 1) element that equals the dynamic
    /// (second) as JSON, searching from a position (third; NULL: 0; negative counts from the end) over at most as many
    /// elements as the length (fourth; NULL or -1: to the end). -1 when none; NULL for what is no array, an occurrence
    /// below 1 and a length below -1.
    public static let arrayIndexOf = Self(
        "kql_array_index_of", [.text, .text, .int64, .int64, .int64], result: .int64, nulls: .seen)

    /// The first array of the further arguments sorted ascending (first: true) or descending: numbers before strings
    /// before others; numbers by value, strings by code points; nulls at the end where the second argument is true,
    /// else at the beginning. With more than one array a JSON array of all of them, the others in the order of the
    /// first; one of another length gives null in its place. NULL where the first is no array.
    public static let arraySort = Self(
        "kql_array_sort", [.boolean, .boolean], variadic: .text, result: .text, nulls: .seen)

    /// The array in opposite order; NULL for what is no array.
    public static let arrayReverse = Self("kql_array_reverse", [.text], result: .text)

    /// The sum of the numbers of an array; NULL when an element is no number or it is no array.
    public static let arraySum = Self("kql_array_sum", [.text], result: .double)

    /// The elements of an array as `tostring` prints them, joined by the delimiter (second); the empty text for
    /// what is no array.
    public static let strcatArray = Self("kql_strcat_array", [.text, .text], result: .text, nulls: .seen)

    /// Whether the array (first) holds an element equal to the dynamic (second) as JSON; NULL for what is no array.
    public static let setHasElement = Self("kql_set_has_element", [.text, .text], result: .boolean)

    /// The distinct elements of all arrays, in the order of first appearance; NULL when no argument is an array.
    public static let setUnion = Self("kql_set_union", [], variadic: .text, result: .text, nulls: .seen)

    /// The distinct elements of the first array that every other holds; NULL when an argument is no array.
    public static let setIntersect = Self("kql_set_intersect", [], variadic: .text, result: .text, nulls: .seen)

    /// The distinct elements of the first array that no other holds; NULL when the first is no array.
    public static let setDifference = Self("kql_set_difference", [], variadic: .text, result: .text, nulls: .seen)

    /// For `make_set` of dynamics: the distinct elements of an array in which an element that is itself an array
    /// stands for its elements; nulls are dropped.
    public static let setFlatten = Self("kql_set_flatten", [.text], result: .text)

    /// For `make_list` of dynamics: the elements of an array in which an element that is itself an array stands for its
    /// elements.
    public static let arrayFlatten = Self("kql_array_flatten", [.text], result: .text)

    /// For `make_bag`: one bag of all the bags in an array; of equal keys the first wins; elements that are no bags
    /// are dropped.
    public static let bagMergeAll = Self("kql_bag_merge_all", [.text], result: .text)

    /// The keys of a bag as a JSON array of strings in their order; NULL for what is no bag.
    public static let bagKeys = Self("kql_bag_keys", [.text], result: .text)

    /// Whether the bag has the key (second), which may be a path `$.a.b`; NULL for what is no bag.
    public static let bagHasKey = Self("kql_bag_has_key", [.text, .text], result: .boolean)

    /// One bag of all arguments; of equal keys the leftmost wins; an argument that is no bag is skipped; NULL when
    /// none is a bag.
    public static let bagMerge = Self("kql_bag_merge", [], variadic: .text, result: .text, nulls: .seen)

    /// The bag without the keys and paths (`$.a.b`) that the JSON array (second) lists; NULL for what is no bag.
    public static let bagRemoveKeys = Self("kql_bag_remove_keys", [.text, .text], result: .text)

    /// `gettype` of a dynamic: `string`, `long`, `double`, `bool`, `array`, `dictionary`; `null` for NULL and JSON
    /// null.
    public static let typeName = Self("kql_dyn_type", [.text], result: .text, nulls: .seen)

    /// Whether a dynamic is null or its `tostring` is the empty text.
    public static let isEmptyDynamic = Self("kql_dyn_isempty", [.text], result: .boolean, nulls: .seen)

    /// For `mv-expand`: the list of rows that the value at a path (second, as for ``dynamicGet``) of a dynamic (first)
    /// expands to, each a JSON text or NULL. Nothing gives `[NULL]`; an array gives its elements (JSON null as NULL),
    /// an empty one `[]`; another scalar gives itself. A bag gives one bag of one key for each key, or with a true third
    /// argument an array `[key, value]` for each.
    public static let expand = Self("kql_mv_elements", [.text, .text, .boolean], result: .textList, nulls: .seen)

    /// As ``expand``, each element as `tostring` prints it, NULL as the empty text.
    public static let expandTexts = Self("kql_mv_texts", [.text, .text, .boolean], result: .textList, nulls: .seen)

    static let allDynamic: [Self] = [
        .dynamicGet, .dynamicGetText, .dynamicGetLong, .dynamicGetInt, .dynamicGetDouble, .dynamicGetBool,
        .dynamicGetDatetime, .dynamicGetTimespan, .dynamicGetGUID, .dynamicKey, .dynamicIndex, .dynamicAt,
        .parseJSON,
        .jsonOfText, .jsonOfBool, .jsonOfLong, .jsonOfDouble, .jsonOfDatetime, .jsonOfTimespan, .packArray,
        .packBag, .arrayLength, .arrayConcat, .arraySlice, .arrayIndexOf, .arraySort, .arrayReverse,
        .arraySum, .strcatArray, .setHasElement, .setUnion, .setIntersect, .setDifference, .setFlatten, .arrayFlatten,
        .bagMergeAll, .bagKeys, .bagHasKey, .bagMerge, .bagRemoveKeys, .typeName, .isEmptyDynamic, .expand,
        .expandTexts,
    ]
}
