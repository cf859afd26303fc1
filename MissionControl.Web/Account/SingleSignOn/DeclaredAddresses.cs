using System.Collections.Immutable;

namespace MissionControl.Web.Account.SingleSignOn;

/// <summary>Lets calls out to the declared addresses and nowhere else.</summary>
internal sealed class DeclaredAddresses(ImmutableArray<Uri> declared, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.RequestUri is { } asked && declared.Contains(asked)
            ? base.SendAsync(request, cancellationToken)
            : throw new InvalidOperationException($"Single sign-on may not call {request.RequestUri?.Authority}.");
}
