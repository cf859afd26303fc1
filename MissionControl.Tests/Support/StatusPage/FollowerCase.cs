using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MissionControl.Core.Board;
using MissionControl.Core.Catalog;
using MissionControl.Core.Notifications.Email;
using MissionControl.Core.StatusPage;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Tests.Notifications;
using MissionControl.Tests.Storage;

namespace MissionControl.Tests.Support.StatusPage;

/// <summary>Followers in a real database, written to over a real line to a mail server that keeps what it takes.</summary>
internal sealed partial class FollowerCase : IAsyncDisposable
{
    private readonly Site _site = new();
    private readonly FollowBell _bell = new();
    private readonly FollowOptions _options = new("https://status.example.org", "https://status.example.org", null, 100);
    private FollowerMailer _mailer;

    private FollowerCase(TestDatabase database)
    {
        Database = database;
        Desk = new(Store, Vault, _bell, _options, Clock);
        Post = new(new Running(Server.Server), Clock);
        _mailer = Mailer();
    }

    public TestDatabase Database { get; }

    public SmtpReceiver Server { get; } = new(MailTls.None);

    public ManualTimeProvider Clock { get; } = new(A.Moment);

    public FollowVault Vault { get; set; } = new("key");

    public FollowDesk Desk { get; }

    public FollowerPost Post { get; }

    public IFollowerStore Store => Database.Services.GetRequiredService<IFollowerStore>();

    public static async Task<FollowerCase> StartAsync() => new(await TestDatabase.CreateAsync(Provider.Sqlite));

    /// <summary>What everybody can read from now on.</summary>
    public void Show(PublicCase said) => _site.Model = said.Make() with { At = Clock.GetUtcNow() };

    /// <summary>All that there is to do.</summary>
    public async Task SendAsync()
    {
        while (await _mailer.RoundAsync(default))
            Assert.True(Server.Taken.Count < 100, "It does not end.");
    }

    public void Restart() => _mailer = Mailer();

    /// <summary>Somebody who said yes; the mails about that are gone.</summary>
    public async Task<Follower> FollowAsync(string address, string language = "en", params string[] components)
    {
        await Desk.AskAsync(new(address, language, [.. components]), default);
        await SendAsync();
        var follower = await Desk.ConfirmAsync(TokenIn(Server.Taken.Last(mail => mail.To[0] == address), "confirm"), default);
        Server.Taken.Clear();
        return (await Store.FindAsync(follower!.Id, default))!;
    }

    /// <summary>What a link in a mail ends with.</summary>
    public static string TokenIn(Mail mail, string what) => Token().Matches(mail.Parts()[0]).First(match => match.Groups["what"].Value == what).Groups["token"].Value;

    public async ValueTask DisposeAsync()
    {
        _mailer.Dispose();
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }

    private FollowerMailer Mailer() => new(new(Store, Post, Vault, _site, _options), _bell, Clock, NullLogger<FollowerMailer>.Instance);

    [GeneratedRegex(@"/status/follow/(?<what>[a-z]+)/(?<token>[A-Za-z0-9_-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    private sealed class Site : IPublicSite
    {
        public PublicModel Model { get; set; } = PublicModel.Nothing;
    }

    private sealed class Running(MailServer server) : ICatalog
    {
        public CatalogState Current { get; } = new(1, new LoadedCatalog(Definitions.Empty, [], "test") { Mail = server }, []);

        public Task<CatalogState> NextAsync(long seen, CancellationToken cancellationToken) => Task.FromResult(Current);
    }
}

/// <summary>Keys that can be lost.</summary>
internal sealed class FollowVault(string key) : IFollowVault
{
    public byte[] Close(string secret) => Encoding.UTF8.GetBytes(key + secret);

    public string? Open(byte[] closed) => Encoding.UTF8.GetString(closed) is var text && text.StartsWith(key, StringComparison.Ordinal) ? text[key.Length..] : null;
}
