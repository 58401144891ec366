import Foundation
import Yams

/// A value of a seed file with the path that leads to it.
struct SeedValue {
    let node: Node
    /// For example `tenants[0].users[2].roles`.
    let path: String
    let file: SeedFile

    /// The line in the file, from 1.
    var line: Int? { node.mark?.line }

    func failure(_ problem: String) -> ServerError { file.failure(problem, line: line, path: path) }

    /// The members of an object, all of which must be in the list.
    func members(_ known: [String]) throws -> [String: SeedValue] {
        guard case .mapping(let mapping) = node else {
            throw failure("Here must stand an object with the members \(known.joined(separator: ", "))")
        }
        var members: [String: SeedValue] = [:]
        for (key, value) in mapping {
            guard let name = key.string, known.contains(name) else {
                let name = key.string ?? "?"
                throw SeedValue(node: key, path: path, file: file).failure(
                    "The member '\(name)' is not known; known are \(known.joined(separator: ", "))")
            }
            members[name] = SeedValue(node: value, path: path.isEmpty ? name : "\(path).\(name)", file: file)
        }
        return members
    }

    func required(_ name: String, in members: [String: SeedValue]) throws -> SeedValue {
        guard let value = members[name] else { throw failure("The member \(name) is missing") }
        return value
    }

    func items() throws -> [SeedValue] {
        guard case .sequence(let sequence) = node else { throw failure("Here must stand a list") }
        return sequence.enumerated().map { SeedValue(node: $1, path: "\(path)[\($0)]", file: file) }
    }

    func text() throws -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw failure("Here must stand a text") }
        return scalar.string
    }

    func flag() throws -> Bool {
        guard let flag = node.bool else { throw failure("Here must stand true or false") }
        return flag
    }

    func integer() throws -> Int {
        guard let number = node.int else { throw failure("Here must stand a whole number") }
        return number
    }

    func identifier() throws -> UUID {
        guard let id = UUID(uuidString: try text()) else { throw failure("Here must stand a GUID") }
        return id
    }

    func word<Value>(_ words: [String: Value]) throws -> Value {
        guard let value = words[try text()] else {
            throw failure("'\(try text())' is not known; known are \(words.keys.sorted().joined(separator: ", "))")
        }
        return value
    }
}
