using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Core.Calendars;
using MissionControl.Core.Changes;
using MissionControl.Core.Changes.Guilt;
using MissionControl.Web.Changes;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms;

/// <summary>One BPM: how it stands now, live, and its past.</summary>
public sealed partial class LiveBpm : LiveComponent<LiveBpm.Shown>
{
    // Read aloud, so it changes with the state and not with every number.
    private string _announcement = "";

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter]
    public string? Range { get; set; }

    [Parameter]
    public string? To { get; set; }

    [Inject]
    public required StretchBook Stretches { get; init; }

    [Inject]
    public required ChangeBook Changes { get; init; }

    protected override Task NextBesideAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(Stretches.NextAsync(View.Declared.Version, cancellationToken), Changes.NextAsync(View.Told.Version, cancellationToken));

    protected override Shown Map(BoardSnapshot snapshot, DateTimeOffset now)
    {
        var told = Changes.Current;
        var shown = new Shown(BpmView.From(snapshot, Id, now), Stretches.Current, told, SuspectsOf(snapshot, told, now));
        if (View is { Bpm: { } before } && shown.Bpm is { } bpm && before.StateWord != bpm.StateWord)
            _announcement = $"{bpm.Bpm.Name} is now {bpm.StateWord}.";
        return shown;
    }

    private ImmutableArray<SuspectView> SuspectsOf(BoardSnapshot snapshot, ToldChanges told, DateTimeOffset now) =>
        snapshot.FindTile(Id) is { OutsideSince: { } left } tile
            ? SuspectView.List(GuiltRules.Rank(Break.Of(tile.Bpm, left), told, new(snapshot.Definitions.Services)), snapshot.Definitions, now)
            : [];

    /// <summary>What is on glass.</summary>
    /// <param name="Bpm"><see langword="null"/> when the catalog no longer has it.</param>
    /// <param name="Declared">Every stretch that stands.</param>
    /// <param name="Told">Every change.</param>
    /// <param name="Suspects">The changes that may have moved it out of its band, the likeliest first; empty while it is inside.</param>
    public sealed record Shown(BpmView? Bpm, DeclaredStretches Declared, ToldChanges Told, ImmutableArray<SuspectView> Suspects);
}
