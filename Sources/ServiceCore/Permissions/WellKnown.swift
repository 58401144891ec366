public import Foundation

/// Identifiers that are the same everywhere.
public enum WellKnown {
    /// The public client of `sally` on local tenants, present in each seeded tenant.
    public static let sallyCLI = UUID(constant: "5a11c0de-2f6b-4b0e-9d8a-6c11e7a90001")

    /// The tenant of personal accounts, alias `consumers` (identity A.2).
    public static let consumersTenant = UUID(constant: "9188040d-6c67-4c5b-b112-36a304b66dad")

    /// `appRoleId` of an assignment to an application without roles (identity D.1).
    public static let defaultAccessRole = UUID(constant: "00000000-0000-0000-0000-000000000000")

    /// Directory roles by their template IDs, as the claim `wids` carries them.
    public enum DirectoryRole {
        /// May consent to everything.
        public static let globalAdministrator = UUID(constant: "62e90394-69f5-4237-9190-012177145e10")
        /// May consent to application permissions of Graph.
        public static let privilegedRoleAdministrator = UUID(constant: "e8611ab8-c189-46e8-94e1-60213ab1f814")
        /// Manages registrations; may consent to all but application permissions of Graph.
        public static let applicationAdministrator = UUID(constant: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3")
        /// As the former, without application proxy.
        public static let cloudApplicationAdministrator = UUID(constant: "158c047a-c907-4556-b7ef-446551a6b5f7")
        /// Changes security objects.
        public static let securityAdministrator = UUID(constant: "194ae4cb-b126-40b2-bd5b-6091b380977d")
        /// Handles incidents and alerts.
        public static let securityOperator = UUID(constant: "5f2222b1-57c3-48ba-8ad5-d4759f1fde6f")
        /// Reads security objects.
        public static let securityReader = UUID(constant: "5d6b6bb7-de71-4623-b4af-96380a352509")
        /// Reads everything.
        public static let globalReader = UUID(constant: "f2ef992c-3afb-46b9-b7cf-a126ee74c451")
        /// What tokens of users without a role, and of applications, often carry (identity B.9).
        public static let user = UUID(constant: "0997a1d0-0d1d-4acb-b408-d5ca73121e90")
    }
}
