import Mustache

/// The templates of the pages. Values are ``HTMLText`` and are taken as they are (`{{{…}}}`); flags and lists are plain.
enum PageTemplates {
    static let all: [(name: String, text: String)] = [
        ("layout", layout), ("form", form), ("failure", failure), ("sign-in", signIn), ("accounts", accounts),
        ("consent", consent), ("needs-admin", needsAdmin), ("device-code", deviceCode),
        ("device-confirm", deviceConfirm), ("message", message), ("error", error), ("form-post", formPost),
    ]

    /// - Throws: What the template parser throws; a test renders every template.
    static func library() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for template in all { try library.register(template.text, named: template.name) }
        return library
    }

    private static let layout = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{{{title}}} – Sallyport local tenant</title>
        <style>{{{style}}}</style>
        </head>
        <body{{#wide}} class="wide"{{/wide}}>
        <a class="skip" href="#content">Skip to the content</a>
        <header role="banner"><svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="M5 28V14a11 11 0 0 1 22 0v14M3 28h26M16 28V15M11 28V16.5M21 28V16.5M8 21h16"/></svg><span>Sallyport <span class="quiet">local tenant</span></span></header>
        <main id="content">
        {{$main}}{{/main}}
        </main>
        <footer role="contentinfo">A tenant on this computer, for development. Not a Microsoft service.</footer>
        </body>
        </html>
        """

    private static let form = """
        <input type="hidden" name="request" value="{{{request}}}"><input type="hidden" name="csrf" value="{{{csrf}}}">
        """

    private static let failure = """
        {{#failure}}<div class="alarm" role="alert" id="failure">{{{failure}}}</div>{{/failure}}
        """

    private static let signIn = """
        {{<layout}}{{$main}}<h1>Sign in</h1>
        <p class="quiet">{{#applicationName}}to continue to <strong>{{{applicationName}}}</strong>{{/applicationName}}{{#place}} in {{{place}}}{{/place}}</p>
        {{> failure}}
        <form method="post" action="/signin/password">
        {{> form}}
        <label for="username">User name</label>
        <input type="email" id="username" name="username" value="{{{username}}}" autocomplete="username" autocapitalize="none" spellcheck="false" required{{^username}} autofocus{{/username}}{{#failure}} aria-invalid="true" aria-describedby="failure"{{/failure}} placeholder="name@example.com">
        <label for="password">Password</label>
        <input type="password" id="password" name="password" autocomplete="current-password" required{{#username}} autofocus{{/username}}{{#failure}} aria-invalid="true" aria-describedby="failure"{{/failure}}>
        <p class="small quiet"><code>sally local info</code> shows the users of this tenant and their passwords.</p>
        <div class="actions">{{#canCancel}}<button class="side" name="answer" value="cancel" formnovalidate>Cancel</button>{{/canCancel}}<button class="main" name="answer" value="signin">Sign in</button></div>
        </form>{{/main}}{{/layout}}
        """

    private static let accounts = """
        {{<layout}}{{$main}}<h1>Pick an account</h1>
        <p class="quiet">{{#applicationName}}to continue to <strong>{{{applicationName}}}</strong>{{/applicationName}}</p>
        <form method="post" action="/signin/account">
        {{> form}}
        <ul class="list accounts">
        {{#accounts}}<li><button class="account" name="account" value="{{{id}}}"><strong>{{{name}}}</strong><span class="quiet">{{{userName}}}</span></button></li>
        {{/accounts}}<li><button class="account" name="account" value="other"><strong>Use another account</strong></button></li>
        </ul>
        </form>{{/main}}{{/layout}}
        """

    private static let consent = """
        {{<layout}}{{$main}}<p class="quiet small">{{{userName}}} · {{{tenantName}}}</p>
        <h1>{{#needsOrganisation}}Permissions requested: review for your organisation{{/needsOrganisation}}{{^needsOrganisation}}Permissions requested{{/needsOrganisation}}</h1>
        <p><strong>{{{applicationName}}}</strong><br><span class="quiet small">{{#publisher}}Publisher: {{{publisher}}} (not verified){{/publisher}}{{^publisher}}Publisher unknown{{/publisher}} · Client ID {{{clientID}}}</span></p>
        {{> failure}}
        <p>This application would like to:</p>
        <ul class="list">
        {{#permissions}}<li class="permission"><strong>{{{name}}}</strong><span class="quiet small">{{{detail}}}</span><br><span class="tag">{{{resource}}}</span><span class="tag">{{{value}}}</span>{{#isRole}}<span class="tag">without a user</span>{{/isRole}}{{#needsAdmin}}<span class="tag">administrators only</span>{{/needsAdmin}}</li>
        {{/permissions}}</ul>
        <form method="post" action="/signin/consent">
        {{> form}}
        {{#offersOrganisation}}<label class="check" for="organisation"><input type="checkbox" id="organisation" name="organisation" value="on"><span>Consent on behalf of your organisation. Everybody in {{{tenantName}}} can then use the application without being asked.</span></label>{{/offersOrganisation}}
        {{#needsOrganisation}}<p class="note">If you accept, the application gets these permissions for all of {{{tenantName}}}. Nobody else will be asked.</p>{{/needsOrganisation}}
        <p class="small quiet">Accept only if you know who sent you here. The consent can be taken back at any time.</p>
        <div class="actions"><button class="side" name="answer" value="cancel">Cancel</button><button class="main" name="answer" value="accept">Accept</button></div>
        </form>{{/main}}{{/layout}}
        """

    private static let needsAdmin = """
        {{<layout}}{{$main}}<p class="quiet small">{{{userName}}} · {{{tenantName}}}</p>
        <h1>Approval by an administrator is needed</h1>
        <p><strong>{{{applicationName}}}</strong> asks for permissions that only an administrator of {{{tenantName}}} can grant.</p>
        <ul class="list">
        {{#permissions}}<li class="permission"><strong>{{{name}}}</strong><span class="tag">{{{resource}}}</span><span class="tag">{{{value}}}</span></li>
        {{/permissions}}</ul>
        <p class="small">Ask an administrator to open this address:<br><a href="{{{adminConsentURL}}}">{{{adminConsentURL}}}</a></p>
        <form method="post" action="/signin/account">
        {{> form}}
        <div class="actions">{{#canCancel}}<button class="side" name="account" value="cancel">Back to the application</button>{{/canCancel}}<button class="main" name="account" value="other">Sign in as an administrator</button></div>
        </form>
        <dl><dt>Code</dt><dd>AADSTS90094</dd><dt>Request</dt><dd>{{{traceID}}}</dd><dt>Correlation</dt><dd>{{{correlationID}}}</dd></dl>{{/main}}{{/layout}}
        """

    private static let deviceCode = """
        {{<layout}}{{$main}}<h1>Enter the code</h1>
        <p class="quiet">Type the code that your application or device shows.</p>
        {{> failure}}
        <form method="post" action="/device">
        {{> form}}
        <label for="code">Code</label>
        <input type="text" class="code" id="code" name="user_code" value="{{{code}}}" maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" autofocus{{#failure}} aria-invalid="true" aria-describedby="failure"{{/failure}}>
        <p class="small quiet">Enter only a code that you asked for yourself, from a source that you trust.</p>
        <div class="actions"><button class="main" name="answer" value="next">Next</button></div>
        </form>{{/main}}{{/layout}}
        """

    private static let deviceConfirm = """
        {{<layout}}{{$main}}<p class="quiet small">{{{userName}}} · {{{tenantName}}}</p>
        <h1>Are you trying to sign in to {{{applicationName}}}?</h1>
        <p>Continue only if you started this sign-in on your own device, with the application <strong>{{{applicationName}}}</strong>. Whoever showed you the code will act in your name.</p>
        <form method="post" action="/device/confirm">
        {{> form}}
        <div class="actions"><button class="side" name="answer" value="cancel">Cancel</button><button class="main" name="answer" value="accept">Continue</button></div>
        </form>{{/main}}{{/layout}}
        """

    private static let message = """
        {{<layout}}{{$main}}<h1>{{{title}}}</h1>
        <p role="status">{{{text}}}</p>
        {{#facts}}<dl><dt>{{{name}}}</dt><dd>{{{value}}}</dd></dl>{{/facts}}{{/main}}{{/layout}}
        """

    private static let error = """
        {{<layout}}{{$main}}<h1>{{{title}}}</h1>
        <div class="alarm" role="alert">{{{text}}}</div>
        {{#remedy}}<p><strong>What to do:</strong> {{{remedy}}}</p>{{/remedy}}
        <dl>{{#code}}<dt>Code</dt><dd>{{{code}}}</dd>{{/code}}<dt>Request</dt><dd>{{{traceID}}}</dd><dt>Correlation</dt><dd>{{{correlationID}}}</dd><dt>Time</dt><dd>{{{timestamp}}}</dd></dl>{{/main}}{{/layout}}
        """

    private static let formPost = """
        {{<layout}}{{$main}}<h1>Back to the application</h1>
        <p>You are signed in. If the application does not appear by itself, press the button.</p>
        <form method="post" action="{{{action}}}">
        {{#fields}}<input type="hidden" name="{{{name}}}" value="{{{value}}}">
        {{/fields}}<div class="actions"><button class="main">Continue</button></div>
        </form>
        <script>{{{script}}}</script>{{/main}}{{/layout}}
        """
}
