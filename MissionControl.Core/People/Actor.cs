namespace MissionControl.Core.People;

/// <summary>Who does something, as the journal names them.</summary>
/// <param name="Id">The id of a person (<c>person:…</c>), of a token (<c>token:…</c>), or a word such as <c>system</c>. Never a name.</param>
/// <param name="From">The network address they come from; <see langword="null"/> for ourselves.</param>
public sealed record Actor(string Id, string? From)
{
    /// <summary>The app itself.</summary>
    public static Actor System { get; } = new("system", null);

    /// <summary>Somebody of whom nothing is known.</summary>
    public static Actor Anonymous { get; } = new("anonymous", null);
}
