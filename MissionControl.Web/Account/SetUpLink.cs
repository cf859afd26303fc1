using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MissionControl.Core.People.Accounts;
using MissionControl.Web.Account.SingleSignOn;
using MissionControl.Web.Shared;

namespace MissionControl.Web.Account;

/// <summary>The secret by which the first administrator is made: another one for every start, in memory alone, and void once there is one.</summary>
internal sealed class SetUpLink(IAccountStore accounts, SignInSettings signIn)
{
    private readonly string _secret = LinkSecret.New();
    private ImmutableArray<byte> Hash => LinkSecret.HashOf(_secret)!.Value;

    public string Address => Routes.SetUpWith(_secret);

    public async Task<bool> IsGoodAsync(string? secret, CancellationToken cancellationToken) =>
        signIn.LocalSignIn && LinkSecret.HashOf(secret) is { } hash && CryptographicOperations.FixedTimeEquals(hash.AsSpan(), Hash.AsSpan()) && !await accounts.HasAdministratorAsync(cancellationToken);
}

/// <summary>Says at the start how the first administrator is made, where whoever started the app reads it. Not in the log: it is a secret.</summary>
internal sealed class SetUpPrinter(SetUpLink link, IAccountStore accounts, SignInSettings signIn, IServer server, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (await accounts.HasAdministratorAsync(stoppingToken))
            return;
        if (!signIn.LocalSignIn)
        {
            await Console.Out.WriteLineAsync($"Nobody administers yet. The first is whoever {signIn.Provider!.Name} sends with a value of MissionControl:{ProviderSettings.Section}:Roles:Administrator.");
            return;
        }

        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        await Console.Out.WriteLineAsync($"Nobody can sign in yet. Make the first administrator here, good until this process ends: {address.TrimEnd('/')}{link.Address}");
    }
}
