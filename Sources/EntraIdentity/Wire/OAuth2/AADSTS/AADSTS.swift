/// One refusal of Entra ID, as the table of AADSTS codes has it.
///
/// The local tenant refuses with these; the client takes remedies from them. The texts are ours.
public struct AADSTS: Sendable, Hashable {
    /// The number behind `AADSTS`.
    public let number: Int

    /// The OAuth code that goes with it, as a rule; endpoints may differ.
    public let error: OAuthErrorCode

    /// The finer code for clients.
    public let suberror: String?

    /// The HTTP status when sent as JSON.
    public let status: Int

    /// Whether the service was seen to answer so; else OAuth code or status are inferred.
    public let isObserved: Bool

    /// What went wrong.
    public let message: String

    /// What to do about it.
    public let remedy: String

    init(
        number: Int,
        error: OAuthErrorCode,
        suberror: String?,
        status: Int,
        isObserved: Bool,
        message: String,
        remedy: String
    ) {
        self.number = number
        self.error = error
        self.suberror = suberror
        self.status = status
        self.isObserved = isObserved
        self.message = message
        self.remedy = remedy
    }

    /// The entry of a number; `nil` when the table has none.
    public static func entry(_ number: Int) -> AADSTS? { byNumber[number] }

    /// The number in an error description, which begins `AADSTS{number}:` (identity C.1).
    public static func number(in description: some StringProtocol) -> Int? {
        guard let start = description.firstRange(of: "AADSTS") else { return nil }
        let digits = description[start.upperBound...].prefix { $0.isASCII && $0.isNumber }
        return digits.count <= 9 ? Int(digits) : nil
    }

    private static let byNumber = Dictionary(all.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
}
