import Foundation
import ServiceCore

/// Somebody in front of a ``PageBrowser``: signs in, types a device code, and answers what is asked.
struct Person: Sendable {
    var username: String
    var password: Secret
    /// Presses accept, or cancel.
    var accepts = true
    /// What is typed into a field for a code.
    var deviceCode: String?

    /// Pages that are answered before giving up; the longest way has four.
    private static let pageLimit = 10

    /// Answers pages until the client's address, or a page with nothing to answer.
    ///
    /// - Throws: ``CommandError`` when the pages do not end.
    func visit(_ url: URL, with browser: PageBrowser, clientURI: String?) async throws -> PageBrowser.Arrival {
        var arrival = try await browser.open(url, clientURI: clientURI)
        var titles: [String] = []
        var hasSignedIn = false
        for _ in 0..<Self.pageLimit {
            guard case .page(let page, let address) = arrival else { return arrival }
            titles.append(page.title)
            guard let form = page.forms.first(where: { !$0.buttons.isEmpty }) else { return arrival }
            if form.fields.contains(where: { $0.type == "password" }) {
                // A second sign-in page means that the first was refused; trying on would lock the account.
                guard !hasSignedIn else { throw Self.refused(page) }
                hasSignedIn = true
            }
            arrival = try await browser.submit(form, values: values(for: form), from: address, clientURI: clientURI)
        }
        throw CommandError(
            .pageUnexpected, what: "the pages of the sign-in have no end",
            why: "seen were " + titles.map { TerminalText.escaped($0) }.joined(separator: " → "),
            remedy: "sign in with a browser and look")
    }

    private static func refused(_ page: HTMLPage) -> CommandError {
        CommandError(
            .pageUnexpected, what: "the sign-in was refused",
            why: "the page says \"\(TerminalText.escaped(String(page.text.prefix(300))))\"",
            remedy: "check user name and password")
    }

    /// What a form is filled with: the fields, then the button that is pressed.
    func values(for form: HTMLPage.Form) -> [(name: String, value: String)] {
        var values: [(name: String, value: String)] = []
        for field in form.fields {
            switch field.type {
            case "password": values.append((field.name, password.reveal))
            case "checkbox", "radio":
                if field.isChecked { values.append((field.name, field.value)) }
            case "text", "email", "tel", "search":
                let isCode = field.name.lowercased().contains("code")
                let typed = isCode ? deviceCode ?? field.value : username
                values.append((field.name, field.value.isEmpty ? typed : field.value))
            default: values.append((field.name, field.value))
            }
        }
        if let button = button(in: form), let name = button.name { values.append((name, button.value)) }
        return values
    }

    private func button(in form: HTMLPage.Form) -> HTMLPage.Button? {
        let refusing: Set<String> = ["cancel", "decline", "deny", "no"]
        func refuses(_ button: HTMLPage.Button) -> Bool {
            refusing.contains(button.value.lowercased()) || refusing.contains(button.name?.lowercased() ?? "")
        }
        let isSignIn = form.fields.contains { $0.type == "password" }
        let isCodeEntry = form.fields.contains { $0.type == "text" }
        let wantsAgreement = accepts || isSignIn || isCodeEntry
        return form.buttons.first { refuses($0) != wantsAgreement } ?? form.buttons.first
    }
}
