using System.Collections.Immutable;

namespace MissionControl.Web.Api.Documents;

/// <summary>
/// What an endpoint says of itself in <c>/openapi/v1.json</c>. It stands beside the endpoint, in <c>X.Told.cs</c>. Whatever follows from the
/// endpoint itself is added: who may ask, the refusals, the headers.
/// </summary>
/// <param name="Id">The operation's name for generated clients, unique: <c>getBoard</c>.</param>
/// <param name="Summary">One line.</param>
internal sealed record Told(string Id, string Summary)
{
    /// <summary>What it does and how it is used, for people.</summary>
    public required string Words { get; init; }

    /// <summary>What may stand in the address. All that the endpoint reads, or a test fails.</summary>
    public ImmutableArray<Asked> Asks { get; init; } = [];

    /// <summary>The shapes a body may have; empty when it takes none.</summary>
    public ImmutableArray<Sent> Takes { get; init; } = [];

    public required ImmutableArray<Given> Answers { get; init; }

    /// <summary>Refusals that nothing else says: 409.</summary>
    public ImmutableArray<int> Refuses { get; init; } = [];

    /// <summary>It answers with an <c>ETag</c>, and with 304 to whoever has that.</summary>
    public bool IsTagged { get; init; }

    /// <summary>It answers a page, and names the next in <c>Link</c>.</summary>
    public bool IsPaged { get; init; }
}
