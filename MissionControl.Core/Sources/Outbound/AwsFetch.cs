using System.Collections.Immutable;
using System.Net;
using MissionControl.Core.Alerts.Intakes;

namespace MissionControl.Core.Sources.Outbound;

/// <summary>Over the guarded client, and without following redirects: the address was checked, where it leads was not.</summary>
internal sealed class AwsFetch(TimeProvider clock) : IAwsFetch, IDisposable
{
    private readonly GuardedClient _http = new(new OutboundOptions { MostRedirects = 0 }, clock);

    public async Task<ImmutableArray<byte>?> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await _http.SendAsync(address, static () => new HttpRequestMessage(HttpMethod.Get, (Uri?)null), cancellationToken);
        return answer.Status is HttpStatusCode.OK ? answer.Body : null;
    }

    public void Dispose() => _http.Dispose();
}
