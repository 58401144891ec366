import DefenderAPI
import Hummingbird
import NIOCore
import ServiceCore
import TenantStore

/// Reads the members of a JSON body one by one and refuses what has another type than it must have.
struct RequestBodyReader {
    let surface: Surface
    private let members: JSONTree.Members

    /// Reads a body that must be a JSON object.
    ///
    /// - Throws: ``APIFailure`` 400 in the family's words.
    init(_ bytes: [UInt8], on surface: Surface) throws {
        self.surface = surface
        let tree: JSONTree
        do {
            tree = try JSONReader.read(bytes)
        } catch {
            throw SecurityFailure.body(
                surface == .graph
                    ? "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid "
                        + "JSON format. \(error.description)."
                    : "The body is no JSON: \(error.description).",
                on: surface
            )
        }
        guard let members = tree.objectValue else {
            throw SecurityFailure.body("The body must be a JSON object.", on: surface)
        }
        self.members = members
    }

    /// The names of the members as they came, without annotations.
    var names: [String] { members.list.map(\.name).filter { !$0.contains("@") } }

    /// The member of a name; of a name in any letter case where the API does not mind.
    func member(_ name: String, ignoringCase: Bool = false) -> JSONTree? {
        if let value = members[name] { return value }
        guard ignoringCase else { return nil }
        return members.list.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Refuses a body without any of the members, with one in the wrong letter case, or, when asked, with others.
    func check(known: [String], refusesUnknown: Bool) throws {
        for name in names where !known.contains(name) {
            if let meant = known.first(where: { $0.lowercased() == name.lowercased() }) {
                throw SecurityFailure.body("The member '\(shown(name))' must be written '\(meant)'.", on: surface)
            }
            if refusesUnknown {
                throw SecurityFailure.body(
                    "The member '\(shown(name))' is not known. Known are \(known.joined(separator: ", ")).", on: surface
                )
            }
        }
        guard names.contains(where: known.contains) else {
            throw SecurityFailure.body(
                "The body names nothing to change. It takes \(known.joined(separator: ", ")).", on: surface)
        }
    }

    /// A text; an absent member changes nothing.
    func text(_ name: String) throws -> String? {
        switch members[name] {
        case nil: return nil
        case .string(let text): return text
        default: throw SecurityFailure.body("The member '\(name)' must be a text.", on: surface)
        }
    }

    /// A text that `null`, or the empty text, takes away.
    func removableText(_ name: String) throws -> Change<String?> {
        if members[name] == .null { return .set(nil) }
        guard let text = try text(name) else { return .keep }
        return .set(text.isEmpty ? nil : text)
    }

    /// A list of texts; `null` is the empty list.
    func texts(_ name: String) throws -> Change<[String]> {
        switch members[name] {
        case nil: return .keep
        case .null: return .set([])
        case .array(let items) where items.allSatisfy { $0.stringValue != nil }:
            return .set(items.compactMap(\.stringValue))
        default: throw SecurityFailure.body("The member '\(name)' must be a list of texts.", on: surface)
        }
    }

    /// A member of an enumeration in any spelling and letter case, by its name in the store.
    ///
    /// - Parameter allowed: The members that may be set; all that are not hidden when nil.
    /// - Throws: ``APIFailure`` 400 that lists what is allowed.
    func word<Term: ServiceTerm>(_ name: String, _ type: Term.Type, allowed: [Term]? = nil) throws -> String? {
        guard let text = try text(name) else { return nil }
        let allowed =
            allowed
            ?? type.vocabulary.terms.filter { $0.graph != "unknownFutureValue" }.map { Term(rawValue: $0.graph) }
        guard let value = Term(anySpelling: text), allowed.contains(value) else {
            let names = allowed.filter { !$0.isHiddenByDefault }.map { surface == .graph ? $0.graphName : $0.xdrName }
            throw SecurityFailure.value(
                "'\(shown(text))' is no value of '\(name)'. Use one of \(names.joined(separator: ", ")).", on: surface)
        }
        return value.graphName
    }

    private func shown(_ text: String) -> String { DisplayText.clean(text, limit: 80) }
}

extension Request {
    /// The whole body, whose size was bounded before routing.
    func bytes(in context: TenantContext) async throws -> [UInt8] {
        let buffer = try await body.collect(upTo: context.maxUploadSize)
        return Array(buffer.readableBytesView)
    }
}
