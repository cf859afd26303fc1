using System.Collections.Immutable;
using MissionControl.Core.Maintenance;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Maintenance;

/// <summary>Planned work as a form has it: times as local time of the organisation.</summary>
public sealed class WorkEntry
{
    public string? Title { get; set; }

    public string? Text { get; set; }

    public string[]? Components { get; set; }

    public string[]? Services { get; set; }

    public string? Note { get; set; }

    public string? Effect { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public bool EndsByItself { get; set; }

    /// <summary>The edition it was written upon.</summary>
    public int Edition { get; set; }

    /// <summary>Sent twice, it is scheduled once.</summary>
    public Guid Key { get; set; }

    /// <summary><c>check</c> shows what it would be; anything else does it.</summary>
    public string? Do { get; set; }

    public bool IsCheck => Do == "check";

    public static WorkEntry Of(Work work, TimeZoneInfo zone) => new()
    {
        Title = work.Title,
        Text = work.Text,
        Components = [.. work.Components],
        Services = [.. work.Services],
        Note = work.Note,
        Effect = work.Effect.ToString(),
        From = LocalTime.Write(work.From, zone),
        To = LocalTime.Write(work.To, zone),
        EndsByItself = work.EndsByItself,
        Edition = work.Edition,
    };

    /// <param name="before">The work it changes.</param>
    public (WorkDraft Draft, ImmutableArray<string> Notes) Read(Work? before, TimeZoneInfo zone)
    {
        var (from, to) = (Moment(From, before?.From, zone, LocalTime.ReadFirst), Moment(To, before?.To, zone, LocalTime.ReadLast));
        return (
            new(Title ?? "", Text ?? "", [.. Components ?? []], [.. Services ?? []], Note ?? "", Enum.TryParse<WorkEffect>(Effect, out var effect) ? effect : (WorkEffect)(-1), from?.At, to?.At, EndsByItself),
            [.. new[] { from?.Note, to?.Note }.OfType<string>().Where(static note => note.Length > 0)]);
    }

    /// <summary>What stands there as it was written is the same moment, to the second, also in an hour that comes twice.</summary>
    internal static LocalTime? Moment(string? typed, DateTimeOffset? before, TimeZoneInfo zone, Func<string?, TimeZoneInfo, LocalTime?> read) =>
        before is { } same && typed == LocalTime.Write(same, zone) ? new(same, "") : read(typed, zone);
}

/// <summary>What is done to planned work, as a form has it.</summary>
public sealed class WorkActEntry
{
    public string? Do { get; set; }

    public string? Text { get; set; }

    public string? To { get; set; }

    /// <summary>When it was over, as local time; empty: now.</summary>
    public string? At { get; set; }

    /// <summary>The edition that whoever does it saw.</summary>
    public int Edition { get; set; }
}
