using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using MissionControl.Core.Board;
using MissionControl.Core.Journal;
using MissionControl.Core.People;

namespace MissionControl.Web.Audit;

/// <summary>The journal for administrators: a search by address, without a circuit and without scripts.</summary>
public sealed partial class AuditPage : ComponentBase
{
    private AuditEntry _entry = new();
    private JournalQuestion? _question;
    private JournalPage? _page;
    private ImmutableArray<AuditLine> _lines = [];
    private ImmutableArray<string> _kinds = [];
    private ImmutableDictionary<string, string> _problems = [];
    private DateTimeOffset _now;

    [Inject]
    public required IJournalSearch Search { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [SupplyParameterFromQuery(Name = "words")]
    public string? WordsAsked { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Actor { get; set; }

    [SupplyParameterFromQuery]
    public string? Subject { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Before { get; set; }

    [CascadingParameter]
    public HttpContext? Http { get; set; }

    private TimeZoneInfo Zone => Feed.Current.Definitions.Organisation.Zone;

    private string Heading => _entry switch
    {
        { Before.Length: > 0 } => "Older",
        { IsFiltered: true } => "Found, newest first",
        _ => "Newest first",
    };

    protected override async Task OnInitializedAsync()
    {
        // The page repeats the address's query beside what only administrators may read: compressed, its length would give that away.
        if (Http?.Features.Get<IHttpsCompressionFeature>() is { } compression)
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        var leaving = Http?.RequestAborted ?? CancellationToken.None;
        _now = Clock.GetUtcNow();
        _entry = new()
        {
            Words = WordsAsked ?? "",
            Kind = Kind ?? "",
            Actor = Actor ?? "",
            Subject = Subject ?? "",
            From = From ?? "",
            To = To ?? "",
            Before = Before ?? "",
        };
        _kinds = await Search.KindsAsync(leaving);
        (_question, _problems) = _entry.Read(Zone);
        if (_question is null)
            return;
        _page = await Search.FindAsync(_question, leaving);
        var names = await Names.FindAsync([.. _page.Entries.Select(entry => entry.Actor).Distinct(StringComparer.Ordinal)], leaving);
        _lines = [.. _page.Entries.Select(entry => AuditLine.From(entry, names))];
    }

    private string? Problem(string field) => _problems.GetValueOrDefault(field);

    private string? Invalid(string field) => _problems.ContainsKey(field) ? "true" : null;
}
