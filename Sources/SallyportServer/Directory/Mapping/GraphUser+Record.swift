import MicrosoftGraph
import TenantStore

extension User {
    init(_ record: UserRecord) {
        self.init(
            id: record.id.text, userPrincipalName: record.userPrincipalName, displayName: record.displayName,
            givenName: record.givenName, surname: record.surname, mail: record.mail,
            mailNickname: record.userPrincipalName.split(separator: "@").first.map(String.init),
            jobTitle: record.jobTitle, mobilePhone: record.mobilePhone, businessPhones: record.businessPhones,
            officeLocation: record.officeLocation, preferredLanguage: record.preferredLanguage,
            accountEnabled: record.accountEnabled, userType: record.userType,
            createdDateTime: GraphDateTime(record.createdDateTime))
    }
}

extension Organization {
    init(_ tenant: TenantRecord, domains: [VerifiedDomainRecord]) {
        self.init(
            id: tenant.id.text, displayName: tenant.displayName, tenantType: "AAD",
            countryLetterCode: tenant.countryLetterCode, createdDateTime: GraphDateTime(tenant.createdDateTime),
            verifiedDomains: domains.map {
                VerifiedDomain(
                    name: $0.name, type: "Managed", capabilities: "Email, OfficeCommunicationsOnline",
                    isDefault: $0.isDefault, isInitial: $0.isInitial)
            })
    }
}
