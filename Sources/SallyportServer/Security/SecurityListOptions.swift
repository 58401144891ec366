import Foundation
import HTTPTypes
import ServiceCore
import TenantStore

/// The query options of one request for a list, checked against what the API takes.
struct SecurityListOptions<Field: Sendable & Hashable>: Sendable {
    var query: SecurityQuery<Field>
    var expandsAlerts = false
    /// Members that are written; all when empty.
    var select: Set<String> = []
    /// Whether the answer names a next page when there is one.
    var offersNextLink = true

    /// The address of the next page: the caller's own options, and how much to skip.
    ///
    /// - Parameter rawQuery: The query of the request as it came, so that nothing in it is written in another way.
    static func nextLink(_ address: String, rawQuery: String?, skip: Int) -> String {
        let kept = (rawQuery ?? "").split(separator: "&").filter { pair in
            let name = pair.prefix { $0 != "=" }.lowercased()
            return name != "$skip" && name != "%24skip"
        }
        return address + "?" + (kept.map(String.init) + ["$skip=\(skip)"]).joined(separator: "&")
    }
}

extension SecurityListOptions<IncidentField> {
    /// Options of the Defender API's incidents, B2.
    ///
    /// - Throws: ``APIFailure`` 400 `ODataError`, or `BadRequest` for a page that is too large.
    static func xdr(_ text: String?) throws -> Self {
        let options = try parse(text, on: .defender)
        let unsupported: [(name: String, isUsed: Bool)] = [
            ("$orderby", !options.orderBy.isEmpty), ("$select", !options.select.isEmpty),
            ("$expand", !options.expand.isEmpty), ("$count", options.count != nil), ("$search", options.search != nil),
            ("$skiptoken", options.skipToken != nil),
        ]
        if let option = unsupported.first(where: \.isUsed) {
            throw SecurityFailure.query(
                "The query option '\(option.name)' is not supported. Use $filter, $top and $skip.", on: .defender)
        }
        var query = IncidentQuery(
            predicate: try options.filter.map(SecurityFilters.xdrIncidents.predicate),
            skip: options.skip ?? 0,
            limit: 100
        )
        if let top = options.top {
            guard (1...100).contains(top) else {
                throw APIFailure(
                    .badRequest, code: "BadRequest",
                    message: "The value \(top) of $top is outside of 1 to 100; page with $skip.")
            }
            query.limit = top
        }
        query.order = [SortKey(.lastUpdateTime, isDescending: true)]
        query.includesAlerts = true
        // Observed: who names a page's size pages by himself.
        return Self(query: query, offersNextLink: options.top == nil)
    }

    /// Options of Graph's incidents, C2.
    ///
    /// - Throws: ``APIFailure`` 400 `BadRequest`.
    static func graph(_ text: String?) throws -> Self {
        let options = try parse(text, on: .graph)
        try refuseSearch(options)
        if let top = options.top, top > 50 { throw Self.overLimit(50, top) }
        var query = IncidentQuery(
            predicate: try options.filter.map(SecurityFilters.graphIncidents.predicate),
            skip: options.skip ?? 0,
            limit: options.top ?? 50
        )
        query.countsTotal = options.count ?? false
        query.order = try options.orderBy.map { key in
            let fields: [String: IncidentField] = [
                "id": .id, "displayName": .displayName, "status": .status, "severity": .severity,
                "classification": .classification, "determination": .determination, "assignedTo": .assignedTo,
                "priorityScore": .priorityScore, "createdDateTime": .createdTime, "lastUpdateDateTime": .lastUpdateTime,
            ]
            return try sortKey(key, fields, type: "microsoft.graph.security.incident")
        }
        let expandsAlerts = try Self.expandsAlerts(options.expand)
        query.includesAlerts = expandsAlerts
        return Self(
            query: query, expandsAlerts: expandsAlerts, select: try Self.selection(options.select, of: incident))
    }

    /// Options of a request for one incident of Graph.
    ///
    /// - Throws: ``APIFailure`` 400 `BadRequest`.
    static func graphSingle(_ text: String?) throws -> Self {
        let options = try parse(text, on: .graph)
        guard options.filter == nil, options.top == nil, options.skip == nil, options.orderBy.isEmpty else {
            throw SecurityFailure.query("A single incident takes $expand and $select only.", on: .graph)
        }
        return Self(
            query: IncidentQuery(),
            expandsAlerts: try expandsAlerts(options.expand),
            select: try selection(options.select, of: incident)
        )
    }

