/// The world of a new state when no seed file is given. All names are invented.
enum BuiltInSeed {
    static let text = """
        # A partner with two customers. Passwords are made by the state; `sally local info` shows them.
        version: 1
        tenants:
          - name: Harborlight Security Partners
            kind: partner
            domain: harborlight.example
            country: NL
            users:
              - name: Ada Renner
                upn: admin
                givenName: Ada
                surname: Renner
                jobTitle: Head of Operations
                roles: [Global Administrator]
              - name: Milo Castell
                upn: secadmin
                givenName: Milo
                surname: Castell
                jobTitle: Detection Engineer
                roles: [Security Administrator]
              - name: Ines Varga
                upn: analyst
                givenName: Ines
                surname: Varga
                jobTitle: Analyst
                roles: [Security Reader]
              - name: Tom Okafor
                upn: user
                givenName: Tom
                surname: Okafor
                jobTitle: Account Manager
          - name: Copperfield Logistics
            kind: customer
            domain: copperfield.example
            country: DE
            users:
              - name: Greta Solberg
                upn: admin
                givenName: Greta
                surname: Solberg
                jobTitle: IT Manager
                roles: [Global Administrator]
              - name: Pavel Dunmore
                upn: secadmin
                givenName: Pavel
                surname: Dunmore
                jobTitle: Security Engineer
                roles: [Security Administrator]
              - name: Lucia Ferrand
                upn: analyst
                givenName: Lucia
                surname: Ferrand
                jobTitle: Security Analyst
                roles: [Security Reader]
              - name: Sam Whitlock
                upn: user
                givenName: Sam
                surname: Whitlock
                jobTitle: Dispatcher
          - name: Meadowbrook Clinics
            kind: customer
            domain: meadowbrook.example
            country: US
            users:
              - name: Noor Halvorsen
                upn: admin
                givenName: Noor
                surname: Halvorsen
                jobTitle: Systems Administrator
                roles: [Global Administrator]
              - name: Elio Marchetti
                upn: secadmin
                givenName: Elio
                surname: Marchetti
                jobTitle: Security Engineer
                roles: [Security Administrator]
              - name: Wanda Pryce
                upn: analyst
                givenName: Wanda
                surname: Pryce
                jobTitle: Security Analyst
                roles: [Security Reader]
              - name: Jonas Abara
                upn: user
                givenName: Jonas
                surname: Abara
                jobTitle: Nurse

        """

    /// The world itself.
    static func world() throws -> SeedWorld { try SeedFile(name: "built-in seed").parse(text) }
}
