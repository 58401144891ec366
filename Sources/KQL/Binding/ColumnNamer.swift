/// Gives the columns of one operator their names; KQL §10.
///
/// Names are given in the order of the elements: one that is taken gets the first free number behind it, whether it was
/// written or follows from an expression; what was written twice is a fault.
struct ColumnNamer {
    /// Names in use, with the last number that was put behind each.
    private var numbers: [String: Int] = [:]
    private var declared: Set<String> = []
    /// Names that `ColumnN` must keep clear of.
    private let avoided: Set<String>
    /// Whether a name that is taken is replaced, as the input's columns are in `extend`.
    private let replaces: Bool

    init() {
        avoided = []
        replaces = false
    }

    /// A namer for an operator that adds to its input's columns and replaces those of the same name.
    ///
    /// - Parameter keepsGenerated: Whether a column of the input called `Column1` is left alone.
    init(replacing input: [String], keepsGenerated: Bool = true) {
        avoided = keepsGenerated ? Set(input) : []
        replaces = true
        for name in input { numbers[name] = 0 }
    }

    /// Takes a name that an author wrote, or a bare column's; `nil` when it is declared already.
    ///
    /// - Parameter isColumn: Whether the name stands for a bare column, which takes the place of a column of that name.
    mutating func declare(_ name: String, isColumn: Bool = false) -> String? {
        if declared.contains(name) { return nil }
        let given = (isColumn || replaces) && numbers[name] != nil ? name : added(name)
        declared.insert(given)
        return given
    }

    /// Takes a name that follows from an expression.
    mutating func derived(_ base: String) -> String {
        replaces && numbers[base] != nil ? base : added(base)
    }

    /// Takes a name, numbered when it is taken.
    mutating func added(_ name: String) -> String {
        guard var number = numbers[name] else {
            numbers[name] = 0
            return name
        }
        repeat { number += 1 } while numbers[name + String(number)] != nil
        numbers[name] = number
        numbers[name + String(number)] = 0
        return name + String(number)
    }

    /// Whether a name of the form `Column1` is the input's.
    func avoids(_ name: String) -> Bool { avoided.contains(name) }
}
