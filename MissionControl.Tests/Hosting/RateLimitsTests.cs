using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

public sealed class RateLimitsTests
{
    [Theory]
    [InlineData("/try/sign-in")]
    [InlineData("/try/reset")]
    public async Task An_address_that_guesses_is_told_to_wait_while_another_is_served(string address)
    {
        await using var app = await GuardedApp.StartAsync();
        using var guesser = app.From("127.0.0.2");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(guess => TryAsync(guesser, address, "ada@example.org")));
        Assert.InRange(answers.Count(static answer => answer.Status == HttpStatusCode.OK), 20, 22);
        Assert.All(answers.Where(static answer => answer.Status != HttpStatusCode.OK), static answer =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
            Assert.InRange(answer.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        });

        // The same account, from elsewhere.
        using var owner = app.From("127.0.0.3");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(owner, address, "ada@example.org")).Status);
    }

    [Fact]
    public async Task An_account_that_many_addresses_guess_at_is_closed_for_a_while_however_it_is_written()
    {
        await using var app = await GuardedApp.StartAsync();
        List<HttpStatusCode> answers = [];
        for (var from = 10; from < 20; from++)
        {
            using var client = app.From($"127.0.0.{from}");
            for (var guess = 0; guess < 8; guess++)
                answers.Add((await TryAsync(client, "/try/sign-in", guess % 2 == 0 ? "Ada@Example.org " : "ada@example.org")).Status);
        }

        Assert.InRange(answers.Count(static answer => answer == HttpStatusCode.OK), 60, 66);
        using var another = app.From("127.0.0.40");
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(another, "/try/sign-in", "grace@example.org")).Status);
    }

    [Fact]
    public async Task Intake_over_its_limit_is_503_and_never_429()
    {
        await using var app = await GuardedApp.StartAsync("Production");
        using var sender = app.From("127.0.0.2");
        HttpResponseMessage answer;
        var sent = 0;
        do
        {
            answer = await sender.PostAsync(new Uri("/api/v1/try-intake", UriKind.Relative), new StringContent("[]", null, "application/json"));
            Assert.NotEqual(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }
        while (answer.StatusCode == HttpStatusCode.OK && ++sent < 20_000);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(answer.Headers.RetryAfter);
        using var health = await sender.GetAsync(new Uri("/healthz/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task An_app_that_has_ended_keeps_no_limiter_and_none_of_their_timers()
    {
        var limit = PartitionedRateLimiter.Create<HttpContext, string>(static _ => RateLimitPartition.GetNoLimiter(""));
        await using (var gate = new RateGate(limit))
            Assert.True(limit.AttemptAcquire(new DefaultHttpContext()).IsAcquired);
        Assert.Throws<ObjectDisposedException>(() => limit.AttemptAcquire(new DefaultHttpContext()));

        RateGate ofApp;
        await using (var app = await GuardedApp.StartAsync())
            ofApp = app.App.Services.GetRequiredService<RateGate>();
        Assert.Throws<ObjectDisposedException>(() => ofApp.Enter(new DefaultHttpContext()));
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_house_count_as_one(string one, string other, bool same) =>
        Assert.Equal(same, RateLimits.Network(IPAddress.Parse(one)) == RateLimits.Network(IPAddress.Parse(other)));

    [Theory]
    [InlineData("Input.Email", " ada@example.org", "ADA@EXAMPLE.ORG")]
    [InlineData("username", "ada", "ADA")]
    [InlineData("email", " ", null)]
    [InlineData("password", "hunter2", null)]
    public void The_account_is_found_in_the_form(string field, string value, string? account) =>
        Assert.Equal(account, RateLimits.AccountIn(new FormCollection(new Dictionary<string, StringValues> { [field] = value })));

    private static async Task<(HttpStatusCode Status, TimeSpan? RetryAfter)> TryAsync(HttpClient client, string address, string email)
    {
        using var form = new FormUrlEncodedContent([new("Email", email), new("Password", "guess")]);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }
}
