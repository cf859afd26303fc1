using System.Collections.Immutable;

namespace MissionControl.Core.StatusPage;

/// <summary>A line of the public status page: something people use, in their words, made of one or more services.</summary>
public sealed record StatusComponent
{
    /// <summary>Kebab-case, unique; part of addresses that people keep, so it is public.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What people do with it, in plain words; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The heading it stands under; may be empty.</summary>
    public string Group { get; init; } = "";

    /// <summary>Ids of the services that must work for it to work; at least one. Never public.</summary>
    public required ImmutableArray<string> Services { get; init; }

    public Worsening Worsens { get; init; }

    /// <summary>Whom to ask about this one; may be empty.</summary>
    public string Contact { get; init; } = "";
}

/// <summary>What happens on the public page when a service gets worse and nobody has said anything yet.</summary>
public enum Worsening
{
    /// <summary>The page says so.</summary>
    AtOnce,

    /// <summary>The page says that it is being checked until a person says more: no trouble claimed, and no all-clear either.</summary>
    ByHand,
}

/// <summary>How the public page is called and looks, and how to reach a person.</summary>
/// <param name="Name">At its top; may be empty: a usual name in the reader's language.</param>
/// <param name="Intro">Below the components; may be empty.</param>
/// <param name="Contact">How to reach a person; may be empty.</param>
/// <param name="Colour">Of links on white, <c>#rrggbb</c>; <see langword="null"/>: the usual.</param>
/// <param name="ColourInDark">Of links on dark surfaces.</param>
public sealed record StatusPageDefinition(string Name, string Intro, string Contact, string? Colour, string? ColourInDark)
{
    public static StatusPageDefinition Usual { get; } = new("", "", "", null, null);

    /// <summary>A small picture before the name, as a data address; <see langword="null"/>: none.</summary>
    public string? Logo { get; init; }
}
