using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People.Accounts;
using MissionControl.Core.Storage;
using MissionControl.Tests.Support;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Tests.Account;

public sealed class KeptKeysTests
{
    [Fact]
    public async Task Two_replicas_over_one_database_read_what_the_other_encrypted()
    {
        using var data = new TemporaryFolder();
        await using var one = await ReplicaAsync(data.Path, null);
        await using var other = await ReplicaAsync(data.Path, null);
        Assert.Equal("hay", Protector(other).Unprotect(Protector(one).Protect("hay")));
        Assert.Single(one.GetRequiredService<IProtectionKeys>().Read());
        Assert.Equal("made", HowAdded(Assert.Single(await JournalAsync(one))));
    }

    [Fact]
    public async Task Keys_of_a_folder_are_taken_over_once()
    {
        using var data = new TemporaryFolder();
        var folder = Path.Combine(data.Path, "keys");
        string kept;
        await using (var before = new ServiceCollection().AddDataProtection().SetApplicationName("MissionControl").PersistKeysToFileSystem(new(folder)).Services.BuildServiceProvider())
            kept = before.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hay");
        await using (var replica = await ReplicaAsync(data.Path, null))
        {
            Assert.Equal("hay", Protector(replica).Unprotect(kept));
            Assert.Equal("taken over", HowAdded(Assert.Single(await JournalAsync(replica))));
        }

        Directory.Delete(folder, recursive: true);
        await using var again = await ReplicaAsync(data.Path, null);
        Assert.Equal("hay", Protector(again).Unprotect(kept));
    }

    [Fact]
    public async Task With_a_certificate_the_database_alone_opens_nothing_and_the_one_before_still_reads()
    {
        using var data = new TemporaryFolder();
        using var old = Certificate();
        using var present = Certificate();
        string kept;
        await using (var replica = await ReplicaAsync(data.Path, new(old, [old])))
        {
            kept = Protector(replica).Protect("hay");
            var xml = Assert.Single(replica.GetRequiredService<IProtectionKeys>().Read());
            Assert.Contains("EncryptedData", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
        }

        await using (var without = await ReplicaAsync(data.Path, null))
            Assert.Throws<CryptographicException>(() => Protector(without).Unprotect(kept));
        await using var renewed = await ReplicaAsync(data.Path, new(present, [present, old]));
        Assert.Equal("hay", Protector(renewed).Unprotect(kept));
    }

    [Fact]
    public async Task The_app_keeps_its_keys_in_the_database_and_no_folder()
    {
        await using var app = await PeopleApp.StartAsync();
        await app.Browser().OpenAsync("/sign-in");
        Assert.Single(app.App.Services.GetRequiredService<IProtectionKeys>().Read());
        Assert.False(Directory.Exists(Path.Combine(app.Data, "keys")));
    }

    [Fact]
    public void A_certificate_is_read_from_a_file_with_its_password_and_the_password_is_never_shown()
    {
        using var folder = new TemporaryFolder();
        using var certificate = Certificate();
        File.WriteAllBytes(folder["keys.pfx"], certificate.Export(X509ContentType.Pfx, "hunter2"));
        File.WriteAllText(folder["keys.pem"], certificate.ExportCertificatePem() + "\n" + certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        foreach (var (file, password) in ((string, string?)[])[("keys.pfx", "hunter2"), ("keys.pem", null)])
        {
            var settings = Settings(folder[file], password).Settings!;
            Assert.Equal(certificate.Thumbprint, settings.KeyCertificate!.Present.Thumbprint);
            Assert.DoesNotContain(settings.Shown, static shown => shown.Value.Contains("hunter2", StringComparison.Ordinal));
        }

        foreach (var (file, password) in ((string, string?)[])[("keys.pfx", "wrong-hunter2"), ("missing.pfx", null), ("missing.pem", "hunter2")])
        {
            var problem = Assert.Single(Settings(folder[file], password).Problems).ToString();
            Assert.StartsWith("settings: MissionControl:Keys:Certificate: must be a certificate that this process can read", problem, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
        }
    }

    private static SettingsReading Settings(string path, string? password) => MissionSettings.Read(
        new Microsoft.Extensions.Configuration.ConfigurationManager { ["MissionControl:Keys:Certificate"] = path, ["MissionControl:Keys:Password"] = password }, "/");

    private static async Task<ServiceProvider> ReplicaAsync(string data, KeyCertificate? certificate)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddStorage(new StorageOptions(data, null, null));
        services.AddKeys(certificate, Path.Combine(data, "keys"));
        var provider = services.BuildServiceProvider();
        await provider.MigrateStorageAsync(default);
        return provider;
    }

    private static IDataProtector Protector(ServiceProvider replica) => replica.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static string HowAdded(Core.Journal.JournalEntry entry) => System.Text.Json.JsonDocument.Parse(entry.Body).RootElement.GetProperty("how").GetString()!;

    private static async Task<IReadOnlyList<Core.Journal.JournalEntry>> JournalAsync(ServiceProvider replica) =>
        [.. (await replica.GetRequiredService<Core.Journal.IJournal>().ReadAfterAsync(0, 100, default)).Where(static entry => entry.Kind == "protection-key.added")];

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }
}
