using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.People.Accounts;

namespace MissionControl.Core.People.Tokens;

public static class TokensSetup
{
    /// <summary>API tokens. Needs the stores beside it.</summary>
    public static IServiceCollection AddTokens(this IServiceCollection services) => services
        .AddSingleton<TokenBook>()
        .AddSingleton<IActorNames, ActorNames>()
        .AddSingleton<TokenUses>()
        .AddHostedService<TokenKeeper>();
}
