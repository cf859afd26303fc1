using AngleSharp.Html.Parser;
using MissionControl.Tests.Support;
using MissionControl.Web.Runbooks;

namespace MissionControl.Tests.Runbooks;

public sealed class RunbookHtmlTests
{
    private static readonly RunbookLinks Links = RunbookLinks.OnPage("/runbooks/this-one");

    private static readonly string[] Elements =
    [
        "html", "head", "body", "section", "div", "button", "p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br",
        "table", "thead", "tbody", "tr", "th", "td", "input",
    ];

    private static readonly string[] Attributes =
        ["href", "rel", "title", "class", "id", "type", "disabled", "checked", "start", "data-copy", "aria-label", "aria-labelledby"];

    [Fact]
    public void Parts_steps_and_commands_are_what_they_are()
    {
        using var page = new HtmlParser().ParseDocument(RunbookHtml.ToHtml(A.RunbookText, Links));
        Assert.Equal(["part-what-it-looks-like", "part-who-is-hurt", "part-check", "part-fix", "part-back-out", "part-tell-whom"], page.QuerySelectorAll("h2").Select(static heading => heading.Id));
        Assert.Equal("/runbooks/this-one#part-fix", page.QuerySelector("#part-fix a")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("h1"));
        Assert.Equal(3, page.QuerySelectorAll("ol.steps > li.step").Length);
        var command = Assert.Single(page.QuerySelectorAll(".step .command"));
        Assert.Equal("identity-log refusals --last 30m", command.QuerySelector("code")!.TextContent.TrimEnd());
        Assert.Equal("Copy: identity-log refusals --last 30m", command.QuerySelector("button[data-copy]")!.GetAttribute("aria-label"));
    }

    [Theory]
    [InlineData("[x](sign-in-failures.md)", "/runbooks/sign-in-failures")]
    [InlineData("[x](sign-in-failures.md#back-out)", "/runbooks/sign-in-failures#part-back-out")]
    [InlineData("[x](#fix)", "/runbooks/this-one#part-fix")]
    [InlineData("[x](https://example.org/a.md)", "https://example.org/a.md")]
    [InlineData("[x](..%2f..%2fadmin.md)", "/runbooks/..%252f..%252fadmin")]
    public void Links_between_runbooks_lead_there(string text, string address)
    {
        using var page = new HtmlParser().ParseDocument(RunbookHtml.ToHtml(text, Links));
        Assert.Equal(address, page.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Written_to_files_links_lead_to_files()
    {
        using var page = new HtmlParser().ParseDocument(RunbookHtml.ToHtml("## Fix\n[x](other.md#fix) [y](#fix)", new("", static id => $"{id}.html")));
        Assert.Equal(["#part-fix", "other.html#part-fix", "#part-fix"], page.QuerySelectorAll("a").Select(static link => link.GetAttribute("href")));
    }

    [Fact]
    public void A_box_somebody_wrote_becomes_a_step_and_not_a_second_box()
    {
        using var page = new HtmlParser().ParseDocument(RunbookHtml.ToHtml("## Tell whom\n- [ ] Managers\n- nobody else\n", Links));
        Assert.Empty(page.QuerySelectorAll("input"));
        Assert.Equal(["Managers", "nobody else"], page.QuerySelectorAll(".step").Select(static step => step.TextContent.Trim()));
        var block = Assert.Single(RunbookHtml.Read("## Tell whom\n- [ ] Managers\n- nobody else\n", Links).Parts[0].Blocks);
        Assert.Equal([true, false], block.Steps.Select(static step => step.Id is not null));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<iframe src=\"https://evil.example\"></iframe>")]
    [InlineData("<style>*{display:none}</style>")]
    [InlineData("<form action=https://evil.example><button>Sign in</button></form>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](javascript:alert(1).md)")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#115;cript:alert(1))")]
    [InlineData("[x](vbscript:msgbox(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](//evil.example.md)")]
    [InlineData("[x](/\\\\evil.example)")]
    [InlineData("[x](\"onmouseover=alert(1).md)")]
    [InlineData("[x](x.md#\"onmouseover=alert(1))")]
    [InlineData("[x](#\"><script>alert(1)</script>)")]
    [InlineData("![x](https://evil.example/track.gif)")]
    [InlineData("![x](x.md)")]
    [InlineData("[x](https://example.org \"\\\" onmouseover=alert(1) \\\"\")")]
    [InlineData("[x]: javascript:alert(1)\n\n[x] and [again][x]")]
    [InlineData("x {onclick=alert(1)}\n\n# y {#id onclick=alert(1)}")]
    [InlineData("## <script>alert(1)</script>")]
    [InlineData("## \"><img src=x onerror=alert(1)>")]
    [InlineData("## [x](javascript:alert(1))")]
    [InlineData("```html\" onmouseover=\"alert(1)\nx\n```")]
    [InlineData("```\n\"><script>alert(1)</script>\n```")]
    [InlineData("```\n</code></pre><script>alert(1)</script>\n```")]
    [InlineData("| a |\n|---|\n| <script>alert(1)</script> |")]
    [InlineData("- [ ] <input onfocus=alert(1) autofocus>")]
    [InlineData("1. `<script>alert(1)</script>` <b onclick=alert(1)>")]
    public void A_hostile_text_does_no_harm_wherever_it_stands(string text)
    {
        foreach (var whole in new[] { text, $"## Check\n{text}", $"## Fix\n1. {text.ReplaceLineEndings("\n   ")}\n", $"## {text.Split('\n')[0]}\n" })
        {
            using var page = new HtmlParser().ParseDocument(RunbookHtml.ToHtml(whole, Links));
            Harmless(page);
            var view = RunbookHtml.Read(whole, Links);
            foreach (var html in view.Parts.SelectMany(static part => part.Blocks).SelectMany(static block => block.Steps.Select(static step => step.Html).Append(block.Html)).Append(view.Before))
            {
                using var piece = new HtmlParser().ParseDocument(html);
                Harmless(piece);
            }
        }
    }

    [Theory]
    [InlineData('>')]
    [InlineData('[')]
    [InlineData('*')]
    public void Nesting_without_end_is_shown_and_not_obeyed(char letter) => Assert.NotEmpty(RunbookHtml.ToHtml(new string(letter, 20_000), Links));

    private static void Harmless(AngleSharp.Html.Dom.IHtmlDocument page)
    {
        foreach (var element in page.All)
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            if (element.LocalName == "a")
                Assert.Matches("^(https?://|mailto:|/(?![/\\\\])|#|x$)", element.GetAttribute("href")!);
            if (element.LocalName == "button")
                Assert.True(element.HasAttribute("data-copy"));
            if (element.LocalName == "input")
                Assert.Equal("checkbox", element.GetAttribute("type"));
        }
    }
}
