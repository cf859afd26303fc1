using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Features;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Alerts.Telling.Routing;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Alerts;

/// <summary>What was sent to whom and when: a static page that works without scripts. Sending anything needs a Responder.</summary>
public sealed partial class ToldPage : ComponentBase
{
    private const int PageSize = 50;
    private const int MostPages = 10_000;
    private const int LongestWords = 100;

    private LetterQuestion _question = new(null, null, 0, PageSize);
    private ImmutableArray<Destination> _places = [];
    private ImmutableArray<ToldLine> _lines = [];
    private DateTimeOffset _now;
    private bool _hasMore;
    private string? _said;

    [Inject]
    public required ILetterStore Letters { get; init; }

    [Inject]
    public required LetterDesk Desk { get; init; }

    [Inject]
    public required DefinitionsFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    [SupplyParameterFromQuery(Name = "words")]
    public string? WordsAsked { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    private bool MayAct => Http.User.FindRole() >= Role.Responder;

    private int Number => Math.Clamp(Page ?? 1, 1, MostPages);

    private TimeZoneInfo Zone => Feed.Current.Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        // The page repeats the address's query beside what only insiders may read: compressed, its length would give that away.
        if (Http.Features.Get<IHttpsCompressionFeature>() is { } compression)
            compression.Mode = HttpsCompressionMode.DoNotCompress;
        _now = Clock.GetUtcNow();
        _places = Feed.Current.Definitions.Destinations;
        var words = WordsAsked?.Trim() is { Length: > 0 } asked ? asked[..Math.Min(asked.Length, LongestWords)] : null;
        _question = new(words, Enum.TryParse<LetterState>(State, out var state) && Enum.IsDefined(state) ? state : null, (Number - 1) * PageSize, PageSize + 1);
        await ListAsync();
    }

    private async Task TestAsync(string destination)
    {
        if (MayAct)
            await SayAsync(await Desk.TestAsync(destination, Http.Actor(), CancellationToken.None), $"A test to {destination} is on its way. Load this page again to see what became of it.", "The catalog no longer has this destination.");
    }

    private async Task ReplayAsync(Guid letter)
    {
        if (MayAct)
            await SayAsync(await Desk.ReplayAsync(letter, Http.Actor(), CancellationToken.None), "It is sent again.", "Somebody has sent it again already.");
    }

    private async Task SayAsync(bool isDone, string done, string notDone)
    {
        _said = isDone ? done : notDone;
        await ListAsync();
    }

    private async Task ListAsync()
    {
        var found = await Letters.SearchAsync(_question, Http.RequestAborted);
        _hasMore = found.Length > PageSize;
        _lines = [.. found.Take(PageSize).Select(letter => ToldLine.From(letter, Feed.Current.Definitions))];
    }
}
