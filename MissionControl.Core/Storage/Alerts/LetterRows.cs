using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling.Outbox;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Storage.Alerts;

internal sealed class LetterRow
{
    public Guid Id { get; set; }

    public Guid Lane { get; set; }

    public int Number { get; set; }

    public Guid Group { get; set; }

    public required string Destination { get; set; }

    public required string Audience { get; set; }

    public string? Route { get; set; }

    public required string Kind { get; set; }

    /// <summary>One line of the message, to search by.</summary>
    public required string Title { get; set; }

    /// <summary>As JSON.</summary>
    public required string Message { get; set; }

    public string? Addressee { get; set; }

    public bool IsSilent { get; set; }

    public DateTimeOffset QueuedAt { get; set; }

    public DateTimeOffset Due { get; set; }

    public DateTimeOffset NextAt { get; set; }

    public int Attempts { get; set; }

    public required string State { get; set; }

    public string? Problem { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public static LetterRow Of(Letter letter) => new()
    {
        Id = letter.Id,
        Lane = letter.Lane,
        Number = letter.Number,
        Group = letter.Group,
        Destination = letter.Destination,
        Audience = letter.Audience.ToString(),
        Route = letter.Route,
        Kind = letter.Kind.ToString(),
        Title = OneLine.Of(letter.Message.Title, LetterMapping.LongestTitle),
        Message = MessageJson.Write(letter.Message),
        Addressee = letter.Addressee,
        IsSilent = letter.IsSilent,
        QueuedAt = letter.QueuedAt,
        Due = letter.Due,
        NextAt = letter.NextAt,
        Attempts = letter.Attempts,
        State = letter.State.ToString(),
        Problem = letter.Problem,
        SentAt = letter.SentAt,
    };

    public Letter ToLetter() => new()
    {
        Id = Id,
        Lane = Lane,
        Number = Number,
        Group = Group,
        Destination = Destination,
        Audience = Enum.Parse<Audience>(Audience),
        Route = Route,
        Kind = Enum.Parse<LetterKind>(Kind),
        Message = MessageJson.Read(Message),
        Addressee = Addressee,
        IsSilent = IsSilent,
        QueuedAt = QueuedAt,
        Due = Due,
        NextAt = NextAt,
        Attempts = Attempts,
        State = Enum.Parse<LetterState>(State),
        Problem = Problem,
        SentAt = SentAt,
    };
}

internal sealed class ToldRow
{
    public Guid Id { get; set; }

    public Guid Group { get; set; }

    public required string Key { get; set; }

    public required string Destination { get; set; }

    public required string Audience { get; set; }

    public required string Route { get; set; }

    public required string State { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Urgency { get; set; }

    public bool Hurts { get; set; }

    public int Alerts { get; set; }

    public required string Touched { get; set; }

    public bool Woke { get; set; }

    public string? Addressee { get; set; }

    public int Letters { get; set; }

    /// <summary>What the receiver calls the message; written when a letter is, not when something is told.</summary>
    public string? Reference { get; set; }

    public static ToldRow Of(Told told)
    {
        var row = new ToldRow { Id = told.Id, Group = told.Group, Key = told.Key, Destination = told.Destination, Audience = told.Audience.ToString(), Route = "", State = "", Urgency = "", Touched = "" };
        row.Take(told);
        return row;
    }

    public void Take(Told told)
    {
        Route = told.Route;
        State = told.State.ToString();
        At = told.At;
        Urgency = told.Urgency.ToString();
        Hurts = told.Hurts;
        Alerts = told.Alerts;
        Touched = told.Touched;
        Woke = told.Woke;
        Addressee = told.Addressee;
        Letters = told.Letters;
    }

    public Told ToTold() => new()
    {
        Id = Id,
        Group = Group,
        Key = Key,
        Destination = Destination,
        Audience = Enum.Parse<Audience>(Audience),
        Route = Route,
        State = Enum.Parse<ToldState>(State),
        At = At,
        Urgency = Enum.Parse<Urgency>(Urgency),
        Hurts = Hurts,
        Alerts = Alerts,
        Touched = Touched,
        Woke = Woke,
        Addressee = Addressee,
        Letters = Letters,
    };
}
