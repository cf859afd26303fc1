using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MissionControl.Core.People;

namespace MissionControl.Web.Audit;

public static class AuditSetup
{
    /// <summary>The audit page. Actors are shown by id where nothing knows their names.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.TryAddSingleton<IActorNames, NoNames>();
        return services;
    }

    private sealed class NoNames : IActorNames
    {
        public Task<ImmutableDictionary<string, string>> FindAsync(IReadOnlyCollection<string> actors, CancellationToken cancellationToken) =>
            Task.FromResult(ImmutableDictionary<string, string>.Empty);
    }
}
