using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using MissionControl.Core.Board;
using MissionControl.Core.Changes;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Alerts;

namespace MissionControl.Web.Api.Doors;

/// <summary>
/// Lets in what flag services and GitHub signed with a secret of the catalog: HMAC-SHA256 of the message in hexadecimal; and what GitLab sent with
/// its secret token. Only at their own door.
/// </summary>
internal sealed class ChangeSignature(DefinitionsFeed definitions) : AuthorizationHandler<NeedsAttribute>
{
    private const string GitHubPrefix = "sha256=";

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (requirement is not { AlsoSigned: true, Scope: Scope.ChangesWrite } || context.HasSucceeded || context.Resource is not HttpContext http
            || http.GetEndpoint()?.Metadata.GetMetadata<ChangeDoor>() is not { } door || HeaderOf(door.Sender) is not { } header
            || http.Request.Headers[header] is not [{ Length: > 0 and <= 500 } written])
            return;
        byte[]? body = null;
        foreach (var intake in definitions.Current.Definitions.Intakes.OfType<ChangeIntake>().Where(intake => intake.Sender == door.Sender))
        {
            if (door.Sender is ChangeSender.GitLab ? !IsSame(written, intake.Secret) : !IsSigned(written, door.Sender, intake.Secret, body ??= await SignedBody.ReadAsync(http)))
                continue;
            SignedBy.Set(http, intake.Id);
            http.Features.Set(intake);
            context.Succeed(requirement);
            // Whoever signs is somebody, though nobody with a name.
            foreach (var stranger in context.PendingRequirements.OfType<DenyAnonymousAuthorizationRequirement>().ToList())
                context.Succeed(stranger);
            return;
        }
    }

    private static string? HeaderOf(ChangeSender sender) => sender switch
    {
        ChangeSender.LaunchDarkly => "X-LD-Signature",
        ChangeSender.Flagsmith => "X-Flagsmith-Signature",
        ChangeSender.GitHub => "X-Hub-Signature-256",
        ChangeSender.GitLab => "X-Gitlab-Token",
        _ => null,
    };

    private static bool IsSigned(string written, ChangeSender sender, string secret, byte[] body)
    {
        if (sender is ChangeSender.GitHub)
        {
            if (!written.StartsWith(GitHubPrefix, StringComparison.Ordinal))
                return false;
            written = written[GitHubPrefix.Length..];
        }

        return written.Length == 2 * SHA256.HashSizeInBytes && written.All(char.IsAsciiHexDigit)
            && CryptographicOperations.FixedTimeEquals(Convert.FromHexString(written), HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
    }

    // By their hashes, so that how long it takes says nothing of how long the secret is.
    private static bool IsSame(string written, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(written)), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
