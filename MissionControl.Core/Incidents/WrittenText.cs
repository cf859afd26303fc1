using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Incidents;

/// <summary>How much may be written in one incident: all of it stays in memory as long as the incident does. Pure.</summary>
public static class WrittenText
{
    /// <summary>Characters of what is long: notes, what commands printed, their corrections, the review.</summary>
    public const int Most = 2_000_000;

    /// <summary>Characters beyond, kept free for decisions and for what the public is told. One line is taken always: there are at most <see cref="IncidentRules.MostEvents"/>.</summary>
    public const int Kept = 500_000;

    /// <summary>Characters that an event adds to what is in memory.</summary>
    public static int Of(TimelineEvent what) => what switch
    {
        Declared declared => declared.Title.Length + Of(declared.Evidence),
        Noted noted => noted.Text.Length,
        Corrected corrected => corrected.Text.Length + Of(corrected.Title) + Of(corrected.TellUsers),
        SeverityMoved moved => moved.Reason.Length,
        PhaseMoved moved => Of(moved.Reason),
        TaskBegun begun => begun.What.Length,
        TaskEnded ended => ended.Result.Length,
        Decided decided => decided.Choice.Length + decided.Options.Length + decided.BackOut.Length,
        StepTicked ticked => ticked.Step.Length,
        Renamed renamed => renamed.To.Length + renamed.Before.Length,
        Attached attached => Of(attached.Evidence),
        Observed observed => Of(observed.Evidence),
        Updated updated => updated.Title.Length + updated.Text.Length + updated.TellUsers.Length,
        Absorbed absorbed => absorbed.Title.Length + Of(absorbed.Evidence),
        RunbookStep step => step.Runbook.Length + step.Step.Length,
        HelpAsked asked => asked.Service.Length + asked.Why.Length + Of(asked.Who),
        FollowUpAsked asked => asked.What.Length + asked.Owner.Length,
        ReviewWritten written => written.Text.Length + Of(written.Before),
        ImageShown image => image.Words.Length,
        _ => 0,
    };

    /// <summary>Why there is no room for it; <see langword="null"/>: there is.</summary>
    /// <param name="what">As it will be in the log.</param>
    public static FieldProblem? Check(Incident incident, TimelineEvent what)
    {
        var (field, most) = what switch
        {
            Noted or ReviewWritten => ("text", Most),
            Corrected corrected => ("text", incident.Find(corrected.Entry)?.What is Noted ? Most : Most + Kept),
            Decided => ("choice", Most + Kept),
            Updated => ("text", Most + Kept),
            _ => ("", int.MaxValue),
        };
        var (length, left) = (Of(what), Math.Max(0, most - incident.Written));
        return length <= left ? null : new(
            field,
            $"One incident holds {Words.Number(most)} characters, and {(left == 0 ? "this one is full" : $"{Words.Number(left)} are left; these are {Words.Number(length)}")}. Put what is long elsewhere and link it, or go on in another incident.");
    }

    private static int Of(string? text) => text?.Length ?? 0;

    private static int Of(Evidence evidence) => evidence.Id.Length + evidence.Words.Length;

    private static int Of(System.Collections.Immutable.ImmutableArray<Evidence> evidence) => evidence.IsDefault ? 0 : evidence.Sum(Of);
}
