using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts;

/// <summary>The list of alerts, live, with what can be done to one or several.</summary>
public sealed partial class LiveAlerts : LiveComponent<AlertsView>
{
    /// <summary>What a tall screen shows at first stays in the document; of what comes after it only that which is looked at.</summary>
    private const int AlwaysDrawn = 24;

    private readonly HashSet<Guid> _chosen = [];
    private AlertShow _show;
    private string _text = "";
    private string _me = "";
    private bool _mayAct;
    private long _seenAlerts;
    private string _said = "";
    private bool _saidNo;
    private Func<Task<ActAnswer>>? _undo;

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required AlertDesk Desk { get; init; }

    [Parameter]
    public string? Show { get; set; }

    [Parameter]
    public string? Text { get; set; }

    private ImmutableArray<Guid> Chosen => [.. _chosen.Where(id => View.Alerts.Find(id) is { IsOpen: true })];

    protected override async Task OnInitializedAsync()
    {
        (_mayAct, _me) = (await Desk.MayActAsync(), await Desk.MeAsync());
        Look();
    }

    protected override void OnInitialized()
    {
        _show = Enum.TryParse<AlertShow>(Show, ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : AlertShow.Open;
        _text = Text ?? "";
        base.OnInitialized();
    }

    protected override Task NextBesideAsync(CancellationToken cancellationToken) => Alerts.NextAsync(_seenAlerts, cancellationToken);

    protected override AlertsView Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var alerts = Alerts.Current;
        _seenAlerts = alerts.Version;
        return AlertsView.From(alerts, snapshot, _show, _text, _me, now);
    }

    private void Search(ChangeEventArgs typed)
    {
        _text = typed.Value?.ToString() ?? "";
        Look();
    }

    private void Choose(Guid group, bool isChosen)
    {
        if (isChosen)
            _chosen.Add(group);
        else
            _chosen.Remove(group);
    }

    private void ChooseNone() => _chosen.Clear();

    private Task AcknowledgeAsync(ImmutableArray<Guid> which) =>
        DoAsync(which, Desk.AcknowledgeAsync, Desk.LetGoAsync, count => $"You look after {Groups(count)} now.");

    private Task LetGoAsync(ImmutableArray<Guid> which) =>
        DoAsync(which, Desk.LetGoAsync, Desk.AcknowledgeAsync, count => $"Nobody looks after {Groups(count)} now.");

    private Task HoldAsync(ImmutableArray<Guid> which) =>
        DoAsync(which, Desk.HoldAsync, Desk.ReleaseAsync, count => $"Nobody is told of {Groups(count)} until working hours.");

    private Task ReleaseAsync(ImmutableArray<Guid> which) =>
        DoAsync(which, Desk.ReleaseAsync, Desk.HoldAsync, count => $"{Groups(count)} no longer held.");

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        _undo = null;
        var answer = await undo();
        (_said, _saidNo) = answer.Done.IsEmpty ? (string.Join(' ', answer.Problems), true) : ("Undone.", false);
        Look();
    }

    private async Task DoAsync(
        ImmutableArray<Guid> which, Func<ImmutableArray<Guid>, CancellationToken, Task<ActAnswer>> act, Func<ImmutableArray<Guid>, CancellationToken, Task<ActAnswer>> undo, Func<int, string> words)
    {
        var answer = await act(which, CancellationToken.None);
        var done = answer.Done;
        _said = string.Join(' ', (done.IsEmpty ? [] : new[] { words(done.Length) }).Concat(answer.Problems));
        _saidNo = done.IsEmpty;
        _undo = done.IsEmpty ? null : () => undo(done, CancellationToken.None);
        _chosen.ExceptWith(done);
        Look();
    }

    private static string Groups(int count) => count == 1 ? "this" : $"{count} of these";
}
