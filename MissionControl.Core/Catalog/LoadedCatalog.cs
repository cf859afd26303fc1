using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Board;

namespace MissionControl.Core.Catalog;

/// <summary>A catalog folder, read and checked as a whole.</summary>
/// <param name="Definitions">What the rooms work with.</param>
/// <param name="Sources">How to reach the sources; secrets are already filled in, so never log or show one.</param>
/// <param name="Fingerprint">SHA-256 over names and contents of all files, hexadecimal.</param>
public sealed record LoadedCatalog(Definitions Definitions, ImmutableArray<SourceDefinition> Sources, string Fingerprint)
{
    /// <summary>How to reach the destinations; secrets are already filled in, so never log or show one.</summary>
    public ImmutableArray<DestinationDefinition> Destinations { get; init; } = [];

    /// <summary>The server that takes our e-mail, with its secrets; <see langword="null"/> when there is none.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>What it defines, as fingerprints by section and id: to tell one catalog from the next.</summary>
    internal JsonObject Outline { get; init; } = [];
}

/// <summary>One source of the catalog, of one of the kinds below.</summary>
public abstract record SourceDefinition(string Id);

/// <summary>A Prometheus, or anything with its HTTP API.</summary>
public sealed record PrometheusSourceDefinition(string Id) : SourceDefinition(Id)
{
    /// <summary>Absolute http or https address; a path is a prefix before <c>/api/v1</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Headers sent with every request, for example <c>X-Scope-OrgID</c>.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>A bearer token.</summary>
    public string? Bearer { get; init; }

    public string? BasicUser { get; init; }

    public string? BasicPassword { get; init; }

    /// <summary>A PEM file with the certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>For one answer. 1 s to 2 min, default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests at one time. 1 to 64, default 4.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Its alerting rules are followed, and their alerts carry these labels too; <see langword="null"/>: they are not followed.</summary>
    public LabelSet? RuleLabels { get; init; }

    // Records print their members: this one holds secrets.
    protected override bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Url = ").Append(Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        return true;
    }
}

/// <summary>Samples are pushed to us; nobody is asked.</summary>
public sealed record PushedSourceDefinition(string Id) : SourceDefinition(Id);

/// <summary>The embedded demo source.</summary>
/// <param name="Seed">Same seed, same numbers.</param>
public sealed record DemoSourceDefinition(string Id, int Seed) : SourceDefinition(Id);
