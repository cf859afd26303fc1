using System.Collections.Immutable;

namespace MissionControl.Bench.Hostile;

/// <summary>Who sends an attack: what they show, and what that entitles them to.</summary>
/// <param name="Shows">Headers.</param>
/// <param name="Role">Of a person whose session this is.</param>
/// <param name="Scope">Of a token.</param>
internal sealed record Caller(string Name, ImmutableArray<Header> Shows, string? Role, string? Scope, bool IsWall)
{
    public static readonly Caller Stranger = new("stranger", [], null, null, IsWall: false);

    /// <summary>Forms that this caller was given, which a browser would send back with them.</summary>
    public ImmutableArray<Form> Forms { get; init; } = [];

    public bool IsStranger => Role is null && Scope is null && !IsWall;

    /// <summary>Shows what looks like something and is nothing.</summary>
    public static Caller Pretender(string name, params IEnumerable<Header> shows) => new(name, [.. shows], null, null, IsWall: false);
}

/// <summary>As it stands on the wire.</summary>
internal sealed record Header(string Name, string Value);

/// <summary>A form with a good antiforgery token.</summary>
/// <param name="Cookie">That goes with the token.</param>
/// <param name="Hidden">Fields sent as they are, the token among them.</param>
/// <param name="Fields">Those that somebody fills in.</param>
internal sealed record Form(string Address, string Cookie, ImmutableArray<Header> Hidden, ImmutableArray<string> Fields);
