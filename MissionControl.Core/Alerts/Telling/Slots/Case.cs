using System.Collections.Immutable;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using MissionControl.Core.Services;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Telling.Slots;

/// <summary>One group to be told to one audience, with what there is to say it by.</summary>
internal sealed record Case
{
    private const int MostNamed = 3;
    private const int LongestLabel = 80;

    public required AlertGroup Group { get; init; }

    public required Audience Audience { get; init; }

    public required BoardSnapshot Board { get; init; }

    public required DateTimeOffset Now { get; init; }

    public AlertRule? Rule { get; private init; }

    /// <summary>The group that most likely is the cause.</summary>
    public AlertGroup? Cause { get; init; }

    public ImmutableArray<Service> Services { get; private init; } = [];

    /// <summary>Of the BPMs it touches, those that are off first.</summary>
    public ImmutableArray<Tile> Tiles { get; private init; } = [];

    /// <summary>Those that are still the matter: open ones, or all when it is over.</summary>
    public ImmutableArray<Alert> Alerts { get; private init; } = [];

    public Definitions Definitions => Board.Definitions;

    public TimeZoneInfo Zone => Definitions.Organisation.Zone;

    public bool IsOver => !Group.IsOpen;

    public bool IsUnheard => Group is { IsOpen: true, State: AlertState.Unheard };

    /// <summary>None of it is known to be wrong.</summary>
    public bool CannotBeSeen => !IsOver && Alerts.All(static alert => alert.CannotSee);

    public bool IsResponder => Audience == Audience.Responder;

    /// <summary>Only words that anybody understands.</summary>
    public bool IsPlain => Audience == Audience.LocalOffice;

    public AudienceWords? Theirs => Rule?.For.GetValueOrDefault(Audience);

    public string? Owner => Services.Select(static service => service.Owner).Concat(Tiles.Select(static tile => tile.Bpm.Owner)).FirstOrDefault(static owner => owner is not null);

    /// <summary>"stable managers": what the audience is called within a sentence.</summary>
    public string AudienceName => Definitions.Audiences.FirstOrDefault(one => one.Id == Audience)?.Name is { Length: > 1 } name
        ? char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name
        : Audience switch { Audience.Responder => "those on call", Audience.ProductLead => "product leads", Audience.DataLead => "data leads", _ => "local offices" };

    public static Case Of(AlertGroup group, Audience audience, BoardSnapshot board, DateTimeOffset now)
    {
        var definitions = board.Definitions;
        var open = group.Alerts.Where(static alert => alert.IsOpen).ToImmutableArray();
        return new()
        {
            Group = group,
            Audience = audience,
            Board = board,
            Now = now,
            Rule = definitions.AlertRules.FirstOrDefault(rule => rule.Id == group.Rule),
            Services = [.. group.Services.Select(id => definitions.Services.FirstOrDefault(service => service.Id == id)).OfType<Service>()],
            Tiles = [.. group.Hurting.Concat(group.Bpms).Distinct(StringComparer.Ordinal).Select(board.FindTile).OfType<Tile>().OrderBy(Weight)],
            Alerts = open.IsEmpty ? group.Alerts : open,
        };
    }

    public string Time(DateTimeOffset at) => Words.Time(at, Now, Zone);

    /// <summary>What the catalog says, with its slots filled; <see langword="null"/> when it says nothing or an alert lacks what a slot asks for.</summary>
    public string? Filled(string? text) => text is null ? null : WordSlots.Fill(text, Find);

    /// <summary>The values of a label among the alerts, at most three of them by name.</summary>
    public string? Label(string name)
    {
        var values = Alerts.Select(alert => alert.Labels[name]).OfType<string>().Select(static value => OneLine.Of(value, LongestLabel)).Where(static value => value.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return values.Count == 0 || (IsPlain && !values.TrueForAll(PlainWords.Fit)) ? null : Listed(values);
    }

    /// <summary>"London", "London and York", "London, York, Leeds and 2 more".</summary>
    public static string Listed(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        > MostNamed => $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more",
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };

    private string? Find(string slot) => slot switch
    {
        "service" => Listed([.. Services.Select(static service => service.Name)]),
        "bpm" => Listed([.. Tiles.Select(static tile => tile.Bpm.Name)]),
        "where" => WhereWords.Places(this),
        "value" => Numbers.Of(Alerts[0]).Value is { } value ? Words.Number(value) : null,
        "percent" => Numbers.Of(Alerts[0]).Value is { } share ? Words.Number(share * 100) + " %" : null,
        "limit" => Numbers.Of(Alerts[0]).Limit is { } limit ? Words.Number(limit) : null,
        "since" => Time(Group.Since),
        "owner" => Owner,
        _ when slot.StartsWith(WordSlots.LabelLead, StringComparison.Ordinal) => Label(slot[WordSlots.LabelLead.Length..]),
        _ => null,
    };

    private static int Weight(Tile tile) => (tile.State switch { TileState.Off => 0, TileState.Watch or TileState.Held => 1, TileState.Stale => 2, _ => 3 } * 3) + (int)tile.Bpm.Tier;
}
