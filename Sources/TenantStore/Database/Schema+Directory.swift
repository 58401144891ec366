extension Schema {
    /// Tenants, users, applications, service principals, grants.
    static let directory = """
        CREATE TABLE stateValues (
            name TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tenants (
            id TEXT PRIMARY KEY NOT NULL,
            displayName TEXT NOT NULL CHECK (displayName <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('partner', 'customer', 'platform')),
            countryLetterCode TEXT,
            createdDateTime INTEGER NOT NULL,
            allowsPasswordGrant INTEGER NOT NULL,
            allowsUserConsent INTEGER NOT NULL,
            refreshTokenMode TEXT NOT NULL CHECK (refreshTokenMode IN ('entra', 'strict')),
            isDefenderEnabled INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE verifiedDomains (
            name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            isDefault INTEGER NOT NULL,
            isInitial INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX verifiedDomainsDefault ON verifiedDomains (tenantID) WHERE isDefault;

        CREATE TABLE users (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            userPrincipalName TEXT NOT NULL COLLATE NOCASE,
            displayName TEXT NOT NULL,
            givenName TEXT,
            surname TEXT,
            mail TEXT,
            jobTitle TEXT,
            mobilePhone TEXT,
            officeLocation TEXT,
            preferredLanguage TEXT,
            businessPhones TEXT NOT NULL,
            accountEnabled INTEGER NOT NULL,
            userType TEXT NOT NULL,
            createdDateTime INTEGER NOT NULL,
            passwordHash TEXT,
            hasGeneratedPassword INTEGER NOT NULL,
            lastPasswordChangeDateTime INTEGER NOT NULL,
            signInSessionsValidFromDateTime INTEGER NOT NULL,
            failedSignIns INTEGER NOT NULL DEFAULT 0,
            lockouts INTEGER NOT NULL DEFAULT 0,
            lockedUntil INTEGER,
            UNIQUE (tenantID, id),
            UNIQUE (tenantID, userPrincipalName)
        ) STRICT;

        CREATE TABLE directoryRoles (
            tenantID TEXT NOT NULL,
            userID TEXT NOT NULL,
            roleTemplateID TEXT NOT NULL,
            PRIMARY KEY (tenantID, userID, roleTemplateID),
            FOREIGN KEY (tenantID, userID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE applications (
            id TEXT PRIMARY KEY NOT NULL,
            appID TEXT NOT NULL UNIQUE,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            displayName TEXT NOT NULL CHECK (displayName <> ''),
            uniqueName TEXT,
            description TEXT,
            notes TEXT,
            signInAudience TEXT NOT NULL,
            isFallbackPublicClient INTEGER,
            publisherDomain TEXT,
            createdDateTime INTEGER NOT NULL,
            deletedDateTime INTEGER,
            tags TEXT NOT NULL,
            web TEXT NOT NULL,
            api TEXT NOT NULL,
            requiredResourceAccess TEXT NOT NULL,
            groupMembershipClaims TEXT,
            optionalClaims TEXT,
            UNIQUE (tenantID, id),
            UNIQUE (tenantID, uniqueName)
        ) STRICT;

        CREATE TABLE identifierURIs (
            tenantID TEXT NOT NULL,
            applicationID TEXT NOT NULL,
            position INTEGER NOT NULL,
            uri TEXT NOT NULL,
            PRIMARY KEY (tenantID, uri),
            FOREIGN KEY (tenantID, applicationID) REFERENCES applications (tenantID, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX identifierURIsOfApplication ON identifierURIs (applicationID);

        CREATE TABLE redirectURIs (
            applicationID TEXT NOT NULL REFERENCES applications ON DELETE CASCADE,
            platform TEXT NOT NULL CHECK (platform IN ('web', 'spa', 'publicClient')),
            position INTEGER NOT NULL,
            uri TEXT NOT NULL,
            PRIMARY KEY (applicationID, platform, uri)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE permissionDefinitions (
            applicationID TEXT NOT NULL REFERENCES applications ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind IN ('appRole', 'scope')),
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            value TEXT,
            isEnabled INTEGER NOT NULL,
            adminDisplayName TEXT NOT NULL,
            adminDescription TEXT NOT NULL,
            userDisplayName TEXT,
            userDescription TEXT,
            needsAdmin INTEGER NOT NULL,
            allowedMemberTypes TEXT NOT NULL,
            PRIMARY KEY (applicationID, kind, id),
            UNIQUE (applicationID, kind, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE passwordCredentials (
            keyID TEXT PRIMARY KEY NOT NULL,
            applicationID TEXT NOT NULL REFERENCES applications ON DELETE CASCADE,
            displayName TEXT,
            hint TEXT NOT NULL,
            hash TEXT NOT NULL,
            startDateTime INTEGER NOT NULL,
            endDateTime INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX passwordCredentialsOfApplication ON passwordCredentials (applicationID);

        CREATE TABLE keyCredentials (
            applicationID TEXT NOT NULL REFERENCES applications ON DELETE CASCADE,
            keyID TEXT NOT NULL,
            position INTEGER NOT NULL,
            type TEXT NOT NULL,
            usage TEXT NOT NULL,
            displayName TEXT,
            customKeyIdentifier TEXT,
            certificate BLOB NOT NULL,
            thumbprintSHA1 BLOB NOT NULL,
            thumbprintSHA256 BLOB NOT NULL,
            startDateTime INTEGER NOT NULL,
            endDateTime INTEGER NOT NULL,
            PRIMARY KEY (applicationID, keyID)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE servicePrincipals (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            applicationID TEXT NOT NULL REFERENCES applications ON DELETE CASCADE,
            accountEnabled INTEGER NOT NULL,
            appRoleAssignmentRequired INTEGER NOT NULL,
            servicePrincipalType TEXT NOT NULL,
            tags TEXT NOT NULL,
            notes TEXT,
            createdDateTime INTEGER NOT NULL,
            UNIQUE (tenantID, id),
            UNIQUE (tenantID, applicationID)
        ) STRICT;

        CREATE TABLE applicationOwners (
            tenantID TEXT NOT NULL,
            applicationID TEXT NOT NULL,
            ownerID TEXT NOT NULL,
            ownerType TEXT NOT NULL CHECK (ownerType IN ('User', 'ServicePrincipal')),
            PRIMARY KEY (tenantID, applicationID, ownerID),
            FOREIGN KEY (tenantID, applicationID) REFERENCES applications (tenantID, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE appRoleAssignments (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL,
            appRoleID TEXT NOT NULL,
            principalServicePrincipalID TEXT,
            principalUserID TEXT,
            resourceID TEXT NOT NULL,
            createdDateTime INTEGER NOT NULL,
            CHECK ((principalServicePrincipalID IS NULL) <> (principalUserID IS NULL)),
            FOREIGN KEY (tenantID, principalServicePrincipalID) REFERENCES servicePrincipals (tenantID, id)
                ON DELETE CASCADE,
            FOREIGN KEY (tenantID, principalUserID) REFERENCES users (tenantID, id) ON DELETE CASCADE,
            FOREIGN KEY (tenantID, resourceID) REFERENCES servicePrincipals (tenantID, id) ON DELETE CASCADE
        ) STRICT;
        CREATE UNIQUE INDEX appRoleAssignmentsOnce ON appRoleAssignments
            (tenantID, coalesce(principalServicePrincipalID, principalUserID), resourceID, appRoleID);
        CREATE INDEX appRoleAssignmentsOfResource ON appRoleAssignments (tenantID, resourceID);

        CREATE TABLE oauth2PermissionGrants (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL,
            clientID TEXT NOT NULL,
            consentType TEXT NOT NULL CHECK (consentType IN ('AllPrincipals', 'Principal')),
            principalID TEXT,
            resourceID TEXT NOT NULL,
            scope TEXT NOT NULL,
            createdDateTime INTEGER NOT NULL,
            CHECK ((consentType = 'Principal') = (principalID IS NOT NULL)),
            FOREIGN KEY (tenantID, clientID) REFERENCES servicePrincipals (tenantID, id) ON DELETE CASCADE,
            FOREIGN KEY (tenantID, resourceID) REFERENCES servicePrincipals (tenantID, id) ON DELETE CASCADE,
            FOREIGN KEY (tenantID, principalID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT;
        CREATE UNIQUE INDEX oauth2PermissionGrantsOnce ON oauth2PermissionGrants
            (tenantID, clientID, resourceID, coalesce(principalID, ''));
        """
}
