using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace MissionControl.Tests.Support;

/// <summary>
/// A small identity provider on a real port: one client, one person, who is always signed in. It holds us to what a strict one does: PKCE
/// by S256, the client's secret, a code good once and for one address, a state.
/// </summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Secret = "the secret of the client & more";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, (string Challenge, string Back)> _codes = new();
    private readonly ConcurrentDictionary<string, bool> _tokens = new();
    private readonly WebApplication _app;

    private IdentityProvider()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/authorize", (Delegate)Authorize);
        _app.MapPost("/token", (Delegate)TokenAsync);
        _app.MapGet("/me", (Delegate)Me);
        _app.MapGet("/elsewhere", () => Elsewhere++.ToString());
    }

    /// <summary>What is said of whoever comes.</summary>
    public JsonObject Person { get; set; } = Of("ada-7", "Ada", "mission-viewers");

    /// <summary>An error instead of a code.</summary>
    public string? Error { get; set; }

    /// <summary>Instead of a token, and instead of what is known of somebody.</summary>
    public Func<IResult>? TokenAnswer { get; set; }

    public Func<IResult>? MeAnswer { get; set; }

    /// <summary>What was asked of the browser.</summary>
    public Uri? Asked { get; private set; }

    /// <summary>How often a browser came.</summary>
    public int Visits { get; private set; }

    /// <summary>What a strict provider refused.</summary>
    public ConcurrentQueue<string> Refused { get; } = [];

    /// <summary>Calls to an address that nobody declared.</summary>
    public int Elsewhere { get; private set; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<IdentityProvider> StartAsync()
    {
        var provider = new IdentityProvider();
        await File.WriteAllTextAsync(Path.Combine(provider._folder.Path, "secret"), Secret + "\n");
        await provider._app.StartAsync();
        return provider;
    }

    public static JsonObject Of(string subject, string name, params string[] roles) => new()
    {
        ["sub"] = subject, ["email"] = $"{name}@Example.org", ["name"] = name, ["realm"] = new JsonObject { ["roles"] = new JsonArray([.. roles.Select(static role => JsonValue.Create(role))]) },
    };

    /// <summary>For the command line of the app; later ones win.</summary>
    public string[] Settings(params string[] more) => [.. ((string[])
    [
        "Name=Unicorn ID", $"AuthorizationEndpoint={Address}authorize?hint=unicorns", $"TokenEndpoint={Address}token", $"UserInfoEndpoint={Address}me",
        "ClientId=mission", $"ClientSecret=${{file:{Path.Combine(_folder.Path, "secret")}}}", "RoleField=realm.roles",
        "Roles:Viewer=mission-viewers", "Roles:Responder:0=on-call", "Roles:Responder:1=operations", "Roles:Editor=mission-editors", "Roles:Administrator=mission-admins", .. more,
    ]).Select(static setting => "--MissionControl:SignIn:" + (setting.StartsWith("LocalSignIn", StringComparison.Ordinal) ? "" : "Provider:") + setting)];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private IResult Authorize(HttpContext context)
    {
        Visits++;
        Asked = new Uri(Address, context.Request.Path + context.Request.QueryString.Value);
        var query = context.Request.Query;
        var (back, state) = (query["redirect_uri"].ToString(), query["state"].ToString());
        if (query["client_id"] != "mission" || query["response_type"] != "code" || query["code_challenge_method"] != "S256" || query["code_challenge"].ToString().Length != 43 || state.Length == 0
            || query["hint"] != "unicorns" || query["scope"] != "openid profile email")
            return Refuse("authorize: " + context.Request.QueryString);
        if (Error is not null)
            return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["error"] = Error, ["state"] = state }));
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (query["code_challenge"].ToString(), back);
        return Results.Redirect(QueryHelpers.AddQueryString(back, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        if (TokenAnswer is not null)
            return TokenAnswer();
        var form = await context.Request.ReadFormAsync();
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var code) || code.Challenge != challenge || code.Back != form["redirect_uri"] || form["grant_type"] != "authorization_code"
            || form["client_id"] != "mission" || form["client_secret"] != Secret)
            return Refuse("token");
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _tokens[token] = true;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 60, refresh_token = "refresh", id_token = "not.looked.at" });
    }

    private IResult Me(HttpContext context) =>
        !_tokens.ContainsKey(context.Request.Headers.Authorization.ToString()["Bearer ".Length..]) ? Refuse("me") : MeAnswer?.Invoke() ?? Results.Json(Person);

    private IResult Refuse(string what)
    {
        Refused.Enqueue(what);
        return Results.BadRequest(new { error = "invalid_grant" });
    }
}
