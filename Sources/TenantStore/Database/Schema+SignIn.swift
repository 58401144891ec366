extension Schema {
    /// Keys, sessions, codes, tokens, the audit log.
    static let signIn = """
        CREATE TABLE signingKeys (
            kid TEXT PRIMARY KEY NOT NULL,
            privateKeyPEM TEXT NOT NULL,
            certificate BLOB,
            createdDateTime INTEGER NOT NULL,
            retiredDateTime INTEGER
        ) STRICT;

        CREATE TABLE browserSessions (
            tokenHash TEXT PRIMARY KEY NOT NULL,
            id TEXT NOT NULL UNIQUE,
            csrfSecret TEXT NOT NULL,
            tenantID TEXT,
            userID TEXT,
            authenticatedDateTime INTEGER,
            createdDateTime INTEGER NOT NULL,
            lastSeenDateTime INTEGER NOT NULL,
            expiresDateTime INTEGER NOT NULL,
            wrongUserCodes INTEGER NOT NULL DEFAULT 0,
            CHECK ((tenantID IS NULL) = (userID IS NULL)),
            FOREIGN KEY (tenantID, userID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE pendingAuthorizations (
            tokenHash TEXT PRIMARY KEY NOT NULL,
            sessionID TEXT NOT NULL,
            kind TEXT NOT NULL,
            payload BLOB NOT NULL,
            createdDateTime INTEGER NOT NULL,
            expiresDateTime INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE authorizationCodes (
            codeHash TEXT PRIMARY KEY NOT NULL,
            familyID TEXT NOT NULL,
            tenantID TEXT NOT NULL,
            userID TEXT NOT NULL,
            clientID TEXT NOT NULL,
            authority TEXT NOT NULL,
            redirectURI TEXT,
            redirectPlatform TEXT NOT NULL,
            codeChallenge TEXT,
            codeChallengeMethod TEXT,
            nonce TEXT,
            scopes TEXT NOT NULL,
            resource TEXT,
            claims TEXT,
            sessionID TEXT,
            authenticatedDateTime INTEGER NOT NULL,
            createdDateTime INTEGER NOT NULL,
            expiresDateTime INTEGER NOT NULL,
            FOREIGN KEY (tenantID, userID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE redeemedCodes (
            codeHash TEXT PRIMARY KEY NOT NULL,
            familyID TEXT NOT NULL,
            clientID TEXT NOT NULL,
            expiresDateTime INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE refreshTokenFamilies (
            id TEXT PRIMARY KEY NOT NULL,
            tenantID TEXT NOT NULL,
            userID TEXT NOT NULL,
            clientID TEXT NOT NULL,
            sessionID TEXT,
            grantType TEXT NOT NULL,
            isPublicClient INTEGER NOT NULL,
            authenticatedDateTime INTEGER NOT NULL,
            authenticationMethods TEXT NOT NULL,
            createdDateTime INTEGER NOT NULL,
            endsDateTime INTEGER,
            revokedDateTime INTEGER,
            revocationReason TEXT,
            FOREIGN KEY (tenantID, userID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX refreshTokenFamiliesOfUser ON refreshTokenFamilies (tenantID, userID);

        CREATE TABLE refreshTokens (
            tokenHash TEXT PRIMARY KEY NOT NULL,
            familyID TEXT NOT NULL REFERENCES refreshTokenFamilies ON DELETE CASCADE,
            scopes TEXT NOT NULL,
            createdDateTime INTEGER NOT NULL,
            lastUsedDateTime INTEGER NOT NULL,
            replacedDateTime INTEGER
        ) STRICT;
        CREATE INDEX refreshTokensOfFamily ON refreshTokens (familyID);

        CREATE TABLE deviceCodes (
            codeHash TEXT PRIMARY KEY NOT NULL,
            userCode TEXT NOT NULL UNIQUE,
            clientID TEXT NOT NULL,
            authority TEXT NOT NULL,
            scopes TEXT NOT NULL,
            resource TEXT,
            claims TEXT,
            state TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'redeemed')),
            tenantID TEXT,
            userID TEXT,
            sessionID TEXT,
            authenticatedDateTime INTEGER,
            interval INTEGER NOT NULL,
            fastPolls INTEGER NOT NULL DEFAULT 0,
            lastPollDateTime INTEGER,
            createdDateTime INTEGER NOT NULL,
            expiresDateTime INTEGER NOT NULL,
            CHECK (state <> 'approved' OR userID IS NOT NULL),
            FOREIGN KEY (tenantID, userID) REFERENCES users (tenantID, id) ON DELETE CASCADE
        ) STRICT;

        CREATE TABLE auditEntries (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            tenantID TEXT,
            date INTEGER NOT NULL,
            activity TEXT NOT NULL,
            result TEXT NOT NULL,
            clientID TEXT,
            userID TEXT,
            tokenID TEXT,
            correlationID TEXT,
            detail TEXT
        ) STRICT;
        CREATE INDEX auditEntriesOfTenant ON auditEntries (tenantID, id);
        """
}
