using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Hosting;

/// <summary>Marked secrets are put wherever secrets are; then every line that was logged and every answer is searched for them.</summary>
public sealed partial class RedactionTests
{
    // Each names where it was put, so that a failing test says what leaks.
    private const string Mark = "s3cr3t-";
    private const string OfEnvironment = Mark + "of-environment";
    private const string OfFile = Mark + "of/file=";
    private const string OfToken = Mark + "of-a-bearer-token";
    private const string OfBasic = Mark + "of-basic";
    private const string OfCookie = Mark + "of-a-cookie";
    private const string OfSession = Mark + "of-a-session";
    private const string OfLink = Mark + "of-a-link";
    private const string OfKeys = Mark + "of-a-certificate";

    [Fact]
    public async Task No_secret_is_in_any_line_that_is_logged_or_in_any_answer()
    {
        var said = new List<string>();
        var lines = new ListLogger();
        using var folder = new TemporaryFolder();
        await using (var app = await StartAsync(folder, lines))
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(app.Urls.First()) };
            foreach (var address in (string[])["/", "/api/v1/board", "/api/v1/nothing", "/set-up?key=" + OfLink, "/join?key=" + OfLink, "/wall/link/" + OfLink, "/try/log?key=" + OfLink, "/try/fail?key=" + OfLink, "/api/v1/try-fail?key=" + OfLink, "/healthz/ready"])
                foreach (var authorization in (string?[])[null, "Bearer " + OfToken, "Basic " + OfBasic])
                    said.Add(await AskAsync(client, address, authorization));
            said.Add(await AskAsync(client, "/api/v1/bpms/" + OfToken, "Bearer " + OfToken));
            // The source is asked, fails, and is spoken of.
            await Eventually.Holds(() => lines.Lines.Any(static line => line.Contains("left alone", StringComparison.Ordinal) || line.Contains("Nobody answers", StringComparison.Ordinal) || line.Contains("after repeated failures", StringComparison.Ordinal)) || lines.Lines.Count > 200);
        }

        Assert.Contains(lines.Lines, static line => line.Contains("planted:", StringComparison.Ordinal));
        Assert.Contains(lines.Lines, static line => line.Contains("it failed with", StringComparison.Ordinal));
        var leaks = lines.Lines.Concat(said).Where(static text => text.Contains(Mark, StringComparison.Ordinal)).Select(static text => text[..Math.Min(text.Length, 2000)]).ToArray();
        Assert.True(leaks.Length == 0, string.Join("\n\n", leaks.Take(5)));
    }

    [Fact]
    public void What_holds_no_secret_is_logged_as_it_is()
    {
        var services = new ServiceCollection();
        var lines = new ListLogger();
        services.AddLogging(logging => logging.AddProvider(new ListProvider(lines)));
        Web.Hosting.Redaction.RedactionSetup.AddRedaction(services, new Core.Sources.Redactor(["hunter2"]));
        using var provider = services.BuildServiceProvider();
        var logger = provider.GetRequiredService<ILogger<RedactionTests>>();
        LogPlanted(logger, "nothing", new InvalidOperationException("plain"));
        LogPlanted(logger, "hunter2", new InvalidOperationException("not plain: hunter2"));
        Assert.Equal("planted: nothing" + new InvalidOperationException("plain"), lines.Lines.First());
        Assert.Equal("planted: •••" + typeof(InvalidOperationException) + ": not plain: •••", lines.Lines.Last());
    }

    private static async Task<WebApplication> StartAsync(TemporaryFolder folder, ListLogger lines)
    {
        Environment.SetEnvironmentVariable("MISSION_TEST_SECRET", OfEnvironment);
        Directory.CreateDirectory(folder["catalog"]);
        await File.WriteAllTextAsync(Path.Combine(folder["catalog"], "token"), OfFile + "\n");
        await File.WriteAllTextAsync(Path.Combine(folder["catalog"], "catalog.yaml"), """
            sources:
              - id: main
                prometheus: { url: "http://ada:${env:MISSION_TEST_SECRET}@127.0.0.1:1/", bearer: "${file:token}", timeout: 1s }
            bpms:
              - { id: one, name: One, means: A number., kind: value, source: main, query: up, interval: 5s, band: { kind: fixed, lower: 0, upper: 1 }, hurts: both }
            """);
        var app = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Data", folder["data"], "--MissionControl:Catalog", folder["catalog"], "--MissionControl:Keys:Password", OfKeys, "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace", "--Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"],
            builder => builder.Logging.ClearProviders().AddProvider(new ListProvider(lines)));
        app.MapGet("/try/log", static (HttpContext context, ILogger<RedactionTests> logger) =>
        {
            LogPlanted(logger, Everything(context), new InvalidOperationException(Everything(context), new TimeoutException(Everything(context))));
            using (logger.BeginScope(Everything(context)))
                LogPlanted(logger, "in a scope", null);
            return "logged";
        }).OpenToAnyone("for tests");
        app.MapGet("/try/fail", static string (HttpContext context) => throw new InvalidOperationException("it failed with " + Everything(context))).OpenToAnyone("for tests");
        app.MapGet("/api/v1/try-fail", static string (HttpContext context) => throw new BadHttpRequestException("it failed with " + Everything(context))).OpenToAnyone("for tests");
        await app.StartAsync();
        return app;
    }

    private static string Everything(HttpContext context) => string.Join(
        " | ", [OfEnvironment, OfFile, OfKeys, Uri.EscapeDataString(OfFile), context.Request.QueryString, .. context.Request.Headers.Authorization, .. context.Request.Headers.Cookie, .. context.Request.Cookies.Select(static cookie => cookie.Value), context.Request.Query["key"]]);

    private static async Task<string> AskAsync(HttpClient client, string address, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", $"__Host-mission={OfSession}; other={OfCookie}");
        request.Headers.Accept.ParseAdd(address.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await client.SendAsync(request);
        // Where to go is told to whoever asked, and is in no page: it may name what they asked for.
        Assert.NotEqual(HttpStatusCode.NotImplemented, answer.StatusCode);
        return string.Join('\n', answer.Headers.Where(static header => header.Key != "Location").SelectMany(static header => header.Value)) + await answer.Content.ReadAsStringAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "planted: {Words}")]
    private static partial void LogPlanted(ILogger logger, string words, Exception? failure);
}
