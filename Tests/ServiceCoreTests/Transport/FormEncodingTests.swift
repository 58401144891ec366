import ServiceCore
import Testing

@Suite("Forms, application/x-www-form-urlencoded")
struct FormEncodingTests {
    @Test(arguments: ["", "a b", "a+b", "100%", "ä&=ö", "https://x/?a=b#c", "\r\n\0", "…😀"])
    func valueSurvives(value: String) throws {
        let fields = [FormEncoding.Field("name", value), FormEncoding.Field("x", "1")]
        #expect(try #require(FormEncoding.decode(FormEncoding.encode(fields))) == fields)
    }

    @Test func plusIsASpaceAndDuplicatesStay() throws {
        let fields = try #require(FormEncoding.decode("\u{FEFF}a=1+2&a=%2B&b&&c="))
        #expect(fields == [.init("a", "1 2"), .init("a", "+"), .init("b", ""), .init("c", "")])
    }

    @Test(arguments: ["a=%", "a=%2", "a=%GG", "%zz=1", "a=%FF"])
    func brokenEncodingIsRefused(text: String) { #expect(FormEncoding.decode(text) == nil) }
}
