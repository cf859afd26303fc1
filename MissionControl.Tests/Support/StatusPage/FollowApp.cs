using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Catalog;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Tests.Notifications;
using MissionControl.Web.Hosting;
using MissionControl.Web.StatusPage;

namespace MissionControl.Tests.Support.StatusPage;

/// <summary>The real app with two components and a mail server that keeps what it takes.</summary>
internal sealed class FollowApp : IAsyncDisposable
{
    private static readonly Actor Jo = new("person:jo", null);
    private readonly TemporaryFolder _folder = new();

    public SmtpReceiver Mails { get; } = new(MailTls.None);

    public WebApplication App { get; private set; } = null!;

    public Uri Address => new(App.Urls.First());

    public static async Task<FollowApp> StartAsync(bool hasMail = true, params string[] more)
    {
        var started = new FollowApp();
        Directory.CreateDirectory(started._folder["catalog"]);
        var mail = hasMail ? $"mail: {{ host: 127.0.0.1, port: {started.Mails.Server.Port}, tls: none, from: mission@example.org }}\n" : "";
        await File.WriteAllTextAsync(Path.Combine(started._folder["catalog"], "a.yaml"), mail + """
            statusPage: { name: Unicorn status }
            services:
              - { id: identity, name: Identity, description: Lets renters sign in. }
              - { id: bookings, name: Bookings, description: Keeps bookings. }
            components:
              - { id: sign-in, name: Sign-in, services: [identity] }
              - { id: booking, name: Booking, services: [bookings] }
            """);
        started.App = MissionApp.Create(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", "--MissionControl:Catalog", started._folder["catalog"], "--MissionControl:Data", started._folder["data"],
                "--MissionControl:StatusPage:Followers:Address", "https://status.example.org", .. more]);
        await started.App.StartAsync();
        await Eventually.Holds(() => started.App.Services.GetRequiredService<StatusSite>().Current.Model is { Components.Length: 2 } model && model.FollowAt is not null == hasMail);
        return started;
    }

    public HttpClient Stranger() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    public async Task<int> DeclareAsync() =>
        (await Desk.DeclareAsync(new("identity-db failover", Severity.Sev2, [], ["identity"], TimeProvider.System.GetUtcNow(), null, IsPrivate: false), Jo, Guid.NewGuid(), default)).Incident!.Number;

    public async Task SayAsync(int incident, Phase phase, string text, params string[] components)
    {
        var answer = await Desk.DoAsync(incident, new Updated("Some people cannot sign in", text, "", phase, null, [.. components]), Jo, null, Guid.NewGuid(), default);
        Assert.Empty(answer.Problems);
        await Eventually.Holds(() => App.Services.GetRequiredService<StatusSite>().Current.Model.Incidents.Any(one => one.Updates.Any(update => update.Text == text)));
    }

    /// <summary>The mails so far, when there are so many.</summary>
    public async Task<ImmutableArray<Mail>> MailsAsync(int count)
    {
        await Eventually.Holds(() => Mails.Taken.Count >= count);
        return [.. Mails.Taken];
    }

    private IncidentDesk Desk => App.Services.GetRequiredService<IncidentDesk>();

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Mails.DisposeAsync();
        _folder.Dispose();
    }
}
