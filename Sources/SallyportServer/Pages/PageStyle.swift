import Crypto
import Foundation

/// The one style sheet, written into every page, and the hash by which the content security policy allows it.
enum PageStyle {
    static let hash = "'sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString() + "'"

    static let text = """
        :root{color-scheme:light dark;--ground:#f1f3f2;--card:#fff;--ink:#16211d;--quiet:#4c5b55;--line:#c5cfca;\
        --accent:#0b6b52;--accent-ink:#fff;--accent-soft:#e2f1ec;--alarm:#a3201d;--alarm-soft:#fbeae9;--focus:#0a5bd3;--column:29rem}
        @media (prefers-color-scheme:dark){:root{--ground:#101614;--card:#18211e;--ink:#e9f0ed;--quiet:#aab8b2;\
        --line:#3a4843;--accent:#5fd3ac;--accent-ink:#06241b;--accent-soft:#1d332b;--alarm:#ff9c97;--alarm-soft:#3a1d1c;\
        --focus:#8ab8ff}}
        *{box-sizing:border-box}
        body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;background:var(--ground);\
        color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
        .skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
        header{width:100%;max-width:var(--column);padding:2.5rem 1.25rem 1rem;display:flex;align-items:center;gap:.6rem;\
        font-weight:650;letter-spacing:.01em}
        header svg{width:1.9rem;height:1.9rem;flex:none;fill:none;stroke:var(--accent);stroke-width:2.4;\
        stroke-linecap:round;stroke-linejoin:round}
        main{width:calc(100% - 2rem);max-width:var(--column);background:var(--card);border:1px solid var(--line);\
        border-radius:14px;padding:1.75rem;box-shadow:0 1px 2px #0001,0 12px 32px #0000000d}
        body.wide{--column:36rem}
        h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem;overflow-wrap:anywhere}
        h2{font-size:1rem;margin:1.5rem 0 .5rem}
        p{margin:.5rem 0 1rem}.quiet{color:var(--quiet)}.small{font-size:.875rem}
        label{display:block;font-weight:600;margin:1rem 0 .3rem}
        input[type=text],input[type=email],input[type=password]{width:100%;font:inherit;color:inherit;\
        background:transparent;border:1px solid var(--quiet);border-radius:8px;padding:.65rem .75rem}
        input.code{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:1.4rem;letter-spacing:.18em;\
        text-transform:uppercase;text-align:center}
        input[aria-invalid=true]{border-color:var(--alarm);border-width:2px}
        button{font:inherit;font-weight:600;border-radius:8px;border:1px solid var(--accent);padding:.65rem 1.25rem;\
        cursor:pointer;min-height:2.75rem}
        button.main{background:var(--accent);color:var(--accent-ink)}
        button.side{background:transparent;color:var(--accent)}
        button:hover{filter:brightness(1.08)}
        :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
        .actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem;justify-content:flex-end}
        .alarm{border-left:4px solid var(--alarm);background:var(--alarm-soft);color:var(--ink);padding:.75rem 1rem;\
        border-radius:0 8px 8px 0;margin:1rem 0}
        .note{border-left:4px solid var(--accent);background:var(--accent-soft);padding:.75rem 1rem;\
        border-radius:0 8px 8px 0;margin:1rem 0}
        ul.list{list-style:none;margin:.5rem 0;padding:0}
        ul.list>li{border-top:1px solid var(--line);padding:.75rem 0}
        ul.list>li:last-child{border-bottom:1px solid var(--line)}
        .account{width:100%;text-align:left;background:transparent;border:0;border-radius:0;color:inherit;\
        font-weight:400;padding:.75rem .25rem}
        .account strong{display:block}
        ul.list.accounts>li{padding:0}
        .permission strong{display:block}.tag{display:inline-block;font-size:.8rem;border:1px solid var(--line);\
        border-radius:99px;padding:0 .6rem;margin:.15rem .35rem 0 0;color:var(--quiet)}
        .check{display:flex;gap:.7rem;align-items:flex-start;margin-top:1.25rem;font-weight:400}
        .check input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;accent-color:var(--accent);flex:none}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;font-size:.875rem;margin:1rem 0 0}
        dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere;font-family:ui-monospace,SFMono-Regular,Menlo,monospace}
        footer{max-width:29rem;text-wrap:balance;padding:1.25rem;color:var(--quiet);font-size:.8125rem;text-align:center}
        a{color:var(--accent)}
        """
}
