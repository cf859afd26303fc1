using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Bpms.Memory;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms;

/// <summary>One BPM: what it is, how it stands, and its past. The address is the page's state.</summary>
public sealed partial class BpmPage
{
    private Bpm? _bpm;
    private HistoryView? _view;
    private string _trouble = "";

    [Parameter]
    public required string Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Range { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [CascadingParameter]
    public HttpContext? Context { get; set; }

    [Inject]
    public required BoardFeed Feed { get; init; }

    [Inject]
    public required IBpmHistory History { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Definitions Definitions => Feed.Current.Definitions;

    private TimeZoneInfo Zone => Definitions.Organisation.Zone;

    private string RangeName => _view?.Range.Name ?? HistoryRange.Default;

    private DateTimeOffset? End => _view is { Range.Pinned: true } view ? view.Range.To : null;

    private IReadOnlyList<Bpm> Near => DidYouMean.Nearest(Id, Definitions.Bpms.Select(static bpm => bpm.Id)) is { } near
        ? [Definitions.FindBpm(near)!]
        : [.. Definitions.Bpms.Take(5)];

    protected override async Task OnInitializedAsync()
    {
        _bpm = Definitions.FindBpm(Id);
        if (_bpm is null)
        {
            AnswerNotFound();
            return;
        }

        var now = Clock.GetUtcNow();
        var (range, errors) = HistoryRange.Parse(Range, from: null, To, now);
        if (range is null)
        {
            _trouble = string.Join(", ", errors.Select(static error => $"“{error.Key}” {string.Join(" and ", error.Value)}"));
            range = HistoryRange.Of(HistoryRange.Default, now, pinned: false);
        }

        _view = await History.ReadAsync(_bpm, range, Context?.RequestAborted ?? CancellationToken.None);
    }

    // Said only when the answer starts: a page that is not found beforehand is not rendered, and this one says more than the general one.
    private void AnswerNotFound() => Context?.Response.OnStarting(() =>
    {
        Context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>The window before, or the one after; back to the moving end when that would lie ahead.</summary>
    private string Neighbour(int direction)
    {
        var to = _view!.Range.To + (direction * _view.Range.Length);
        return Routes.Bpm(Id, RangeName, to >= Clock.GetUtcNow() ? null : to);
    }
}
