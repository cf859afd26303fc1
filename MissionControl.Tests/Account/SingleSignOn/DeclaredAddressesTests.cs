using System.Net;
using MissionControl.Web.Account.SingleSignOn;

namespace MissionControl.Tests.Account.SingleSignOn;

public sealed class DeclaredAddressesTests
{
    [Theory]
    [InlineData("https://id.example.org/token", true)]
    [InlineData("https://id.example.org/other", false)]
    [InlineData("http://id.example.org/token", false)]
    [InlineData("https://id.example.org:8443/token", false)]
    [InlineData("https://evil.example/token", false)]
    public async Task Only_what_is_declared_is_called(string address, bool isCalled)
    {
        using var client = new HttpClient(new DeclaredAddresses([new Uri("https://id.example.org/token")], new Answering()));
        if (isCalled)
            Assert.Equal("called", await client.GetStringAsync(new Uri(address)));
        else
            await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetStringAsync(new Uri(address)));
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("called") });
    }
}
