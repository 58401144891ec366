/// How the value of a column is made from an event. A rule prints itself as the documentation has it.
indirect enum ValueRule: Sendable {
    /// Always this text.
    case constant(String)
    /// The text of a field.
    case text(EventField)
    /// The text of a field in lower case.
    case lowered(EventField)
    /// The first of several rules that gives a value.
    case first([ValueRule])
    /// The first rule when a field has a certain text, otherwise the second.
    case when(EventField, StaticString, ValueRule, ValueRule)
    /// The file name at the end of a path.
    case fileName(EventField)
    /// The program at the start of a command line.
    case program(EventField)
    /// The file name of the program at the start of a command line.
    case programName(EventField)
    /// One of the hashes in a field like `SHA1=…,MD5=…`.
    case hash(HashKind, EventField)
    /// The domain of an account, from a field like `DOMAIN\name`.
    case domain(EventField)
    /// The name of an account, from a field like `DOMAIN\name` or `name@domain`.
    case user(EventField)
    /// The SID of the account in a field like `DOMAIN\name`, as other events of the recording tell it.
    case sid(EventField)
    /// A number, decimal or hexadecimal.
    case integer(EventField)
    /// True or false.
    case boolean(EventField)
    /// Whether a field has exactly this text.
    case isEqual(EventField, StaticString)
    /// A time that is in UTC.
    case time(EventField)
    /// The instant of the event itself.
    case eventTime
    /// The DNS name of the device.
    case deviceName
    /// An IP address in its usual form.
    case address(EventField)
    /// The kind of an IP address: Public, Private, Loopback …
    case addressType(EventField)
    /// A word looked up in a vocabulary.
    case word(EventField, Vocabulary)
    /// A guid without braces, in lower case.
    case guid(EventField)
    /// A whole registry path, hive spelled out.
    case registryKey(EventField)
    /// The key of a registry path that ends in a value name.
    case registryParent(EventField)
    /// The value name at the end of a registry path.
    case registryValueName(EventField)
    /// The type in Sysmon's `Details`.
    case registryType(EventField)
    /// The data in Sysmon's `Details`.
    case registryData(EventField)
    /// A line `name: value` of a message text.
    case messageLine(String, EventField)
    /// A line `name = value` of PowerShell's context.
    case contextLine(String, EventField)
    /// A property of the process with the id in a field, on the same device.
    case process(ProcessProperty, EventField)
    /// A property of the process with the guid in a field.
    case processByGUID(ProcessProperty, EventField)
    /// The domain in an account that another rule gives.
    case domainOf(ValueRule)
    /// The name in an account that another rule gives.
    case userOf(ValueRule)
    /// The value of a pair `name=value` between spaces.
    case pair(String, EventField)
    /// A member, by its path, of JSON text in a field; a number stands for an element of an array.
    case member([String], EventField)
    /// The name of an operation with the full stop that Entra's operation names end with.
    case operation(EventField)
    /// The whole record as JSON.
    case wholeRecord
    /// The value that the expansion of the mapping yields for this row.
    case item(ItemPart)

    enum HashKind: String, Sendable { case sha1 = "SHA1", sha256 = "SHA256", md5 = "MD5" }

    enum ProcessProperty: String, Sendable {
        case processID = "process id", commandLine = "command line", creation = "creation time",
            elevation = "token elevation", sid = "account SID", path = "path"
    }

    enum ItemPart: String, Sendable { case name, text }
}

extension ValueRule: CustomStringConvertible {
    /// The rule as the documentation prints it.
    var description: String {
        switch self {
        case .constant(let text): "“\(text)”"
        case .text(let field): "`\(field.name)`"
        case .lowered(let field): "`\(field.name)` in lower case"
        case .first(let rules): rules.map(\.description).joined(separator: ", else ")
        case .when(let field, let text, let yes, let no): "\(yes) when `\(field.name)` is \(text), else \(no)"
        case .fileName(let field): "file name of `\(field.name)`"
        case .program(let field): "program in `\(field.name)`"
        case .programName(let field): "file name of the program in `\(field.name)`"
        case .hash(let kind, let field): "\(kind.rawValue) in `\(field.name)`"
        case .domain(let field): "domain in `\(field.name)`"
        case .user(let field): "name in `\(field.name)`"
        case .sid(let field): "SID of the account `\(field.name)`"
        case .integer(let field): "number `\(field.name)`"
        case .boolean(let field): "truth of `\(field.name)`"
        case .isEqual(let field, let text): "whether `\(field.name)` is \(text)"
        case .time(let field): "time `\(field.name)`"
        case .eventTime: "time of the event"
        case .deviceName: "name of the device"
        case .address(let field): "address `\(field.name)`"
        case .addressType(let field): "kind of the address `\(field.name)`"
        case .word(let field, let vocabulary): "\(vocabulary.name) `\(field.name)`"
        case .guid(let field): "guid `\(field.name)`"
        case .registryKey(let field): "key `\(field.name)`"
        case .registryParent(let field): "key in `\(field.name)`"
        case .registryValueName(let field): "value name in `\(field.name)`"
        case .registryType(let field): "type in `\(field.name)`"
        case .registryData(let field): "data in `\(field.name)`"
        case .messageLine(let line, let field): "line “\(line)” of `\(field.name)`"
        case .contextLine(let line, let field): "line “\(line)” of `\(field.name)`"
        case .process(let property, let field): "\(property.rawValue) of process `\(field.name)`"
        case .processByGUID(let property, let field): "\(property.rawValue) of process `\(field.name)`"
        case .domainOf(let rule): "domain in \(rule)"
        case .userOf(let rule): "name in \(rule)"
        case .pair(let name, let field): "`\(name)=` in `\(field.name)`"
        case .member(let path, let field): "`\(path.joined(separator: "."))` of `\(field.name)`"
        case .operation(let field): "`\(field.name)` with a full stop"
        case .wholeRecord: "the whole record"
        case .item(let part): "\(part.rawValue) of the item"
        }
    }
}
