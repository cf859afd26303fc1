using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using MissionControl.Core.Alerts.Intakes;
using MissionControl.Core.Board;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Api.Doors;

namespace MissionControl.Web.Api.Alerts;

/// <summary>
/// Lets in what Grafana signed with a secret of the catalog: HMAC-SHA256 in hexadecimal of the message, or of <c>UNIX-SECONDS:message</c>
/// when the intake names a header for the time. https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/#hmac-signature
/// </summary>
internal sealed class GrafanaSignature(DefinitionsFeed definitions, TimeProvider clock) : AuthorizationHandler<NeedsAttribute>
{
    /// <summary>How far the time of signing may lie from now.</summary>
    internal static readonly TimeSpan MostAge = TimeSpan.FromMinutes(5);

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsAttribute requirement)
    {
        if (requirement is not { AlsoSigned: true, Scope: Scope.AlertsWrite } || context.HasSucceeded || context.Resource is not HttpContext http)
            return;
        byte[]? body = null;
        foreach (var intake in definitions.Current.Definitions.Intakes.OfType<GrafanaIntake>())
        {
            if (Signature(http, intake) is not { } signature || !TryTime(http, intake, out var before))
                continue;
            // Only what looks signed is read before we know whose it is.
            body ??= await SignedBody.ReadAsync(http);
            if (!CryptographicOperations.FixedTimeEquals(signature, Sign(intake.Secret, before, body)))
                continue;
            SignedBy.Set(http, intake.Id);
            context.Succeed(requirement);
            // Whoever signs is somebody, though nobody with a name.
            foreach (var stranger in context.PendingRequirements.OfType<DenyAnonymousAuthorizationRequirement>().ToList())
                context.Succeed(stranger);
            return;
        }
    }

    internal static byte[] Sign(string secret, string before, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(before));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static byte[]? Signature(HttpContext http, GrafanaIntake intake) =>
        http.Request.Headers[intake.SignatureHeader] is [{ Length: 2 * SHA256.HashSizeInBytes } written] && written.All(char.IsAsciiHexDigit) ? Convert.FromHexString(written) : null;

    // false: too old, or not said where it must be.
    private bool TryTime(HttpContext http, GrafanaIntake intake, out string before)
    {
        before = "";
        if (intake.TimestampHeader is not { } header)
            return true;
        if (http.Request.Headers[header] is not [{ Length: <= 12 } written] || !long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return false;
        before = written + ":";
        return Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) <= MostAge.TotalSeconds;
    }
}
