using System.Collections.Immutable;
using System.Net;
using MissionControl.Core.StatusPage.Followers;
using MissionControl.Core.Storage;
using MissionControl.Web.Account.Circuits;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.StatusPage;

namespace MissionControl.Web.Hosting;

/// <summary>Everything under <c>MissionControl:</c>, checked. docs/configuration.md describes each.</summary>
/// <param name="Catalog">The catalog folder, absolute; need not exist yet.</param>
/// <param name="Storage">The data folder (absolute) or the SQL Server.</param>
/// <param name="AllowOtherAddresses">May the app listen on addresses that other machines reach?</param>
/// <param name="DefaultAddress">Where to listen when nothing says otherwise; <see langword="null"/> when something does.</param>
public sealed record MissionSettings(string Catalog, StorageOptions Storage, bool AllowOtherAddresses, string? DefaultAddress)
{
    public const string Section = "MissionControl";

    /// <summary>How people sign in.</summary>
    public required SignInSettings SignIn { get; init; }
    /// <summary>How many pages may be live at once.</summary>
    public CircuitLimits Circuits { get; init; } = CircuitLimits.Usual;

    /// <summary>Proxies that are believed when they say who asks; usually none.</summary>
    public ImmutableArray<IPNetwork> Proxies { get; init; } = [];

    /// <summary>The names by which this server is asked for, as they were set; usually none.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary><see cref="Hosts"/>, or those of the addresses listened at.</summary>
    public ImmutableArray<string> AllHosts { get; init; } = [];

    /// <summary>How often strangers, people and tokens may try.</summary>
    public RateSettings Rates { get; init; } = RateSettings.Usual;

    /// <summary>What encrypts the keys of cookies and second factors in the database; <see langword="null"/>: nothing.</summary>
    public KeyCertificate? KeyCertificate { get; init; }

    /// <summary>Settings that nobody may read anywhere.</summary>
    internal ImmutableArray<string> Secrets { get; init; } = [];
    /// <summary>The address of this app that people use, for links in messages, without a slash at its end.</summary>
    public string Origin { get; init; } = ListenAddresses.Default;

    /// <summary>Where the public status page is written as files, absolute; <see langword="null"/>: nowhere.</summary>
    public string? StatusExport { get; init; }

    /// <summary>Where the public page is for the public, without a slash at its end.</summary>
    public string StatusOrigin { get; init; } = ListenAddresses.Default;

    /// <summary>Who asks for the feed of the status page says it; no key: anybody may have it.</summary>
    internal FeedKey StatusFeedKey { get; init; } = new(null);

    /// <summary>How the public status page is followed by mail.</summary>
    public FollowOptions Following { get; init; } = new(ListenAddresses.Default, ListenAddresses.Default, null, FollowOptions.UsualPerHour);

    /// <summary>Every setting by its key, as the audit may show it: of a secret only that it is set.</summary>
    public ImmutableSortedDictionary<string, string> Shown { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads and checks them all. Touches no disk but to open the certificates that are named.</summary>
    /// <param name="workingDirectory">The caller's: relative paths start there.</param>
    public static SettingsReading Read(IConfiguration configuration, string workingDirectory)
    {
        var reader = new SettingsReader(configuration, workingDirectory);
        var catalog = reader.Folder("Catalog", Path.Combine(AppContext.BaseDirectory, "catalog"));
        var data = reader.Folder("Data", "data");
        var allowOthers = reader.Flag("AllowOtherAddresses");
        var sqlServer = reader.ConnectionString("Storage:SqlServer");
        var batch = reader.WholeNumber("Storage:MaxBatchSize", 1, 1000);
        var addressDays = reader.WholeNumber("Audit:AddressDays", 1, 3650) ?? StorageOptions.UsualAddressDays;
        var signIn = SignInSettings.Read(reader);
        var circuits = new CircuitLimits(
            reader.WholeNumber("Circuits:PerPerson", 1, 100_000) ?? CircuitLimits.Usual.PerPerson,
            reader.WholeNumber("Circuits:Total", 1, 1_000_000) ?? CircuitLimits.Usual.Total,
            reader.WholeNumber("Circuits:Retained", 0, 100_000) ?? CircuitLimits.Usual.Retained);
        var proxies = reader.Several("Proxies", static text => Hosting.Proxies.Parse(text) is not null, "must be addresses or networks of proxies", "write such as 10.0.0.5 or 10.0.0.0/8, with spaces between");
        var hosts = reader.Several("Hosts", HostNames.IsName, "must be names of this server, without ports", "write such as board.example.org or *.example.org, with spaces between");
        var rates = RateSettings.Read(reader);
        var keys = KeyCertificate.Read(reader);
        var origin = reader.Origin("PublicAddress");
        var export = reader.FolderOrNone("StatusPage:ExportTo");
        var statusOrigin = reader.Origin("StatusPage:Address");
        var feedKey = reader.KeyOrNone("StatusPage:FeedKey", FeedKey.Shortest);
        var followAddress = reader.Address("StatusPage:Followers:Address");
        var followFrom = reader.MailAddress("StatusPage:Followers:From");
        var followPerHour = reader.WholeNumber("StatusPage:Followers:PerHour", 1, 1_000_000) ?? FollowOptions.UsualPerHour;
        reader.RefuseUnknownKeys();
        var addresses = ListenAddresses.Configured(configuration);
        reader.Take(ListenAddresses.Check(addresses, allowOthers));
        reader.Take(CertificateFiles.Check(configuration, AppContext.BaseDirectory));

        if (reader.Problems.Count > 0)
            return new(null, [.. reader.Problems]);
        origin ??= addresses.IsEmpty ? ListenAddresses.Default : addresses[0].Address.TrimEnd('/');
        string[] listened = addresses.IsEmpty ? [ListenAddresses.Default] : [.. addresses.Select(static configured => configured.Address)];
        return new(
            new(catalog, new StorageOptions(data, sqlServer, batch) { AddressDays = addressDays }, allowOthers, addresses.IsEmpty ? ListenAddresses.Default : null)
            {
                Origin = origin,
                StatusExport = export,
                StatusOrigin = statusOrigin ?? origin,
                StatusFeedKey = new(feedKey),
                Following = new(followAddress?.AbsoluteUri.TrimEnd('/') ?? origin, statusOrigin ?? origin, followFrom, followPerHour),
                SignIn = signIn!,
                Circuits = circuits,
                Proxies = [.. proxies.Select(static text => Hosting.Proxies.Parse(text)!.Value)],
                Hosts = hosts,
                AllHosts = hosts.IsEmpty ? HostNames.In(listened) : hosts,
                Rates = rates,
                KeyCertificate = keys,
                Secrets = reader.Masked,
                Shown = reader.Shown.Add("Addresses", string.Join(' ', listened)),
            },
            []);
    }
}

/// <summary>The settings, or all that is wrong with them.</summary>
public sealed record SettingsReading(MissionSettings? Settings, ImmutableArray<SettingsProblem> Problems);

/// <summary>One thing wrong with the settings.</summary>
/// <param name="Key">As in a configuration file, for example <c>MissionControl:Data</c>.</param>
/// <param name="Rule">What the value must be.</param>
/// <param name="Found">What it is; never a secret.</param>
/// <param name="Remedy">What to do.</param>
public sealed record SettingsProblem(string Key, string Rule, string Found, string Remedy)
{
    public override string ToString() => $"settings: {Key}: {Rule}; found {Found}; {Remedy}";
}
