import Testing

@testable import Telemetry

@Suite("Texts inside events")
struct EventTextTests {
    @Test(
        "IP addresses and their kinds",
        arguments: [
            ("0:0:0:0:0:0:0:1", "::1", "Loopback"), ("::ffff:172.18.39.5", "172.18.39.5", "Private"),
            ("8.8.8.8", "8.8.8.8", "Public"),
            ("fe80:0:0:0:1:2:3:4", "fe80::1:2:3:4", "Private"), ("fe80::1%12", "fe80::1", "Private"),
            ("224.0.0.252", "224.0.0.252", "Reserved"), ("255.255.255.255", "255.255.255.255", "Broadcast"),
            ("127.0.0.1", "127.0.0.1", "Loopback"), ("172.32.0.1", "172.32.0.1", "Public"),
            ("2001:db8::1", "2001:db8::1", "Public"), ("", "", ""), ("LOCAL", "LOCAL", ""),
        ])
    func addresses(text: String, canonical: String, kind: String) {
        #expect(IPAddress.canonical(text) == canonical)
        #expect(IPAddress.kind(text) == kind)
    }

    @Test(
        "Registry hives",
        arguments: [
            (#"HKLM\SOFTWARE\X"#, #"HKEY_LOCAL_MACHINE\SOFTWARE\X"#), (#"HKU\.DEFAULT\X"#, #"HKEY_USERS\.DEFAULT\X"#),
            (#"HKU\S-1-5-21-1-2-3-1001\X"#, #"HKEY_CURRENT_USER\S-1-5-21-1-2-3-1001\X"#),
            (#"HKU\S-1-5-18\X"#, #"HKEY_USERS\S-1-5-18\X"#),
            (#"\REGISTRY\MACHINE\SYSTEM"#, #"HKEY_LOCAL_MACHINE\SYSTEM"#), (#"HKCR\.txt"#, #"HKEY_CLASSES_ROOT\.txt"#),
            ("other", "other"),
        ])
    func hives(text: String, expected: String) {
        #expect(RegistryPath.spelledOut(text) == expected)
    }

    @Test(
        "Registry data",
        arguments: [
            ("DWORD (0x00000089)", "Dword", "137"), ("QWORD (0x00000001-0x00000002)", "Qword", "4294967298"),
            ("Binary Data", "Binary", ""),
            (#"C:\x.exe"#, "String", #"C:\x.exe"#), ("(Empty)", "String", ""), ("", "", ""),
        ])
    func data(text: String, type: String, data: String) {
        let details = RegistryDetails(text)
        #expect(details.type == type)
        #expect(details.data == data)
    }

    @Test(
        "Entities of NXLog",
        arguments: [
            ("1&gt; a 2&gt;&amp;1", "1> a 2>&1"), ("&lt;x&gt; &quot;&apos;", #"<x> "'"#),
            ("a & b &amp;lt;", "a & b &lt;"), ("&", "&"),
        ])
    func entities(text: String, expected: String) {
        #expect(Entities.resolved(text) == expected)
    }

    @Test func entitiesAreResolvedOnlyWhereNXLogWroteThem() throws {
        let members = Sample.process + #","TargetFilename":"C:\\a&amp;b""#
        #expect(try Mapped.row(Sample.sysmon(11, members)).text("FileName") == "a&amp;b")
        #expect(
            try Mapped.row(Sample.sysmon(11, members + #","SourceModuleType":"im_msvistalog""#)).text("FileName")
                == "a&b")
    }

    @Test(
        "Accounts",
        arguments: [
            (#"CORP\Ada"#, "corp", "ada"), ("Ada@CORP.EXAMPLE", "corp.example", "ada"), ("Ada", "", "ada"),
            ("", "", ""), (#"NT AUTHORITY\SYSTEM"#, "nt authority", "system"),
        ])
    func accounts(text: String, domain: String, name: String) {
        #expect(AccountName(parsing: text) == AccountName(domain: domain, name: name))
    }

    @Test(
        "Programs at the start of command lines",
        arguments: [
            (#""C:\Program Files\u.exe" -x"#, #"C:\Program Files\u.exe"#), ("cmd /c x", "cmd"), ("  cmd", "cmd"),
            ("", ""), (#""open"#, "open"),
        ])
    func programs(text: String, expected: String) {
        #expect(WindowsPath.program(text) == expected)
    }

    @Test(
        "The start of a process in Sysmon's guid",
        arguments: [
            ("{39e4a257-79fb-5f92-7117-000000000700}", "2020-10-23T06:36:43.0000000Z" as String?),
            ("39E4A257-79FB-5F92-7117-000000000700", "2020-10-23T06:36:43.0000000Z"),
            ("{00000000-0000-0000-0000-000000000000}", nil), ("", nil), ("{39e4a257}", nil),
        ])
    func guidTime(guid: String, expected: String?) {
        #expect(ProcessTable.creation(fromGUID: guid).map(Ticks.iso8601) == expected)
    }

    @Test(
        "SHA-1, FIPS 180-4",
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ])
    func sha1(text: String, digest: String) {
        #expect(SHA1.hexadecimal(of: text) == digest)
    }
}
