extension Schema {
    /// Incidents, alerts, evidence, comments, machines.
    static let security = """
        CREATE TABLE counters (
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            name TEXT NOT NULL,
            value INTEGER NOT NULL,
            PRIMARY KEY (tenantID, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE incidents (
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            id INTEGER NOT NULL,
            correlationKey TEXT NOT NULL,
            displayName TEXT NOT NULL,
            description TEXT,
            summary TEXT,
            status TEXT NOT NULL,
            severity TEXT NOT NULL,
            severityRank INTEGER NOT NULL,
            classification TEXT NOT NULL,
            determination TEXT NOT NULL,
            assignedTo TEXT,
            customTags TEXT NOT NULL,
            systemTags TEXT NOT NULL,
            redirectIncidentID INTEGER,
            resolvingComment TEXT,
            lastModifiedBy TEXT,
            priorityScore INTEGER,
            createdTime INTEGER NOT NULL,
            lastUpdateTime INTEGER NOT NULL,
            PRIMARY KEY (tenantID, id),
            UNIQUE (tenantID, correlationKey),
            FOREIGN KEY (tenantID, redirectIncidentID) REFERENCES incidents (tenantID, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX incidentsByUpdate ON incidents (tenantID, lastUpdateTime DESC, id DESC);
        CREATE INDEX incidentsByCreation ON incidents (tenantID, createdTime DESC, id DESC);

        CREATE TABLE alerts (
            tenantID TEXT NOT NULL,
            id TEXT NOT NULL,
            incidentID INTEGER NOT NULL,
            providerAlertID TEXT,
            title TEXT NOT NULL,
            description TEXT,
            recommendedActions TEXT,
            category TEXT NOT NULL,
            status TEXT NOT NULL,
            severity TEXT NOT NULL,
            severityRank INTEGER NOT NULL,
            classification TEXT NOT NULL,
            determination TEXT NOT NULL,
            assignedTo TEXT,
            serviceSource TEXT NOT NULL,
            detectionSource TEXT NOT NULL,
            productName TEXT,
            detectorID TEXT,
            investigationID INTEGER,
            investigationState TEXT NOT NULL,
            actorName TEXT,
            threatDisplayName TEXT,
            threatFamilyName TEXT,
            mitreTechniques TEXT NOT NULL,
            systemTags TEXT NOT NULL,
            customDetails TEXT,
            createdTime INTEGER NOT NULL,
            lastUpdateTime INTEGER NOT NULL,
            resolvedTime INTEGER,
            firstActivityTime INTEGER NOT NULL,
            lastActivityTime INTEGER NOT NULL,
            PRIMARY KEY (tenantID, id),
            FOREIGN KEY (tenantID, incidentID) REFERENCES incidents (tenantID, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX alertsOfIncident ON alerts (tenantID, incidentID);
        CREATE INDEX alertsByCreation ON alerts (tenantID, createdTime DESC, id DESC);

        CREATE TABLE evidence (
            tenantID TEXT NOT NULL,
            alertID TEXT NOT NULL,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            entity TEXT NOT NULL,
            verdict TEXT NOT NULL,
            remediationStatus TEXT NOT NULL,
            roles TEXT NOT NULL,
            detailedRoles TEXT NOT NULL,
            tags TEXT NOT NULL,
            createdTime INTEGER NOT NULL,
            PRIMARY KEY (tenantID, alertID, position),
            FOREIGN KEY (tenantID, alertID) REFERENCES alerts (tenantID, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE comments (
            id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            tenantID TEXT NOT NULL,
            incidentID INTEGER,
            alertID TEXT,
            comment TEXT NOT NULL,
            createdBy TEXT NOT NULL,
            createdTime INTEGER NOT NULL,
            CHECK ((incidentID IS NULL) <> (alertID IS NULL)),
            FOREIGN KEY (tenantID, incidentID) REFERENCES incidents (tenantID, id) ON DELETE CASCADE,
            FOREIGN KEY (tenantID, alertID) REFERENCES alerts (tenantID, id) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX commentsOfIncident ON comments (tenantID, incidentID);
        CREATE INDEX commentsOfAlert ON comments (tenantID, alertID);

        CREATE TABLE machines (
            tenantID TEXT NOT NULL REFERENCES tenants ON DELETE CASCADE,
            id TEXT NOT NULL,
            computerDNSName TEXT NOT NULL COLLATE NOCASE,
            aadDeviceID TEXT,
            osPlatform TEXT NOT NULL,
            osVersion TEXT,
            osProcessor TEXT,
            osBuild INTEGER,
            healthStatus TEXT NOT NULL,
            riskScore TEXT NOT NULL,
            exposureLevel TEXT NOT NULL,
            onboardingStatus TEXT NOT NULL,
            defenderAvStatus TEXT NOT NULL,
            lastIPAddress TEXT,
            lastExternalIPAddress TEXT,
            rbacGroupID INTEGER,
            rbacGroupName TEXT,
            machineTags TEXT NOT NULL,
            loggedOnUsers TEXT NOT NULL,
            firstSeen INTEGER NOT NULL,
            lastSeen INTEGER NOT NULL,
            PRIMARY KEY (tenantID, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX machinesByName ON machines (tenantID, computerDNSName);
        """
}
