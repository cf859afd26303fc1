using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace MissionControl.Web.Api;

/// <summary>
/// Tells a wrong method from a wrong address. Routing cannot: the pages' own endpoint for files takes every address by GET and HEAD, so that
/// it calls a wrong method what is a wrong address, and a wrong address what is a wrong method.
/// </summary>
internal static class Addresses
{
    /// <summary>Where nothing took the request: 405 with the methods in <c>Allow</c> where the address takes others, else 404.</summary>
    public static void Correct(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode is not (StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed))
            return;
        string[] methods = [.. MethodsOf(context).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var isTaken = methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase);
        response.StatusCode = methods.Length == 0 || isTaken ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = response.StatusCode == StatusCodes.Status405MethodNotAllowed ? string.Join(", ", methods) : default;
    }

    private static IEnumerable<string> MethodsOf(HttpContext context) =>
        from endpoint in context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart] }, ..]
            && Takes(endpoint.RoutePattern, context)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select method;

    private static bool Takes(RoutePattern pattern, HttpContext context)
    {
        var values = new RouteValueDictionary();
        if (!new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(context.Request.Path, values))
            return false;
        // The matcher does not look at constraints: {id:guid}.
        var policies = context.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return pattern.Parameters.All(parameter => parameter.ParameterPolicies.All(policy =>
            policies.Create(parameter, policy) is not IRouteConstraint constraint || constraint.Match(context, null, parameter.Name, values, RouteDirection.IncomingRequest)));
    }
}
