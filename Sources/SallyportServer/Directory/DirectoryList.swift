import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceCore

/// Objects of one collection as JSON, on which the query options work; identity.md D.6.
struct DirectoryList {
    /// The fragment of `@odata.context`, such as `applications`.
    let collection: String
    /// The type in messages, such as `application`.
    let type: String
    var objects: [JSONTree]
    /// Members that are shown only when selected.
    var hidden: Set<String> = []
    /// Members that `$search` looks at.
    var searchable: Set<String> = ["displayName", "description", "userPrincipalName", "mail"]

    static let defaultPageSize = 100
    static let largestPageSize = 999

    /// The answer of a list: filtered, searched, sorted, cut into pages, reduced to the selected members.
    func response(to call: DirectoryCall) throws -> Response {
        let query = call.query
        guard query.expand.isEmpty else {
            throw APIFailure.unsupportedQuery("$expand is not supported on '\(collection)' here.")
        }
        guard query.skip == nil else {
            throw APIFailure.unsupportedQuery("$skip is not supported; follow @odata.nextLink.")
        }
        let size = query.top ?? Self.defaultPageSize
        guard (1...Self.largestPageSize).contains(size) else {
            throw APIFailure.badRequest("Invalid page size specified: '\(size)'. Must be between 1 and 999 inclusive.")
        }
        let found = try matching(query, isEventual: call.isEventual)
        let start = try query.skipToken.map(Self.offset) ?? 0
        let page = found.dropFirst(start).prefix(size)
        var body: JSONTree.Members = .init()
        body["@odata.context"] = .string(context(call))
        if query.count == true { body["@odata.count"] = .integer(Int64(found.count)) }
        if start + size < found.count {
            body["@odata.nextLink"] = .string(nextLink(call, offset: start + size))
        }
        body["value"] = .array(try page.map { try selected($0, query.select) })
        return .json(.object(body), headers: [.cacheControl: "no-cache"])
    }

    /// The answer of `/$count`.
    func count(for call: DirectoryCall) throws -> Response {
        guard call.isEventual else {
            throw APIFailure.unsupportedQuery("$count needs the header 'ConsistencyLevel: eventual'.")
        }
        return .text("\(try matching(call.query, isEventual: true).count)", status: .ok)
    }

    /// The answer of a single object.
    func entity(_ object: JSONTree, for call: DirectoryCall, status: HTTPResponse.Status = .ok) throws -> Response {
        let object = try selected(object, call.query.select)
        var body: JSONTree.Members = .init()
        body["@odata.context"] = .string(context(call) + "/$entity")
        for member in object.objectValue?.list ?? [] { body[member.name] = member.value }
        return .json(.object(body), status: status, headers: [.cacheControl: "no-cache"])
    }

    private func context(_ call: DirectoryCall) -> String {
        let select = call.query.select.isEmpty ? "" : "(\(call.query.select.joined(separator: ",")))"
        return "\(call.root)/$metadata#\(collection)\(select)"
    }

    // MARK: Options

    func matching(_ query: ODataQuery, isEventual: Bool) throws -> [JSONTree] {
        var found = objects
        if let filter = query.filter {
            let type = type
            found = try found.filter { object in
                try filter.matches { path in try Self.value(at: path, of: object, type: type) }
            }
        }
        if let search = query.search {
            guard isEventual else {
                throw APIFailure.unsupportedQuery(
                    "Request with $search query parameter only works through MSGraph with a special request header: "
                        + "'ConsistencyLevel: eventual'")
            }
            let clause = try SearchClause(parsing: search, allowed: searchable)
            found = found.filter { clause.matches($0[clause.property]?.stringValue ?? "") }
        }
        for key in query.orderBy.reversed() {
            let path = key.property.split(separator: "/").map(String.init)
            let keyed = try found.map { (key: try Self.sortKey(at: path, of: $0, type: type), object: $0) }
            // The standard sort is stable, so that earlier keys, applied later, win.
            found = keyed.sorted { key.isDescending ? $1.key < $0.key : $0.key < $1.key }.map(\.object)
        }
        return found
    }

    private func selected(_ object: JSONTree, _ select: [String]) throws -> JSONTree {
        guard let members = object.objectValue else { return object }
        if select.isEmpty { return .object(.init(members.list.filter { !hidden.contains($0.name) })) }
        let known = Set(members.list.map(\.name))
        for name in select where name != "*" && !known.contains(name) {
            throw APIFailure.badRequest(
                "Parsing OData Select and Expand failed: Could not find a property named '\(name.prefix(100))' on type "
                    + "'microsoft.graph.\(type)'.")
        }
        if select.contains("*") { return object }
        return .object(.init(members.list.filter { select.contains($0.name) }))
    }

    private static func value(at path: [String], of object: JSONTree, type: String) throws -> ODataValue {
        var current = object
        for name in path {
            guard let next = current[name] else {
                if current == .null { return .null }
                throw APIFailure.badRequest(
                    "Invalid filter clause: Could not find a property named '\(name.prefix(100))' on type "
                        + "'microsoft.graph.\(type)'.")
            }
            current = next
        }
        return odata(current, isInstant: path.last?.hasSuffix("DateTime") ?? false)
    }

    private static func odata(_ value: JSONTree, isInstant: Bool = false) -> ODataValue {
        switch value {
        case .null: .null
        case .bool(let flag): .boolean(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .string(let text):
            isInstant ? (ODataDateTime.ticks(parsing: text).map { .instant($0) } ?? .text(text)) : .text(text)
        case .array(let items): .collection(items.map { odata($0) })
        case .object: .record { path in try self.value(at: path, of: value, type: "complexType") }
        }
    }

    private static func sortKey(at path: [String], of object: JSONTree, type: String) throws -> String {
        switch try value(at: path, of: object, type: type) {
        case .text(let text): text.lowercased()
        case .instant(let ticks): ODataDateTime.format(ticks: ticks)
        case .boolean(let flag): flag ? "1" : "0"
        default: ""
        }
    }

    // MARK: Pages

    private func nextLink(_ call: DirectoryCall, offset: Int) -> String {
        var query = call.query
        query.skipToken = Base64URL.encode(Array("o\(offset)".utf8))
        return call.listURL + "?" + query.percentEncoded
    }

    private static func offset(_ token: String) throws -> Int {
        guard let bytes = Base64URL.decode(token), let text = String(validating: bytes, as: UTF8.self),
            text.first == "o", let offset = Int(text.dropFirst()), offset >= 0
        else { throw APIFailure.badRequest("The skip token is malformed; follow @odata.nextLink as it is.") }
        return offset
    }
}

/// `"displayName:text"`: words of a property that begin with the text.
struct SearchClause {
    let property: String
    let text: String

    init(parsing search: String, allowed: Set<String>) throws {
        let trimmed = search.trimmingCharacters(in: .whitespaces)
        let parts = trimmed.dropFirst().dropLast().split(separator: ":", maxSplits: 1)
        guard trimmed.count > 2, trimmed.hasPrefix("\""), trimmed.hasSuffix("\""), parts.count == 2 else {
            throw APIFailure.badRequest("Syntax error: the search clause must have the form \"property:value\".")
        }
        guard allowed.contains(String(parts[0])) else {
            throw APIFailure.unsupportedQuery("The property '\(parts[0].prefix(100))' cannot be searched.")
        }
        property = String(parts[0])
        text = parts[1].lowercased()
    }

    func matches(_ value: String) -> Bool {
        let value = value.lowercased()
        let words = value.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
        return value.hasPrefix(text) || words.contains { $0.hasPrefix(text) }
    }
}
