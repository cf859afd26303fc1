using System.Collections.Immutable;

namespace MissionControl.Core.Alerts.Intakes;

/// <summary>Reads from Amazon what its messages refer to: the certificate they are signed with, the confirmation of a subscription. Thread-safe.</summary>
public interface IAwsFetch
{
    /// <summary>The body of a good answer, at most 64 KB; <see langword="null"/> when there is none. Redirects are not followed.</summary>
    /// <param name="address">Checked by the caller: https, and a host of Amazon's.</param>
    Task<ImmutableArray<byte>?> GetAsync(Uri address, CancellationToken cancellationToken);
}
