import DefenderAPI
import ServiceCore
import TenantStore

/// Turns a parsed `$filter` into a condition of the store; refuses what the service does not filter by.
struct SecurityFilter<Field: Sendable & Hashable>: Sendable {
    /// A property that may stand in a filter.
    struct Property: Sendable {
        let field: Field
        let kind: Kind
    }

    /// What values a property has.
    enum Kind: Sendable {
        case text
        case instant
        /// Members of an enumeration, by the function that gives a spelling the name in the store.
        case term(@Sendable (String) -> String?, names: String)

        static func of<Term: ServiceTerm>(_ type: Term.Type, on surface: Surface) -> Kind {
            let names = type.vocabulary.terms
                .filter { !$0.isHidden && $0.graph != "unknownFutureValue" }
                .map { surface == .graph ? $0.graph : $0.xdr }
                .joined(separator: ", ")
            return .term({ Term(anySpelling: $0)?.graphName }, names: names)
        }
    }

    let properties: [String: Property]
    let surface: Surface
    /// The type's name in refusals.
    let type: String

    /// - Throws: ``APIFailure`` for a property that cannot be filtered by, a value of the wrong kind, or a construct that
    ///   is not supported.
    func predicate(_ filter: ODataFilter) throws -> SecurityPredicate<Field> {
        switch filter {
        case .and(let left, let right): return .and([try predicate(left), try predicate(right)])
        case .or(let left, let right): return .or([try predicate(left), try predicate(right)])
        case .not(let inner): return .not(try predicate(inner))
        case .comparison(.property(let path), let comparison, .literal(let literal)):
            return try compare(path, operation(comparison), literal)
        case .comparison(.literal(let literal), let comparison, .property(let path)):
            return try compare(path, mirrored(operation(comparison)), literal)
        case .isIn(.property(let path), let literals):
            let property = try property(path)
            return .isIn(property.field, try literals.map { try value($0, of: property, named: path) })
        case .comparison, .isIn, .truth, .lambda:
            throw refusal("The $filter holds an expression that is not supported: compare properties with constants.")
        }
    }

    private func compare(
        _ path: [String],
        _ comparison: SecurityPredicate<Field>.Comparison,
        _ literal: ODataLiteral
    ) throws -> SecurityPredicate<Field> {
        let property = try property(path)
        if literal == .null {
            switch comparison {
            case .equal: return .isNull(property.field)
            case .notEqual: return .not(.isNull(property.field))
            default: throw refusal("A property is compared with null by eq or ne.")
            }
        }
        if case .term = property.kind, comparison != .equal, comparison != .notEqual {
            throw refusal("'\(path.joined(separator: "/"))' is compared by eq, ne or in.")
        }
        return .compare(property.field, comparison, try value(literal, of: property, named: path))
    }

    private func property(_ path: [String]) throws -> Property {
        let name = path.joined(separator: "/")
        if let property = properties[name] { return property }
        let allowed = properties.keys.sorted().joined(separator: ", ")
        let shown = DisplayText.clean(name, limit: 80)
        throw refusal("The property '\(shown)' of \(type) cannot be used in $filter. Filter by \(allowed).")
    }

    private func value(
        _ literal: ODataLiteral,
        of property: Property,
        named path: [String]
    ) throws -> SecurityPredicate<Field>.Value {
        switch (property.kind, literal) {
        case (.text, .text(let text)): return .text(text)
        case (.instant, .instant(let ticks)): return .time(TickInstant(ticks: ticks))
        case (.term(let canonical, let names), .text(let text)),
            (.term(let canonical, let names), .member(_, let text)):
            guard let word = canonical(text) else {
                let shown = DisplayText.clean(text, limit: 80)
                throw refusal("'\(shown)' is no value of '\(path.joined(separator: "/"))'. Use one of \(names).")
            }
            return .text(word)
        case (.instant, .text):
            throw refusal(
                "A binary operator with incompatible types was detected. Found operand types 'Edm.DateTimeOffset' and "
                    + "'Edm.String'. Write the instant without quotes, as in 2026-03-01T00:00:00Z.")
        default:
            let shown = DisplayText.clean(literal.description, limit: 80)
            throw refusal("'\(path.joined(separator: "/"))' cannot be compared with \(shown).")
        }
    }

    private func operation(_ comparison: ODataComparison) -> SecurityPredicate<Field>.Comparison {
        switch comparison {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        }
    }

    private func mirrored(
        _ comparison: SecurityPredicate<Field>.Comparison
    ) -> SecurityPredicate<Field>.Comparison {
        switch comparison {
        case .equal, .notEqual: comparison
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }

    private func refusal(_ message: String) -> APIFailure { SecurityFailure.query(message, on: surface) }
}

/// What each list can be filtered by.
enum SecurityFilters {
    /// Graph's incidents, C2.
    static let graphIncidents = SecurityFilter<IncidentField>(
        properties: [
            "assignedTo": .init(field: .assignedTo, kind: .text),
            "classification": .init(
                field: .classification, kind: .of(DefenderAPI.AlertClassification.self, on: .graph)),
            "createdDateTime": .init(field: .createdTime, kind: .instant),
            "determination": .init(field: .determination, kind: .of(DefenderAPI.AlertDetermination.self, on: .graph)),
            "lastUpdateDateTime": .init(field: .lastUpdateTime, kind: .instant),
            "severity": .init(field: .severity, kind: .of(DefenderAPI.AlertSeverity.self, on: .graph)),
            "status": .init(field: .status, kind: .of(DefenderAPI.IncidentStatus.self, on: .graph)),
        ],
        surface: .graph,
        type: "microsoft.graph.security.incident"
    )

    /// Incidents of the Defender API, B2.
    static let xdrIncidents = SecurityFilter<IncidentField>(
        properties: [
            "assignedTo": .init(field: .assignedTo, kind: .text),
            "createdTime": .init(field: .createdTime, kind: .instant),
            "lastUpdateTime": .init(field: .lastUpdateTime, kind: .instant),
            "status": .init(field: .status, kind: .of(DefenderAPI.IncidentStatus.self, on: .defender)),
        ],
        surface: .defender,
        type: "incident"
    )

    /// Graph's alerts, C2.
    static let graphAlerts = SecurityFilter<AlertField>(
        properties: [
            "assignedTo": .init(field: .assignedTo, kind: .text),
            "classification": .init(
                field: .classification, kind: .of(DefenderAPI.AlertClassification.self, on: .graph)),
            "createdDateTime": .init(field: .createdTime, kind: .instant),
            "determination": .init(field: .determination, kind: .of(DefenderAPI.AlertDetermination.self, on: .graph)),
            "lastUpdateDateTime": .init(field: .lastUpdateTime, kind: .instant),
            "severity": .init(field: .severity, kind: .of(DefenderAPI.AlertSeverity.self, on: .graph)),
            "serviceSource": .init(field: .serviceSource, kind: .of(ServiceSource.self, on: .graph)),
            "status": .init(field: .status, kind: .of(DefenderAPI.AlertStatus.self, on: .graph)),
        ],
        surface: .graph,
        type: "microsoft.graph.security.alert"
    )
}
