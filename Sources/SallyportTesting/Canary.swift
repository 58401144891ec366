/// A text that is planted as a secret and must not come out anywhere (identity H.50).
public enum Canary {
    /// A text that occurs nowhere by itself.
    public static func make(_ name: String) -> String { "CANARY-\(name)-7f3a9c51e2" }

    /// Where a value shows a canary: in its description, its debug description or a dump.
    public static func leaks(in value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        let views = [
            ("description", String(describing: value)), ("debug description", String(reflecting: value)),
            ("dump", dumped),
        ]
        return views.filter { $0.1.contains("CANARY-") }.map(\.0)
    }
}
