import Foundation
import ServiceCore
import TenantStore

/// What the tenant segment of an identity path names; identity.md A.2.
enum TenantSegment: Sendable, Equatable {
    case tenant(TenantRecord)
    case common
    case organizations
    case consumers

    /// The segment for endpoints in documents: the GUID where a directory was named, whatever spelling was used.
    var canonical: String {
        switch self {
        case .tenant(let tenant): tenant.id.lowercaseText
        case .common: "common"
        case .organizations: "organizations"
        case .consumers: "consumers"
        }
    }

    /// What stands in an issuer: aliases have a template, personal accounts one fixed tenant.
    var issuerTenant: String {
        switch self {
        case .tenant(let tenant): tenant.id.lowercaseText
        case .common, .organizations: "{tenantid}"
        case .consumers: WellKnown.consumersTenant.lowercaseText
        }
    }

    var tenantRecord: TenantRecord? { if case .tenant(let tenant) = self { tenant } else { nil } }

    /// Finds the tenant.
    ///
    /// - Throws: ``IdentityFailure`` 900023 for text that can be no tenant, 90002 for a tenant that is not here.
    static func resolve(_ text: String, in database: TenantDatabase) async throws -> TenantSegment {
        switch text.lowercased() {
        case "common": return .common
        case "organizations": return .organizations
        case "consumers", WellKnown.consumersTenant.lowercaseText: return .consumers
        default: break
        }
        guard UUID(uuidString: text) != nil || isDomain(text) else {
            throw IdentityFailure(
                .malformedTenant,
                "Specified tenant identifier '\(text.shortened)' is neither a valid DNS name, nor a valid external domain."
            )
        }
        guard let tenant = try await database.tenant(matching: text) else {
            throw IdentityFailure(
                .unknownTenant,
                "Tenant '\(text.shortened)' not found. Check to make sure you have the correct tenant ID and are signing "
                    + "into the correct cloud. Check with your subscription administrator, this may happen if there are "
                    + "no active subscriptions for the tenant.")
        }
        return .tenant(tenant)
    }

    /// At least two labels of letters, digits and hyphens.
    static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy {
                        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                            || $0 == UInt8(ascii: "-")
                    }
            }
    }
}
