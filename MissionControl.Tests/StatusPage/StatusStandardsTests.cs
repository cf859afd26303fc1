using System.Text.Json;
using System.Xml;
using System.Xml.Schema;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Services;
using MissionControl.Core.StatusPage;
using MissionControl.Tests.Support;
using MissionControl.Tests.Support.StatusPage;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.StatusPage;

/// <summary>What others say of the page: a judge of HTML, schemas of the feeds, a client that was written for Statuspage.</summary>
public sealed class StatusStandardsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Html_validate_finds_nothing_on_any_page()
    {
        StatusExport.Write(_folder.Path, StatusExport.Files(Trouble(), A.Moment, "https://status.example.org"));
        var (code, said) = await NodeProgram.RunAsync("node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json", "--formatter", "text", Path.Combine(_folder.Path, "**", "*.html"));
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Html_validate_would_find_something()
    {
        var file = Path.Combine(_folder.Path, "bad.html");
        await File.WriteAllTextAsync(file, "<!DOCTYPE html><html lang=\"en\"><head><title>x</title></head><body><p><div>x</p></body></html>");
        Assert.NotEqual(0, (await NodeProgram.RunAsync("node_modules/html-validate/bin/html-validate.mjs", "--config", ".htmlvalidate.json", file)).Code);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void Feeds_keep_to_their_schemas(string language)
    {
        var edition = new StatusEdition(Trouble(), A.Moment, "https://status.example.org");
        Assert.Empty(Wrong("atom.xsd", edition.Find(StatusKey.Of(StatusKind.Atom) with { Language = language })));
        Assert.Empty(Wrong("rss.xsd", edition.Find(StatusKey.Of(StatusKind.Rss) with { Language = language })));
        // Without addresses before them links are relative, which neither format allows: the schemas notice.
        Assert.NotEmpty(Wrong("atom.xsd", new StatusEdition(Trouble(), A.Moment, "").Find(StatusKey.Of(StatusKind.Atom))));
        Assert.NotEmpty(Wrong("rss.xsd", new StatusEdition(Trouble(), A.Moment, "").Find(StatusKey.Of(StatusKind.Rss))));
    }

    [Fact]
    public async Task A_client_of_Statuspage_reads_it_as_it_is()
    {
        await using var app = StatusPageCommands.Create("http://127.0.0.1:0", new(null, null), "");
        await app.StartAsync();
        app.Services.GetRequiredService<StatusSite>().Show(Trouble() with { At = TimeProvider.System.GetUtcNow() });
        var (code, said) = await NodeProgram.RunAsync("statuspage.mjs", app.Urls.First());
        Assert.True(code == 0, said);
        var read = JsonElement.Parse(said);
        Assert.Equal(["Sign-in: partial_outage", "Booking: operational", "Overnight records: operational", "For renters: partial_outage", "For stables: operational"], Texts(read, "components"));
        Assert.Equal("Unicorn Rentals status", read.GetProperty("page").GetString());
        Assert.Equal("major", read.GetProperty("indicator").GetString());
        Assert.Equal(["Some people cannot sign in: identified", "Records were late: resolved"], Texts(read, "incidents"));
        Assert.Equal(["Some people cannot sign in: major, 2 updates"], Texts(read, "open"));
    }

    [Fact]
    public async Task A_calendar_program_reads_the_calendar_as_it_was_meant()
    {
        var hard = Works.Work(Works.Draft(A.Moment.AddHours(1), A.Moment.AddHours(2)) with { Title = "Ställe; 🦄, \\ und mehr, viel mehr als in eine einzige Zeile passt: noch einmal 🦄🦄🦄", Text = "Eins,\nzwei; drei." }, A.Moment);
        var cancelled = WorkRules.Do(hard with { Number = 2, Uid = Guid.NewGuid() }, new WorkAct.Cancel(""), 1, Works.House, A.Moment.AddMinutes(1)).Work!;
        var file = Path.Combine(_folder.Path, "planned.ics");
        await File.WriteAllBytesAsync(file, new StatusEdition(new PublicCase().With(hard).With(cancelled).Make(), A.Moment, "https://status.example.org").Find(StatusKey.Of(StatusKind.Calendar)).Body.ToArray());
        var (code, said) = await NodeProgram.RunAsync("calendar.mjs", file);
        Assert.True(code == 0, said);
        var events = JsonElement.Parse(said).EnumerateArray().ToArray();
        string[] Of(int index, params string[] names) => [.. names.Select(name => events[index].GetProperty(name).ToString())];
        Assert.Equal(
            [hard.Uid.ToString("D"), "0", hard.Title, hard.Text + " About: Overnight records.", "2026-11-21T03:04:00.000Z", "2026-11-21T04:04:00.000Z", "CONFIRMED"], Of(0, "uid", "sequence", "title", "text", "from", "to", "status"));
        Assert.Equal([cancelled.Uid.ToString("D"), "1", "CANCELLED"], Of(1, "uid", "sequence", "status"));
    }

    private static IEnumerable<string?> Texts(JsonElement read, string name) => read.GetProperty(name).EnumerateArray().Select(static one => one.GetString());

    private static List<string> Wrong(string schema, StatusAnswer feed)
    {
        using var file = typeof(StatusStandardsTests).Assembly.GetManifestResourceStream("schemas." + schema)!;
        var wrong = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, ValidationFlags = XmlSchemaValidationFlags.ProcessIdentityConstraints | XmlSchemaValidationFlags.ReportValidationWarnings };
        using var language = new StringReader("""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language" /></xs:schema>""");
        using (var reader = XmlReader.Create(language))
            settings.Schemas.Add(null, reader);
        using (var reader = XmlReader.Create(file))
            settings.Schemas.Add(null, reader);
        settings.ValidationEventHandler += (_, found) => wrong.Add(found.Message);
        using var stream = new MemoryStream(feed.Body.ToArray());
        using var validating = XmlReader.Create(stream, settings);
        while (validating.Read())
        {
        }

        return wrong;
    }

    private static PublicModel Trouble() => new PublicCase()
        .With("identity", Health.PartialOutage)
        .With(new IncidentBuilder(1, Severity.Sev3, A.Moment.AddDays(-2))
            .Says(Phase.Investigating, "They come later than usual.", A.Moment.AddDays(-2), title: "Records were late", component: "records")
            .Says(Phase.Resolved, "They are all there <again> & whole.", A.Moment.AddDays(-2).AddHours(2), title: "Records were late", component: "records"))
        .With(new IncidentBuilder(2, Severity.Sev2, A.Moment.AddHours(-1))
            .Says(Phase.Investigating, "We are looking.", A.Moment.AddHours(-1))
            .Says(Phase.Identified, "About six in ten fail.", A.Moment.AddMinutes(-20), A.Moment.AddMinutes(20), tell: "They can try again."))
        .With(Works.Work(A.Moment.AddDays(2), A.Moment.AddDays(2).AddHours(1)) with { Number = 1 })
        .With(Works.Work(Works.Draft(A.Moment.AddDays(-9), A.Moment.AddDays(-8)), A.Moment.AddDays(-10)) with { Number = 2, Uid = Guid.NewGuid(), EndedAt = A.Moment.AddDays(-8) })
        .Make();
}
