using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace MissionControl.Tests.Support;

/// <summary>A browser without scripts: keeps cookies (also those for encrypted lines, as behind a proxy), follows redirects by hand, sends forms.</summary>
public sealed class PlainBrowser(Uri address) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>As they were given, with all that was said of them.</summary>
    public List<string> Given { get; } = [];

    public HttpStatusCode Status { get; private set; }

    /// <summary>Path and query of the page that is open.</summary>
    public string At { get; private set; } = "";

    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public string Text => Page.QuerySelector("main")?.TextContent ?? Page.Body?.TextContent ?? "";

    public Task<IHtmlDocument> OpenAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Sends the form of that name with what was typed, and follows.</summary>
    public Task<IHtmlDocument> SendAsync(string form, params (string Name, string Value)[] typed)
    {
        var found = Page.QuerySelectorAll("form").Single(element => element.QuerySelector("[name=_handler]")?.GetAttribute("value") == form);
        return SendAsync(found, typed);
    }

    public async Task<IHtmlDocument> SendAsync(IElement form, params (string Name, string Value)[] typed)
    {
        var hidden = form.QuerySelectorAll("input[type=hidden][name]").Select(input => (Name: input.GetAttribute("name")!, Value: input.GetAttribute("value") ?? ""));
        using var content = new FormUrlEncodedContent(hidden.Concat(typed).Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        return await SendAsync(HttpMethod.Post, form.GetAttribute("action") is { Length: > 0 } action ? action : At, content);
    }

    /// <summary>Sends what nobody gave it a form for.</summary>
    public Task<IHtmlDocument> PostAsync(string path, HttpContent content) => SendAsync(HttpMethod.Post, path, content);

    public void Dispose() => _client.Dispose();

    private async Task<IHtmlDocument> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Accept.ParseAdd("text/html");
            var isOurs = !Uri.TryCreate(path, UriKind.Absolute, out var asked) || asked.IsFile || asked.Authority == address.Authority;
            if (Cookies.Count > 0 && isOurs)
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
            using var answer = await _client.SendAsync(request);
            if (isOurs)
                Keep(answer);
            (Status, At) = (answer.StatusCode, path);
            if (answer.Headers.Location is { } next && redirects < 5)
            {
                (method, content) = (HttpMethod.Get, null);
                path = next.IsAbsoluteUri && next.Authority == address.Authority ? next.PathAndQuery : next.OriginalString;
                continue;
            }

            return Page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        }
    }

    private void Keep(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var given))
            return;
        foreach (var cookie in given)
        {
            Given.Add(cookie);
            var pair = cookie.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0 || cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))
                Cookies.Remove(pair[0]);
            else
                Cookies[pair[0]] = pair[1];
        }
    }
}
