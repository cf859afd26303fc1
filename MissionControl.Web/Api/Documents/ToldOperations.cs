using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using MissionControl.Web.Account;
using MissionControl.Core.People;

namespace MissionControl.Web.Api.Documents;

/// <summary>Puts what is told of an endpoint into its part of the document.</summary>
internal static class ToldOperations
{
    public static async Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var told = metadata.OfType<Told>().Single();
        var address = "/" + context.Description.RelativePath;
        operation.Parameters = [.. told.Asks.Select(asked => Parameter(asked, IsInPath(asked, address)))];
        if (told.IsTagged)
            operation.Parameters.Add(Known());
        operation.RequestBody = told.Takes.IsEmpty ? null : await BodyAsync(told, context, cancellationToken);
        var needs = metadata.OfType<NeedsAttribute>().LastOrDefault();
        operation.Security = Security(needs, context.Document!);
        foreach (var given in told.Answers)
            Complete((OpenApiResponse)operation.Responses![Key(given.Status)], given, told);
        foreach (var (key, response) in operation.Responses!)
        {
            if (response is OpenApiResponse refusal && refusal.Content?.TryGetValue(Problems.ContentType, out var problem) is true)
                ToldRefusals.Complete(refusal, problem, int.Parse(key, System.Globalization.CultureInfo.InvariantCulture), needs);
        }

        if (told.IsTagged)
            operation.Responses[Key(StatusCodes.Status304NotModified)] = new OpenApiResponse { Description = "What you have is still right. No body." };
    }

    // With a constraint or without: {id:guid}, {id}.
    private static bool IsInPath(Asked asked, string address) =>
        address.Contains($"{{{asked.Name}}}", StringComparison.Ordinal) || address.Contains($"{{{asked.Name}:", StringComparison.Ordinal);

    private static OpenApiParameter Parameter(Asked asked, bool isInPath) => new()
    {
        Name = asked.Name,
        In = isInPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = isInPath,
        Description = asked.Words,
        Schema = asked.Schema,
        Example = asked.Example.DeepClone(),
    };

    private static OpenApiParameter Known() => new()
    {
        Name = "If-None-Match",
        In = ParameterLocation.Header,
        Description = "The ETag of the answer you have: nothing is sent again while it is right.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void Complete(OpenApiResponse response, Given given, Told told)
    {
        response.Description = given.Words;
        if (response.Content is { } content && content.TryGetValue(given.ContentType, out var own))
            own.Example = given.Example.DeepClone();
        if (told.IsTagged)
            Header(response, "ETag", "Send it back as If-None-Match.");
        if (told.IsPaged)
            Header(response, "Link", "<address>; rel=\"next\": the next page. Missing on the last one.");
    }

    private static async Task<OpenApiRequestBody> BodyAsync(Told told, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var media = new OpenApiMediaType { Examples = new Dictionary<string, IOpenApiExample>(StringComparer.Ordinal) };
        List<IOpenApiSchema> shapes = [];
        foreach (var sent in told.Takes)
            media.Examples[sent.Name] = new OpenApiExample { Value = sent.Example.DeepClone() };
        // Several examples may have one shape.
        foreach (var sent in told.Takes.DistinctBy(static sent => sent.Type))
        {
            var shape = await context.GetOrCreateSchemaAsync(sent.Type, null, cancellationToken);
            if (sent.Most is not null)
                (shape.MinItems, shape.MaxItems) = (1, sent.Most);
            shapes.Add(shape);
        }

        media.Schema = shapes is [var only] ? only : new OpenApiSchema { OneOf = shapes };
        return new() { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = media } };
    }

    private static List<OpenApiSecurityRequirement> Security(NeedsAttribute? needs, OpenApiDocument document)
    {
        List<OpenApiSecurityRequirement> ways = [];
        if (needs?.Scope is { } scope)
            ways.Add(new() { [new(ToldDocument.Token, document)] = [scope.Word()] });
        if (needs?.Role is { } role)
            ways.Add(new() { [new(ToldDocument.Person, document)] = [role.ToString()] });
        return ways;
    }

    internal static void Header(OpenApiResponse response, string name, string words)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        response.Headers[name] = new OpenApiHeader { Description = words, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    private static string Key(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
