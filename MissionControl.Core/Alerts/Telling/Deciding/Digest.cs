using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Bpms;
using MissionControl.Core.Wording;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>All that waited for the same people, in one message: what is open, the most urgent first, and what cleared meanwhile. Pure.</summary>
public static class Digest
{
    /// <param name="orders">To one destination in one audience's words; one that tells nothing has no letter.</param>
    /// <returns><see langword="null"/> when there is nobody left to tell.</returns>
    public static Letter? Of(ImmutableArray<Order> orders, string origin, DateTimeOffset now)
    {
        ImmutableArray<Order> said = [.. orders.Where(static order => order.Letter is not null)];
        if (said.IsEmpty)
            return null;
        var first = said[0].Letter!;
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            Lane = id,
            Number = 1,
            Group = Guid.Empty,
            Destination = first.Destination,
            Audience = first.Audience,
            Route = first.Route,
            Kind = LetterKind.Digest,
            Message = Say([.. said.Select(static order => new DigestEntry(order.Letter!.Group, order.Letter.Message, order.Told.Letters > 1))], first.Audience, origin),
            Addressee = first.Addressee,
            QueuedAt = now,
            Due = now,
            NextAt = now,
        };
    }

    /// <param name="entries">At least one.</param>
    /// <param name="origin">The address of this app that people use, for links, without a slash at its end.</param>
    public static AlertMessage Say(ImmutableArray<DigestEntry> entries, Audience audience, string origin)
    {
        var open = entries.Where(static entry => !entry.Message.IsOver).ToImmutableArray();
        // An all-clear of what people know is another thing than something they never heard of.
        var (ended, passed) = (entries.Count(static entry => entry is { Message.IsOver: true, IsKnown: true }), entries.Count(static entry => entry is { Message.IsOver: true, IsKnown: false }));
        return new()
        {
            Group = Guid.Empty,
            Audience = audience,
            Title = Title(open.Length, ended, passed),
            Urgency = open.Select(static entry => entry.Message.Urgency).DefaultIfEmpty(Urgency.Info).Min(),
            IsOver = open.IsEmpty,
            Slots = [new(MessagePart.What, What(open.Length, ended, passed)), new(MessagePart.Do, Do(open.IsEmpty, audience))],
            Waited = [.. entries.OrderBy(static entry => entry.Message.IsOver).ThenBy(static entry => entry.Message.Urgency).ThenBy(static entry => entry.Group).Select(Of)],
            Link = $"{origin}/alerts",
        };
    }

    private static string Title(int open, int ended, int passed)
    {
        string[] parts =
        [
            open == 0 ? "" : $"{Words.Count(open, "alert", "alerts")} waited for you and {(open == 1 ? "is" : "are")} still open",
            ended == 0 ? "" : $"{(open == 0 ? Words.Count(ended, "alert", "alerts") : ended)} that you were told of {(ended == 1 ? "is" : "are")} over",
            passed == 0 ? "" : $"{passed} more cleared {(passed == 1 ? "itself" : "themselves")}",
        ];
        return string.Join("; ", parts.Where(static part => part.Length > 0));
    }

    private static string What(int open, int ended, int passed)
    {
        string[] sentences =
        [
            open + passed == 0 ? "" : "They began outside your hours, or somebody held them until now. None of them had to wake anybody.",
            ended == 0 ? "" : open + passed == 0 ? "They ended outside your hours, so that this waited until now." : "What you had been told of ended outside your hours.",
        ];
        return string.Join(' ', sentences.Where(static sentence => sentence.Length > 0));
    }

    private static string Do(bool isOver, Audience audience) => isOver ? "Nothing to do."
        : audience == Audience.Responder ? "Go through those that are open, the most urgent first."
        : "Read what each asks of you. Where it asks nothing, there is nothing to do.";

    private static WaitedGroup Of(DigestEntry entry) => new(
        entry.Group,
        entry.Message.Trouble ?? entry.Message.Title,
        entry.Message.Urgency,
        entry.Message.IsOver,
        entry.Message.Slots.FirstOrDefault(static slot => slot.Part == MessagePart.Since)?.Words ?? "",
        entry.Message.IsOver ? null : entry.Message.Slots.FirstOrDefault(static slot => slot.Part == MessagePart.Do)?.Words,
        entry.Message.Link);
}

/// <summary>One group that a digest names.</summary>
/// <param name="IsKnown">These people had been told that it began.</param>
public sealed record DigestEntry(Guid Group, AlertMessage Message, bool IsKnown);