    private static var incident: (type: String, names: Set<String>) {
        (
            "microsoft.graph.security.incident",
            [
                "id", "tenantId", "status", "incidentWebUrl", "redirectIncidentId", "displayName", "createdDateTime",
                "lastUpdateDateTime", "assignedTo", "classification", "determination", "severity", "customTags",
                "systemTags", "description", "lastModifiedBy", "resolvingComment", "summary", "priorityScore",
                "comments",
            ]
        )
    }

    private static func expandsAlerts(_ items: [String]) throws -> Bool {
        for item in items where item != "alerts" {
            let shown = DisplayText.clean(item, limit: 80)
            throw SecurityFailure.query("$expand takes 'alerts' without options, not '\(shown)'.", on: .graph)
        }
        return !items.isEmpty
    }
}

extension SecurityListOptions<AlertField> {
    /// Options of Graph's alerts, C2.
    ///
    /// - Throws: ``APIFailure`` 400 `BadRequest`.
    static func graphAlerts(_ text: String?) throws -> Self {
        let options = try parse(text, on: .graph)
        try refuseSearch(options)
        guard options.expand.isEmpty else {
            throw SecurityFailure.query("Alerts have nothing to $expand; their evidence is always there.", on: .graph)
        }
        var query = AlertQuery(
            predicate: try options.filter.map(SecurityFilters.graphAlerts.predicate),
            skip: options.skip ?? 0,
            // Observed: a larger $top gets the largest page, not a refusal.
            limit: min(options.top ?? 100, 1000)
        )
        query.countsTotal = options.count ?? false
        query.order = try options.orderBy.map { key in
            let fields: [String: AlertField] = [
                "id": .id, "incidentId": .incidentID, "title": .title, "category": .category, "status": .status,
                "severity": .severity, "classification": .classification, "determination": .determination,
                "assignedTo": .assignedTo, "serviceSource": .serviceSource, "detectionSource": .detectionSource,
                "createdDateTime": .createdTime, "lastUpdateDateTime": .lastUpdateTime,
                "resolvedDateTime": .resolvedTime, "firstActivityDateTime": .firstActivityTime,
                "lastActivityDateTime": .lastActivityTime,
            ]
            return try sortKey(key, fields, type: "microsoft.graph.security.alert")
        }
        guard options.select.isEmpty else {
            throw SecurityFailure.query("$select is not supported for alerts; leave it out.", on: .graph)
        }
        return Self(query: query)
    }
}

extension SecurityListOptions {
    private static func parse(_ text: String?, on surface: Surface) throws -> ODataQuery {
        do {
            return try ODataQuery(parsing: text ?? "")
        } catch let error as ParsingError {
            let place = error.offset.map { " At byte \($0) of $filter." } ?? ""
            throw SecurityFailure.query(error.message + place, on: surface)
        }
    }

    private static func refuseSearch(_ options: ODataQuery) throws {
        guard options.search == nil, options.skipToken == nil else {
            throw SecurityFailure.query("$search and $skiptoken are not supported; use $filter and $skip.", on: .graph)
        }
    }

    private static func overLimit(_ limit: Int, _ top: Int) -> APIFailure {
        SecurityFailure.query(
            "The limit of '\(limit)' for Top query has been exceeded. The value from the incoming request is '\(top)'.",
            on: .graph
        )
    }

    private static func sortKey(
        _ key: ODataQuery.Order,
        _ fields: [String: Field],
        type: String
    ) throws -> SortKey<Field> {
        guard let field = fields[key.property] else {
            let shown = DisplayText.clean(key.property, limit: 80)
            throw SecurityFailure.query("The property '\(shown)' of \(type) cannot be used in $orderby.", on: .graph)
        }
        return SortKey(field, isDescending: key.isDescending)
    }

    private static func selection(_ items: [String], of type: (type: String, names: Set<String>)) throws -> Set<String>
    {
        for item in items where !type.names.contains(item) {
            let shown = DisplayText.clean(item, limit: 80)
            throw SecurityFailure.query(
                "Could not find a property named '\(shown)' on type '\(type.type)'.", on: .graph)
        }
        return Set(items)
    }
}
