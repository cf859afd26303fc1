using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Services.History;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Services;

/// <summary>One service: how it is, how it was, what it needs and what needs it.</summary>
public sealed partial class LiveService : LiveComponent<ServiceDetail>
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Inject]
    public required AlertFeed Alerts { get; init; }

    [Inject]
    public required HealthFeed Health { get; init; }

    [Inject]
    public required IAlertWords AlertWords { get; init; }

    protected override Task NextBesideAsync(CancellationToken cancellationToken) =>
        Task.WhenAny(Alerts.NextAsync(View.AlertsSeen, cancellationToken), Health.NextAsync(View.HealthSeen, cancellationToken));

    protected override ServiceDetail Map(BoardSnapshot snapshot, DateTimeOffset now) => ServiceDetail.From(Id, snapshot, Alerts.Current, Health.Current, AlertWords, now);
}
