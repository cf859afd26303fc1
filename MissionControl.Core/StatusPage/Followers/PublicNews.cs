using System.Collections.Immutable;
using System.Globalization;

namespace MissionControl.Core.StatusPage.Followers;

/// <summary>Something the public was told for the first time: that followers get a mail about. It holds no words: they are taken from the public model when the mail is written. Immutable.</summary>
public sealed record PublicNews
{
    /// <summary>Rises with each; 0: not kept yet.</summary>
    public long Sequence { get; init; }

    /// <summary>The same for the same news, for ever.</summary>
    public required string Key { get; init; }

    public required NewsKind Kind { get; init; }

    /// <summary>Of the incident or the planned work.</summary>
    public required string Subject { get; init; }

    /// <summary>The number of the update, or of the notice.</summary>
    public required int Update { get; init; }

    /// <summary>What it was about when it was told; empty: about all.</summary>
    public required ImmutableArray<string> Components { get; init; }

    /// <summary>Since when everybody can read it, UTC.</summary>
    public required DateTimeOffset PublicAt { get; init; }

    /// <summary>Of what it is news: of several about the same only the last is told.</summary>
    public string About => string.Create(CultureInfo.InvariantCulture, $"{(Kind == NewsKind.Planned ? "work" : "incident")} {Subject} {Update}");
}

public enum NewsKind
{
    /// <summary>A public update of an incident.</summary>
    Said,

    /// <summary>A public update says something else now.</summary>
    Corrected,

    /// <summary>A notice of planned work.</summary>
    Planned,
}
