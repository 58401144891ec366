import Testing

@testable import KQL

@Suite("Strings marked as secret are in no message")
struct ObfuscatedStringTests {
    @Test(arguments: [
        "print h'SECRET' h@'SECRET'", "print 1 h'SECRET'", "T h'SECRET'", "let h'SECRET' = 1; print 1",
        "externaldata (x: string) [h@'https://a.example/?SECRET'] 'x' h'SECRET'", "print x = h'SECRET",
        "DeviceEvents | where h'SECRET' 1", "DeviceEvents | render h'SECRET'", "print strlen(h'SECRET', 1)",
        "print h'SECRET' + 1", "print x = 1 + h'SECRET'", "print h'SECRET'.a",
        "print case(h'SECRET', 1, 2)", "DeviceEvents | take h'SECRET'", "DeviceEvents | project h'SECRET' asc",
    ])
    func messages(text: String) {
        let found = KQLCompiler(schema: SchemaCatalog()).check(text, options: CompileOptions(now: 0))
        for diagnostic in found { #expect(!diagnostic.description.contains("SECRET"), "\(diagnostic)") }
    }
}
