using System.Collections.Immutable;
using MissionControl.Core.Storage;

namespace MissionControl.Web.Hosting;

/// <summary>Everything under <c>MissionControl:</c>, checked. docs/configuration.md describes each.</summary>
/// <param name="Catalog">The catalog folder, absolute; need not exist yet.</param>
/// <param name="Storage">The data folder (absolute) or the SQL Server.</param>
/// <param name="AllowOtherAddresses">May the app listen on addresses that other machines reach?</param>
/// <param name="DefaultAddress">Where to listen when nothing says otherwise; <see langword="null"/> when something does.</param>
public sealed record MissionSettings(string Catalog, StorageOptions Storage, bool AllowOtherAddresses, string? DefaultAddress)
{
    public const string Section = "MissionControl";

    /// <summary>The address of this app that people use, for links in messages, without a slash at its end.</summary>
    public string Origin { get; init; } = ListenAddresses.Default;

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
        var origin = reader.Origin("PublicAddress");
        reader.RefuseUnknownKeys();
        var addresses = ListenAddresses.Configured(configuration);
        reader.Take(ListenAddresses.Check(addresses, allowOthers));
        reader.Take(CertificateFiles.Check(configuration, AppContext.BaseDirectory));

        if (reader.Problems.Count > 0)
            return new(null, [.. reader.Problems]);
        return new(
            new(catalog, new StorageOptions(data, sqlServer, batch) { AddressDays = addressDays }, allowOthers, addresses.IsEmpty ? ListenAddresses.Default : null)
            {
                Origin = origin ?? (addresses.IsEmpty ? ListenAddresses.Default : addresses[0].Address.TrimEnd('/')),
                Shown = reader.Shown.Add("Addresses", addresses.IsEmpty ? ListenAddresses.Default : string.Join(' ', addresses.Select(static configured => configured.Address))),
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
