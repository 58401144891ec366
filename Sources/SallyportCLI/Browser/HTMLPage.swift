/// What a program must understand of a page to use it as a person would: its title, its forms, its text.
struct HTMLPage: Equatable, Sendable {
    struct Field: Equatable, Sendable {
        var name: String
        var value: String
        /// `text`, `password`, `hidden`, `email`, `checkbox`, …
        var type: String
        var isChecked: Bool
    }

    struct Button: Equatable, Sendable {
        var name: String?
        var value: String
    }

    struct Form: Equatable, Sendable {
        var action: String
        /// `get` or `post`.
        var method: String
        var fields: [Field]
        var buttons: [Button]
    }

    var title = ""
    var forms: [Form] = []
    /// The words that a person reads, with single blanks between them.
    var text = ""

    /// Reads a page. Malformed markup gives what can be made of it; nothing is refused.
    init(parsing source: String) {
        var reader = HTMLReader(source)
        var isInTitle = false
        var isHidden = false
        while let token = reader.next() {
            switch token {
            case .text(let words):
                if isInTitle { title += words } else if !isHidden { text += " " + words }
            case .start(let name, let attributes):
                switch name {
                case "title": isInTitle = true
                case "script", "style", "template": isHidden = true
                default: open(name, attributes)
                }
            case .end(let name):
                switch name {
                case "title": isInTitle = false
                case "script", "style", "template": isHidden = false
                default: break
                }
            }
        }
        title = Self.singleBlanks(title)
        text = Self.singleBlanks(text)
    }

    private mutating func open(_ name: String, _ attributes: [String: String]) {
        if name == "form" {
            let method = attributes["method"]?.lowercased() == "post" ? "post" : "get"
            forms.append(Form(action: attributes["action"] ?? "", method: method, fields: [], buttons: []))
            return
        }
        guard let last = forms.indices.last else { return }
        switch name {
        case "input":
            let type = attributes["type"]?.lowercased() ?? "text"
            if type == "submit" {
                forms[last].buttons.append(Button(name: attributes["name"], value: attributes["value"] ?? ""))
            } else if let fieldName = attributes["name"], type != "button", type != "reset" {
                let isChoice = type == "checkbox" || type == "radio"
                forms[last].fields.append(
                    Field(
                        name: fieldName, value: attributes["value"] ?? (isChoice ? "on" : ""), type: type,
                        isChecked: attributes["checked"] != nil))
            }
        case "button" where (attributes["type"]?.lowercased() ?? "submit") == "submit":
            forms[last].buttons.append(Button(name: attributes["name"], value: attributes["value"] ?? ""))
        default: break
        }
    }

    private static func singleBlanks(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
