using Microsoft.AspNetCore.Components;
using MissionControl.Core.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms;

/// <summary>The head of a BPM's page, live.</summary>
public sealed partial class LiveBpm : LiveComponent<BpmNow>
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override BpmNow Map(BoardSnapshot snapshot, DateTimeOffset now) => BpmNow.From(snapshot, Id, now);
}
