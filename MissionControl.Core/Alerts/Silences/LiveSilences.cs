using System.Collections.Immutable;
using MissionControl.Core.Board;

namespace MissionControl.Core.Alerts.Silences;

/// <summary>Silences that are on or to come, at one moment. Immutable.</summary>
/// <param name="All">Those that end first come first.</param>
public sealed record LiveSilences(long Version, ImmutableArray<Silence> All) : IVersioned
{
    public static readonly LiveSilences None = new(0, []);
}
