using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Bpms;
using MissionControl.Core.Calendars;
using MissionControl.Core.Incidents;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>What is declared of a metric's time, and how to declare more. Closed to one line until somebody asks.</summary>
public sealed partial class StretchPanel : ComponentBase
{
    private static readonly TimeSpan OutsideLong = TimeSpan.FromHours(1);

    // Withdrawn on this page, so that it can be undone here.
    private readonly Dictionary<Guid, Stretch> _withdrawn = [];

    // What was changed on this page, and what it took the place of.
    private readonly Dictionary<Guid, Guid> _before = [];
    private Guid? _open;
    private ElementReference _list;
    private StretchForm? _form;
    private string _said = "";
    private bool _acting;
    private bool _may;

    [Parameter, EditorRequired]
    public required BpmView View { get; set; }

    /// <summary>Those that stand and speak of this metric.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<Stretch> Standing { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    [Inject]
    public required StretchDesk Desk { get; init; }

    [Inject]
    public required IncidentFeed Incidents { get; init; }

    /// <summary>Since when it would be the new normal; <see langword="null"/> until it has been outside for an hour, and once somebody has said so.</summary>
    private DateTimeOffset? NewNormalFrom =>
        View is { State: TileState.Off or TileState.Watch, Since: { } since } && Now - since > OutsideLong
        && !Standing.Any(stretch => !stretch.IsException && stretch.DeclaredAt >= since)
            ? since
            : null;

    protected override async Task OnInitializedAsync() => _may = await Desk.MayAsync();

    private Task AdoptAsync() => ActAsync(async () => NewNormalFrom is not { } since ? "" :
        Say("From now on this is normal.", await Desk.DeclareAsync(
            new() { Kind = StretchKind.NewNormal, Bpm = View.Bpm.Id, From = Later(since, Now - StretchRules.FurthestBack + OutsideLong), To = null }, CancellationToken.None)));

    private Task WithdrawAsync(Guid id) => ActAsync(async () =>
    {
        var answer = await Desk.WithdrawAsync(id, CancellationToken.None);
        if (answer.Stretch is { } stretch)
            _withdrawn[id] = stretch;
        return Say("Withdrawn.", answer);
    });

    // Pressed again, it is left as it was.
    private void Open(Stretch stretch) => (_open, _said) = (_open == stretch.Id ? null : stretch.Id, "");

    private async Task CloseAsync(Stretch? changed)
    {
        if (changed is { } next && _open is { } before)
        {
            _said = next.Id == before ? "Nothing was different." : $"Changed: {StretchWords.Kind(next.Kind)}, {StretchLine.Span(next, Now, View.Zone)}.";
            if (next.Id != before)
                _before[next.Id] = before;
        }

        _open = null;
        // The form is gone, and the keyboard with it.
        await _list.FocusAsync();
    }

    private Task ChangeBackAsync(Guid id) => ActAsync(async () =>
    {
        var answer = await Desk.ChangeBackAsync(id, _before[id], CancellationToken.None);
        if (answer.Problems.IsEmpty)
        {
            _before.Remove(id);
            // So is the button that was pressed: another line stands there.
            await _list.FocusAsync();
        }

        return Say("It stands as it did.", answer);
    });

    private Task UndoAsync(Guid id) => ActAsync(async () =>
    {
        var answer = await Desk.RestoreAsync(id, CancellationToken.None);
        return Say("It stands again.", answer);
    });

    // Two presses in a row are one.
    private async Task ActAsync(Func<Task<string>> act)
    {
        if (_acting)
            return;
        _acting = true;
        try
        {
            _said = await act();
        }
        finally
        {
            _acting = false;
        }
    }

    private static string Say(string done, StretchAnswer answer) =>
        answer.Problems.IsEmpty ? done : string.Join(" ", answer.Problems.Select(problem => problem.Words));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
