using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MissionControl.Core.People;
using MissionControl.Web.Account;

namespace MissionControl.Web.Api.Documents;

/// <summary>What holds for the whole document.</summary>
internal static class ToldDocument
{
    /// <summary>The security scheme of scripts.</summary>
    public const string Token = "token";

    /// <summary>The security scheme of people.</summary>
    public const string Person = "person";

    public static Task CompleteAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Mission Control",
            Version = "1",
            Description = "Times are ISO 8601 in UTC, ratios 0 to 1, ages in seconds; unknown is null. Every failure is a problem document (RFC 9457). HEAD is answered as GET, "
                + "without the body. Keys and addresses may be added; what is here is neither changed nor removed within v1.",
        };
        document.Servers = [];
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "mc_…",
                Description = $"An API token. It opens what its scopes say: {string.Join(", ", Scopes.Words)}. A requirement names the scope that is needed.",
            },
            [Person] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = PeopleCookie.CookieName(context.ApplicationServices.GetRequiredService<IHostEnvironment>()),
                Description = "The session of somebody who signed in. A requirement names the least role.",
            },
        };
        return Task.CompletedTask;
    }
}
