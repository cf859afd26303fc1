using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Core.People;
using MissionControl.Core.Runbooks;
using MissionControl.Web.Changes;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts;

/// <summary>One group of alerts: what is wrong, what to do, what changed, and what can be done with it.</summary>
public sealed partial class LiveGroup : LiveComponent<LiveGroup.Shown>
{
    private ImmutableDictionary<string, string> _names = ImmutableDictionary<string, string>.Empty;
    private KeptGroup? _kept;
    private bool _mayAct;
    private string _said = "";
    private bool _saidNo;
    private Func<Task<ActAnswer>>? _undo;

    [Parameter, EditorRequired]
    public required Guid Id { get; set; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required ChangeBook Changes { get; init; }

    [Inject]
    public required IAlertStore Store { get; init; }

    [Inject]
    public required IAlertWords AlertWords { get; init; }

    [Inject]
    public required AlertDesk Desk { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required ILogger<LiveGroup> Logger { get; init; }

    private TimeZoneInfo Zone => View.Board.Definitions.Organisation.Zone;

    protected override async Task OnInitializedAsync()
    {
        _mayAct = await Desk.MayActAsync();
        // Older than a day: no longer in memory, but kept.
        try
        {
            if (View.Group is null)
                _kept = await Store.FindAsync(Id, CancellationToken.None);
            await NameAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // What is in memory is shown all the same.
            Logger.LogUnread(failure);
        }
    }

    protected override async Task NextBesideAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(Alerts.NextAsync(View.Seen, cancellationToken), Changes.NextAsync(View.Told, cancellationToken));
        await NameAsync(cancellationToken);
    }

    protected override Shown Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var alerts = Alerts.Current;
        var (group, told) = (alerts.Find(Id), Changes.Current);
        return new(
            alerts.Version,
            told.Version,
            snapshot,
            now,
            group,
            group is null ? null : Say(group, snapshot, now),
            group?.ExplainedBy is { } cause ? alerts.Find(cause) : null,
            [.. alerts.Open.Where(other => other.ExplainedBy == Id)],
            group is null ? [] : SuspectsOf(group, snapshot, told, now))
        {
            Near = group is null ? [] : [.. snapshot.Definitions.Runbooks.Values.Where(runbook => runbook.Services.Any(group.Services.Contains)).OrderBy(static runbook => runbook.Title, StringComparer.Ordinal).Take(5)],
        };
    }

    private static ImmutableArray<SuspectView> SuspectsOf(AlertGroup group, BoardSnapshot snapshot, ToldChanges told, DateTimeOffset now)
    {
        ImmutableArray<string> services = [.. group.Services, .. group.Bpms.SelectMany(bpm => snapshot.Definitions.FindBpm(bpm)?.Services ?? []).Except(group.Services)];
        return SuspectView.List(GuiltRules.Rank(new(services, group.Since, Break.AlertSlack), told, new(snapshot.Definitions.Services)), snapshot.Definitions, now);
    }

    /// <summary>Of thousands of alerts that is worth keeping: it is put together when something moved, and once a minute for its ages.</summary>
    private AlertMessage Say(AlertGroup group, BoardSnapshot board, DateTimeOffset now) =>
        View is { Message: { } message } before && ReferenceEquals(before.Group, group) && before.Board.Verdict.Level == board.Verdict.Level && MinuteOf(before.Now) == MinuteOf(now)
            ? message
            : AlertWords.Say(group, Audience.Responder, board, now, "");

    private static long MinuteOf(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMinute;

    private string NameOf(string actor) => _names.GetValueOrDefault(actor, "Somebody");

    private async Task NameAsync(CancellationToken cancellationToken)
    {
        string?[] actors = [Alerts.Current.Find(Id)?.Acknowledged?.By, Alerts.Current.Find(Id)?.Held?.By];
        if (actors.OfType<string>().Where(actor => !_names.ContainsKey(actor)).ToArray() is { Length: > 0 } unknown)
            _names = _names.AddRange(await Names.FindAsync(unknown, cancellationToken));
    }

    private Task AcknowledgeAsync() => DoAsync(Desk.AcknowledgeAsync, Desk.LetGoAsync, "You look after it now.");

    private Task LetGoAsync() => DoAsync(Desk.LetGoAsync, Desk.AcknowledgeAsync, "Nobody looks after it now.");

    private Task HoldAsync() => DoAsync(Desk.HoldAsync, Desk.ReleaseAsync, "Nobody is told until working hours begin.");

    private Task ReleaseAsync() => DoAsync(Desk.ReleaseAsync, Desk.HoldAsync, "It is no longer held.");

    private async Task SayAsync(AlertOutcome outcome)
    {
        var before = View.Group?.Outcome;
        AlertOutcome? next = before == outcome ? null : outcome;
        Show(await Desk.SayAsync(Id, next, CancellationToken.None), next is null ? "Taken back." : "Noted. It is shown the next time this comes.", () => Desk.SayAsync(Id, before, CancellationToken.None));
    }

    private async Task DoAsync(Func<ImmutableArray<Guid>, CancellationToken, Task<ActAnswer>> act, Func<ImmutableArray<Guid>, CancellationToken, Task<ActAnswer>> undo, string words) =>
        Show(await act([Id], CancellationToken.None), words, () => undo([Id], CancellationToken.None));

    private async Task UndoAsync()
    {
        if (_undo is not { } undo)
            return;
        Show(await undo(), "Undone.", null);
    }

    private void Show(ActAnswer answer, string words, Func<Task<ActAnswer>>? undo)
    {
        _saidNo = answer.Done.IsEmpty;
        _said = _saidNo ? string.Join(' ', answer.Problems) : words;
        _undo = _saidNo ? null : undo;
        Look();
    }

    /// <summary>What a silence for exactly this would ask for.</summary>
    private static string MatchersOf(AlertGroup group) => string.Join(", ", Matchers(group).Select(static matcher => matcher.ToString()));

    private static IEnumerable<Matcher> Matchers(AlertGroup group)
    {
        foreach (var name in new[] { "alertname", "service", "bpm", "source" })
            if (group.Alerts[0].Labels[name] is { } value && group.Alerts.All(alert => alert.Labels[name] == value) && Matcher.TryMake(name, MatcherKind.Is, value, out var matcher, out _))
                yield return matcher;
    }

    /// <summary>What is on glass.</summary>
    /// <param name="Seen">The version of the alerts.</param>
    /// <param name="Group"><see langword="null"/> when it ended more than a day ago, or there never was one.</param>
    /// <param name="Cause">What most likely is the cause.</param>
    /// <param name="Effects">What this most likely causes.</param>
    /// <param name="Told">The version of the changes.</param>
    /// <param name="Suspects">The changes that may have caused it, the likeliest first.</param>
    public sealed record Shown(
        long Seen, long Told, BoardSnapshot Board, DateTimeOffset Now, AlertGroup? Group, AlertMessage? Message, AlertGroup? Cause, ImmutableArray<AlertGroup> Effects, ImmutableArray<SuspectView> Suspects)
    {
        /// <summary>Runbooks about its services.</summary>
        public ImmutableArray<Runbook> Near { get; init; } = [];
    }
}
