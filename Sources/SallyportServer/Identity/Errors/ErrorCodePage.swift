import EntraIdentity
import Hummingbird

/// `GET /error?code=…`, to which every error envelope points.
struct ErrorCodePage: Sendable {
    let pages: Pages

    func respond(_ request: Request, _ context: TenantContext) throws -> Response {
        guard let number = try request.queryFields()["code"].flatMap({ Int($0) }),
            let entry = AADSTS.entry(number)
        else {
            return pages.message(
                "Unknown code", "This server does not issue an error with that code.", context: context,
                status: .notFound)
        }
        return pages.message(
            HTMLText("AADSTS\(number)"), HTMLText(entry.message),
            facts: [MessagePage.Fact(name: "What to do", value: HTMLText(entry.remedy))], context: context)
    }
}
