import Testing

@testable import Telemetry

@Suite("Rows that advanced hunting exported")
struct NativeRowTests {
    @Test(
        "go to their own table",
        arguments: [
            (
                #""ActionType":"LdapSearch","DeviceId":"d","DeviceName":"n","ReportId_long":7,"ReportId_string":"","InitiatingProcessId":1,"InitiatingProcessFileName":"p""#,
                "DeviceEvents"
            ),
            (
                #""ActionType":"LDAP query","AccountName":"a","QueryTarget":"t","Query":"q","Protocol":"Ldap""#,
                "IdentityQueryEvents"
            ),
            (
                #""ActionType":"Directory Services replication","AccountName":"a","Protocol":"Drsr","ReportId":"x_1""#,
                "IdentityDirectoryEvents"
            ),
            (
                #""ActionType":"MailItemsAccessed","Application":"Exchange","ApplicationId":20893,"RawEventData":{"a":1},"ActivityObjects":[]"#,
                "CloudAppEvents"
            ),
            (
                #""ActionType":"LogonFailed","DeviceId":"d","DeviceName":"n","LogonType":"Network","AccountName":"a","RemoteIP":"10.0.0.1","ReportId":3"#,
                "DeviceLogonEvents"
            ),
            (
                #""ActionType":"LogonFailed","Application":"Active Directory","LogonType":"Failed Logon","AccountUpn":"a@b","DestinationDeviceName":"dc""#,
                "IdentityLogonEvents"
            ),
            (#""ActionType":"AnythingNew","Type":"DeviceFileEvents","DeviceName":"n""#, "DeviceFileEvents"),
            (
                #""ActionType":"FileCreated","DeviceName":"n","FolderPath":"p","FileName":"f","RequestProtocol":"SMB""#,
                "DeviceFileEvents"
            ),
        ])
    func table(members: String, table: String) throws {
        #expect(try Mapped.row(#"{"Timestamp":"2026-03-04T05:06:07.1234567Z",\#(members)}"#).table == table)
    }

    @Test func valuesStayAsTheyAre() throws {
        let row = try Mapped.row(
            #"{"Timestamp":"2026-03-04T05:06:07.1234567Z","ActionType":"MailItemsAccessed","ApplicationId":20893,"IsAdminOperation":0,"IsAnonymousProxy":null,"UserAgent_string":"Client=REST;;","UserAgent_dynamic":null,"RawEventData":{"a":[1,"}"]},"AdditionalFields":{"k":true},"ObjectName":"-","IPAddress":"203.0.113.9"}"#
        )
        #expect(EventMappingTests.shown(row[column: "Timestamp"]) == "2026-03-04T05:06:07.1234567Z")
        #expect(row[column: "ApplicationId"] == .integer(20893))
        #expect(row[column: "IsAdminOperation"] == .bool(false))
        #expect(row[column: "IsAnonymousProxy"] == .null)
        #expect(row.text("UserAgent") == "Client=REST;;")
        #expect(row.text("RawEventData") == #"{"a":[1,"}"]}"#)
        #expect(row.text("AdditionalFields") == #"{"k":true}"#)
        #expect(RowCheck.problem(row) == nil)
    }

    @Test func columnsOfNoTableAreKeptInAdditionalFieldsAndCopiesAreNot() throws {
        let row = try Mapped.row(
            #"{"Timestamp":"2026-03-04T05:06:07Z","ActionType":"Add delegated permission grant.","ApplicationId":11161,"AdditionalFields":{},"Permissions":"Mail.Read","RawEventData":{"a":1},"rawData":{"a":1},"ActivityType":"Basic"}"#
        )
        #expect(row.text("AdditionalFields") == #"{"Permissions":"Mail.Read"}"#)
    }

    @Test func aSuffixOfAnotherTypeIsNotTaken() throws {
        let row = try Mapped.row(
            #"{"Timestamp":"2026-03-04T05:06:07Z","ActionType":"LdapSearch","DeviceId":"d","DeviceName":"n","ReportId_long":7,"FileName":"f","FolderPath":"p","AdditionalFields_string":"{\"a\":1}"}"#
        )
        #expect(row[column: "ReportId"] == .integer(7))
        #expect(row.text("AdditionalFields") == #"{"a":1}"#)
    }
}
