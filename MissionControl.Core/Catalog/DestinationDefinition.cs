using System.Collections.Immutable;
using MissionControl.Core.Alerts.Telling.Routing;

namespace MissionControl.Core.Catalog;

/// <summary>One destination of the catalog, of one of the kinds below. Secrets are already filled in, so none of them prints what it holds.</summary>
public abstract record DestinationDefinition(string Id)
{
    /// <summary>As the rooms see it, without secrets.</summary>
    public abstract Destination Shown { get; }

    // Records print their members: these hold secrets.
    protected virtual bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Where = ").Append(Shown.Where);
        return true;
    }
}

/// <summary>A channel of Slack, written to by a bot.</summary>
public sealed record SlackDestinationDefinition(string Id) : DestinationDefinition(Id)
{
    public static readonly Uri UsualUrl = new("https://slack.com/api/");

    /// <summary>The bot's token, <c>xoxb-…</c>; needs the right <c>chat:write</c>.</summary>
    public required string Token { get; init; }

    /// <summary>Its id or its name, for example <c>C024BE91L</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Proves that a pressed button comes from Slack; without it messages have no buttons.</summary>
    public string? SigningSecret { get; init; }

    /// <summary>Ends with a slash. Any other than <see cref="UsualUrl"/> may also lie inside.</summary>
    public Uri Url { get; init; } = UsualUrl;

    public override Destination Shown => new(Id, DestinationKind.Slack, Channel);

    protected override bool PrintMembers(System.Text.StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>An incoming webhook of Slack, or of what takes the same messages.</summary>
public sealed record SlackHookDefinition(string Id) : DestinationDefinition(Id)
{
    /// <summary>Its path is a secret.</summary>
    public required Uri Url { get; init; }

    /// <summary>The host may lie in our own networks; without it only public addresses are called.</summary>
    public bool IsInternal { get; init; }

    public override Destination Shown => new(Id, DestinationKind.SlackWebhook, Url.Authority);

    protected override bool PrintMembers(System.Text.StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>Addresses that get e-mail.</summary>
public sealed record EmailDestinationDefinition(string Id, MailServer Server) : DestinationDefinition(Id)
{
    /// <summary>May be empty where routes name a rota.</summary>
    public required ImmutableArray<string> To { get; init; }

    public override Destination Shown => new(Id, DestinationKind.Email, To.IsEmpty ? "whoever is on duty" : string.Join(", ", To));

    // As an array it would be the same only when it is the very same array, and with every reading the channel would be made anew.
    public bool Equals(EmailDestinationDefinition? other) => other is not null && Id == other.Id && Server == other.Server && To.AsSpan().SequenceEqual(other.To.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Server, To.Length);

    protected override bool PrintMembers(System.Text.StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>An address that gets signed JSON.</summary>
public sealed record WebhookDestinationDefinition(string Id) : DestinationDefinition(Id)
{
    /// <summary>Its path and query may be secrets.</summary>
    public required Uri Url { get; init; }

    public required string Secret { get; init; }

    /// <summary>The host may lie in our own networks; without it only public addresses are called.</summary>
    public bool IsInternal { get; init; }

    public override Destination Shown => new(Id, DestinationKind.Webhook, Url.Authority);

    protected override bool PrintMembers(System.Text.StringBuilder builder) => base.PrintMembers(builder);
}

/// <summary>The server that takes our e-mail.</summary>
public sealed record MailServer(string Host, int Port, MailTls Tls, string From)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>A PEM file with the certificate authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    // Records print their members: this one holds a secret.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append("Host = ").Append(Host).Append(", Port = ").Append(Port).Append(", Tls = ").Append(Tls).Append(", From = ").Append(From);
        return true;
    }
}

public enum MailTls
{
    /// <summary>Begins in the clear and must go on encrypted; usually port 587.</summary>
    Starttls,

    /// <summary>Encrypted from the first byte; usually port 465.</summary>
    Implicit,

    /// <summary>Never encrypted; on this machine only.</summary>
    None,
}
