import Testing

@testable import SallyportCLI

@Suite("Pages as a browser without JavaScript reads them")
struct HTMLPageTests {
    @Test func readsFormsFieldsAndButtons() {
        let page = HTMLPage(
            parsing: """
                <!doctype html><html><head><title>Sign in &amp; go</title><style>p > a { x: "<form>" }</style></head>
                <body><!-- <form action="/no"> --><h1>Hello</h1>
                <form method="POST" action="/login?a=1&amp;b=2">
                  <input type="hidden" name="csrf" value="a&quot;b&#39;c&#x41;">
                  <input name=username value=''>
                  <INPUT TYPE="password" NAME="password">
                  <input type=checkbox name=keep checked><input type="checkbox" name="org" value="1">
                  <button name="answer" value="accept">Yes</button>
                  <button type="button" name="help">Help</button>
                  <input type="submit" name="answer" value="cancel">
                </form>
                <script>document.write("<form><input name=evil></form>")</script>
                <form><input type=text name=q></form></body></html>
                """)
        #expect(page.title == "Sign in & go")
        #expect(page.text.hasPrefix("Hello Yes Help"))
        #expect(page.forms.count == 2)
        #expect(
            page.forms.first
                == HTMLPage.Form(
                    action: "/login?a=1&b=2", method: "post",
                    fields: [
                        .init(name: "csrf", value: "a\"b'cA", type: "hidden", isChecked: false),
                        .init(name: "username", value: "", type: "text", isChecked: false),
                        .init(name: "password", value: "", type: "password", isChecked: false),
                        .init(name: "keep", value: "on", type: "checkbox", isChecked: true),
                        .init(name: "org", value: "1", type: "checkbox", isChecked: false),
                    ],
                    buttons: [.init(name: "answer", value: "accept"), .init(name: "answer", value: "cancel")]))
        #expect(page.forms.last?.method == "get")
    }

    @Test(arguments: [
        "", "<", "<form", "<form action=", "<form action=\"x", "<input name=a>", "<!-- open", "<!doctype", "</", "&",
        "&#;",
        "&#xZZ;", "&#1114112;", "<a b c=d e='f>", "<form><input name='a' name='b'>", "<script>never ends", "<<<>>>",
        "<form / / = = >", "\u{0}<form>",
    ])
    func everyTextIsReadToItsEnd(source: String) {
        _ = HTMLPage(parsing: source)
    }

    @Test func everyPrefixOfAPageIsReadToItsEnd() {
        let page = "<!--c--><form method=post action='/a&amp;'><input name=\"a\" value=&quot;><button>x</button></form>"
        for length in 0...page.count { _ = HTMLPage(parsing: String(page.prefix(length))) }
    }

    @Test(arguments: [
        ("a&lt;b&gt;", "a<b>"), ("&amp;amp;", "&amp;"), ("&unknown;", "&unknown;"), ("&#65;&#x42;", "AB"),
        ("a & b", "a & b"),
        ("&nbsp;", "\u{A0}"),
    ])
    func characterReferences(text: String, decoded: String) {
        #expect(HTMLReader.decoded(text) == decoded)
    }
}
