using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using MissionControl.Core.People;
using MissionControl.Web.Account;
using MissionControl.Web.Hosting;

namespace MissionControl.Web.Api.Documents;

/// <summary>The document <c>/openapi/v1.json</c>: what is told of every endpoint.</summary>
internal static class ToldSetup
{
    public const string Prefix = "/openapi";
    private const string Version = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        // The document's shapes are read from these options: they must write as ApiJson does.
        services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.Converters.Add(new UtcTimeConverter());
        });
        services.AddSingleton<ApiDocument>();
        return services.AddOpenApi(Version, static options =>
        {
            options.ShouldInclude = static endpoint =>
                endpoint.HttpMethod != HttpMethods.Head && endpoint.ActionDescriptor.EndpointMetadata.OfType<Told>().Any();
            options.CreateSchemaReferenceId = ToldSchemas.NameOf;
            options.AddSchemaTransformer(ToldSchemas.CompleteAsync);
            options.AddOperationTransformer(ToldOperations.CompleteAsync);
            options.AddDocumentTransformer(ToldDocument.CompleteAsync);
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder app)
    {
        var document = app.MapGroup(Prefix).Needs(Role.Viewer, Scope.Read);
        document.MapGet($"/{Version}.json", static async (HttpContext context, ApiDocument document) =>
            Tagged.Bytes(context, await document.ReadAsync(context.RequestAborted), "application/json; charset=utf-8"));
        document.AnswerHead();
    }

    /// <summary>Tells it in the document.</summary>
    public static TBuilder Told<TBuilder>(this TBuilder endpoint, Told told)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.WithMetadata(told);
        // At the end, when everything else that the endpoint is has been said.
        endpoint.Finally(built => Complete(built, told));
        return endpoint;
    }

    private static void Complete(EndpointBuilder endpoint, Told told)
    {
        endpoint.Metadata.Add(new EndpointNameAttribute(told.Id));
        endpoint.Metadata.Add(new EndpointSummaryAttribute(told.Summary));
        endpoint.Metadata.Add(new EndpointDescriptionAttribute(told.Words));
        endpoint.Metadata.Add(new TagsAttribute(RoomOf(endpoint)));
        foreach (var given in told.Answers)
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(given.Status, given.Type, [given.ContentType]));
        foreach (var status in Refusals(endpoint, told).Distinct())
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(Problem), [Problems.ContentType]));
    }

    private static IEnumerable<int> Refusals(EndpointBuilder endpoint, Told told)
    {
        var hasPath = endpoint is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 };
        if (told.Takes.Length > 0 || told.Asks.Any(asked => !IsInPath(endpoint, asked.Name)))
            yield return StatusCodes.Status400BadRequest;
        if (endpoint.Metadata.OfType<IAuthorizeData>().Any())
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
        }

        if (hasPath)
            yield return StatusCodes.Status404NotFound;
        foreach (var status in told.Refuses)
            yield return status;
        if (told.Takes.Length > 0)
        {
            yield return StatusCodes.Status413PayloadTooLarge;
            yield return StatusCodes.Status415UnsupportedMediaType;
        }

        yield return StatusCodes.Status503ServiceUnavailable;
    }

    private static bool IsInPath(EndpointBuilder endpoint, string name) =>
        endpoint is RouteEndpointBuilder route && route.RoutePattern.Parameters.Any(parameter => parameter.Name == name);

    // /api/v1/bpms/{id}/history → bpms
    private static string RoomOf(EndpointBuilder endpoint) =>
        endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } address } && address.Trim('/').Split('/') is [_, _, var room, ..] ? room.Split('.')[0] : "other";
}
