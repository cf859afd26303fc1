using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Inbox;
using MissionControl.Core.Alerts.Silences;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.People;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Alerts;

/// <summary>Silences that are on or to come, what they have hidden, and a form for another that shows what it will catch.</summary>
public sealed partial class LiveSilences : LiveComponent<LiveSilences.Shown>
{
    private SilenceEntry _entry = new();
    private ImmutableArray<FieldProblem> _problems = [];
    private ImmutableDictionary<string, string> _names = ImmutableDictionary<string, string>.Empty;
    private ImmutableDictionary<Guid, int> _hidden = ImmutableDictionary<Guid, int>.Empty;
    private bool _mayAct;
    private string _said = "";
    private Silence? _ended;

    [Parameter]
    public string? For { get; set; }

    [Inject]
    public required SilenceBook Silences { get; init; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required IAlertStore Store { get; init; }

    [Inject]
    public required AlertDesk Desk { get; init; }

    [Inject]
    public required IActorNames Names { get; init; }

    [Inject]
    public required ILogger<LiveSilences> Logger { get; init; }

    private TimeZoneInfo Zone => View.Board.Definitions.Organisation.Zone;

    private Calendar Working => View.Board.Definitions.WorkingHours;

    protected override void OnInitialized()
    {
        _entry = new() { Matchers = For ?? "" };
        base.OnInitialized();
    }

    protected override async Task OnInitializedAsync()
    {
        _mayAct = await Desk.MayActAsync();
        await CountAsync(CancellationToken.None);
    }

    protected override async Task NextBesideAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(Silences.NextAsync(View.Silences.Version, cancellationToken), Alerts.NextAsync(View.Alerts.Version, cancellationToken));
        await CountAsync(cancellationToken);
    }

    protected override Shown Map(BoardSnapshot snapshot, DateTimeOffset now) => new(snapshot, now, Silences.Current, Alerts.Current);

    private string? ProblemOf(string field) => _problems.FirstOrDefault(problem => problem.Field == field)?.Words;

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var all = Silences.Current.All;
        try
        {
            _hidden = await Store.CountHiddenAsync([.. all.Select(static silence => silence.Id)], cancellationToken);
            if (all.Select(static silence => silence.By).Where(by => !_names.ContainsKey(by)).Distinct().ToArray() is { Length: > 0 } unknown)
                _names = _names.AddRange(await Names.FindAsync(unknown, cancellationToken));
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or IOException)
        {
            // Silences are in memory: only what they hid is not known.
            Logger.LogUnread(failure);
        }
    }

    private async Task MakeAsync()
    {
        var (draft, problems) = _entry.Read(Clock.GetUtcNow(), Zone);
        var answer = draft is null ? new(null, problems) : await Desk.SilenceAsync(draft, CancellationToken.None);
        _problems = answer.Problems;
        if (answer.Silence is null)
        {
            _said = ProblemOf("") ?? "It was not made: see above.";
            return;
        }

        (_said, _entry, _ended) = ("It is kept quiet now.", new(), null);
        Look();
    }

    private async Task EndAsync(Silence silence)
    {
        var answer = await Desk.EndSilenceAsync(silence.Id, CancellationToken.None);
        (_said, _ended) = answer.Silence is null ? (answer.Problems[0].Words, null) : ("Ended.", silence);
        Look();
    }

    private async Task UndoAsync()
    {
        if (_ended is not { } silence)
            return;
        var answer = await Desk.ReviveSilenceAsync(silence.Id, silence.To, CancellationToken.None);
        (_said, _ended) = (answer.Silence is null ? answer.Problems[0].Words : "It is on again.", null);
        Look();
    }

    private void ChooseTimes(ChangeEventArgs chosen) =>
        _entry = _entry with { When = Enum.TryParse<SilenceTimes>(chosen.Value as string, out var when) ? when : SilenceTimes.Once };

    /// <summary>What the form says of when it comes again, with the next time.</summary>
    private string? NextWords() => _entry.When == SilenceTimes.Once ? null
        : _entry.ReadTimes(Zone) is { Recurs: { } recurs }
            ? $"{SilenceWords.Every(recurs)}{(recurs.NextAt(View.Now, Working) is { } next ? $": next {Words.Time(next, View.Now, Zone)}" : "")}."
            : null;

    /// <summary>What is on glass.</summary>
    public sealed record Shown(BoardSnapshot Board, DateTimeOffset Now, Core.Alerts.Silences.LiveSilences Silences, AlertsSnapshot Alerts);
}
