using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.Alerts;
using MissionControl.Core.Notifications.Slack;
using MissionControl.Core.People;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Support;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Api.Intake;

/// <summary>Buttons in Slack, pressed, against the real app with a catalog that declares where Slack is.</summary>
public sealed class SlackEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "signing-secret";
    private static readonly Guid Group = Guid.Parse("0197f9a0-0000-7000-8000-000000000001");

    private readonly TemporaryFolder _folder = new();
    private readonly Acts _acts = new();
    private readonly HttpClient _client = new();
    private SlackReceiver _slack = null!;
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _slack = await SlackReceiver.StartAsync();
        Directory.CreateDirectory(_folder["catalog"]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder["catalog"], "catalog.yaml"),
            $$"""
            organisation: { name: Test }
            destinations:
              - id: other
                slack: { token: xoxb-test, channel: "#other", signingSecret: other-secret }
              - id: ops
                slack: { token: xoxb-test, channel: "#ops", signingSecret: {{Secret}}, url: "{{_slack.Url}}" }
            """);
        _app = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Catalog", _folder["catalog"], "--MissionControl:Data", _folder["data"]],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IGroupActs>(_acts)));
        await _app.StartAsync();
        _client.BaseAddress = new(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _slack.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("acknowledge", "looks after it")]
    [InlineData("hold", "holds it until working hours")]
    public async Task A_pressed_button_acts_for_whoever_pressed_it_and_the_message_says_so(string action, string words)
    {
        using var answer = await PressAsync(action);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((action, Group, "slack:U024BE7LH"), Assert.Single(_acts.Done));
        await Eventually.Holds(() => !_slack.Hooked.IsEmpty);
        var said = _slack.Hooked.Single();
        Assert.True(said["replace_original"]!.GetValue<bool>());
        Assert.Equal(["header", "context"], said["blocks"]!.AsArray().Select(static block => block!["type"]!.GetValue<string>()));
        Assert.Contains($"<@U024BE7LH> {words}", said.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_done_is_told_to_nobody_but_whoever_pressed()
    {
        _acts.Answer = GroupActAnswer.Gone;
        using var answer = await PressAsync("acknowledge");
        await Eventually.Holds(() => !_slack.Hooked.IsEmpty);
        Assert.Equal(("ephemeral", "It is over."), (_slack.Hooked.Single()["response_type"]!.GetValue<string>(), _slack.Hooked.Single()["text"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_same_request_again_does_nothing()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        using var first = await SendAsync(Payload("acknowledge"), now, Secret);
        using var second = await SendAsync(Payload("acknowledge"), now, Secret);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Single(_acts.Done);
    }

    [Fact]
    public async Task What_could_not_be_saved_may_come_again()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        _acts.Fails = true;
        using var first = await SendAsync(Payload("acknowledge"), now, Secret);
        _acts.Fails = false;
        using var second = await SendAsync(Payload("acknowledge"), now, Secret);
        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Single(_acts.Done);
    }

    [Theory]
    [InlineData(0, "wrong")]
    [InlineData(-310, Secret)]
    [InlineData(310, Secret)]
    public async Task What_is_not_signed_just_now_is_refused(int seconds, string secret)
    {
        using var answer = await SendAsync(Payload("acknowledge"), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds, secret);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(_acts.Done);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"acknowledge","value":"not a group"}]}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1\n"},"actions":[{"action_id":"acknowledge","value":"0197f9a0-0000-7000-8000-000000000001"}]}""")]
    [InlineData("""{"type":"block_actions","user":[],"actions":[7]}""")]
    public async Task What_is_none_of_our_buttons_does_nothing(string payload)
    {
        using var answer = await SendAsync(payload, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), Secret);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(_acts.Done);
    }

    [Fact]
    public async Task The_answer_goes_to_no_host_that_is_not_Slacks()
    {
        await using var elsewhere = await SlackReceiver.StartAsync();
        using var answer = await SendAsync(Payload("acknowledge").Replace(_slack.Url.Authority, elsewhere.Url.Authority, StringComparison.Ordinal), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), Secret);
        using var next = await PressAsync("hold");
        await Eventually.Holds(() => !_slack.Hooked.IsEmpty);
        Assert.Empty(elsewhere.Hooked);
        Assert.Equal(2, _acts.Done.Count);
    }

    private Task<HttpResponseMessage> PressAsync(string action) => SendAsync(Payload(action), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), Secret);

    private string Payload(string action) => new JsonObject
    {
        ["type"] = "block_actions",
        ["user"] = new JsonObject { ["id"] = "U024BE7LH", ["username"] = "ada" },
        ["response_url"] = new Uri(_slack.Url, "/hook").AbsoluteUri,
        ["message"] = new JsonObject { ["blocks"] = new JsonArray(new JsonObject { ["type"] = "header" }, new JsonObject { ["type"] = "actions" }) },
        ["actions"] = new JsonArray(new JsonObject { ["action_id"] = action, ["value"] = Group.ToString() }),
    }.ToJsonString();

    private async Task<HttpResponseMessage> SendAsync(string payload, long timestamp, string secret)
    {
        var body = Encoding.UTF8.GetBytes($"payload={Uri.EscapeDataString(payload)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/slack/actions") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("X-Slack-Signature", SlackSignature.Of(secret, timestamp.ToString(System.Globalization.CultureInfo.InvariantCulture), body));
        return await _client.SendAsync(request);
    }

    private sealed class Acts : IGroupActs
    {
        public ConcurrentQueue<(string Action, Guid Group, string By)> Done { get; } = [];

        public GroupActAnswer Answer { get; set; } = GroupActAnswer.Done;

        public bool Fails { get; set; }

        public Task<GroupActAnswer> AcknowledgeAsync(Guid group, Actor by, CancellationToken cancellationToken) => DoAsync("acknowledge", group, by);

        public Task<GroupActAnswer> HoldAsync(Guid group, Actor by, CancellationToken cancellationToken) => DoAsync("hold", group, by);

        private Task<GroupActAnswer> DoAsync(string action, Guid group, Actor by)
        {
            if (Fails)
                throw new IOException("The disk is full.");
            Done.Enqueue((action, group, by.Id));
            return Task.FromResult(Answer);
        }
    }
}
