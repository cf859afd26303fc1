using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Core.Services.History;
using MissionControl.Web.Alerts;
using MissionControl.Web.Board;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Services;

/// <summary>A service, how it is, and what speaks for it, ready to print.</summary>
public sealed record ServiceCard
{
    public required Service Service { get; init; }

    /// <summary>Its health in word, shape and colour.</summary>
    public required ServiceView Look { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>When it was first seen so; <see langword="null"/> when that is not recorded yet.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>Its last 90 days.</summary>
    public required ServiceHistory History { get; init; }

    public required MarkupString Strip { get; init; }

    /// <summary>The strip in words.</summary>
    public required string StripWords { get; init; }

    public required ImmutableArray<ServiceLink> Bpms { get; init; }

    /// <summary>Open groups of alerts that touch it, in the order of the alerts page.</summary>
    public required ImmutableArray<ServiceLink> Alerts { get; init; }

    public required ImmutableArray<ServiceLink> DependsOn { get; init; }

    public required ImmutableArray<ServiceLink> NeededBy { get; init; }

    public static ServiceCard From(ServiceStatus status, BoardSnapshot board, AlertsSnapshot alerts, RecordedHealth recorded, IAlertWords words, DateTimeOffset now)
    {
        var (service, zone) = (status.Service, board.Definitions.Organisation.Zone);
        var history = recorded.Of(service.Id, ServiceHistory.UsualDays, now, zone);
        return new()
        {
            Service = service,
            Look = ServiceView.From(status),
            Why = status.Words,
            Since = recorded.Since(status, now),
            History = history,
            Strip = HealthStrip.Draw(history.Days),
            StripWords = HealthWords.Strip(history),
            Bpms = [.. board.Tiles.Where(tile => tile.Bpm.Services.Contains(service.Id)).Select(ServiceLink.Of)],
            Alerts = [.. alerts.Open.Where(group => group.Services.Contains(service.Id)).Select((group, index) => ServiceLink.Of(group, index < ServiceLink.Shown ? words.Say(group, Audience.Responder, board, now, "").Title : group.Name, now, zone))],
            DependsOn = [.. service.DependsOn.Select(id => board.Services.FirstOrDefault(other => other.Service.Id == id)).OfType<ServiceStatus>().Select(ServiceLink.Of)],
            NeededBy = [.. board.Services.Where(other => other.Service.DependsOn.Contains(service.Id)).Select(ServiceLink.Of)],
        };
    }
}

/// <summary>Something of a service that has a page of its own.</summary>
/// <param name="Look">The class that carries its colour.</param>
/// <param name="Word">How it is.</param>
public sealed record ServiceLink(string Id, string Name, string Href, string Look, Shape Shape, string Word)
{
    /// <summary>How many of a kind are shown; of the rest their number.</summary>
    internal const int Shown = 12;

    internal static ServiceLink Of(ServiceStatus status)
    {
        var view = ServiceView.From(status);
        return new(view.Id, view.Name, Routes.Service(view.Id), view.HealthClass, view.Shape, view.Health);
    }

    internal static ServiceLink Of(Tile tile) => new(tile.Bpm.Id, tile.Bpm.Name, Routes.Bpm(tile.Bpm.Id), "is-" + LookOf(tile), Shape.Of(tile), WordOf(tile));

    internal static ServiceLink Of(AlertGroup group, string title, DateTimeOffset now, TimeZoneInfo zone) =>
        new(group.Id.ToString(), title, Routes.Alert(group.Id), "alert-" + GroupWords.LookOf(group), GroupWords.ShapeOf(group), GroupWords.StandingOf(group, now, zone));

    private static string WordOf(Tile tile) => tile.State switch
    {
        TileState.TooFew => "Too few",
        var state => state.ToString(),
    };

    private static string LookOf(Tile tile) => tile.State switch
    {
        TileState.Off => "off",
        TileState.Watch => "watch",
        TileState.Stale => "stale",
        _ => "normal",
    };
}
