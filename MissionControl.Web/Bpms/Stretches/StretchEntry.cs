using System.Collections.Immutable;
using MissionControl.Core.Calendars;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Bpms.Stretches;

/// <summary>What stands in the form, as it was typed.</summary>
public sealed record StretchEntry
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>What can be chosen; a new normal has a button of its own.</summary>
    public static readonly ImmutableArray<StretchKind> Kinds = [.. Enum.GetValues<StretchKind>().Where(kind => kind is not StretchKind.NewNormal)];

    public StretchKind Kind { get; init; } = StretchKind.Outage;

    /// <summary>Local, as a date-and-time field says it; empty while it is incomplete.</summary>
    public required string From { get; init; }

    public required string To { get; init; }

    public bool OfEveryMetric { get; init; }

    public string Words { get; init; } = "";

    /// <summary>What is to be changed; <see langword="null"/>: it is declared anew.</summary>
    public Stretch? Before { get; init; }

    /// <summary>The time since it went Off, or the last hour; both ends on whole minutes.</summary>
    public static StretchEntry Begin(DateTimeOffset? offSince, DateTimeOffset now, TimeZoneInfo zone)
    {
        var to = WholeMinute(now);
        var from = offSince is { } since && since < now ? since : to.AddHours(-1);
        from = from < to - StretchRules.Longest ? to - StretchRules.Longest : from;
        return new() { From = LocalTime.Write(from, zone), To = LocalTime.Write(to, zone) };
    }

    /// <summary>What is declared, to be changed.</summary>
    public static StretchEntry Of(Stretch stretch, DateTimeOffset to, TimeZoneInfo zone) => new()
    {
        Kind = stretch.Kind,
        From = LocalTime.Write(stretch.From, zone),
        To = LocalTime.Write(to, zone),
        OfEveryMetric = stretch.Bpm is null,
        Words = stretch.Words,
        Before = stretch,
    };

    /// <summary>The same entry with the time of an incident, which was an outage.</summary>
    public StretchEntry With(StretchOffer offer, TimeZoneInfo zone) => this with
    {
        Kind = StretchKind.Outage,
        From = LocalTime.Write(offer.From, zone),
        To = LocalTime.Write(WholeMinute(offer.To), zone),
        Words = $"Incident {offer.Number}",
    };

    /// <summary>How the beginning is read; of an hour that comes twice the first, so that the stretch holds all of it.</summary>
    public LocalTime? ReadFrom(TimeZoneInfo zone) => Kept(From, Before?.From, zone) ?? LocalTime.ReadFirst(From, zone);

    public LocalTime? ReadTo(TimeZoneInfo zone) => Kept(To, Before?.To, zone) ?? LocalTime.ReadLast(To, zone);

    /// <summary>A time that nobody touched is the very moment it was, with its seconds and of an hour that comes twice the right one.</summary>
    private static LocalTime? Kept(string text, DateTimeOffset? before, TimeZoneInfo zone) =>
        before is { } at && text == LocalTime.Write(at, zone) ? new(at, "") : null;

    private static DateTimeOffset WholeMinute(DateTimeOffset at) => new((at.UtcTicks + Minute.Ticks - 1) / Minute.Ticks * Minute.Ticks, TimeSpan.Zero);

    /// <summary>The draft, or which times cannot be read.</summary>
    public (StretchDraft? Draft, ImmutableArray<StretchProblem> Problems) Read(string bpm, TimeZoneInfo zone)
    {
        var (from, to) = (ReadFrom(zone), ReadTo(zone));
        if (from is not null && to is not null)
            return (new StretchDraft { Kind = Kind, Bpm = OfEveryMetric ? null : bpm, From = from.At, To = to.At, Words = Words }, []);
        StretchProblem?[] problems = [from is null ? new("from", "Give a day and a time.") : null, to is null ? new("to", "Give a day and a time.") : null];
        return (null, [.. problems.OfType<StretchProblem>()]);
    }
}
