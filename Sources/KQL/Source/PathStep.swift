/// A step into a dynamic value.
enum PathStep: Sendable, Hashable {
    case key(String)
    case position(Int64)
}
