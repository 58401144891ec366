import Foundation
public import ServiceCore

/// The Microsoft 365 Defender API: incidents with their alerts inline, and advanced hunting.
///
/// Its hunting retires by 31 January 2027 and its incidents stand behind those of Microsoft Graph; new programs take
/// ``GraphSecurityClient``. A value without state that many tasks may use at once; tokens are asked for at each request.
public struct DefenderClient: Sendable {
    let cloud: Cloud
    let pipeline: ServicePipeline

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - cloud: Where the service is.
    ///   - pipeline: What requests go through. Without scopes, those of the service are asked for.
    public init(cloud: Cloud, pipeline: ServicePipeline) {
        self.cloud = cloud
        self.pipeline = pipeline.prepared(scopes: cloud.defaultScopes(of: .defender))
    }

    /// Incidents.
    public var incidents: Incidents { Incidents(client: self) }

    /// Advanced hunting.
    public var hunting: Hunting { Hunting(client: self) }
}
