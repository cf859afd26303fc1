using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Telling.Deciding;

/// <summary>All that waited for the same people, in one message: what is open, the most urgent first, and what cleared meanwhile. Pure.</summary>
internal static class Digest
{
    /// <param name="orders">To one destination in one audience's words; one that tells nothing has no letter.</param>
    /// <returns><see langword="null"/> when there is nobody left to tell.</returns>
    public static Letter? Of(ImmutableArray<Order> orders, string origin, DateTimeOffset now)
    {
        ImmutableArray<Letter> letters = [.. orders.Select(static order => order.Letter).OfType<Letter>()
            .OrderBy(static letter => letter.Message.IsOver).ThenBy(static letter => letter.Message.Urgency).ThenBy(static letter => letter.Group)];
        if (letters.IsEmpty)
            return null;
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            Lane = id,
            Number = 1,
            Group = Guid.Empty,
            Destination = letters[0].Destination,
            Audience = letters[0].Audience,
            Route = letters[0].Route,
            Kind = LetterKind.Digest,
            Message = Say(letters, origin),
            Addressee = letters[0].Addressee,
            QueuedAt = now,
            Due = now,
            NextAt = now,
        };
    }

    private static AlertMessage Say(ImmutableArray<Letter> letters, string origin)
    {
        var (open, over) = (letters.Count(static letter => !letter.Message.IsOver), letters.Count(static letter => letter.Message.IsOver));
        var waited = open == 1 ? "1 alert waited for you and is still open" : $"{open} alerts waited for you and are still open";
        return new()
        {
            Group = Guid.Empty,
            Audience = letters[0].Audience,
            Title = over == 0 ? waited : $"{waited}; {over} more cleared {(over == 1 ? "itself" : "themselves")}",
            Urgency = letters.Where(static letter => !letter.Message.IsOver).Select(static letter => letter.Message.Urgency).DefaultIfEmpty(Urgency.Info).Min(),
            IsOver = open == 0,
            Slots =
            [
                new(MessagePart.What, "They began outside your hours, or somebody held them until now. None of them had to wake anybody."),
                new(MessagePart.Do, letters[0].Audience == Audience.Responder ? "Go through those that are open, the most urgent first." : "Read what each asks of you. Where it asks nothing, there is nothing to do."),
            ],
            Waited = [.. letters.Select(static letter => Of(letter))],
            Link = $"{origin}/alerts",
        };
    }

    private static WaitedGroup Of(Letter letter)
    {
        var message = letter.Message;
        return new(
            letter.Group,
            message.Trouble ?? message.Title,
            message.Urgency,
            message.IsOver,
            message.Slots.FirstOrDefault(static slot => slot.Part == MessagePart.Since)?.Words ?? "",
            message.IsOver ? null : message.Slots.FirstOrDefault(static slot => slot.Part == MessagePart.Do)?.Words,
            message.Link);
    }
}
