using AngleSharp.Html.Parser;
using MissionControl.Web.Shared;

namespace MissionControl.Tests.Shared;

public sealed class MarkdownTextTests
{
    private static readonly string[] Elements =
    [
        "html", "head", "body", "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "h5", "h6", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "input",
    ];

    [Theory]
    [InlineData("**bold** and `code`", "<p><strong>bold</strong> and <code>code</code></p>")]
    [InlineData("# Title", "<h2>Title</h2>")]
    [InlineData("[the board](/)", "<p><a href=\"/\" rel=\"noopener noreferrer nofollow\">the board</a></p>")]
    [InlineData("https://example.org/a", "<p><a href=\"https://example.org/a\" rel=\"noopener noreferrer nofollow\">https://example.org/a</a></p>")]
    [InlineData("![the plan](https://example.org/plan.png)", "<p><a href=\"https://example.org/plan.png\" rel=\"noopener noreferrer nofollow\">the plan</a></p>")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("<b>1 < 2</b>", "<p>&lt;b&gt;1 &lt; 2&lt;/b&gt;</p>")]
    public void A_text_is_shown_as_meant(string text, string html) => Assert.Equal(html, MarkdownText.ToHtml(text).TrimEnd());

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=\"https://evil.example\"></iframe>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<!-- --><base href=\"https://evil.example\">")]
    [InlineData("<form action=https://evil.example><button>Sign in</button></form>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](java&#115;cript:alert(1))")]
    [InlineData("[x](javascript&colon;alert(1))")]
    [InlineData("[x](&#1;javascript:alert(1))")]
    [InlineData("[x](java&NewLine;script:alert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\\\evil.example)")]
    [InlineData("[x](\\\\\\\\evil.example)")]
    [InlineData("[x](&sol;&sol;evil.example)")]
    [InlineData("[x](blob:https://mission.example/1)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](view-source:https://example.org)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<data:text/html,x>")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/track.gif)")]
    [InlineData("![x](x \"onerror=alert(1)\")")]
    [InlineData("[x](https://example.org \"\\\" onmouseover=alert(1) \\\"\")")]
    [InlineData("[x](https://example.org/\"onmouseover=alert(1)//)")]
    [InlineData("[x]: javascript:alert(1)\n\n[x] and [again][x]")]
    [InlineData("[![x](javascript:alert(1))](javascript:alert(2))")]
    [InlineData("[a [b](javascript:alert(1)) c](javascript:alert(2))")]
    [InlineData("x {onclick=alert(1)}\n\n# y {#id onclick=alert(1)}")]
    [InlineData("```html\" onmouseover=\"alert(1)\nx\n```")]
    [InlineData("``` x\"><script>alert(1)</script>\ny\n```")]
    [InlineData("| a |\n|---|\n| <script>alert(1)</script> |")]
    [InlineData("- [ ] <input onfocus=alert(1) autofocus>")]
    [InlineData("javascript://example.org/%0aalert(1)")]
    [InlineData("www.example.org\"onmouseover=alert(1)")]
    public void A_hostile_text_does_no_harm(string text)
    {
        using var page = new HtmlParser().ParseDocument(MarkdownText.ToHtml(text));
        foreach (var element in page.All)
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, (string[])["href", "rel", "title", "class", "type", "disabled", "checked", "start"]));
            if (element.LocalName == "a")
                Assert.Matches("^(https?://|mailto:|/(?![/\\\\])|#|x$)", element.GetAttribute("href")!);
            if (element is { LocalName: "input" })
                Assert.Equal("checkbox", element.GetAttribute("type"));
        }
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    [InlineData('`')]
    [InlineData('(')]
    public void Nesting_without_end_is_shown_and_not_obeyed(char letter) => Assert.NotEmpty(MarkdownText.ToHtml(new string(letter, 20_000)));

    [Fact]
    public void A_text_without_end_is_shown_as_written() =>
        Assert.StartsWith("<pre>&lt;b&gt;", MarkdownText.ToHtml("<b>" + new string('x', MarkdownText.Longest)), StringComparison.Ordinal);
}
