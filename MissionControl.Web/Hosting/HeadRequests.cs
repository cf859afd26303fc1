namespace MissionControl.Web.Hosting;

internal static class HeadRequests
{
    /// <summary>HEAD is answered as GET wherever GET is: whoever only checks that something is there asks that way. The server leaves the body out.</summary>
    public static void AnswerHead(this IEndpointConventionBuilder endpoints) => endpoints.Add(static endpoint =>
    {
        if (endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
            endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head]));
    });
}
