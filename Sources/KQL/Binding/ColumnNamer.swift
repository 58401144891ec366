/// Gives the columns of one operator their names; KQL §10.
///
/// A derived name that is taken gets the first free number behind it; a name that an author wrote is its owner's.
struct ColumnNamer {
    private let explicit: Set<String>
    private var taken: Set<String> = []
    private var declared: Set<String> = []
    private var counter = 1
    /// Names that generated ones must keep clear of: the input's, in `extend` and `summarize`.
    private let avoided: Set<String>

    init(explicit: [String], avoiding avoided: [String] = []) {
        self.explicit = Set(explicit)
        self.avoided = Set(avoided)
    }

    /// Takes a name that an author wrote, or a bare column's; false when it is declared already.
    mutating func declare(_ name: String) -> Bool {
        taken.insert(name)
        return declared.insert(name).inserted
    }

    /// Takes the name of a bare column: declared like a written one, but numbered after a derived one.
    mutating func column(_ name: String) -> String? {
        if declared.contains(name) || explicit.contains(name) { return nil }
        let result = derived(name)
        declared.insert(result)
        return result
    }

    /// Takes a name that follows from an expression.
    mutating func derived(_ base: String) -> String {
        var name = base
        var number = 1
        while taken.contains(name) || explicit.contains(name) {
            name = base + String(number)
            number += 1
        }
        taken.insert(name)
        return name
    }

    /// Takes a name that an author wrote where what was named before keeps its name, as in `summarize`: `nil` when it is
    /// declared already.
    mutating func inOrder(_ name: String) -> String? {
        if declared.contains(name) { return nil }
        let result = derived(name)
        declared.insert(name)
        return result
    }

    /// Takes the next free name of the form `Column1`.
    mutating func generated() -> String {
        while true {
            let name = "Column\(counter)"
            counter += 1
            if !taken.contains(name), !explicit.contains(name), !avoided.contains(name) {
                taken.insert(name)
                return name
            }
        }
    }
}
