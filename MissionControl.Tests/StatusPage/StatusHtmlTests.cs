using System.Text;
using System.Xml.Linq;
using MissionControl.Core.Incidents;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

public sealed class StatusHtmlTests
{
    private static readonly DateTimeOffset _now = A.Moment;

    [Fact]
    public void The_page_says_what_is_wrong_what_to_tell_and_when_the_next_word_comes()
    {
        var html = Page(Trouble().Make());
        Assert.Contains("<h1>Most things are working. Some people cannot sign in.</h1>", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"next\">Next update by <time datetime=\"2026-11-21T02:40:00Z\"", html, StringComparison.Ordinal);
        Assert.Contains("<blockquote id=\"tell1\"><p>Please wait.</p></blockquote>", html, StringComparison.Ordinal);
        Assert.Contains("We have found the problem", html, StringComparison.Ordinal);
        Assert.Contains("Some people affected", html, StringComparison.Ordinal);
        Assert.Contains("As of <time id=\"at\" datetime=\"2026-11-21T02:04:00Z\">Saturday 21 November, 02:04</time> (UTC).", html, StringComparison.Ordinal);
        Assert.Contains("<h2>For stables</h2>", html, StringComparison.Ordinal);
        Assert.Contains("Call 0300 000 0000.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_update_is_said_to_be_late() => Assert.Contains(
        "An update was promised by <time", Encoding.UTF8.GetString(new StatusEdition(Trouble().Make() with { At = _now.AddMinutes(37) }, _now.AddMinutes(37), "").Usual.Body.Span), StringComparison.Ordinal);

    [Fact]
    public void Old_news_says_how_old_it_is_and_claims_nothing()
    {
        var html = Encoding.UTF8.GetString(new StatusEdition(new PublicCase().Make(), _now.AddMinutes(12), "").Usual.Body.Span);
        Assert.Contains("This page has heard nothing new since <time datetime=\"2026-11-21T02:04:00Z\"", html, StringComparison.Ordinal);
        Assert.Contains("Last known: Working", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Everything is working", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_somebody_writes_is_text_and_never_markup()
    {
        const string Evil = "<script>alert(1)</script>\"'&";
        var model = new PublicCase().Of(PublicCase.Component("sign-in", Evil, "identity") with { Description = Evil, Group = Evil, Contact = Evil })
            .With(new IncidentBuilder(1, Severity.Sev2, _now).Says(Phase.Investigating, Evil, _now, _now.AddMinutes(9), Evil, Evil))
            .With(Works.Work(Works.Draft(_now.AddHours(-1), _now.AddHours(1), "sign-in") with { Title = Evil, Text = Evil }, _now)).Make();
        var edition = new StatusEdition(model with { Page = new(Evil, Evil, Evil, "#123456;}</style>", null) }, _now, "");
        // A calendar is no markup either, and is sent as what it is.
        foreach (var key in Keys(edition.Model).Where(static key => !IsJson(key.Kind) && key.Kind != StatusKind.Calendar))
            Assert.DoesNotContain("<script>alert", Encoding.UTF8.GetString(edition.Find(key).Body.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("</style>}", Page(edition.Model), StringComparison.Ordinal);
    }

    [Fact]
    public void With_twelve_components_and_an_incident_it_is_under_14_KB_compressed()
    {
        var services = Enumerable.Range(0, 12).Select(static index => $"service-{index}").ToArray();
        var large = new PublicCase().Of([.. services.Select(static (service, index) => PublicCase.Component($"component-{index}", $"Component number {index}", service) with { Description = $"What people do with number {index}, in plain words." })]);
        foreach (var (service, index) in services.Select(static (service, index) => (service, index)))
        {
            large.With(service, Health.Operational);
            var from = _now.AddDays(-80 + index);
            for (var stretch = 0; stretch < 12; stretch++, from = from.AddDays(5))
                large.Was(service, Health.Operational, from, from.AddHours(70 + index)).Was(service, Health.PartialOutage, from.AddHours(70 + index), from.AddHours(71 + (2 * index)));
        }

        large.With(new IncidentBuilder(1, Severity.Sev2, _now)
            .Says(Phase.Investigating, "Some people cannot do it. We are working on it and will write again by 02:15.", _now.AddMinutes(-9), component: "component-3")
            .Says(Phase.Identified, "About six in ten fail. A fix is being put in place now. People who are signed in are not affected.", _now, _now.AddMinutes(36), tell: "Nothing you have saved is lost. We will write again by 2:40.", component: "component-3"));
        var length = new StatusEdition(large.Make(), _now, "").Usual.CompressedLength;
        Assert.InRange(length, 2000, 14 * 1024);
    }

    [Fact]
    public void It_loads_nothing_and_runs_only_what_is_in_it()
    {
        var html = Page(Trouble().Make());
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"stylesheet\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick", html.Replace("b.onclick", "", StringComparison.Ordinal), StringComparison.Ordinal);
        // A hash of what stands between the tags is what lets it run.
        foreach (var element in (string[])["style", "script"])
        {
            var text = html.Split($"<{element}>")[1].Split($"</{element}>")[0];
            Assert.Contains("sha256-" + Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text))), StatusFrame.Policy(Trouble().Make()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_strip_of_days_names_its_days_behind_one_stop()
    {
        var day = new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero);
        var html = Page(new PublicCase().Was("identity", Health.Operational, day, day.AddHours(1)).Was("identity", Health.PartialOutage, day.AddHours(1), day.AddHours(2)).Was("identity", Health.Operational, day.AddHours(2), _now).Make());
        Assert.Contains("<summary><span class=\"vh\">Sign-in, day by day: </span>", html, StringComparison.Ordinal);
        Assert.Contains("<li>Thursday 19 November: outage 1 hour</li>", html, StringComparison.Ordinal);
        Assert.Contains("% in 3 days with data</u>", html, StringComparison.Ordinal);
        Assert.Contains("<p>1 hour of outage in all. No data recorded on 87 of 90 days.</p>", html, StringComparison.Ordinal);
        Assert.Contains(HealthRule, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_chosen_components_and_their_incidents_are_shown()
    {
        var edition = new StatusEdition(Trouble().Make(), _now, "");
        var html = Encoding.UTF8.GetString(edition.Find(StatusKey.Of(StatusKind.Page) with { Show = "booking" }).Body.Span);
        Assert.Contains("<h1>Everything is working.</h1>", html, StringComparison.Ordinal);
        Assert.Contains("Showing 1 of 3 parts.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Some people cannot sign in", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Months_list_their_incidents_and_an_unknown_number_is_no_incident()
    {
        var edition = new StatusEdition(Trouble().Make(), _now, "");
        var history = Encoding.UTF8.GetString(edition.Find(StatusKey.Of(StatusKind.History)).Body.Span);
        Assert.Contains("<section class=\"d\" id=\"m2026-11\"><h2>November 2026</h2><div class=\"r\"><h3><a href=\"/status/incidents/1\">Some people cannot sign in</a></h3>", history, StringComparison.Ordinal);
        // That nothing was recorded is no word that all was well.
        Assert.Contains("<h2>October 2026</h2><p class=\"m\">Nothing was recorded yet.</p>", history, StringComparison.Ordinal);
        var seen = new StatusEdition(Trouble().Was("bookings", Health.Operational, _now.AddDays(-40), _now).Make(), _now, "");
        history = Encoding.UTF8.GetString(seen.Find(StatusKey.Of(StatusKind.History)).Body.Span);
        Assert.Contains("<h2>October 2026</h2><p class=\"m\">No incidents.</p>", history, StringComparison.Ordinal);
        Assert.Contains("<h2>September 2026</h2><p class=\"m\">Nothing was recorded yet.</p>", history, StringComparison.Ordinal);
        Assert.Contains("There is no such incident.", Encoding.UTF8.GetString(edition.Find(StatusKey.Of(StatusKind.Incident) with { Number = 9 }).Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_says_when_nothing_new_was_heard_and_claims_nothing_that_is_not_known()
    {
        static string Text(StatusEdition edition, StatusKey key) => Encoding.UTF8.GetString(edition.Find(key).Body.Span);
        var (fresh, old) = (new StatusEdition(Trouble().With(Works.Work(_now.AddHours(1), _now.AddHours(2))).Make(), _now, ""), new StatusEdition(Trouble().With(Works.Work(_now.AddHours(1), _now.AddHours(2))).Make(), _now.AddHours(1), ""));
        foreach (var key in (StatusKey[])[StatusKey.Of(StatusKind.Page), StatusKey.Of(StatusKind.History), StatusKey.Of(StatusKind.Incident) with { Number = 1 }, StatusKey.Of(StatusKind.Planned) with { Number = 1 }])
        {
            Assert.Contains("This page has heard nothing new since", Text(old, key), StringComparison.Ordinal);
            Assert.DoesNotContain("This page has heard nothing new since", Text(fresh, key), StringComparison.Ordinal);
        }

        var nothing = new StatusEdition(PublicModel.Nothing, _now, "");
        var (page, history) = (Text(nothing, StatusKey.Of(StatusKind.Page)), Text(nothing, StatusKey.Of(StatusKind.History)));
        Assert.DoesNotContain("None is announced.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No incidents.", history, StringComparison.Ordinal);
        Assert.All((string[])[page, history, Text(nothing, StatusKey.Of(StatusKind.Incident) with { Number = 1 })], static html => Assert.Contains("We cannot see at the moment whether things are working.", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Feeds_have_an_entry_for_each_update()
    {
        var edition = new StatusEdition(Trouble().Make(), _now, "https://status.example.org");
        XNamespace space = "http://www.w3.org/2005/Atom";
        var atom = XDocument.Parse(Encoding.UTF8.GetString(edition.Find(StatusKey.Of(StatusKind.Atom)).Body.Span));
        Assert.Equal(["Some people cannot sign in: We have found the problem", "Some people cannot sign in: We are looking into it"], atom.Descendants(space + "entry").Select(entry => entry.Element(space + "title")!.Value));
        Assert.Equal("https://status.example.org/status/incidents/1", atom.Descendants(space + "entry").First().Element(space + "link")!.Attribute("href")!.Value);
        Assert.All((string[])["id", "title", "updated"], name => Assert.NotNull(atom.Root!.Element(space + name)));
        var rss = XDocument.Parse(Encoding.UTF8.GetString(edition.Find(StatusKey.Of(StatusKind.Rss)).Body.Span));
        Assert.Equal(["About six in ten fail.", "We are looking."], rss.Descendants("item").Select(static item => item.Element("description")!.Value));
    }

    [Fact]
    public void A_badge_says_the_worst_in_a_word()
    {
        static string Badge(PublicModel model, DateTimeOffset now) => XDocument.Parse(Encoding.UTF8.GetString(new StatusEdition(model, now, "").Find(StatusKey.Of(StatusKind.Badge)).Body.Span)).Root!.Elements().First().Value;
        Assert.Equal("status: working", Badge(new PublicCase().Make(), _now));
        var ofOne = new StatusEdition(Trouble().Make(), _now, "").Find(StatusKey.Of(StatusKind.Badge) with { Show = "booking" });
        Assert.Equal("Booking: working", XDocument.Parse(Encoding.UTF8.GetString(ofOne.Body.Span)).Root!.Elements().First().Value);
        Assert.Equal("status: some people affected", Badge(Trouble().Make(), _now));
        Assert.Equal("status: we cannot see", Badge(new PublicCase().Make(), _now.AddHours(1)));
    }

    [Fact]
    public void Nobody_keeps_it_rendering_by_choosing_again_and_again()
    {
        var ids = Enumerable.Range(0, 10).Select(static index => $"component-{index}").ToArray();
        var edition = new StatusEdition(new PublicCase().Of([.. ids.Select(static id => PublicCase.Component(id, id, "identity"))]).Make(), _now, "");
        StatusAnswer Choice(int bits) => edition.Find(StatusKey.Of(StatusKind.Page) with { Show = string.Join(',', ids.Where((_, index) => (bits & (1 << index)) != 0)) });
        var answers = Enumerable.Range(1, StatusEdition.MostChoices + 100).Select(Choice).ToArray();
        Assert.Equal(StatusEdition.MostChoices + 1, answers.Distinct().Count());
        Assert.Same(edition.Usual, answers[^1]);
        Assert.Same(answers[0], Choice(1));
    }

    internal static IEnumerable<StatusKey> Keys(PublicModel model) =>
        from kind in Enum.GetValues<StatusKind>()
        from words in StatusWords.All
        from show in model.Components.Select(static component => component.Id).Prepend("")
        from number in kind == StatusKind.Incident ? model.Incidents.Select(static incident => incident.Number).Append(0) : kind == StatusKind.Planned ? model.Planned.Select(static work => work.Number).Append(0) : [0]
        select new StatusKey(kind, words.Language, show, number);

    private const string HealthRule = Core.Services.History.HealthTime.Rule;

    private static bool IsJson(StatusKind kind) => kind >= StatusKind.Snapshot;

    private static PublicCase Trouble() => new PublicCase().With("identity", Health.PartialOutage).With(new IncidentBuilder(1, Severity.Sev2, _now.AddMinutes(-14))
        .Says(Phase.Investigating, "We are looking.", _now.AddMinutes(-9)).Says(Phase.Identified, "About six in ten fail.", _now.AddMinutes(-5), _now.AddMinutes(36), tell: "Please wait."));

    private static string Page(PublicModel model) => Encoding.UTF8.GetString(new StatusEdition(model, _now, "").Usual.Body.Span);
}
